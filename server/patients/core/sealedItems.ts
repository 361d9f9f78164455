import { showMoment } from '#shared/days.ts'
import type { Difference } from '#shared/record/difference.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { ItemVersion } from '#shared/record/history.ts'
import { isUnknown, notKnownChoices } from '#shared/record/knownState.ts'
import { safeguardingKinds } from '#shared/record/plans.ts'
import type { SealedItem } from '#shared/record/sealed.ts'
import { answered } from './say/said.ts'
import { sayVersion } from './sayHistory.ts'

/**
 * What is kept apart, for somebody who opened it with a reason, with its last versions, no more than `most` of each. The words of
 * an agreed phrase stay at the server (decision 011).
 */
export function sealedItems(
  entries: readonly Entry[],
  versions: readonly Entry[],
  most: number,
): SealedItem[] {
  return entries.map(entry => {
    const { itemId, version, knownState, source, author, recordedAt, retracted } = entry
    const trail = versions.filter(one => one.itemId === itemId)
    return {
      itemId,
      version,
      knownState,
      ...said(entry),
      source,
      recordedBy: author,
      recordedAt,
      ...(retracted ? { retracted } : {}),
      versions: trail.slice(0, most).map((one, place) => versionOf(one, trail[place + 1])),
      hasEarlier: trail.length > most,
    }
  })
}

/** Of a phrase it is told that another one was put in its place, and neither of the two. */
function versionOf(entry: Entry, before: Entry | undefined): ItemVersion {
  const version = { ...sayVersion(entry, before), headline: said(entry).headline }
  if (entry.section !== 'agreedPhrases') return version
  const isPhrase = ({ path }: Difference) => path === 'phrase'
  const isNew = before !== undefined && version.differences.some(isPhrase)
  return {
    ...version,
    differences: [
      ...version.differences.filter(difference => !isPhrase(difference)),
      ...(isNew ? [ANOTHER_PHRASE] : []),
    ],
  }
}

const ANOTHER_PHRASE: Difference = {
  path: 'phrase',
  words: 'Phrase',
  change: 'added',
  after: 'another one in its place',
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
    isUnknown(toldCaller)
      ? answered('The caller was told', toldCaller)
      : toldCaller !== undefined && (toldCaller ? 'The caller was told' : 'The caller was not told'),
  ].filter(line => typeof line === 'string')
  return { headline: safeguardingKinds[about].text, lines, body: entry.body }
}
