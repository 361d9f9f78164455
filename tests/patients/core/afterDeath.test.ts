import { describe, expect, test } from 'vitest'
import { bannerOf } from '#server/patients/core/banner.ts'
import { emergencySummary } from '#server/patients/core/emergencySummary.ts'
import { matchCaller } from '#server/patients/core/matchCaller.ts'
import { mayBeTold } from '#server/patients/core/mayBeTold.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import { PatientId } from '#shared/ids.ts'
import type { Entry } from '#shared/record/entry.ts'
import { NO_MARKS } from '#shared/record/marks.ts'
import { SECTION_NAMES, sectionOf } from '#shared/record/sections.ts'
import { summaryFacts } from '#shared/summaryWords.ts'
import { bodyWith, fullBodies, LEAVES, valuesFor } from '#tests/shared/fullBodies.ts'
import { aContact, DAUGHTER, entry, itemNo, NOW, PERSON } from './entries.ts'

const death = entry('death', { stage: 'reported', at: '2026-11-22T23:30:00.000Z', place: 'home' })
const LIFE: readonly Entry[] = [
  entry('identity', {
    name: { given: 'Margaret', family: 'Ellis' },
    preferredName: 'Peg',
    birthDate: '1948-03-09',
  }),
  entry('preferredPlaceOfDeath', { first: { place: 'home' } }),
  entry('whatMatters', { whatMatters: 'The window open' }),
  entry('reviewDates', { nextReviewOn: '2026-01-01' }),
  aContact({ mayBeTold: 'condition' }),
]
const glance = (...entries: Entry[]) =>
  recordAtAGlance({ patientId: PERSON, version: 1, asOf: NOW, entries: [...LIFE, ...entries] })

/** Every word that the record says on a page. */
const said = (...entries: Entry[]) => JSON.stringify({ ...glance(...entries), identity: undefined })

/** What is said of how things are, and not of how they were. */
const PRESENT =
  /\b(may|can|cannot|is|are|has|lives|likes|wants|wishes|knows|needs|needed:|values|fears|refuses|must|please|not yet|still to be|at present|now|(?<!was )running|review was due|ask|(?<!was )due )\b/i
/** Of these it is still so: of things, of those who live, of what was kept back, or of the record itself. */
const STILL_SO: readonly (RegExp | string)[] = [
  'Has died',
  'Death reported, not yet verified',
  'Not known whether the defibrillator still gives shocks',
  'The defibrillator can still give shocks',
  /^There is a keysafe \(the code is kept apart\)$/,
  /^May be woken at night$|^Wake only if urgent$/,
  /^(.+ is|They are) (shown nothing|not shown .+|.+)\. That still holds\.$/,
  /^Nobody but this line is shown .+ That still holds\.$/,
  /^(Limit: .+|Ask each time)$/,
  /must ask each time before looking.* That still holds\.$/,
  /^Protected: do not tell anyone where this person was$/,
  /^Restricted: ask whoever wrote it before you pass it on$/,
  /^Due: /,
  /not shown here/,
  /says that it applies even if life is at risk/i,
  'Has not opted out',
  /^(.+) are shown nothing\. That still holds\.$/,
  /^A crew is there$|^999 was rung, a crew is on its way$/,
  /^It stays in force after a death\./,
]

/** Every choice of every field, one record for each; what was typed freely is not ours to turn. */
function everySaying(...more: Entry[]): string[] {
  const leaves = LEAVES.filter(({ section }) => section !== 'death')
  const each = leaves.flatMap(leaf =>
    [...valuesFor(leaf.shape), ...(leaf.shape.mayBeUnknown ? [{ unknown: 'not_asked' }] : [])]
      .map(value => bodyWith(leaf, value))
      .filter(body => sectionOf(leaf.section).schema.safeParse(body).success)
      .map(body => [entry(leaf.section, body as never, { itemId: itemNo(1) })]),
  )
  const unknown = SECTION_NAMES.filter(section => section !== 'identity' && section !== 'death').map(
    section => [entry(section, undefined, { itemId: itemNo(2) })],
  )
  const full = SECTION_NAMES.filter(section => section !== 'death').flatMap(section =>
    fullBodies(section).map((body, n) => entry(section, body as never, { itemId: itemNo(n + 3) })),
  )
  return [[], full, ...each, ...unknown].flatMap(entries =>
    wordsOf(recordAtAGlance({ patientId: PERSON, version: 1, asOf: NOW, entries: [...entries, ...more] })),
  )
}

function wordsOf({ banner, blocks, agreed }: ReturnType<typeof glance>): string[] {
  const items = blocks.flatMap(block => block.items)
  return [
    banner.interpreter ?? '',
    ...blocks.map(({ title }) => title),
    ...items.flatMap(({ title, headline, lines, warnings }) => [title, headline, ...lines, ...warnings]),
    ...items.flatMap(({ standing }) => standing?.reasons.map(({ words }) => words) ?? []),
    ...agreed.flatMap(({ says }) => says),
  ]
}

function presentOf(words: string): string[] {
  const ours = words.replaceAll(/Any [a-z ]+|“[^”]*”|Zqmarker/gi, '')
  const isStillSo = STILL_SO.some(each => (typeof each === 'string' ? each === words : each.test(words)))
  return PRESENT.test(ours) && !isStillSo ? [words] : []
}

