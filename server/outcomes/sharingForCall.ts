import type { NewReceipt } from '#server/access/sharingChangeStore.ts'
import { besideSharing, SHARING_SECTIONS, sharingOf } from '#server/access/sharingOf.ts'
import { stale } from '#server/calls/settleIdentity.ts'
import { answersToWrite, write } from '#server/patients/core/settleSharing.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import { dayInBritain } from '#shared/days.ts'
import type { CallId, CommandId, ItemId } from '#shared/ids.ts'
import { knownEntries } from '#shared/record/entry.ts'
import type { Answer, SaidOfSharing, SharingSaved, SharingView } from '#shared/sharing.ts'
import type { Actor } from '#shared/staff.ts'
import { aboutPatient, type RecordDeps } from './aboutPatient.ts'
import { changeSharing, type Working } from './changeSharing.ts'

/** How sharing stands for the person of a call, and the guide by which it is talked about. */
export async function sharingForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  epoch: number,
  requestId: string,
): Promise<{ epoch: number; sharing: SharingView }> {
  const { looking } = await aboutPatient(deps, actor, callId, epoch, { action: 'opened', requestId })
  const beside = besideSharing(deps.db.sql, actor.lineId)
  const opened = await openRecord(deps, { ...looking, only: SHARING_SECTIONS, beside })
  if (opened.kind === 'refused') throw stale()
  return { epoch, sharing: sharingOf(opened) }
}

type Settle = { commandId: CommandId; epoch: number; said: SaidOfSharing; answers: readonly Answer[] }

/** Writes down what was answered to any of the four things, with what was said as the evidence of each. */
export function settleForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  { commandId, epoch, said, answers }: Settle,
  requestId: string,
): Promise<SharingSaved> {
  const toWrite = (working: Working) => {
    const { entries, organisations, hearing, caller } = working
    const by = said.by ?? (said.decider === 'person' ? caller : undefined)
    const spoken = { said: by ? { ...said, by } : said, explained: explainedOf(said) }
    const organisationOf = (id: string) => organisations.find(({ organisationId }) => organisationId === id)
    const unknown = answers.some(
      answer => answer.about === 'organisation' && !organisationOf(answer.organisationId),
    )
    if (unknown) throw new Problem('bad_request', 'One of these organisations is not of this line.')
    return [
      ...answersToWrite(entries, answers, spoken, organisationOf, hearing),
      ...registerStatus(working, answers, said.inTheirWords),
    ]
  }
  return changeSharing(deps, actor, callId, { commandId, epoch, kind: 'settled', toWrite }, requestId)
}

/** Whether they are on the register follows from whether they agree to it. */
function registerStatus({ entries, hearing }: Working, answers: readonly Answer[], because: string) {
  const answer = answers.find(({ about }) => about === 'register')
  const [before] = knownEntries(entries, 'registerStatus')
  if (answer?.about !== 'register' || !before) return []
  const { status } = before.body
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

type Limit = {
  commandId: CommandId
  epoch: number
  against:
    | { kind: 'organisation'; organisationId: string }
    | { kind: 'person'; staffId: string }
    | { kind: 'section'; section: string }
  rule: 'hide_all' | 'hide_sections' | 'ask_each_time'
  sections?: readonly string[] | undefined
  inTheirWords: string
}

/** Keeps something back from one organisation, one member of staff, or everybody outside the line. */
export function limitForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  limit: Limit,
  requestId: string,
): Promise<SharingSaved> {
  const { commandId, epoch, rule, sections = [], inTheirWords } = limit
  if (rule === 'hide_sections' && limit.against.kind !== 'section' && sections.length === 0)
    throw new Problem('bad_request', 'Choose what is kept back.', {
      fields: { sections: 'Choose at least one part.' },
    })
  const toWrite = (working: Working) => {
    const against = namedIn(working, limit.against)
    const body = {
      against,
      rule: limit.against.kind === 'section' ? 'hide_sections' : rule,
      ...(rule === 'hide_sections' && sections.length > 0 ? { sections } : {}),
      because: inTheirWords,
      from: working.hearing.at,
    }
    return [write('sharingRestrictions', { itemId: commandId, version: 0, body }, working.hearing)]
  }
  const receipts = (working: Working): NewReceipt[] => {
    if (limit.against.kind !== 'person') return []
    const { name } = namedIn(working, limit.against) as { name: string } // one person has a name
    const after = rule === 'hide_all' ? 'nothing' : rule === 'hide_sections' ? 'parts' : 'after_asking'
    return [{ key: `person/${limit.against.staffId}`, kind: 'person', who: name, before: null, after }]
  }
  return changeSharing(
    deps,
    actor,
    callId,
    { commandId, epoch, kind: 'limited', toWrite, receipts },
    requestId,
  )
}

function namedIn({ organisations }: Working, against: Limit['against']) {
  switch (against.kind) {
    case 'organisation': {
      const found = organisations.find(({ organisationId }) => organisationId === against.organisationId)
      if (!found) throw new Problem('bad_request', 'That organisation is not of this line.')
      const { name, odsCode } = found
      return { kind: 'organisation', name, ...(odsCode ? { odsCode } : {}) }
    }
    case 'person': {
      // Nurses of the line answer whoever rings: it would be a promise that the telephone does not keep.
      const others = organisations.filter(({ kind }) => kind !== 'hub')
      const found = others.flatMap(({ people }) => people).find(one => one.staffId === against.staffId)
      if (!found) throw new Problem('bad_request', 'Choose somebody who works outside this line.')
      return { kind: 'person', name: found.name, staffId: found.staffId }
    }
    case 'section':
      return against
    default:
      return against satisfies never
  }
}

/** A limit narrows nothing any more, from now on. What it was, and why it ended, stays to be read. */
export function endLimitForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  ended: { commandId: CommandId; epoch: number; itemId: ItemId; version: number; inTheirWords: string },
  requestId: string,
): Promise<SharingSaved> {
  const { commandId, epoch, itemId, version, inTheirWords } = ended
  const toWrite = ({ entries, hearing }: Working) => {
    const limit = knownEntries(entries, 'sharingRestrictions').find(entry => entry.itemId === itemId)
    if (!limit) throw new Problem('not_found', 'There is no such limit on this record any more.')
    const body = { ...limit.body, endedAt: hearing.at, endedBecause: inTheirWords }
    return [write('sharingRestrictions', { itemId, version, body }, hearing)]
  }
  return changeSharing(deps, actor, callId, { commandId, epoch, kind: 'limit_ended', toWrite }, requestId)
}
