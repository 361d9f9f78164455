import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NO_MONTH, warnBoth } from '#server/calls/core/warnBoth.ts'
import { type Comparable, isNearly, lookAlikes, soundAlike } from '#server/patients/core/lookAlikes.ts'
import { matchCaller, type NumberHolder } from '#server/patients/core/matchCaller.ts'
import { initials, nameWords } from '#server/patients/core/nameWords.ts'
import { searchProjection } from '#server/patients/core/searchProjection.ts'
import type { IdentityMatch } from '#shared/calls.ts'
import { dayInBritain, showMoment } from '#shared/days.ts'
import { PatientId } from '#shared/ids.ts'

const idOf = (n: number) => PatientId.parse(`00000000-0000-4000-8000-00000000000${n}`)

test.each([
  ['O’Brien', ['obrien']],
  ['Smith-Jones', ['smith', 'jones']],
  ['Zoë ŁUCZAK', ['zoe', 'luczak']],
  ['Ørsted Großmann', ['orsted', 'grossmann']],
  ['李 小龍', ['李', '小龍']],
  ['أَحْمَد', ['احمد']],
  ['रवि रवी', ['रवि', 'रवी']],
  ['Ann Ann', ['ann']],
  ['…', []],
])('the words of %s are %j', (name, words) => {
  expect(nameWords(name)).toEqual(words)
})

test.each([
  ['Margaret', 'Ellis', 'M. E.'],
  [null, 'ellis', 'E.'],
  ['Élodie', null, 'É.'],
  [null, null, '?'],
])('%s %s is hinted at as %s', (given, family, hint) => {
  expect(initials(given, family)).toBe(hint)
})

describe('a number never decides', () => {
  const holder = fc.record<NumberHolder>({
    patientId: fc.integer({ min: 0, max: 5 }).map(idOf),
    givenName: fc.option(fc.string({ minLength: 3, unit: 'grapheme' })),
    familyName: fc.option(fc.string({ minLength: 3, unit: 'grapheme' })),
    birthDate: fc.option(fc.constant('1948-03-09')),
    belongsTo: fc.constant({ kind: 'patient', use: 'Home' }),
  })

  test('each person once, as a candidate, with initials and a month only', () => {
    fc.assert(
      fc.property(fc.array(holder, { minLength: 1 }), holders => {
        const match = matchCaller(holders, false)
        expect(match.kind).toBe('candidates')
        if (match.kind !== 'candidates') return
        const ids = match.candidates.map(candidate => candidate.patientId)
        expect(ids).toEqual([...new Set(holders.map(({ patientId }) => patientId))])
        for (const candidate of match.candidates) {
          expect(Object.keys(candidate).sort().join()).toMatch(/^belongsTo,(birthMonth,)?initials,patientId$/)
          expect(candidate.birthMonth ?? 'March 1948').toBe('March 1948')
        }
      }),
    )
  })
})

