import { expect, test } from 'vitest'
import { calendarAt, momentInBritain } from '#server/world/build/calendar.ts'
import { worldGuide } from '#server/world/guide.ts'
import { LINES } from '#server/world/lines.ts'
import { teams } from '#server/world/teams.ts'
import { worldAt } from '#server/world/world.ts'
import { isNhsNumber } from '#shared/nhsNumber.ts'
import { ageOn } from '#shared/time.ts'
import { bodies, CLOCKS, calls, NOW, people } from './aWorld.ts'

/** Ofcom's numbers for drama: nobody has them. */
const DRAMA = /^\+44(7700900\d{3}|1134960\d{3}|1632960\d{3}|2079460\d{3})$/

test('forty-four people belong to one line and twenty to the other', () => {
  const count = (line: string) => people.filter(one => one.person.line === line).length

  expect([count('wharnley'), count('marram')]).toEqual([44, 20])
})

test('the two lines share no person, no telephone, no postcode, no nurse, no organisation and no community team', () => {
  const of = (line: 'wharnley' | 'marram') =>
    new Set([
      ...people
        .filter(one => one.person.line === line)
        .flatMap(one => [
          one.columns.name,
          one.columns.nhsNumber,
          ...one.phones.map(phone => phone.number),
          ...one.postcodes.map(place => place.postcode),
        ]),
      ...LINES[line].nurses.flatMap(nurse => [nurse.name, nurse.phone]),
      ...[LINES[line].organisation, LINES[line].number, ...LINES[line].onCall],
      ...Object.values(teams[line]).flatMap(team => [
        team.name,
        team.organisation,
        team.phoneInHours,
        team.phoneOutOfHours,
      ]),
    ])
  const [wharnley, marram] = [of('wharnley'), of('marram')]

  const shared = [...wharnley].filter(thing => thing && marram.has(thing))

  expect(shared).toEqual([])
  expect(
    [Object.keys(teams.wharnley).length, Object.keys(teams.marram).length].every(many => many >= 3),
  ).toBe(true)
})

test('all telephone numbers, wherever they are written, are kept for drama', () => {
  const text = JSON.stringify([people, calls.map(call => call.row), LINES, worldGuide])

  const others = [...text.matchAll(/\+\d{7,15}/g)]
    .map(([number]) => number)
    .filter(number => !DRAMA.test(number))

  expect(others).toEqual([])
})

test('every NHS number is in the 999 range, has a right check digit and belongs to one person', () => {
  const numbers = people.flatMap(one => one.columns.nhsNumber ?? [])

  expect(numbers.filter(number => !number.startsWith('999') || !isNhsNumber(number))).toEqual([])
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(people.length - numbers.length).toBe(1)
})

test('postcodes are of areas that do not exist', () => {
  const areas = new Set(people.flatMap(one => one.postcodes.map(place => place.postcode.slice(0, 2))))

  expect([...areas].sort()).toEqual(['MZ', 'WZ'])
})

test('people are from nineteen to ninety-nine, most of them over seventy-five', () => {
  const ages = people.map(one => ageOn(one.person.who.born, NOW.slice(0, 10)))

  expect([Math.min(...ages), Math.max(...ages)]).toEqual([19, 99])
  expect(ages.filter(age => age >= 75).length / ages.length).toBeGreaterThan(0.5)
})

test('more than half have an illness that is not cancer', () => {
  const cancer = /carcinoma|leukaemia|glioblastoma|mesothelioma/i
  const withCancer = people.filter(one =>
    bodies(one, 'primaryDiagnosis').some(body => cancer.test(body.text)),
  )

  expect(withCancer.length).toBeGreaterThan(15)
  expect(withCancer.length).toBeLessThan(people.length / 2)
})

test('a person made again is the same person', () => {
  const again = worldAt('2027-05-04T10:00:00.000Z').people

  expect(again.map(one => [one.patientId, one.columns.nhsNumber])).toEqual(
    people.map(one => [one.patientId, one.columns.nhsNumber]),
  )
})

test.each(CLOCKS)('at %s nothing has been written in the future, and versions follow one another', now => {
  const wrong = worldAt(now).people.flatMap(one =>
    one.entries.filter((entry, n) => {
      const before = one.entries
        .slice(0, n)
        .findLast(e => e.section === entry.section && e.itemId === entry.itemId)
      const isNext =
        entry.version === (before?.version ?? 0) + 1 && entry.writtenAt >= (before?.writtenAt ?? '')
      return !isNext || entry.writtenAt > now || entry.recordedAt > now || (entry.confirmedAt ?? '') > now
    }),
  )

  expect(wrong).toEqual([])
})

test('records have a history: over a hundred items were changed or confirmed, some twice, by people of many trades', () => {
  const later = people.flatMap(one => one.entries.filter(entry => entry.version > 1))
  const authors = new Set(people.flatMap(one => one.entries.map(entry => entry.author.role)))
  const sources = new Set(people.flatMap(one => one.entries.map(entry => entry.source.kind)))

  expect(later.length).toBeGreaterThan(120)
  expect(Math.max(...later.map(entry => entry.version))).toBeGreaterThanOrEqual(3)
  expect(authors.size).toBeGreaterThan(10)
  expect([...sources].sort()).toEqual([
    'care_home',
    'community_team',
    'console',
    'gp_record',
    'hospice',
    'hospital',
  ])
})

test('a British clock time is the right moment in summer, in winter and on the nights between', () => {
  const moments = [
    momentInBritain('2026-07-01', '02:10'),
    momentInBritain('2026-11-21', '02:10'),
    momentInBritain('2026-10-25', '01:30'),
    momentInBritain('2026-03-29', '01:30'),
    momentInBritain('2026-03-29', '02:30'),
  ]

  expect(moments).toEqual([
    '2026-07-01T01:10:00.000Z',
    '2026-11-21T02:10:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-03-29T01:30:00.000Z',
    '2026-03-29T01:30:00.000Z',
  ])
})

test('yesterday is the day before in Britain, also after the clocks went', () => {
  const t = calendarAt('2026-10-25T23:30:00.000Z')

  expect([t.day(-1), t.at(-1, '23:50')]).toEqual(['2026-10-24', '2026-10-24T22:50:00.000Z'])
})
