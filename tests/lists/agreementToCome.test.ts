import { expect, test } from 'vitest'
import { readHeadings } from '#server/lists/core/headings.ts'
import { readRow } from '#server/lists/core/readRow.ts'
import { sayRow } from '#server/lists/core/sayRow.ts'

const TODAY = '2026-06-01'
const read = (sharing: string) => {
  const headings = readHeadings(['First name', 'Family name', 'Birth date', 'Agreement to share'])
  if ('refused' in headings) throw new Error(headings.refused)
  return readRow(['Ada', 'Quince', '1941-02-03', sharing], headings, TODAY, () => undefined)
}

test('an agreement that has still to begin says from when in a list, and is read back as it stands there', () => {
  // Midnight in Britain, in summer.
  const from = '2026-06-02T23:00:00.000Z'
  const body = { scope: 'everyone_caring', value: 'given_by_person', from } as const

  const said = sayRow({ consentToShare: body }, TODAY).sharing ?? ''

  expect(said).toBe('Agreed by the person, from 2026-06-03')
  expect(read(said)).toMatchObject({ problems: [], bodies: { consentToShare: body } })
  expect(sayRow({ consentToShare: body }, '2026-06-03').sharing).toBe('Agreed by the person')
})

test('what is no day there is said of that column', () => {
  expect(read('Yes, from Tuesday').problems).toMatchObject([{ column: 'Agreement to share' }])
})
