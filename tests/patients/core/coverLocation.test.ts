import { describe, expect, test } from 'vitest'
import { coverLocation, isAnywhere, LOCATION_SECTIONS_WHOLE } from '#server/patients/core/coverLocation.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import { LOCATION_SECTIONS } from '#shared/location.ts'
import type { Body, SectionName } from '#shared/record/sections.ts'
import { entry } from './entries.ts'

const PLACE = 'Canary'
const LANDLINE = '+441632960123'
const MOBILE = '+447700900123'
const phone = (number: string) => ({ number, use: 'home' as const })

/** Something of every kind that tells where somebody is. */
const TELLING: { [Name in SectionName]?: Body<Name> } = {
  addresses: { kind: 'main', lines: [`12 ${PLACE} Row`], postcode: 'BD16 4XX' },
  currentLocation: { text: `At her sister’s in ${PLACE} Street` },
  gpPractice: { name: `${PLACE} Surgery` },
  phones: phone(LANDLINE),
  hospitalStays: { place: 'hospital', named: `${PLACE} General`, admittedOn: '2026-11-20' },
  accessNotes: { atTheDoor: `Behind the ${PLACE} Arms`, parking: `${PLACE} Yard`, pets: 'A cat' },
  personalContacts: {
    name: 'Yvonne',
    relationship: 'Mother',
    roles: [],
    phones: [phone(LANDLINE), phone(MOBILE)],
    mayBeTold: 'nothing',
  },
  preferredPlaceOfCare: { first: { place: 'nursing_home', named: `${PLACE} Court` } },
  preferredPlaceOfDeath: {
    first: { place: 'home', named: `${PLACE} Row` },
    second: { place: 'hospice', named: 'St Oswin’s' },
  },
  lpa: {
    kind: 'health_and_welfare',
    attorneys: [
      { name: 'Yvonne', phone: LANDLINE },
      { name: 'Winston', phone: MOBILE },
    ],
  },
  death: { stage: 'verified', at: { unknown: 'not_known' }, place: 'home', placeNamed: `${PLACE} Row` },
}
const entries = Object.entries(TELLING).map(([section, body]) => entry(section as SectionName, body as never))

describe('of a protected person', () => {
  test('nothing that may be read tells the place', () => {
    const { entries: left } = coverLocation(entries)

    expect(JSON.stringify(left)).not.toMatch(/Canary|1632|BD16/)
    expect(left.map(({ section }) => section).sort()).toEqual([
      'accessNotes',
      'death',
      'lpa',
      'personalContacts',
      'preferredPlaceOfCare',
      'preferredPlaceOfDeath',
    ])
  })

  test('what tells no place stays: the mobile, the hospice, the cat', () => {
    const text = JSON.stringify(coverLocation(entries).entries)

    for (const kept of [MOBILE, 'St Oswin’s', 'A cat', 'Mother']) expect(text).toContain(kept)
  })

  test('every section that can tell it is on the list', () => {
    const { whole, parts } = coverLocation(entries)
    const sections = [...whole.map(({ section }) => section), ...[...parts].map(key => key.split(' ')[0])]

    expect(new Set(sections)).toEqual(new Set(LOCATION_SECTIONS))
    expect(LOCATION_SECTIONS_WHOLE.every(section => sections.includes(section))).toBe(true)
  })

  test('the record says that it is there, whose word it is, and that it is not shown; it cannot be changed from there', () => {
    const { entries: left, ...covered } = coverLocation(entries)
    const asOf = '2026-11-23T02:10:00.000Z'
    const record = recordAtAGlance({ patientId: 'p', version: 1, asOf, entries: left, covered })

    const items = record.blocks.flatMap(block => block.items)
    expect(items.filter(item => item.isCovered)).toHaveLength(entries.length)
    expect(items.filter(item => item.isCovered && item.body !== undefined)).toEqual([])
    expect(items.find(({ section }) => section === 'addresses')).toMatchObject({
      headline: 'Protected: not shown',
      lines: [],
    })
    expect(record.blocks.flatMap(block => block.nothingRecorded).map(({ section }) => section)).not.toContain(
      'addresses',
    )
    expect(record.banner.isProtectedLocation).toBe(true)
    expect(JSON.stringify(record)).not.toMatch(/Canary|1632/)
  })
})

test.each([
  ['+447700900123', true],
  ['+447911123456', true],
  ['+441632960123', false],
  ['+442079460123', false],
  ['+447640123456', false],
  ['+443069990123', false],
  ['+33612345678', false],
])('the number %s is of no place: %s', (number, is) => {
  expect(isAnywhere(number)).toBe(is)
})
