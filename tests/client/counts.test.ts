import { expect, test } from 'vitest'
import { countedAnew, withCounts } from '#client/patients/core/counts.ts'
import type { Body } from '#shared/record/sections.ts'

type Kept = Body<'anticipatoryMedicines'>['items'][number]

const [FIRST, THEN, NOW] = [
  '2026-11-20T10:00:00.000Z',
  '2026-11-22T10:00:00.000Z',
  '2026-11-23T02:10:00.000Z',
]
const of = (quantityLeft: number | undefined, more: Partial<Kept> = {}): Kept => ({
  drug: 'Morphine',
  indication: 'pain',
  ...(quantityLeft === undefined ? {} : { quantityLeft }),
  ...more,
})
const midazolam = (quantityLeft: number, countedAt: string) =>
  of(quantityLeft, { drug: 'Midazolam', countedAt })
const box = (...items: Kept[]) => ({ state: 'issued', items })
const counts = (body: unknown) => (body as { items: Kept[] }).items.map(({ countedAt }) => countedAt)

test('a form begins with the moment of each count, which is that of the entry where nobody wrote it', () => {
  const begun = withCounts('anticipatoryMedicines', {
    body: box(of(3), of(undefined), midazolam(5, THEN)),
    recordedAt: FIRST,
  })

  expect(counts(begun.body)).toEqual([FIRST, undefined, THEN])
})

test.each<[string, Kept[], Kept[], (string | undefined)[]]>([
  [
    'other words are no count',
    [of(3, { countedAt: FIRST })],
    [of(3, { countedAt: FIRST, dose: '5 mg' })],
    [FIRST],
  ],
  ['a number that is changed is one', [of(3, { countedAt: FIRST })], [of(5, { countedAt: FIRST })], [NOW]],
  [
    'of the others it is none',
    [of(3, { countedAt: FIRST }), midazolam(5, FIRST)],
    [of(9, { countedAt: FIRST }), midazolam(5, FIRST)],
    [NOW, FIRST],
  ],
  ['she says when', [of(3, { countedAt: FIRST })], [of(5, { countedAt: THEN })], [THEN]],
  ['the same number, counted again', [of(3, { countedAt: FIRST })], [of(3, { countedAt: THEN })], [THEN]],
  ['what is new is counted now', [], [of(5), of(undefined, { drug: 'Haloperidol' })], [NOW, undefined]],
])('%s', (_, was, body, expected) => {
  expect(counts(countedAnew('anticipatoryMedicines', box(...was), box(...body), NOW))).toEqual(expected)
})
