import { expect, test } from 'vitest'
import { interpreterToWrite } from '#client/calls/core/interpreterToWrite.ts'
import type { BoardParty, PartyDetail } from '#shared/parties.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'

// What an interpreter who was in the call teaches about the person, as far as the record does not say it already.
const came: BoardParty = {
  party: 1,
  kind: 'interpreter',
  state: 'left',
  askedAt: '2026-11-30T03:00:00.000Z',
  joinedAt: '2026-11-30T03:01:00.000Z',
  endedAt: null,
}
const spoke = (language: string | null): PartyDetail[] => [
  { party: 1, who: 'Telephone interpreters', language, reference: null },
]
const record = (body?: object, banner: object = {}) =>
  ({
    banner,
    blocks: [
      {
        items: body
          ? [{ section: 'interpreter', itemId: 'an id', version: 3, knownState: 'known', body }]
          : [],
      },
    ],
  }) as unknown as RecordAtAGlance // of a record nothing else is asked here

test('that one is needed, and the language, over what stands there and beside what else it says', () => {
  expect(interpreterToWrite(record(), [came], spoke('Polish'))).toEqual({
    language: 'Polish',
    version: 0,
    itemId: null,
    body: { isNeeded: true, language: 'Polish' },
  })
  const before = { isNeeded: false, genderPreference: 'female' }
  expect(interpreterToWrite(record(before), [came], spoke('Polish'))).toMatchObject({
    version: 3,
    itemId: 'an id',
    body: { isNeeded: true, language: 'Polish', genderPreference: 'female' },
  })
})

test('nothing is offered where nobody came, no language was said, it is there already, or the person has died', () => {
  expect(interpreterToWrite(record(), [{ ...came, joinedAt: null }], spoke('Polish'))).toBeNull()
  expect(interpreterToWrite(record(), [{ ...came, kind: 'family' }], spoke('Polish'))).toBeNull()
  expect(interpreterToWrite(record(), [came], spoke(null))).toBeNull()
  expect(
    interpreterToWrite(record({ isNeeded: true, language: 'polish' }), [came], spoke('Polish')),
  ).toBeNull()
  expect(interpreterToWrite(record(undefined, { deceased: 'Died' }), [came], spoke('Polish'))).toBeNull()
})
