import { answersToWrite, write } from '#server/patients/core/settleSharing.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import { Problem } from '#server/platform/problems.ts'
import { dayInBritain } from '#shared/days.ts'
import { knownEntries } from '#shared/record/entry.ts'
import type { Answer, SaidOfSharing, SettleSharing, SharingView } from '#shared/sharing.ts'
import { changeSharing, type SharingDeps, type SharingWritten, type Working } from './changeSharing.ts'
import { askedToSettle } from './core/askedOfSharing.ts'
import { refuseInPart } from './refuseSharing.ts'
import { besideSharing, sectionsToTalk, sharingOf } from './sharingOf.ts'
import type { AccessDeps } from './wayIn.ts'

/** How sharing stands for one person, and the guide by which it is talked about. */
export async function viewSharing(
  deps: AccessDeps,
  way: WayIn,
): Promise<{ kind: 'here'; sharing: SharingView } | Refused> {
  const only = sectionsToTalk(way)
  if (!only) return refuseInPart(deps, way)
  const beside = besideSharing(deps.db.sql, way.actor.lineId)
  const opened = await openRecord(deps, { ...way, only, beside })
  return opened.kind === 'refused' ? opened : { kind: 'here', sharing: sharingOf(opened) }
}

/** Writes down what was answered to any of the four things, with what was said as the evidence of each. */
export function settleSharing(
  deps: SharingDeps,
  way: WayIn,
  settling: SettleSharing,
): Promise<SharingWritten | Refused> {
  const { said, answers } = settling
  const toWrite = (working: Working) => {
    const { entries, organisations, hearing } = working
    const by = said.toldBy ?? said.by
    const spoken = { said: by ? { ...said, by } : said, explained: explainedOf(said) }
    const organisationOf = (id: string) => organisations.find(({ organisationId }) => organisationId === id)
    const unknown = answers.some(
      answer => answer.about === 'organisation' && !organisationOf(answer.organisationId),
    )
    if (unknown) throw new Problem('bad_request', 'One of these organisations is not of this line.')
    const isGone = answers.some(
      answer =>
        answer.about === 'contact' &&
        !entries.some(({ section, itemId }) => section === 'personalContacts' && itemId === answer.itemId),
    )
    if (isGone)
      throw new Problem(
        'conflict',
        'One of these people is not shown on this record any more. Nothing was saved: look again, then save.',
      )
    return [
      ...answersToWrite(entries, answers, spoken, organisationOf, hearing),
      ...registerStatus(working, answers, said.inTheirWords),
    ]
  }
  const onlyNarrows = answers.every(answer =>
    answer.about === 'contact' ? answer.mayBeTold === 'nothing' : answer.says === 'no',
  )
  return changeSharing(deps, way, {
    asked: askedToSettle(settling),
    toWrite,
    onlyNarrows,
    toldBy: said.toldBy,
  })
}

/** Whether they are on the register follows from whether they agree to it. */
function registerStatus({ entries, hearing }: Working, answers: readonly Answer[], because: string) {
  const answer = answers.find(({ about }) => about === 'register')
  const [before] = knownEntries(entries, 'registerStatus')
  if (answer?.about !== 'register' || !before) return []
  const { status } = before.body
  if (status === 'deceased') return [] // a death is on the record: what they wanted stands in their agreement
  const isOff = status === 'withdrawn'
  if (answer.says === 'pending' || (answer.says === 'no') === isOff) return []
  const next = answer.says === 'no' ? 'withdrawn' : 'active'
  const body = {
    ...before.body,
    status: next,
    since: dayInBritain(hearing.at),
    because: because.slice(0, 500),
  }
  return [write('registerStatus', { itemId: before.itemId, version: before.version, body }, hearing)]
}

/** 'Gone through by the guide, version 1: what, who, if_no. Said back: “…”'. */
function explainedOf({ guide, saidBack }: SaidOfSharing): string | undefined {
  if (!guide || guide.steps.length === 0) return saidBack ? `Said back: “${saidBack}”` : undefined
  const steps = `Gone through by the guide, version ${guide.version}: ${guide.steps.join(', ').replaceAll('_', ' ')}.`
  return (saidBack ? `${steps} Said back: “${saidBack}”` : steps).slice(0, 1000)
}
