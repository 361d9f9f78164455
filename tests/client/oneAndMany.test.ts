import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { BroughtList } from '#client/lists/BroughtList.tsx'
import { counted } from '#client/ui/core/counted.ts'
import { triesSoFar } from '#server/dispatch/triesSoFar.ts'
import { ListBrought } from '#shared/lists.ts'
import { AT } from './builders.ts'

test('one is said as one', () => {
  expect([0, 1, 2].map(count => counted(count, 'row'))).toEqual(['0 rows', '1 row', '2 rows'])
  expect([0, 1, 2].map(triesSoFar)).toEqual([
    'Nobody has tried yet.',
    'There was one try so far.',
    'There were 2 tries so far.',
  ])
})

test.each<[ListBrought['state'], number, string]>([
  ['reading', 1, 'Reading “list.csv”: 1 row so far.'],
  ['read', 1, '“list.csv” has 1 row. Nothing is written yet.'],
  ['read', 1, 'Write the list over the 1 that differs.'],
  ['read', 2, '“list.csv” has 2 rows. Nothing is written yet.'],
  ['running', 1, 'Writing: 0 of 1 row.'],
  ['done', 1, '“list.csv” is written: its one row is accounted for.'],
  ['done', 2, '“list.csv” is written: all 2 rows are accounted for.'],
])('a list that is %s, of %d, says “%s”', (state, rows, says) => {
  const list = ListBrought.parse({
    importId: '11111111-1111-4111-8111-111111111111',
    state,
    by: 'Miriam Frost',
    broughtAt: AT,
    rows,
    verdicts: { changed: 1 },
    outcomes: {},
    reading: [],
    writesChanges: false,
    doneAt: null,
    isOwn: true,
  })

  const html = renderToStaticMarkup(
    createElement(BroughtList, {
      list,
      file: 'list.csv',
      onWrite: async () => {},
      onSaveLeftOut: () => {},
    }),
  )

  expect(html.replace(/<[^>]*>/g, '')).toContain(says)
})