describe('look-alikes', () => {
  const person: Comparable = {
    patientId: idOf(1),
    name: 'Marion Ellis',
    givenName: 'Marion',
    familyName: 'Ellis',
    birthDate: '1948-03-09',
    nhsNumber: '9990000018',
    postcodes: ['LS21 1AA'],
    phones: [],
  }

  test('the same birthday and nearly the same name stand side by side with what differs', () => {
    const other = {
      ...person,
      patientId: idOf(2),
      name: 'Marian Ellis',
      givenName: 'Marian',
      nhsNumber: '9990000026',
    }

    expect(lookAlikes(person, [person, other])).toEqual([
      {
        patientId: idOf(2),
        name: 'Marian Ellis',
        birthMonth: 'March 1948',
        same: [
          'same family name',
          'forms of one first name',
          'same birth date',
          'same postcode',
          'names that sound alike',
        ],
        differences: ['different NHS number'],
      },
    ])
  })

  test('a short form of a first name is no difference', () => {
    const other = { ...person, patientId: idOf(2), name: 'Peg Adams', givenName: 'Peg', familyName: 'Adams' }
    const margaret = { ...person, name: 'Margaret Adams', givenName: 'Margaret', familyName: 'Adams' }

    expect(lookAlikes(margaret, [other])[0]).toMatchObject({
      same: expect.arrayContaining(['forms of one first name']),
      differences: [],
    })
  })

  test('nothing recorded is neither the same nor different', () => {
    const bare = {
      ...person,
      patientId: idOf(2),
      name: null,
      givenName: null,
      familyName: null,
      nhsNumber: null,
      postcodes: [],
    }

    expect(lookAlikes(person, [bare])).toMatchObject([{ same: ['same birth date'], differences: [] }])
  })

  test('nearly means at most two letters, and not the same', () => {
    expect([
      isNearly('Ellis', 'Ellison'),
      isNearly('Jean', 'Joan'),
      isNearly('Ann', 'ANN'),
      isNearly('Ann', 'Bob'),
    ]).toEqual([true, true, false, false])
  })

  test('of two on one list both say that they could be taken for each other, though one alone was compared', () => {
    const card = (n: number, changes: Partial<IdentityMatch> = {}): IdentityMatch => ({
      patientId: idOf(n),
      label: `R. ${n}`,
      birthMonth: 'March 1955',
      age: null,
      deceased: false,
      matched: [],
      notMatched: [],
      notCompared: [],
      inPart: [],
      marks: {},
      isEnough: false,
      differences: [],
      ...changes,
    })
    const like = (n: number, name: string) => ({
      patientId: idOf(n),
      name,
      same: ['same family name'],
      differences: ['different first name'],
    })
    const cards = [card(1, { label: 'Ron Ashby' }), card(2), card(3, { birthMonth: NO_MONTH })]
    const alike = new Map([[idOf(1), [like(8, 'Rob Ash'), like(9, 'Rod Ash'), like(2, 'Rob Ashby')]]])
    const says = (list: IdentityMatch[]) => list.map(({ differences }) => differences)

    expect(says(warnBoth(cards, alike))).toEqual([
      [
        'Not to be taken for R. 2, born March 1955: same family name; different first name.',
        'Not to be taken for Rob Ash: same family name; different first name.',
      ],
      ['Not to be taken for Ron Ashby, born March 1955: same family name; different first name.'],
      [],
    ])
    const both = new Map([...alike, [idOf(2), [like(1, 'Ronald Ashby')]]])
    expect(says(warnBoth(cards, both))[1]).toEqual([
      'Not to be taken for Ron Ashby, born March 1955: same family name; different first name.',
    ])
    expect(says(warnBoth(cards, new Map([[idOf(3), [like(1, 'Ron Ashby')]]])))[0]).toEqual([
      'Not to be taken for R. 3: same family name; different first name.',
    ])
  })

  test('on one list, the same name is alike as well; no name is like none', () => {
    const named = ['Ann Ray', 'Ann Ray', 'Jean Holt', null, null, 'Joan Holt'].map((name, place) => ({
      patientId: idOf(place),
      name,
      keptAt: idOf(place),
    }))

    expect([...soundAlike(named)].toSorted()).toEqual([0, 1, 2, 5].map(idOf))
  })
})

test('a day in Britain begins an hour earlier in summer', () => {
  expect([dayInBritain('2026-06-30T23:30:00.000Z'), dayInBritain('2026-11-30T23:30:00.000Z')]).toEqual([
    '2026-07-01',
    '2026-11-30',
  ])
})

test('British clocks agree with the time zone database, at every hour of many years', () => {
  const inLondon = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 34 * 365 * 24 }), hours => {
      const at = new Date(Date.UTC(1996, 0, 1) + hours * 3_600_000)
      expect(showMoment(at.toISOString()).slice(12, 14)).toBe(inLondon.format(at))
    }),
    { numRuns: 2000 },
  )
})

test.each([
  [{ section: 'death', knownState: 'known', body: {} } as const, { isDeceased: true }],
  [{ section: 'death', knownState: 'known', body: {}, isRetracted: true } as const, { isDeceased: false }],
  [{ section: 'notes', knownState: 'known', body: { text: 'x' } } as const, {}],
  [
    { section: 'registerStatus', knownState: 'known', body: { status: 'withdrawn' } } as const,
    { status: 'withdrawn' },
  ],
])('what an entry means for search', (content, columns) => {
  expect(searchProjection(content).columns).toEqual(columns)
})
