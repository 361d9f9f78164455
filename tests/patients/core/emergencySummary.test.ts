import { expect, test } from 'vitest'
import { z } from 'zod'
import { onPaper } from '#client/summary/core/onPaper.ts'
import { whyNotOpened } from '#client/summary/core/whyNotOpened.ts'
import { drawPage } from '#server/paper/drawPage.ts'
import { summaryPage } from '#server/paper/summaryPage.ts'
import { emergencySummary, SUMMARY_SECTIONS } from '#server/patients/core/emergencySummary.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import { fieldSentences } from '#server/platform/fieldSentences.ts'
import type { DoorKind } from '#shared/doors.ts'
import type { Entry } from '#shared/record/entry.ts'
import { NO_MARKS } from '#shared/record/marks.ts'
import { saidOnce } from '#shared/record/saidOnce.ts'
import { type Body, parseBody, type SectionName } from '#shared/record/sections.ts'
import { CrewCode, LINK_LENGTH, MadeCode } from '#shared/summary.ts'
import { onceOnly } from '#shared/summaryOnce.ts'
import { itemFoot, kindWithin } from '#shared/summaryWords.ts'
import { plusSeconds } from '#shared/time.ts'
import { LINE } from '#tests/paper/aSummary.ts'
import { readPdf } from '#tests/paper/readPdf.ts'
import { fullBodies } from '#tests/shared/fullBodies.ts'
import { aContact, entry, itemNo, NOW, PERSON } from './entries.ts'

let next = 100
const filled = (section: SectionName): Entry[] =>
  fullBodies(section).map(body => {
    const parsed = parseBody(section, body)
    expect(parsed.success, section).toBe(true)
    next += 1
    return entry(section, parsed.data as never, { itemId: itemNo(next) })
  })
const glance = (entries: readonly Entry[]) =>
  recordAtAGlance({ patientId: PERSON, version: 1, asOf: NOW, entries })
const pageOf = (entries: readonly Entry[]) => emergencySummary(glance(entries), NO_MARKS)
const itemsOf = (entries: readonly Entry[]) => pageOf(entries).parts.flatMap(({ items }) => items)
const linesOf = (...entries: Entry[]) => itemsOf(entries).flatMap(({ lines }) => lines)

/** A record in which every field of everything that a crew may need has been written. */
const FULL = SUMMARY_SECTIONS.filter(section => section !== 'death').flatMap(filled)

test.each(SUMMARY_SECTIONS)('what is said of %s stands on the one page or is counted there', section => {
  for (const one of filled(section)) {
    const said = glance([one]).blocks.flatMap(({ items }) => items)[0]
    const [item] = itemsOf([one])
    if (!item || !said) continue
    expect(item.lines.length + item.more).toBe(said.lines.length)
    // How a crew gets in is said to them in other words.
    expect(said.lines).toEqual(
      expect.arrayContaining(item.lines.filter(words => !words.includes('Ring the line'))),
    )
    expect(item.warnings).toEqual(said.warnings)
    if (item.more > 0) expect(itemFoot(item)).toMatch(new RegExp(`${item.more} more lines? on the record`))
  }
})

test('what can be said once is said once, on the page and on paper, and nothing is lost by it', () => {
  const lines = ['14 Loud Street', 'Loudham']
  const said = onceOnly(
    pageOf([
      entry('addresses', { kind: 'main', lines, postcode: 'LS1 1AA' }, { itemId: itemNo(1) }),
      entry('currentLocation', { addressItem: itemNo(1) }),
      entry('accessNotes', { atTheDoor: 'Round the back' }),
      ...[1, 2].map(n =>
        entry('professionalContacts', { name: `Nurse ${n}`, role: 'Nurse' }, { itemId: itemNo(n) }),
      ),
      entry('gpPractice', { name: 'Loud Surgery' }),
    ]),
  )
  const read = said.parts.map(part => part.items.map((item, n) => [kindWithin(part, n), item.headline]))

  expect(read).toEqual([
    [
      ['Where the person is now, their address', '14 Loud Street, Loudham, LS1 1AA'],
      [undefined, 'Round the back'],
    ],
    [
      ['Professionals', 'Nurse 1, Nurse'],
      [undefined, 'Nurse 2, Nurse'],
      ['GP practice', 'Loud Surgery'],
    ],
  ])
  expect(
    saidOnce({
      headline: 'In the house',
      lines: ['In the house: Red box', 'How bad: mild', 'Review: 01-Nov-2026'],
      warnings: ['Review was due 01-Nov-2026', 'Mild'],
    }).lines,
  ).toEqual(['Red box'])
})

const keysafe = (exists: boolean) => entry('accessNotes', { keysafe: { exists } })
const covered = { whole: [], parts: new Set([`accessNotes ${PERSON}`]) }

test.each<
  [string, Entry[], Partial<{ doors: DoorKind[]; only: SectionName[]; covered: typeof covered }>, string[]]
