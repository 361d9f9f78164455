import { describe, expect, test } from 'vitest'
import { safetyFollows } from '#server/dispatch/core/loneFollows.ts'
import { outsOf, stepOf } from '#server/dispatch/core/outsOf.ts'
import { safetyInWords } from '#server/dispatch/core/safetyInWords.ts'
import { stateOf, transition } from '#server/dispatch/core/teamTask.ts'
import {
  begin,
  type Named,
  type TeamTaskEvent,
  type TeamTaskFacts,
} from '#server/dispatch/core/teamTaskFacts.ts'
import { followUps } from '#server/dispatch/core/teamTaskFollows.ts'
import { watchesOf } from '#server/dispatch/core/watches.ts'
import { StaffId, TeamId } from '#shared/ids.ts'
import { LONE_WORK, visitMinutes } from '#shared/loneWork.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

const AT = '2026-11-30T02:00:00.000Z'
const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
const nurse: Named = { staffId: StaffId.parse(id(1)), name: 'Maren' }
const by: Named = { staffId: StaffId.parse(id(2)), name: 'Lindsay' }
const inMinutes = (minutes: number): Instant => plusSeconds(AT, minutes * 60)
const outcome = { found: 'f', done: 'd', plan: null, nextReview: null, askOfLine: null, given: [] }
const place = { latitude: 53.9, longitude: -1.8, metres: 12, at: AT }

/** What is known after all of these, in their order; what does nothing is left out. */
function known(kind: WorkKind, ...events: TeamTaskEvent[]): TeamTaskFacts {
  const work = {
    kind,
    urgency: 'U2' as const,
    skills: [],
    why: 'w',
    dueAt: inMinutes(120),
    first: null,
    code: '4F7',
  }
  const begun = begin({ kind: 'raised', at: AT, by: nurse, work })
  return events.reduce<TeamTaskFacts>((facts, event) => {
    const move = transition(facts, event)
    return move.kind === 'moved' ? move.facts : facts
  }, begun)
}
const offered: TeamTaskEvent = {
  kind: 'offered',
  at: AT,
  offer: 1,
  teamId: TeamId.parse(id(3)),
  team: 'Night nursing',
  to: [by],
  by: null,
  until: inMinutes(10),
}
const accepted: TeamTaskEvent[] = [offered, { kind: 'accepted', at: AT, offer: 1, by }]
const setOut: TeamTaskEvent = { kind: 'set_out', at: AT, by, expectedAt: inMinutes(20) }
const out = [...accepted, setOut]
const missed: TeamTaskEvent = { kind: 'check_out_missed', at: inMinutes(80), taking: 1, outBy: inMinutes(80) }
const step = (which: 'buddy' | 'lead' | 'police'): TeamTaskEvent => ({
  kind: 'safety_step',
  at: inMinutes(80 + LONE_WORK[which]),
  taking: 1,
  outBy: inMinutes(80),
  step: which,
  whom: ['Ada'],
})
const help: TeamTaskEvent = { kind: 'help_pressed', at: inMinutes(30), by, place: null }
const seen: TeamTaskEvent = { kind: 'seen_to', at: inMinutes(82), by: nurse, taking: 1 }
const rung: TeamTaskEvent = { kind: 'rung_999', at: inMinutes(83), by: nurse, taking: 1, reference: 'CAD 12' }
const outOf = (facts: TeamTaskFacts) => outsOf(watchesOf(facts))[0] ?? null

describe('by when they are to be out', () => {
  test.each<[string, TeamTaskEvent[], number | null]>([
    ['nobody who only said yes is out', accepted, null],
    ['the way they said, and an hour there', out, 20 + LONE_WORK.visit],
    [
      'no time of arrival: a way of three quarters of an hour',
      [...accepted, { ...setOut, expectedAt: null }],
      45 + 60,
    ],
    ['there later than they said', [...out, { kind: 'arrived', at: inMinutes(40), by }], 100],
    ['as long as they chose', [...out, { kind: 'out_by', at: AT, by, until: inMinutes(200) }], 200],
    [
      'what they chose is moved by nothing else',
      [
        ...out,
        { kind: 'out_by', at: AT, by, until: inMinutes(200) },
        { kind: 'arrived', at: inMinutes(40), by },
      ],
      200,
    ],
    [
      'who says that they are safe is out no more',
      [...out, { kind: 'safe', at: inMinutes(30), by, via: 'app' }],
      null,
    ],
    [
      'who is done there has the usual minutes to leave, and is watched for them',
      [...out, { kind: 'done', at: inMinutes(30), by, outcome }],
      30 + LONE_WORK.leave,
    ],
    [
      'and so has who hands it on',
      [...out, { kind: 'handed_on', at: inMinutes(30), by, because: 'w' }],
      30 + LONE_WORK.leave,
    ],
    [
      'or longer, where they chose so',
      [
        ...out,
        { kind: 'out_by', at: AT, by, until: inMinutes(200) },
        { kind: 'done', at: inMinutes(30), by, outcome },
      ],
      200,
    ],
    [
      'and out when they say so',
      [
        ...out,
        { kind: 'done', at: inMinutes(30), by, outcome },
        { kind: 'safe', at: inMinutes(31), by, via: 'app' },
      ],
      null,
    ],
    [
      'safe, and not that they are out: half an hour more',
      [...out, { kind: 'still_safe', at: inMinutes(79), by, via: 'text', until: inMinutes(109) }],
      109,
    ],
    [
      'said early it takes nothing from the time that they have',
      [...out, { kind: 'still_safe', at: inMinutes(30), by, via: 'text', until: inMinutes(60) }],
      80,
    ],
    [
      'whoever is in again is out again',
      [
        ...out,
        { kind: 'safe', at: inMinutes(30), by, via: 'text' },
        { kind: 'arrived', at: inMinutes(40), by },
      ],
      100,
    ],
  ])('%s', (_, events, minutes) => {
    const shown = outOf(known('symptom_visit', ...events))

    expect(shown?.by ?? null).toBe(minutes === null ? null : inMinutes(minutes))
  })

  test('of work at a desk there is no clock, and each kind of visit has its own', () => {
    expect(outOf(known('specialist_advice', ...out))).toBeNull()
    expect([
      visitMinutes('specialist_advice'),
      visitMinutes('verify_death'),
      visitMinutes('drug_supply'),
    ]).toEqual([null, 90, 20])
  })
})

