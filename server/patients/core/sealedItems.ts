import { showMoment } from '#shared/days.ts'
import type { Entry } from '#shared/record/entry.ts'
import { notKnownChoices } from '#shared/record/knownState.ts'
import { safeguardingKinds } from '#shared/record/plans.ts'
import type { SealedItem } from '#shared/record/sealed.ts'

/** What is kept apart, for somebody who opened it with a reason. The words of an agreed phrase stay at the server (decision 011). */
export function sealedItems(entries: readonly Entry[]): SealedItem[] {
  return entries.map(entry => {
    const { itemId, version, knownState, source, author, recordedAt, retracted } = entry
    return {
      itemId,
      version,
      knownState,
      ...said(entry),
      source,
      recordedBy: author,
      recordedAt,
      ...(retracted ? { retracted } : {}),
    }
  })
}

function said(entry: Entry): Pick<SealedItem, 'headline' | 'lines' | 'body'> {
  if (entry.knownState !== 'known') return { headline: notKnownChoices[entry.knownState].text, lines: [] }
  if (entry.section === 'agreedPhrases') {
    const { with: whom } = entry.body
    const headline = whom === 'patient' ? 'A phrase agreed with the person' : 'A phrase agreed with a contact'
    return { headline, lines: [], body: { with: whom } }
  }
  if (entry.section !== 'safeguarding') return { headline: '', lines: [] }
  const { about, concern, raisedBy, actions, referredAt, toldCaller } = entry.body
  const lines = [
    concern,
    raisedBy && `Raised by ${raisedBy}`,
    actions && `Done: ${actions}`,
    referredAt && `Referred ${showMoment(referredAt)}`,
    toldCaller !== undefined && (toldCaller ? 'The caller was told' : 'The caller was not told'),
  ].filter(line => typeof line === 'string')
  return { headline: safeguardingKinds[about].text, lines, body: entry.body }
}