>([
  [
    'no keysafe, and the line knows where the key is',
    [keysafe(false)],
    { doors: ['door_code', 'key_place'] },
    ['No keysafe. Ring the line for the door code and where the key is'],
  ],
  ['no keysafe', [keysafe(false)], {}, ['No keysafe. Nobody opens? Ring the line for how to get in']],
  [
    'a keysafe with its code',
    [keysafe(true)],
    { doors: ['keysafe_code'] },
    ['There is a keysafe. Ring the line for the keysafe code'],
  ],
  [
    'a keysafe without a code',
    [keysafe(true)],
    {},
    ['There is a keysafe. Nobody opens? Ring the line for how to get in'],
  ],
  [
    'nothing but what is kept apart',
    [],
    { doors: ['alarm_code', 'how_to_enter', 'key_place'] },
    ['Ring the line for the alarm code, how to enter and where the key is'],
  ],
  [
    'a place that is protected',
    [entry('accessNotes', { stairs: 'Two flights' })],
    { covered },
    [
      'Ring the line for how to get in: not all of it is shown here',
      'Stairs: Two flights',
      'Part of this tells the place and is not shown',
    ],
  ],
  [
    'what the person keeps back',
    [],
    { only: ['addresses'] },
    ['Ring the line for how to get in: not all of it is shown here'],
  ],
])('a crew reads how to get in, or to ring for it: %s', (_, entries, { doors, only, covered }, says) => {
  const record = recordAtAGlance({
    patientId: PERSON,
    version: 1,
    asOf: NOW,
    entries,
    ...(covered && { covered }),
  })
  const { parts } = emergencySummary(record, NO_MARKS, only, doors)
  const part = parts.find(({ title }) => title === 'Getting in')

  expect(part?.items.flatMap(({ headline, lines }) => [headline, ...lines])).toEqual(
    entries.length > 0 ? ['Getting in', ...says] : says,
  )
})

test('how to get in stands directly after resuscitation', () => {
  expect(
    pageOf(FULL)
      .parts.map(({ title }) => title)
      .slice(0, 2),
  ).toEqual(['Resuscitation', 'Getting in'])
})

test.each<[string, Partial<Entry>, string]>([
  ['written by a professional', {}, 'recorded 3 weeks ago, Dr Loud Author'],
  [
    'as a relative told it in a call',
    { source: { kind: 'call', callId: itemNo(7) }, confirmedWith: 'Claire Ashby', ...by(0) },
    'recorded 3 weeks ago, Dr Loud Author, with Claire Ashby, from a call to this line',
  ],
  [
    'as the family wrote it',
    { source: { kind: 'person_or_family' } },
    'recorded 3 weeks ago, Dr Loud Author, from the person or family',
  ],
  [
    'gone through with somebody since',
    { source: { kind: 'person_or_family' }, confirmedWith: 'Claire Ashby', ...by(1) },
    'confirmed 2 weeks ago, Dr Loud Author, with Claire Ashby',
  ],
])('on whose word a wish stands is on the page: %s', (_, changes, word) => {
  const [item] = itemsOf([entry('whatMatters', { whatMatters: 'To be at home' }, changes)])

  expect(item?.word).toBe(word)
})

/** Confirmed so many weeks after it was written. */
function by(weeks: number): Partial<Entry> {
  return {
    confirmedAt: plusSeconds('2026-11-02T02:10:00.000Z', weeks * 7 * 24 * 3600),
    confirmedBy: { name: 'Dr Loud Author', role: 'GP', organisation: 'Loud Surgery' },
  }
}

test.each(['cprDecision', 'respect', 'adrt', 'lpa'] as const)('of %s the paper comes first', section => {
  expect(linesOf(...filled(section))[0]).toMatch(/^Paper:/)
})

test('the authority of an attorney, a key, whom to call and every telephone are never left to the record', () => {
  const phones = ['+441632960001', '+447700900002', '+441632960003'].map(number => ({
    number,
    use: 'home' as const,
  }))
  const said = linesOf(
    ...filled('lpa'),
    ...filled('contingencyPlans'),
    aContact({ phones, isKeyholder: true, livesWithPatient: true, wakeAtNight: 'no' }),
  )

  for (const words of [
    /^May decide about life-sustaining treatment: yes/,
    /^Call: /,
    /^Holds a key/,
    /^Do not wake/,
    /01632 960 003/,
  ])
    expect(said).toContainEqual(expect.stringMatching(words))
})

test('of a long list the first are shown and the others are counted, on the page and on paper', async () => {
  const many = (count: number, one: (n: number) => Entry) => Array.from({ length: count }, (_, n) => one(n))
  const page = pageOf([
    ...many(20, n => entry('medications', { drug: `Drug ${n}` }, { itemId: itemNo(n) })),
    ...many(9, n => ({ ...aContact({ name: `Contact ${n}` }), itemId: itemNo(n) })),
  ])
  const counted = page.parts.map(({ title, items, more }) => [title, items.length + more])
  const paper = await readPdf(await drawPage(summaryPage(page, LINE, 'Fetched by Maren Oakley.'), NOW))

  expect(counted).toEqual([
    ['Medicines in the house', 20],
    ['Family', 9],
  ])
  expect(page.parts.every(({ more }) => more > 0)).toBe(true)
  for (const { more } of page.parts) expect(paper.words).toContain(`More on the record: ${more}.`)
})