test('that somebody has it is said by name and time, of somebody who is missed and of nobody else', () => {
  const { name } = nurse

  expect(outOf(known('symptom_visit', ...out, help, seen, rung))).toMatchObject({
    seenTo: { name, at: inMinutes(82) },
    rung999: { name, at: inMinutes(83), reference: 'CAD 12' },
  })
  // Written down later, it is of the time at which it was rung.
  expect(outOf(known('symptom_visit', ...out, help, { ...rung, rungAt: inMinutes(81) }))).toMatchObject({
    rung999: { at: inMinutes(81) },
    seenTo: { at: inMinutes(83) },
  })
  // Who has rung 999 has it.
  expect(outOf(known('symptom_visit', ...out, help, rung))).toMatchObject({ seenTo: { name } })
  expect(transition(known('symptom_visit', ...out), seen).kind).toBe('ignored')
  expect(transition(known('symptom_visit', ...out, missed, seen), step('lead')).kind).toBe('ignored')
  expect(transition(known('symptom_visit', ...out, missed, seen), step('police')).kind).toBe('moved')
})

describe('the ladder', () => {
  const ladder = (...events: TeamTaskEvent[]) =>
    safetyFollows(watchesOf(known('symptom_visit', ...out, ...events)), inMinutes(81)).map(
      ({ errand, dueAt }) => ['step' in errand ? `${errand.kind} ${errand.step}` : errand.kind, dueAt],
    )

  test.each<[string, TeamTaskEvent[], (readonly [string, number])[]]>([
    ['waits for its time', [], [['out_missed', 80]]],
    [
      'texts and rings them, and each next step has its moment',
      [missed],
      [
        ['tell_worker', 81],
        ['out_step buddy', 85],
        ['out_step lead', 90],
        ['out_step police', 95],
      ],
    ],
    [
      'a colleague, then who leads, then 999',
      [missed, step('buddy'), step('lead')],
      [
        ['tell_worker', 81],
        ['tell_buddy', 81],
        ['tell_leads', 81],
        ['out_step police', 95],
      ],
    ],
    [
      'somebody of the line sees to it: nobody else is told, they are rung on, and 999 is asked for at its time',
      [missed, step('buddy'), seen],
      [
        ['tell_worker', 81],
        ['out_step police', 95],
      ],
    ],
    ['until 999 is rung', [missed, step('buddy'), rung], [['tell_worker', 81]]],
    ['who presses for help is told to nobody else once somebody has it', [help, seen], []],
    [
      'and pressed anew after by accident is told anew',
      [help, seen, { kind: 'help_mistaken', at: inMinutes(83), by }, { ...help, at: inMinutes(84) }],
      [
        ['tell_help', 81],
        ['out_help', 81],
      ],
    ],
    [
      'a sign of safety ends it',
      [missed, step('buddy'), { kind: 'safe', at: inMinutes(86), by, via: 'ring' }],
      [],
    ],
    [
      'safe by a key sets it anew, and does not end it',
      [missed, { kind: 'still_safe', at: inMinutes(83), by, via: 'ring', until: inMinutes(113) }],
      [['out_missed', 113]],
    ],
    [
      'done there when they were missed sets it anew too',
      [missed, { kind: 'done', at: inMinutes(82), by, outcome }],
      [['out_missed', 97]],
    ],
    [
      'done long before they were missed, and heard now, does not',
      [missed, { kind: 'done', at: inMinutes(60), by, outcome }],
      [
        ['tell_worker', 81],
        ['out_step buddy', 85],
        ['out_step lead', 90],
        ['out_step police', 95],
      ],
    ],
    [
      'more time sets it anew',
      [missed, { kind: 'out_by', at: inMinutes(82), by, until: inMinutes(120) }],
      [['out_missed', 120]],
    ],
    [
      'a time that is over when it is heard is no more time',
      [missed, { kind: 'out_by', at: inMinutes(20), by, until: inMinutes(79) }],
      [
        ['tell_worker', 81],
        ['out_step buddy', 85],
        ['out_step lead', 90],
        ['out_step police', 95],
      ],
    ],
    [
      'who presses is straight at the top',
      [help],
      [
        ['tell_help', 81],
        ['out_help', 81],
      ],
    ],
    [
      'pressed by accident is not closed by it',
      [help, { kind: 'help_mistaken', at: inMinutes(31), by }],
      [
        ['tell_help', 81],
        ['out_help', 81],
      ],
    ],
    [
      'nor by saying that they are safe',
      [help, { kind: 'safe', at: inMinutes(31), by, via: 'app' }],
      [
        ['tell_help', 81],
        ['out_help', 81],
      ],
    ],
    [
      'nor by leaving',
      [help, { kind: 'done', at: inMinutes(31), by, outcome }],
      [
        ['tell_help', 81],
        ['out_help', 81],
      ],
    ],
    [
      'a nurse ends it with how she knows',
      [
        help,
        { kind: 'alarm_ended', at: inMinutes(35), by: nurse, taking: 1, words: 'Spoke to her', until: null },
      ],
      [],
    ],
    [
      'or sets another time with it',
      [
        help,
        {
          kind: 'alarm_ended',
          at: inMinutes(35),
          by: nurse,
          taking: 1,
          words: 'Spoke to her',
          until: inMinutes(120),
        },
      ],
      [['out_missed', 120]],
    ],
  ])('%s', (_, events, wanted) => {
    expect(ladder(...events)).toEqual(wanted.map(([kind, minutes]) => [kind, inMinutes(minutes)]))
  })

  test('it goes on when the task is over or with somebody else: it is not about the task', () => {
    const stood: TeamTaskEvent = { kind: 'stood_down', at: inMinutes(30), by: nurse, words: 'w' }
    const facts = known('symptom_visit', ...out, stood, missed, step('buddy'))

    expect(stateOf(facts)).toBe('stood_down')
    expect(outOf(facts)).toMatchObject({ name: 'Lindsay', step: 'buddy' })
    expect(followUps(null, facts, inMinutes(86)).map(({ errand }) => errand.kind)).toContain('tell_buddy')
  })

  test('a step that falls due when it is not needed any more does nothing', () => {
    const safe = known('symptom_visit', ...out, missed, { kind: 'safe', at: inMinutes(82), by, via: 'app' })

    expect(transition(safe, step('buddy')).kind).toBe('ignored')
    expect(transition(known('symptom_visit', ...out), missed).kind).toBe('moved')
    expect(
      transition(known('symptom_visit', ...out), { ...missed, outBy: inMinutes(70) } as TeamTaskEvent).kind,
    ).toBe('ignored')
  })
})

