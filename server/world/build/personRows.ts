import { lineIdOf } from '../lines.ts'
import type { BuiltPerson } from './buildPerson.ts'

/** People as rows of the tables they are written to, column by column. */
export function personRows(people: readonly BuiltPerson[]) {
  return {
    patients: people.map(({ patientId, person, version, columns, createdAt }) => ({
      id: patientId,
      line_id: lineIdOf(person.line),
      version,
      name: columns.name ?? null,
      given_name: columns.givenName ?? null,
      family_name: columns.familyName ?? null,
      name_words: columns.nameWords ?? [],
      birth_date: columns.birthDate ?? null,
      nhs_number: columns.nhsNumber ?? null,
      status: columns.status ?? 'referred',
      is_deceased: columns.isDeceased ?? false,
      is_protected: columns.isProtected ?? false,
      created_at: createdAt,
    })),
    entries: people.flatMap(({ patientId, entries }) =>
      entries.map(entry => ({
        patient_id: patientId,
        section: entry.section,
        item_id: entry.itemId,
        version: entry.version,
        is_single: entry.isSingle,
        change: entry.change,
        known_state: entry.knownState,
        body: entry.body,
        author: entry.author,
        source: entry.source,
        recorded_at: entry.recordedAt,
        confirmed_at: entry.confirmedAt,
        confirmed_by: entry.confirmedBy,
        confirmed_with: entry.confirmedWith,
        written_at: entry.writtenAt,
      })),
    ),
    phones: people.flatMap(({ patientId, phones }) =>
      phones.map(({ itemId, number, belongsTo }) => ({
        patient_id: patientId,
        item_id: itemId,
        number,
        belongs_to: belongsTo,
      })),
    ),
    agreements: people.flatMap(({ patientId, agreements }) =>
      agreements.map(({ itemId, fromAt, ...agreement }) => ({
        patient_id: patientId,
        item_id: itemId,
        from_at: fromAt,
        ...agreement,
      })),
    ),
    restrictions: people.flatMap(({ patientId, restrictions }) =>
      restrictions.map(({ itemId, fromAt, untilOn, ...restriction }) => ({
        patient_id: patientId,
        item_id: itemId,
        from_at: fromAt,
        until_on: untilOn,
        ...restriction,
      })),
    ),
    streets: people.flatMap(({ patientId, streets }) =>
      streets.map(({ itemId, words }) => ({ patient_id: patientId, item_id: itemId, words })),
    ),
    postcodes: people.flatMap(({ patientId, postcodes }) =>
      postcodes.map(({ itemId, postcode }) => ({ patient_id: patientId, item_id: itemId, postcode })),
    ),
  }
}