const box = (...items: Body<'anticipatoryMedicines'>['items']) =>
  entry('anticipatoryMedicines', { state: 'issued', items })
const given = (n: number) =>
  entry(
    'anticipatoryDoses',
    { drug: 'Morphine', dose: '2.5 mg', givenAt: plusSeconds(NOW, -n * 3600), givenBy: 'Nurse Loud' },
    { itemId: itemNo(n) },
  )

test.each<[string, string, Entry[]]>([
  [
    'counted, and none given since',
    'Morphine, for pain, 3 left (counted 02-Nov-2026)',
    [box({ drug: 'Morphine', indication: 'pain', quantityLeft: 3 })],
  ],
  [
    'two given since',
    'Morphine, for pain, 1 left (3 counted 02-Nov-2026, 2 given since)',
    [box({ drug: 'Morphine', indication: 'pain', quantityLeft: 3 }), given(1), given(2)],
  ],
  [
    'more given since than were counted',
    'Morphine, for pain, none left by what is written down (1 counted 02-Nov-2026, 2 given since)',
    [box({ drug: 'Morphine', indication: 'pain', quantityLeft: 1 }), given(1), given(2)],
  ],
  [
    'nobody counted',
    'Morphine, for pain, not counted',
    [box({ drug: 'Morphine', indication: 'pain' }), given(1)],
  ],
])(
  'the one page says how many are left by the doses, on the screen and on paper: %s',
  async (_, words, entries) => {
    const page = pageOf(entries)
    const paper = await readPdf(await drawPage(summaryPage(page, LINE, 'Fetched by Maren Oakley.'), NOW))

    expect(linesOf(...entries)).toContain(words)
    expect(paper.words).toContain(words)
  },
)

test('the last that was counted and then given is warned of as none', () => {
  const [first] = itemsOf([box({ drug: 'Morphine', indication: 'pain', quantityLeft: 1 }), given(1)])

  expect(first?.warnings).toContain('No Morphine left')
})

test('to whom the doses are not shown no number is said to be left', () => {
  const { blocks } = recordAtAGlance({
    patientId: PERSON,
    version: 1,
    asOf: NOW,
    entries: [box({ drug: 'Morphine', indication: 'pain', quantityLeft: 3 })],
    only: ['anticipatoryMedicines'],
  })

  expect(blocks.flatMap(({ items }) => items.flatMap(({ lines }) => lines))).toEqual([
    'Morphine, for pain, 3 counted 02-Nov-2026; what was given since is not shown here',
  ])
})

test('a record with everything in it is one side of A4, and says how much more there is', async () => {
  const page = pageOf(FULL)
  const paper = await readPdf(await drawPage(summaryPage(page, LINE, 'Fetched by Maren Oakley.'), NOW))

  expect(paper.pages).toBe(1)
  for (const words of paperPlaces(page)) expect(paper.words).toContain(words)
})

test('what a browser prints has room for the first of every part, and counts what it has no room for', () => {
  const page = pageOf(FULL)
  const long = {
    ...page,
    parts: page.parts.map(part => ({
      ...part,
      items: part.items.flatMap(item => Array.from({ length: 9 }, () => item)),
    })),
  }

  expect(onPaper(page, []).shown).toHaveLength(page.parts.length)
  const { size, shown } = onPaper(long, [])
  expect(size).toBe('cut')
  expect(shown.every(count => count > 0)).toBe(true)
  expect(shown.reduce((sum, count) => sum + count, 0)).toBeLessThan(
    long.parts.reduce((sum, { items }) => sum + items.length, 0),
  )
})

test('a page and a server of neighbouring versions agree about codes with links and without', () => {
  const asBefore = z.strictObject({ code: CrewCode })
  const made = { kind: 'made', code: 'ACDEFH', expiresAt: '2026-11-29T12:00:00.000Z' }
  const refused = asBefore.safeParse({ code: made.code, link: 'A'.repeat(LINK_LENGTH) })

  expect([MadeCode.safeParse(made).success, refused.success]).toEqual([true, false])
  const fields = refused.success ? {} : fieldSentences(refused.error)
  expect(whyNotOpened({ message: 'as every server says', fields })).toContain('type the code there')
  expect(whyNotOpened({ message: 'No such code.', fields: {} })).toBe('No such code.')
})

test.each([
  ['acd-efh', undefined],
  ['ACDEF', 'A code has six letters and digits.'],
  ['AAAAA2', 'No code has 2 in it'],
  ['B2ACDB', 'No code has B or 2 in it'],
])('typed as a code, %s is taken or refused for what is wrong with it', (typed, because) => {
  const refused = CrewCode.safeParse(typed).error

  expect(refused?.issues[0]?.message.slice(0, because?.length)).toBe(because)
})

/** Where each paper is, as the page says it. */
function paperPlaces(page: ReturnType<typeof pageOf>): string[] {
  return page.parts.flatMap(({ items }) =>
    items.flatMap(({ lines }) => lines.filter(line => line.startsWith('Paper:'))),
  )
}
