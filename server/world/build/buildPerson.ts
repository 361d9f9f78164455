import { type PatientColumns, searchProjection } from '#server/patients/core/searchProjection.ts'
import type { Agreement, Restriction } from '#server/patients/core/sharing.ts'
import type { Instant } from '#shared/time.ts'
import type { Calendar } from './calendar.ts'
import { entriesOf, newestEntries, type SeedEntry } from './entries.ts'
import { itemIdOf, patientIdOf } from './ids.ts'
import { nhsNumberOf } from './numbers.ts'
import type { Person } from './person.ts'
import { type Sitting, wrote } from './sitting.ts'

/** A person as the tables will hold them: all versions, and what they are found by. */
export type BuiltPerson = {
  person: Person
  patientId: string
  createdAt: Instant
  version: number
  columns: PatientColumns
  entries: SeedEntry[]
  phones: { itemId: string; number: string; belongsTo: object }[]
  postcodes: { itemId: string; postcode: string }[]
  streets: { itemId: string; words: string[] }[]
  agreements: ({ itemId: string } & Agreement)[]
  restrictions: ({ itemId: string } & Restriction)[]
  /** Organisations that the record names as involved. */
  involved: string[]
}

export function buildPerson(t: Calendar, person: Person): BuiltPerson {
  const sittings = [...beginning(t, person), ...person.sittings]
  const entries = entriesOf(person.key, sittings)
  const newest = newestEntries(entries).map(entry => ({ entry, found: searchProjection(entry) }))
  return {
    person,
    patientId: patientIdOf(person.key),
    createdAt: entries[0]?.writtenAt ?? t.now,
    version: sittings.length,
    columns: Object.assign({}, ...newest.map(({ found }) => found.columns)),
    entries,
    phones: newest.flatMap(({ entry, found }) =>
      found.phones.map(phone => ({ itemId: entry.itemId, ...phone })),
    ),
    postcodes: newest.flatMap(({ entry, found }) =>
      found.postcode === null ? [] : [{ itemId: entry.itemId, postcode: found.postcode }],
    ),
    streets: newest.flatMap(({ entry, found }) =>
      found.street === null ? [] : [{ itemId: entry.itemId, words: found.street }],
    ),
    agreements: newest.flatMap(({ entry, found }) =>
      found.agreement === null ? [] : [{ itemId: entry.itemId, ...found.agreement }],
    ),
    restrictions: newest.flatMap(({ entry, found }) =>
      found.restriction === null ? [] : [{ itemId: entry.itemId, ...found.restriction }],
    ),
    involved: newest.flatMap(({ entry }) => involvedIn(entry)),
  }
}

function involvedIn({ section, body }: SeedEntry): string[] {
  if (section !== 'professionalContacts' && section !== 'referral') return []
  const { organisation } = (body ?? {}) as { organisation?: string } // both sections have it; read by their schemas above
  return organisation ? [organisation] : []
}

/** Every record begins alike: somebody refers, and a nurse of the line rings to say welcome and to ask what may be shared. */
function beginning(t: Calendar, person: Person): Sitting[] {
  const { referred, welcome } = person
  const referral = wrote(referred.by, t.at(-referred.daysAgo, referred.time), {
    identity: identityOf(person),
    addresses: {
      main: { kind: 'main', lines: [...person.home.lines], postcode: person.home.postcode },
    },
    currentLocation: {
      addressItem: itemIdOf(person.key, 'addresses', 'main'),
      ...(person.home.isCareHome ? { text: person.home.lines[0] } : {}),
    },
    phones: person.phones,
    gpPractice: person.practice.body,
    registerStatus: { status: 'referred', since: t.day(-referred.daysAgo), palliativeRegister: true },
    referral: {
      by: referred.by.author.name,
      role: referred.by.author.role,
      organisation: referred.by.author.organisation,
      on: t.day(-referred.daysAgo),
      reason: referred.reason,
      consentRecorded: true,
    },
  })
  if (!welcome) return [referral]
  const daysAgo = referred.daysAgo - welcome.daysAfter
  const at = t.at(-daysAgo, welcome.time)
  const evidence = { at, how: 'telephone', inTheirWords: welcome.words } as const
  const first = wrote(welcome.by, at, {
    registerStatus: { status: 'active', since: t.day(-daysAgo), palliativeRegister: true },
    consentToRegister: { value: 'given_by_person', from: at, evidence },
    consentToShare: { everyone: { scope: 'everyone_caring', value: 'given_by_person', from: at } },
    consentToTellCarers: { value: 'given_by_person', from: at },
    consentToRecording: { value: 'given_by_person', from: at },
    reviewDates: {
      nextReviewOn: t.day(92 - daysAgo),
      lastReviewedOn: t.day(-daysAgo),
      responsible: person.practice.gp.author.name,
    },
    ...welcome.writes,
  })
  return [referral, first]
}

function identityOf(person: Person) {
  const { given, family, preferred, title, born } = person.who
  const { gender, pronouns, ethnicity, religion, isUntraced } = person
  return {
    name: { given, family },
    birthDate: born,
    ...(preferred ? { preferredName: preferred } : {}),
    ...(title ? { title } : {}),
    ...(gender ? { gender } : {}),
    ...(pronouns ? { pronouns } : {}),
    ...(ethnicity ? { ethnicity } : {}),
    ...(religion ? { religion } : {}),
    ...(isUntraced
      ? { nhsNumberStatus: '03' as const }
      : { nhsNumber: nhsNumberOf(person.key), nhsNumberStatus: '01' as const }),
  }
}
