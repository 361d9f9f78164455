import { expect, test } from 'vitest'
import { foldLooks, foldReviewed, howOften } from '#client/access/core/foldLooks.ts'
import type { AccessLine, ReviewedLook } from '#shared/access.ts'

const look = (id: number, at: string, changes: Partial<AccessLine> = {}): AccessLine => ({
  id,
  link: 100 + id,
  at: `2026-11-22T${at}:00.000Z`,
  who: 'Maren Oakley, nurse coordinator',
  did: 'opened your record during a call',
  what: ['CPR decision'],
  because: null,
  tone: 'usual',
  ...changes,
})

test('looks that say the same within minutes are read as one with how many they are, and no link or thing shown is lost', () => {
  expect(
    foldLooks([look(4, '02:14'), look(3, '02:12', { what: ['Your last calls'] }), look(2, '02:10')]),
  ).toEqual([
    expect.objectContaining({
      at: '2026-11-22T02:14:00.000Z',
      from: '2026-11-22T02:10:00.000Z',
      links: [104, 103, 102],
      ids: [4, 3, 2],
      what: ['CPR decision', 'Your last calls'],
    }),
  ])
})

test.each<[string, string, number[], string]>([
  ['a page that stayed open', 'opened your record during a call', [104, 103], ', shown it 2 times'],
  ['what was done once', 'opened your record during a call', [104], ''],
  ['an act that no page does by itself', 'found you in a search', [104, 103, 102], ', 3 times'],
])(
  'looks that are read as one say how often, and not that somebody came back: %s',
  (_, did, links, words) => {
    expect(howOften({ did, links })).toBe(words)
  },
)

test.each<[string, AccessLine]>([
  ['another who looked', look(2, '02:10', { who: 'Joseph Adeyemi, nurse coordinator' })],
  ['another act', look(2, '02:10', { did: 'wrote in your record during a call' })],
  ['another reason', look(2, '02:10', { because: 'He asked.' })],
  ['one that was refused', look(2, '02:10', { tone: 'refused' })],
  [
    'what was asked about',
    look(2, '02:10', {
      asked: [{ at: '2026-11-23T09:00:00.000Z', dueAt: '2026-11-30T09:00:00.000Z', answer: null }],
    }),
  ],
  ['what is for the person alone', look(2, '02:10', { isForThemAlone: true })],
  ['one of a quarter of an hour before', look(2, '01:59')],
])('%s stays a line of its own', (_, before) => {
  expect(foldLooks([look(3, '02:14'), before])).toHaveLength(2)
})

test('the officer who judges it is told the same: the oldest first, each device by itself', () => {
  const looked = (id: number, at: string, device: string): ReviewedLook => ({
    id,
    link: 100 + id,
    at: `2026-11-22T${at}:00.000Z`,
    did: 'opened the record in a call',
    what: [],
    device,
  })
  const folded = foldReviewed([
    looked(1, '02:10', 'Edge on Windows'),
    looked(2, '02:12', 'Edge on Windows'),
    looked(3, '02:13', 'Safari on iPhone'),
    looked(4, '02:30', 'Safari on iPhone'),
  ])

  expect(folded.map(look => [look.links, howOften(look)])).toEqual([
    [[101, 102], ', shown it 2 times'],
    [[103], ''],
    [[104], ''],
  ])
})
