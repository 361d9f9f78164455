import { describe, expect, test } from 'vitest'
import { refusedBecause, toWrite } from '#server/patients/core/entryToWrite.ts'
import { AccessLine } from '#shared/access.ts'
import { DOOR_KINDS } from '#shared/doors.ts'
import type { Choice } from '#shared/record/coded.ts'
import { EntryDraft, StoredEntry } from '#shared/record/entry.ts'
import { NotKnown } from '#shared/record/knownState.ts'
import { occursOf } from '#shared/record/section.ts'
import { SECTION_NAMES, type SectionName, sectionOf } from '#shared/record/sections.ts'
import { FIELDS, type Row } from './fieldList.ts'
import { LEAVES } from './fullBodies.ts'
import { schemaPaths } from './schemaPaths.ts'

const rows = Object.entries(FIELDS).map(([number, row]): [string, Row] => [`${number} ${row.name}`, row])
const sectionsOf = (row: Row) => Object.keys(row.at) as SectionName[] // keys of a table by section
/** The choices as a form offers them. */
const choicesAt = (place: string): Readonly<Record<string, Choice>> | undefined => {
  const shape = LEAVES.find(({ section, path }) => `${section} ${path}` === place)?.shape
  return shape?.kind === 'choice' || shape?.kind === 'choices' ? shape.choices : undefined
}

test('what must be there and is not is said to whoever reads', () => {
  const silent = SECTION_NAMES.filter(name => {
    const { isMandatory, isExpected, block } = sectionOf(name)
    return isMandatory && !(isExpected && block)
  })

  expect(silent).toEqual(['identity']) // without it there is no record to read
})

test('all fifty rows of the list are here', () => {
  expect(Object.keys(FIELDS).map(Number)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1))
})

describe.each(rows)('%s', (_, row) => {
  test('stands in the record, field by field', () => {
    const missing = sectionsOf(row).flatMap(section => {
      const paths = schemaPaths(sectionOf(section).schema)
      return (row.at[section] ?? []).filter(path => !paths.includes(path)).map(path => `${section}.${path}`)
    })

    expect(missing).toEqual([])
  })

  test('is there as often as it must be', () => {
    const sections = sectionsOf(row)
    const said = sections.map(name => {
      const section = sectionOf(name)
      return [name, section.isSeries ? 'series' : occursOf(section)]
    })

    expect(said).toEqual(sections.map(name => [name, row.cards?.[name] ?? row.card]))
  })

  test('offers its choices, by the codes of the standard', () => {
    for (const [place, wanted] of Object.entries(row.offers ?? {})) {
      const offered = choicesAt(place)
      const found = Object.keys(wanted).map(key => [
        key,
        offered?.[key] ? (offered[key].code ?? null) : 'not offered',
      ])
      expect(Object.fromEntries(found), place).toEqual(wanted)
    }
  })

  test.each(sectionsOf(row))('%s can say not asked, declined, not known, does not apply', section => {
    for (const knownState of NotKnown.options)
      expect(refusal(section, knownState) === undefined, knownState).toBe(!SAYS_IT_FIELD_BY_FIELD[section])
  })
})

/** Without these nobody is found: they always have content, and what is not known of it is said at its fields. */
const SAYS_IT_FIELD_BY_FIELD: Partial<Record<SectionName, readonly string[]>> = {
  identity: [
    'name',
    'nhsNumber',
    'birthDate',
    'gender',
    'ethnicCategory',
    'ethnicity',
    'religionGroup',
    'religion',
  ],
  registerStatus: [],
}

/** Why nothing may be written for a whole section, as the house decides it. */
function refusal(section: SectionName, knownState: NotKnown): string | undefined {
  const { cardinality } = sectionOf(section)
  const patientId = crypto.randomUUID()
  const itemId = cardinality === 'one' ? patientId : crypto.randomUUID()
  const draft = EntryDraft.parse({
    section,
    itemId,
    expectedVersion: 0,
    knownState,
    source: { kind: 'console' },
  })
  const author = { name: 'Dr Loud Author', role: 'GP', organisation: 'Loud Surgery' }
  const at = '2026-11-23T02:10:00.000Z'
  return refusedBecause(toWrite(draft, author, at), patientId, at)
}

test.each(SAYS_IT_FIELD_BY_FIELD.identity ?? [])(
  'of who somebody is, %s can say why it has no value',
  field => {
    for (const unknown of NotKnown.options) {
      const body = { name: { given: 'Margaret' }, birthDate: '1948-03-09', [field]: { unknown } }
      expect(sectionOf('identity').schema.safeParse(body).success, unknown).toBe(true)
    }
  },
)

test('where a paper is can be asked and not known', () => {
  const without = LEAVES.filter(({ path }) => path === 'paperLocation').filter(
    ({ shape }) => !shape.mayBeUnknown,
  )

  expect(without.map(({ section }) => section)).toEqual([])
})

test('every item carries who wrote it, in which role, where, when, from where, and who confirmed it (2.9, provenance)', () => {
  expect(Object.keys(StoredEntry.shape)).toEqual(
    expect.arrayContaining([
      'author',
      'source',
      'recordedAt',
      'confirmedAt',
      'confirmedBy',
      'confirmedWith',
      'supersedes',
    ]),
  )
})

test('39: the codes of keysafes and doors are kept apart; 50: each look says who, why, what and when', () => {
  expect(DOOR_KINDS).toContain('keysafe_code')
  expect(Object.keys(AccessLine.shape)).toEqual(
    expect.arrayContaining(['who', 'at', 'did', 'what', 'because', 'tone']),
  )
})

test('a care plan names who reviews it as the standard asks: name, role, organisation, its code, telephone (2.2)', () => {
  expect(schemaPaths(sectionOf('carePlans').schema)).toEqual(
    expect.arrayContaining([
      ...['responsible', 'responsibleRole', 'responsibleOrganisation', 'responsibleOdsCode'],
      ...['responsiblePhone', 'reviewOn', 'contents'],
    ]),
  )
})

test('a ReSPECT mark is held against its scale', () => {
  const { schema } = sectionOf('respect')
  const mark = (value: number, scaleMax: number) =>
    schema.safeParse({ isPresent: true, slider: { value, scaleMax } }).success

  expect([mark(10, 10), mark(64, 100), mark(11, 10), mark(64, 10), mark(101, 100), mark(-1, 10)]).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})