describe('the record of somebody who has died', () => {
  test.each(['preferred place', 'may be told', 'review was due', '"what matters"'])(
    'says no “%s”, which the record of the living does say',
    words => {
      expect(said(death).toLowerCase()).not.toContain(words)
    },
  )

  test('says nothing as if it were still so, whatever stands on it', () => {
    const odd = [...new Set(everySaying(death).flatMap(presentOf))]

    expect(odd).toEqual([])
  })

  test('the same record does say it in life, so that these words are found where they are', () => {
    expect(new Set(everySaying().flatMap(presentOf)).size).toBeGreaterThan(40)
  })

  test('says what it was: where they had wished to be, who could be told what', () => {
    const words = said(death)

    expect(words).toContain('Where they had wished to die')
    expect(words).toContain('Could be told: how the person was')
    expect(said()).toContain('May be told: how the person is')
  })

  test('says in its titles too what it was, where no verb tells it, on the record, over time and on the one page', () => {
    const course = [
      entry('prognosis', { prognosis: 'last_weeks' }),
      entry('registerStatus', { status: 'active' }),
      entry('syringePump', { isRunning: false }),
      entry('phaseOfIllness', { phase: 'dying', at: '2026-11-20T04:05:00.000Z' }),
    ]
    const [after, before] = [glance(...course, death), glance(...course)]
    const saysOf = ({ blocks }: typeof after) =>
      blocks
        .flatMap(({ items }) => items)
        .filter(({ section }) => course.some(one => one.section === section))
        .map(({ title, headline }) => `${title}: ${headline}`)

    expect(saysOf(after)).toEqual([
      'Syringe pump: No syringe pump was running',
      'The last phase: Dying: death was likely within days',
      'What had been expected: Last weeks',
      'The register: Had been on the register',
    ])
    expect([before, after].map(({ series }) => series[0]?.directionWords)).toEqual([
      'Dying since 20-Nov-2026',
      'Dying from 20-Nov-2026 on',
    ])
    expect(emergencySummary(after, NO_MARKS, ['death', 'phaseOfIllness']).notShown).toContain(
      'What had been expected',
    )
  })

  test('asks for nothing that was not asked in life, and calls nothing overdue', () => {
    const blocks = glance(death).blocks

    expect(blocks.flatMap(({ nothingRecorded }) => nothingRecorded)).toEqual([])
    expect(blocks.flatMap(({ items }) => items).filter(({ freshness }) => freshness.isOverdue)).toEqual([])
    expect(glance().blocks.flatMap(({ nothingRecorded }) => nothingRecorded)).not.toEqual([])
  })

  test('the one page begins with the death, and turns its titles', () => {
    const page = emergencySummary(glance(death), NO_MARKS)

    expect(page.parts[0]?.title).toBe('After death')
    expect(page.parts.map(({ title }) => title)).toContain('Where they had wished to be')
    expect(page.notRecorded).toEqual([])
    expect(summaryFacts(page.banner)).toContain('was called Peg')
  })

  test('a report that was entered in error turns nothing', () => {
    const because = {
      at: NOW,
      by: { name: 'Nurse', role: 'nurse', organisation: 'Hospice' },
      because: 'A mistake',
    }
    const wrong = { ...death, retracted: because, change: 'retracted' } as Entry

    expect(glance(wrong).banner.deceased).toBeUndefined()
    expect(said(wrong)).toContain('Preferred place of death')
  })
})

describe('who may be told what, after a death', () => {
  const told = (level: 'all' | 'condition' | 'logistics' | 'nothing') =>
    mayBeTold([aContact({ mayBeTold: level }), death], { kind: 'contact', itemId: DAUGHTER })

  test('what the person let be told still holds, in words of what was', () => {
    expect(told('nothing')).toMatchObject({
      mayBeTold: 'nothing',
      because: expect.stringContaining('still holds'),
    })
    expect(told('condition').because).toContain('could know')
    expect(told('all').because).not.toContain('wants')
  })

  test('whoever says to be the person is asked again', () => {
    expect(mayBeTold([death], { kind: 'patient' }).mayBeTold).toBe('nothing')
    expect(mayBeTold([], { kind: 'patient' }).mayBeTold).toBe('all')
  })
})

test('a number suggests that they have died, so that nobody asks for them', () => {
  const holder = {
    patientId: PatientId.parse(PERSON),
    givenName: 'Margaret',
    familyName: 'Ellis',
    birthDate: '1948-03-09',
    belongsTo: { kind: 'patient' as const, use: 'Home' },
  }
  const hints = (isDeceased: boolean) => {
    const match = matchCaller([{ ...holder, isDeceased }], false)
    return match.kind === 'candidates' ? match.candidates.map(({ hasDied }) => hasDied) : []
  }

  expect([hints(true), hints(false)]).toEqual([[true], [undefined]])
})

test('the banner of somebody who has died says so', () => {
  expect(bannerOf([...LIFE, death], '2026-11-23').deceased).toBe('Death reported, not yet verified')
})
