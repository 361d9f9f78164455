import { expect, test } from 'vitest'
import { letGoWords, partyWords } from '#client/calls/core/partyWords.ts'
import type { BoardParty, PartyKind } from '#shared/parties.ts'
import { AT } from './builders.ts'

// A nurse who talks on reads who else hears her, and whom a press lets go.
const party = (kind: PartyKind): BoardParty => ({
  party: 1,
  kind,
  state: 'here',
  askedAt: AT,
  joinedAt: AT,
  endedAt: null,
})
const said = (kind: PartyKind, who: string) => {
  const details = [
    { party: 2, who: 'Somebody later', language: null, reference: null },
    { party: 1, who, language: null, reference: null },
  ]
  return [partyWords(party(kind), details), letGoWords(party(kind), details)]
}

test.each([
  ['professional', 'Ambulance control', 'Ambulance control: in the call', 'Let ambulance control go'],
  [
    'professional',
    'Doctor on call, Dr Okafor',
    'Doctor on call, Dr Okafor: in the call',
    'Let the doctor on call go',
  ],
  ['professional', 'Dr Okafor', 'Dr Okafor: in the call', 'Let Dr Okafor go'],
  ['family', 'Claire Ashby, daughter', 'Claire Ashby, daughter: in the call', 'Let Claire Ashby go'],
  ['other', 'her brother', 'Her brother: in the call', 'Let her brother go'],
  ['interpreter', 'Telephone interpreters', 'Interpreter: in the call', 'Let the interpreter go'],
  ['other', '', 'Somebody else: in the call', 'Let them go'],
] as const)('%s, %s', (kind, who, is, press) => {
  expect(said(kind, who)).toEqual([is, press])
})

test('until it is known who they are, they are called by their kind', () => {
  expect(partyWords(party('professional'), [])).toBe('Professional: in the call')
})
