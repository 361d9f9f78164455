import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { shortName } from '#client/patients/core/provenance.ts'
import { RecordBlock } from '#client/patients/RecordBlock.tsx'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import { blocks } from '#shared/record/blocks.ts'
import type { Entry } from '#shared/record/entry.ts'
import { SECTION_NAMES, sectionOf } from '#shared/record/sections.ts'
import { entry, itemNo, NOW, PERSON } from '#tests/patients/core/entries.ts'
import { fullBodies } from '#tests/shared/fullBodies.ts'

// A desk: on a telephone the numbers would be links.
beforeAll(() => vi.stubGlobal('window', { matchMedia: () => ({ matches: false }) }))
afterAll(() => vi.unstubAllGlobals())

const textOf = (entries: readonly Entry[], startsOpen = true) =>
  recordAtAGlance({ patientId: PERSON, version: 1, asOf: NOW, entries })
    .blocks.filter(({ items }) => items.length > 0)
    .map(block => renderToStaticMarkup(createElement(RecordBlock, { block, onEdit: null, startsOpen })))
    .join(' ')
    .replaceAll(/<[^>]+>/g, '')

const CONFIRMED = {
  change: 'confirmed',
  confirmedAt: '2026-11-20T10:00:00.000Z',
  confirmedBy: { name: 'Eleanor Swift', role: 'nurse', organisation: 'St Oswin’s' },
  confirmedWith: 'her daughter',
} as const

test.each(SECTION_NAMES.filter(section => sectionOf(section).block !== undefined))(
  'an item of %s shows its age, author, organisation, source and last confirmation',
  section => {
    const [full] = fullBodies(section)
    // An alert that has ended is not shown.
    const body = section === 'alerts' ? { ...(full as object), expiresOn: '2027-01-01' } : full
    const text = (changes = {}) => textOf([entry(section, body as never, { itemId: itemNo(1), ...changes })])

    expect(text()).toContain('Recorded 3 weeks ago by Dr Loud Author (GP, Loud Surgery), from the GP record')
    expect(text(CONFIRMED)).toContain(
      'Confirmed 2 days ago by Eleanor Swift (nurse, St Oswin’s), with her daughter',
    )
    expect(text(CONFIRMED)).toContain(
      'Written 02-Nov-2026 by Dr Loud Author (GP, Loud Surgery), from the GP record',
    )
  },
)

/** One press away: the block shows the newest of what is like them, or what follows from them. */
const FOLDED = ['placeConversations', 'gsf', 'problems', 'akps', 'clinicalFrailty', 'ipos']

test.each(
  SECTION_NAMES.filter(section => sectionOf(section).block !== undefined && !FOLDED.includes(section)),
)('an item of %s says at a glance how old it is, and who confirmed it last or wrote it', section => {
  const [full] = fullBodies(section)
  // An alert that has ended is not shown.
  const body = section === 'alerts' ? { ...(full as object), expiresOn: '2027-01-01' } : full
  const text = (changes = {}) =>
    textOf([entry(section, body as never, { itemId: itemNo(1), ...changes })], false)
  const isWeighty = section === 'cprDecision'

  expect(text()).toMatch(
    isWeighty
      ? 'Recorded 3 weeks ago by Dr Loud Author'
      : /(Recorded 3 weeks ago|old: ask again\.) · L\. Author/,
  )
  expect(text(CONFIRMED)).toMatch(`Confirmed 2 days ago ${isWeighty ? 'by Eleanor' : '· E.'} Swift`)
})

test.each([
  ['Eleanor Swift', 'E. Swift'],
  ['Dr Loud Author', 'L. Author'],
  ['Éva  Ní Bhriain', 'É. Bhriain'],
  ["Mary O'Neill-Smith", "M. O'Neill-Smith"],
  ['Prof. Ada Mary Byron', 'A. Byron'],
  ['Swift', 'Swift'],
  ['Dr Swift', 'Swift'],
  ['Larkfield Surgery (import)', 'Larkfield Surgery (import)'],
  ['The night team of the hospice', 'The night team of the hospice'],
])('of %s the line has room for “%s”', (name, short) => {
  expect(shortName(name)).toBe(short)
})

test('what was written with somebody is one act: recorded, confirmed by nobody, and who wrote it is said once', () => {
  const [dose] = fullBodies('anticipatoryDoses')
  const text = textOf([
    entry('anticipatoryDoses', dose as never, {
      itemId: itemNo(1),
      ...CONFIRMED,
      recordedAt: CONFIRMED.confirmedAt,
      author: CONFIRMED.confirmedBy,
    }),
  ])

  expect(text).toContain(
    'Recorded 2 days ago by Eleanor Swift (nurse, St Oswin’s), with her daughter, from the GP record',
  )
  expect(text).not.toMatch(/Written|Confirmed/)
})

test('every block of the record that holds something offers to show it whole', () => {
  const entries = SECTION_NAMES.filter(section => section in blocks || sectionOf(section).block).flatMap(
    section =>
      fullBodies(section)
        .slice(0, 1)
        .map(body => entry(section, body as never, { itemId: itemNo(1) })),
  )
  const shown = recordAtAGlance({ patientId: PERSON, version: 1, asOf: NOW, entries }).blocks

  for (const block of shown) {
    const markup = renderToStaticMarkup(createElement(RecordBlock, { block, onEdit: null }))
    expect(markup, block.title).toContain(`More: ${block.title}`.replaceAll('&', '&amp;'))
  }
})
