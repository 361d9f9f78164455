import { expect, test } from 'vitest'
import { afterVisitDue } from '#server/dispatch/core/afterVisit.ts'
import { begin, type TeamTaskFacts } from '#server/dispatch/core/teamTaskFacts.ts'
import { StaffId } from '#shared/ids.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import type { Urgency } from '#shared/urgency.ts'

// When whoever waited is rung: an hour later, it shows whether it has helped; nobody who sleeps at last is woken for less than U1.
const by = { staffId: StaffId.parse('00000000-0000-4000-8000-000000000001'), name: 'Goer' }
const NIGHT = '2026-11-30T02:10:00.000Z'
const DAY = '2026-11-30T14:10:00.000Z'
const outcome = { found: 'f', done: 'd', plan: null, nextReview: null, askOfLine: null, given: [] }

const ended = (
  urgency: Urgency,
  at: Instant,
  how: 'done' | 'failed' | 'stood_down' | 'settled' = 'done',
  kind: WorkKind = 'symptom_visit',
): TeamTaskFacts => ({
  ...begin({
    kind: 'raised',
    at,
    by,
    work: { kind, urgency, skills: [], why: 'x', dueAt: at, first: null, code: null },
  }),
  ended: how === 'done' ? { how, at, by, outcome } : { how, at, by, words: 'x' },
})

test.each<[string, TeamTaskFacts, Instant | null]>([
  ['by day, an hour later', ended('U2', DAY), plusSeconds(DAY, 3_600)],
  ['at night, in the morning', ended('U2', NIGHT), '2026-11-30T08:00:00.000Z'],
  [
    'late in the evening, in the next morning',
    ended('U3', '2026-11-30T20:30:00.000Z'),
    '2026-12-01T08:00:00.000Z',
  ],
  ['in summer by the clock on the wall', ended('U3', '2026-06-21T01:00:00.000Z'), '2026-06-21T07:00:00.000Z'],
  ['of what was wanted within the hour, at any hour', ended('U1', NIGHT), plusSeconds(NIGHT, 3_600)],
  ['of what could not be done, at once', ended('U5', NIGHT, 'failed'), plusSeconds(NIGHT, 600)],
  ['of what was dated, half a day later', ended('U4', NIGHT), plusSeconds(NIGHT, 43_200)],
  ['of what was dated and done by day, in the next morning', ended('U6', DAY), '2026-12-01T08:00:00.000Z'],
  ['of what an ambulance was asked for', ended('U0', DAY), null],
  ['of what was settled by telephone', ended('U2', DAY, 'done', 'specialist_advice'), null],
  ['of what the line settled itself', ended('U2', DAY, 'settled'), null],
  ['of what was withdrawn', ended('U2', DAY, 'stood_down'), null],
  ['of what is about their death', ended('U3', DAY, 'done', 'verify_death'), null],
  ['where they died meanwhile', { ...ended('U2', DAY), died: { at: DAY, kept: null } }, null],
  ['while it is not over', { ...ended('U2', DAY), ended: null }, null],
])('%s', (_, facts, due) => {
  expect(afterVisitDue(facts)).toBe(due)
})
