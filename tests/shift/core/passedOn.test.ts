import { expect, test } from 'vitest'
import { transition } from '#server/dispatch/core/teamTask.ts'
import { begin, type TeamTaskFacts } from '#server/dispatch/core/teamTaskFacts.ts'
import { ownerOf } from '#server/dispatch/core/teamTaskRow.ts'
import type { StaffId, TeamId } from '#shared/ids.ts'

const at = '2026-11-30T03:00:00.000Z'
const named = (name: string) => ({ staffId: name as StaffId, name })
const facts = begin({
  kind: 'raised',
  at,
  by: named('Aroha'),
  work: {
    kind: 'symptom_visit',
    urgency: 'U2',
    skills: [],
    why: 'Sore',
    dueAt: at,
    first: null,
    code: null,
  },
})
const taken: TeamTaskFacts = {
  ...facts,
  takings: [
    {
      offer: 1,
      teamId: 'night' as TeamId,
      team: 'Night nursing',
      by: named('Lindsay'),
      at,
      setOut: null,
      arrivedAt: null,
      noAccess: null,
      handedOn: null,
      out: null,
      second: null,
    },
  ],
}

test('with the shift a task passes on also while a team has it, and comes back from the team to whoever took over', () => {
  const passed = transition(taken, { kind: 'taken_in_hand', at, by: named('Bertil'), withTheShift: true })
  if (passed.kind !== 'moved') throw new Error(passed.because)
  expect(ownerOf(passed.facts)).toMatchObject({ kind: 'responder', name: 'Lindsay' })

  const back = transition(passed.facts, {
    kind: 'handed_on',
    at,
    by: named('Lindsay'),
    because: 'The car will not start',
  })

  expect(back.kind === 'moved' && ownerOf(back.facts)).toMatchObject({ kind: 'nurse', name: 'Bertil' })
})

test('without a hand-over nobody of the line takes what a team has', () => {
  expect(transition(taken, { kind: 'taken_in_hand', at, by: named('Bertil') })).toMatchObject({
    kind: 'ignored',
  })
})
