import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { askedWords, outcomeWords, pastSteps } from '#client/patients/core/pastTaskWords.ts'
import { ItemId, TeamTaskId } from '#shared/ids.ts'
import type { PastTeamTask } from '#shared/pastTeamTasks.ts'
import { plusSeconds } from '#shared/time.ts'

const AT = '2026-11-30T02:00:00.000Z'
const at = (minutes: number) => plusSeconds(AT, minutes * 60)
const taking = {
  team: 'Night nursing',
  by: { name: 'Lindsay' },
  at: at(4),
  setOut: { at: at(6) },
  noAccess: { at: at(20), words: 'Nobody opened' },
  arrivedAt: at(30),
  handedOn: null,
}
const task = (changes: Partial<PastTeamTask> = {}): PastTeamTask => ({
  teamTaskId: TeamTaskId.parse(randomUUID()),
  kind: 'symptom_visit',
  urgency: 'U2',
  state: 'done',
  raisedAt: AT,
  raisedBy: 'Maren',
  why: 'Cannot settle',
  takings: [taking],
  ended: { how: 'settled', at: at(60), by: { name: 'Maren' }, words: 'The doctor came', outcome: null },
  isCovered: false,
  ...changes,
})

test('what a team was asked is told in the order in which it happened, by whom and in whose words', () => {
  expect(pastSteps(task()).map(({ words }) => words)).toEqual([
    'Asked for by Maren: “Cannot settle”.',
    'Lindsay, Night nursing, said yes.',
    'On the way.',
    'Could not get in: “Nobody opened”.',
    'There.',
    'Settled by the line (Maren): “The doctor came”.',
  ])
})

test('one after the other who had it is told, also who gave it back', () => {
  const first = {
    ...taking,
    noAccess: null,
    arrivedAt: null,
    handedOn: { at: at(9), because: 'Called away' },
  }
  const second = {
    ...taking,
    by: { name: 'Omar' },
    at: at(12),
    setOut: null,
    noAccess: null,
    arrivedAt: null,
  }

  expect(pastSteps(task({ takings: [first, second], ended: null })).map(({ words }) => words)).toEqual([
    'Asked for by Maren: “Cannot settle”.',
    'Lindsay, Night nursing, said yes.',
    'On the way.',
    'Handed back to the line: “Called away”.',
    'Omar, Night nursing, said yes.',
  ])
})

test('of a protected place it says that something was asked, and in nobody’s words', () => {
  const covered = task({ kind: null, why: null, raisedBy: null, takings: [], ended: null, isCovered: true })

  expect(askedWords(covered)).toBe('Something was asked of a team')
  expect(pastSteps(covered)).toEqual([{ at: AT, words: 'Asked for.' }])
})

test('what was found and given has its names, and what was left empty has none', () => {
  const dose = { doseId: ItemId.parse(randomUUID()), drug: 'Morphine', dose: '2.5 mg', givenAt: at(40) }
  const given = [{ ...dose, route: null, because: null, benefit: null }]
  const outcome = { found: 'Sore', done: 'Dose', plan: null, nextReview: null, askOfLine: null, given }

  expect(outcomeWords(outcome, moment => moment.slice(11, 16))).toEqual([
    ['Found', 'Sore'],
    ['Done', 'Dose'],
    ['Given', 'Morphine, 2.5 mg, 02:40'],
  ])
})