test('pressed twice is one call for help, a place that comes after it is put to it, and pressed anew it is meant', () => {
  const again = known('symptom_visit', ...out, help, { ...help, at: inMinutes(31), place } as TeamTaskEvent)
  const meant = known('symptom_visit', ...out, help, { kind: 'help_mistaken', at: inMinutes(31), by }, {
    ...help,
    at: inMinutes(32),
  } as TeamTaskEvent)

  expect(again.takings[0]?.out?.help).toMatchObject({ at: inMinutes(30), place, mistakenAt: null })
  expect(transition(again, help).kind).toBe('ignored')
  expect(outOf(meant)).toMatchObject({ step: 'help', helpAt: inMinutes(32), isMistaken: false })
})

test('somebody who has said yes and not set out may press for help', () => {
  const facts = known('symptom_visit', ...accepted, help)

  expect(outOf(facts)).toMatchObject({ step: 'help', since: inMinutes(30) })
})

test('the steps stand one above the other, and their words claim nobody who could not be told', () => {
  const steps = [
    [],
    [missed],
    [missed, step('buddy')],
    [missed, step('buddy'), step('lead'), step('police')],
    [help],
  ]
  const shown = steps.map(events => {
    const last = known('symptom_visit', ...out, ...events).takings[0]?.out
    return last && stepOf(last)
  })

  expect(shown).toEqual(['out', 'missed', 'buddy', 'police', 'help'])
  const told = { kind: 'safety_step' as const, at: AT, taking: 1, outBy: AT, step: 'buddy' as const }
  expect(safetyInWords({ ...told, whom: ['Ada'] })).toContain('is told: Ada')
  expect(safetyInWords({ ...told, whom: [] })).toContain('Nobody else of their team')
  const helpTold = { kind: 'help_told' as const, at: AT, taking: 1, since: AT, team: ['Ada'] }
  expect(safetyInWords({ ...helpTold, leads: ['Ruth'] })).toBe(
    'Who leads is told of the call for help: Ruth.',
  )
  expect(safetyInWords({ ...helpTold, leads: [] })).toContain(
    'Of their team is told of the call for help: Ada',
  )
  expect(safetyInWords({ ...helpTold, leads: [], team: [] })).toContain('Nobody could be told')
})
