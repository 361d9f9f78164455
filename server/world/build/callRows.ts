import { stateOf, talkingSince, transition } from '#server/calls/core/call.ts'
import { type CallFacts, noFacts } from '#server/calls/core/facts.ts'
import type { StoredIdentity } from '#server/calls/storedCall.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Instant } from '#shared/time.ts'
import { LINES, lineIdOf, staffIdOf } from '../lines.ts'
import type { Calendar } from './calendar.ts'
import type { Told } from './callEvents.ts'
import { idOf } from './ids.ts'
import type { CallSpec, Day, When } from './pastCall.ts'
import type { LineKey } from './person.ts'

/** A call as rows of the tables it leaves traces in. */
export type BuiltCall = {
  spec: CallSpec
  line: LineKey
  row: { id: string; state: string; facts: CallFacts; started_at: Instant } & Record<string, unknown>
  events: object[]
  notes: object[]
  outcomes: ({ body: unknown; at: Instant } & Record<string, unknown>)[]
  looks: object[]
  tasks: ({ id: string; state: string; raised_at: Instant; due_at: Instant } & Record<string, unknown>)[]
}

/** The call's own row and its diary, folded by the core that runs the line. */
export function callOf(
  key: string,
  line: LineKey,
  spec: CallSpec,
  told: readonly Told[],
  about: { patientId: string | null; identity: StoredIdentity },
): BuiltCall {
  const id = idOf('call', key)
  const start = told[0]?.event.at ?? ''
  let facts = noFacts(start)
  const events = told.map(({ event, byStaff }, n) => {
    const from = n === 0 ? 'new' : stateOf(facts)
    const move = transition(facts, event)
    if (move.kind === 'moved') facts = move.facts
    return {
      source_key: `world/${id}/${n + 1}`,
      call_id: id,
      received_at: event.at,
      event,
      by_staff: byStaff,
      moved_from: from,
      moved_to: move.kind === 'moved' ? stateOf(facts) : null,
      ignored_because: move.kind === 'moved' ? null : move.because,
    }
  })
  const row = {
    id,
    line_id: lineIdOf(line),
    version: events.length,
    state: stateOf(facts),
    direction: facts.direction,
    facts,
    carrier_sid: facts.callSid,
    from_number: facts.from,
    started_at: facts.firstHeardAt,
    talking_since: talkingSince(facts),
    ended_at: facts.callerEnded?.at ?? null,
    patient_id: about.patientId,
    identity_epoch: about.patientId ? 1 : 0,
    identity: about.identity,
  }
  return { spec, line, row, events, notes: [], outcomes: [], looks: [], tasks: [] }
}

/** A task as it is raised: open, with the desk. */
export function taskOf(
  call: BuiltCall,
  kind: string,
  origin: 'call' | 'outcome',
  raisedAt: Instant,
  dueAt: Instant,
) {
  return {
    id: idOf('task', call.row.id, origin),
    call_id: call.row.id,
    version: 1,
    kind,
    state: 'open',
    origin,
    raised_at: raisedAt,
    due_at: dueAt,
    tries: 0,
  }
}

export function ringOf(key: string, line: LineKey, at: Instant, from: E164 | null, nurse: string) {
  const { nurses, number } = LINES[line]
  const other = nurses.find(one => one.signInName !== nurse)
  return { key, at, from, to: number, offeredTo: [nurse, other?.signInName ?? nurse].map(staffIdOf) }
}

export function nurseOf(line: LineKey, signInName: string) {
  const { nurses, organisation } = LINES[line]
  const nurse = nurses.find(one => one.signInName === signInName)
  if (!nurse) throw new Error(`${signInName} does not work for ${line}`)
  return { staffId: staffIdOf(signInName), name: nurse.name, role: nurse.role, organisation }
}

export function moment(t: Calendar, when: When): Instant {
  return 'minutesAgo' in when ? t.minutesAgo(when.minutesAgo) : t.at(-daysAgo(t, when.day), when.time)
}

/** 1 to 7 days ago for 'sat 0', a week more for 'sat 1'. */
function daysAgo(t: Calendar, day: Day): number {
  if (typeof day === 'number') return day
  const [name, weeks] = day.split(' ')
  const wanted = name === 'sat' ? 6 : 0
  const today = new Date(`${t.day(0)}T12:00:00Z`).getUTCDay()
  return ((today - wanted + 6) % 7) + 1 + 7 * Number(weeks)
}
