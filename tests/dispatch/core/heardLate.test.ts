import { describe, expect, test } from 'vitest'
import { safetyFollows } from '#server/dispatch/core/loneFollows.ts'
import { isOut, newHelp } from '#server/dispatch/core/loneWork.ts'
import { takingOf, transition } from '#server/dispatch/core/teamTask.ts'
import { begin, type TeamTaskEvent, type TeamTaskFacts } from '#server/dispatch/core/teamTaskFacts.ts'
import { watchesOf } from '#server/dispatch/core/watches.ts'
import { StaffId, TeamId } from '#shared/ids.ts'
import { plusSeconds } from '#shared/time.ts'

// A phone without a signal tells late what was pressed long before, and one person may have two phones: what counts is when it was said.
const AT = '2026-11-30T02:00:00.000Z'
const at = (minutes: number) => plusSeconds(AT, minutes * 60)
const by = { staffId: StaffId.parse('00000000-0000-4000-8000-000000000001'), name: 'Lindsay' }
const nurse = { staffId: StaffId.parse('00000000-0000-4000-8000-000000000002'), name: 'Maren' }
const teamId = TeamId.parse('00000000-0000-4000-8000-000000000101')
const place = { latitude: 53.9, longitude: -1.8, metres: 12, at: AT }
const work = { urgency: 'U2', skills: [], why: 'w', dueAt: at(120), first: null, code: null } as const
const accepted: TeamTaskEvent[] = [
  { kind: 'offered', at: at(1), offer: 1, teamId, team: 'Night nursing', to: [by], by: null, until: at(11) },
  { kind: 'accepted', at: at(2), offer: 1, by },
]
/** What is known when they are heard in this order. */
function heard(...events: TeamTaskEvent[]): TeamTaskFacts {
  const raised = begin({ kind: 'raised', at: AT, by, work: { ...work, kind: 'symptom_visit' } })
  return [...accepted, ...events].reduce<TeamTaskFacts>((facts, event) => {
    const move = transition(facts, event)
    return move.kind === 'moved' ? move.facts : facts
  }, raised)
}
const outOf = (facts: TeamTaskFacts) => takingOf(facts)?.out ?? null
const setOut = (m: number): TeamTaskEvent => ({ kind: 'set_out', at: at(m), by, expectedAt: at(m + 15) })
const arrived = (m: number): TeamTaskEvent => ({ kind: 'arrived', at: at(m), by })
const safe = (m: number): TeamTaskEvent => ({ kind: 'safe', at: at(m), by, via: 'app' })
const outBy = (m: number, until: number): TeamTaskEvent => ({
  kind: 'out_by',
  at: at(m),
  by,
  until: at(until),
})
const missed = (m: number): TeamTaskEvent => ({
  kind: 'check_out_missed',
  at: at(m),
  taking: 1,
  outBy: at(m),
})
const help = (m: number, where: typeof place | null = null): TeamTaskEvent => ({
  kind: 'help_pressed',
  at: at(m),
  by,
  place: where,
})
const mistaken = (m: number): TeamTaskEvent => ({ kind: 'help_mistaken', at: at(m), by })
const ended = (m: number, until: number | null = null): TeamTaskEvent => ({
  kind: 'alarm_ended',
  at: at(m),
  by: nurse,
  taking: 1,
  words: 'Rang her',
  until: until === null ? null : at(until),
})

describe('an older press undoes nothing that was said since', () => {
  test.each<[string, TeamTaskEvent[]]>([
    ['there, heard after SAFE', [setOut(5), safe(90), arrived(20)]],
    ['there, heard after a nurse knew', [setOut(5), missed(80), ended(85), arrived(20)]],
    ['more time, heard after a nurse knew', [arrived(5), missed(65), ended(70), outBy(60, 90)]],
  ])('they stay known to be safe: %s', (_, events) => {
    expect(isOut(outOf(heard(...events)))).toBe(false)
  })

  test.each<[string, TeamTaskEvent[], number]>([
    [
      'four hours, said before half an hour was agreed',
      [arrived(5), missed(65), ended(70, 100), outBy(50, 290)],
      100,
    ],
    ['done, pressed before more time was agreed', [arrived(5), missed(65), ended(70, 100), safe(60)], 100],
    ['safe, said before more time by another phone', [arrived(5), outBy(40, 100), safe(30)], 100],
    ['four hours, said before a quarter', [arrived(5), outBy(40, 55), outBy(10, 250)], 55],
  ])('the time agreed last stands: %s', (_, events, minutes) => {
    expect(outOf(heard(...events))).toMatchObject({ by: at(minutes), over: null })
  })

  test('what is said later than what a nurse knew counts as ever', () => {
    expect(outOf(heard(arrived(5), missed(65), ended(70), outBy(71, 90)))).toMatchObject({
      by: at(90),
      over: null,
    })
  })
})

describe('the steps after a time that is over', () => {
  const due = (facts: TeamTaskFacts, m: number) =>
    safetyFollows(watchesOf(facts), at(m)).map(({ errand, dueAt }) => [
      'step' in errand ? errand.step : errand.kind,
      dueAt,
    ])

  test('count from when they were missed: of who is heard late nobody else is told in that moment', () => {
    const facts = heard(arrived(5), { ...missed(65), at: at(95) } as TeamTaskEvent)

    expect(due(facts, 95)).toEqual([
      ['tell_worker', at(95)],
      ['buddy', at(100)],
      ['lead', at(105)],
      ['police', at(110)],
    ])
  })

  test('a time that they chose and missed begins anew when they say that they are there', () => {
    expect(due(heard(setOut(5), outBy(6, 66), missed(66), arrived(72)), 72)).toEqual([
      ['out_missed', at(132)],
    ])
  })
})

describe('a call for help', () => {
  test('pressed again is no accident by an older word, and is one by a later', () => {
    expect(outOf(heard(arrived(5), help(30), help(34), mistaken(31)))?.help?.mistakenAt).toBeNull()
    expect(outOf(heard(arrived(5), help(30), help(34), mistaken(35)))?.help?.mistakenAt).toBe(at(35))
  })

  test('its place, heard after “by accident”, is put to it and means nothing anew', () => {
    expect(outOf(heard(arrived(5), help(30), mistaken(31), help(30, place)))?.help).toMatchObject({
      place,
      mistakenAt: at(31),
    })
  })

  test('its place, heard after a nurse has answered it, begins nothing; a later press does, and one that was never heard', () => {
    expect(outOf(heard(arrived(5), help(30), ended(35), help(30, place)))?.over?.how).toBe('closed')
    expect(outOf(heard(arrived(5), help(30), ended(35, 90), help(30, place)))?.help).toBeNull()
    expect(outOf(heard(arrived(5), help(30), ended(35), help(40)))?.help?.at).toBe(at(40))
    expect(outOf(heard(arrived(5), missed(65), ended(70), help(60)))?.help?.at).toBe(at(60))
  })

  test('is one call with its place, and another when it is meant after all', () => {
    const news = (before: TeamTaskEvent[], event: TeamTaskEvent) =>
      newHelp(watchesOf(heard(...before)), watchesOf(heard(...before, event)))

    expect(news([arrived(5)], help(30))).toBe(at(30))
    expect(news([arrived(5), help(30)], help(31, place))).toBeNull()
    expect(news([arrived(5), help(30), mistaken(31)], help(40))).toBe(at(40))
  })
})
