import { expect, test } from 'vitest'
import { goesOnWithoutInterpreter } from '#client/calls/core/partyWords.ts'
import type { BoardParty } from '#shared/parties.ts'
import { plusSeconds } from '#shared/time.ts'
import { AT, aCall } from './builders.ts'

const asked: BoardParty = {
  party: 1,
  kind: 'interpreter',
  state: 'ringing',
  askedAt: AT,
  joinedAt: null,
  endedAt: null,
}
const second: BoardParty = { ...asked, party: 2, askedAt: plusSeconds(AT, 100) }
const goesOn = (parties: BoardParty[], seconds: number, state: 'talking' | 'wrapup' = 'talking') =>
  goesOnWithoutInterpreter(aCall({ state, parties }), plusSeconds(AT, seconds))

test('with no interpreter three minutes after the first was asked for, the nurse is told to go on with the safety questions (S8)', () => {
  expect([goesOn([asked], 179), goesOn([asked], 180)]).toEqual([false, true])
  // A second who is rung meanwhile does not begin the three minutes anew.
  expect(goesOn([{ ...asked, state: 'not_reached' }, second], 180)).toBe(true)
  // Who was in the call was reached, though they have gone; and nobody is told after the talk.
  expect(goesOn([{ ...asked, state: 'let_go', joinedAt: AT }], 600)).toBe(false)
  expect(goesOn([asked], 180, 'wrapup')).toBe(false)
  expect(goesOn([{ ...asked, kind: 'professional' }], 600)).toBe(false)
})
