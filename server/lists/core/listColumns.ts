import type { SectionName } from '#shared/record/sections.ts'

/**
 * The columns of a list, in their order. A heading is found by its name or any of its other names, whatever its case, spaces and
 * dots. `apart` columns are only for care: what they hold points at somebody by itself.
 */
export const LIST_COLUMNS = {
  nhsNumber: { heading: 'NHS number', also: ['nhs no', 'nhs', 'nhs num'], section: 'identity' },
  title: { heading: 'Title', also: [], section: 'identity', apart: true },
  given: {
    heading: 'First name',
    also: ['forename', 'forenames', 'given name', 'first names', 'given names', 'christian name'],
    section: 'identity',
    apart: true,
  },
  family: {
    heading: 'Family name',
    also: ['surname', 'last name', 'familyname'],
    section: 'identity',
    apart: true,
  },
  preferred: {
    heading: 'Preferred name',
    also: ['known as', 'likes to be called', 'preferred'],
    section: 'identity',
    apart: true,
  },
  birthDate: {
    heading: 'Birth date',
    also: ['date of birth', 'dob', 'born'],
    section: 'identity',
    apart: true,
  },
  gender: { heading: 'Gender', also: ['sex'], section: 'identity' },
  address: {
    heading: 'Address',
    also: ['home address', 'full address', 'address line 1', 'address 1', 'house', 'street'],
    section: 'addresses',
    apart: true,
  },
  address2: { heading: 'Address 2', also: ['address line 2'], section: 'addresses', apart: true },
  address3: {
    heading: 'Address 3',
    also: ['address line 3', 'town', 'city'],
    section: 'addresses',
    apart: true,
  },
  postcode: {
    heading: 'Postcode',
    also: ['post code', 'postal code', 'zip'],
    section: 'addresses',
    apart: true,
  },
  phone: {
    heading: 'Telephone',
    also: [
      'phone',
      'telephone number',
      'phone number',
      'tel',
      'tel no',
      'mobile',
      'home phone',
      'mobile number',
    ],
    section: 'phones',
    apart: true,
  },
  gpCode: {
    heading: 'GP practice code',
    also: ['ods code', 'practice code', 'gp code', 'gp ods code'],
    section: 'gpPractice',
  },
  gpName: {
    heading: 'GP practice',
    also: ['surgery', 'practice', 'practice name', 'gp surgery', 'gp practice name'],
    section: 'gpPractice',
    apart: true,
  },
  status: { heading: 'Register status', also: ['status'], section: 'registerStatus' },
  diagnosis: {
    heading: 'Main diagnosis',
    also: ['diagnosis', 'primary diagnosis'],
    section: 'primaryDiagnosis',
    apart: true,
  },
  placeOfCare: {
    heading: 'Preferred place of care',
    also: ['ppc', 'place of care'],
    section: 'preferredPlaceOfCare',
  },
  placeOfDeath: {
    heading: 'Preferred place of death',
    also: ['ppd', 'place of death preferred'],
    section: 'preferredPlaceOfDeath',
  },
  sharing: {
    heading: 'Agreement to share',
    also: ['consent to share', 'sharing', 'consent'],
    section: 'consentToShare',
    apart: true,
  },
  optOut: {
    heading: 'National Data Opt-out',
    also: ['data opt out', 'opt out', 'ndoo', 'type 2 opt out'],
    section: 'nationalDataOptOut',
    apart: true,
  },
  died: { heading: 'Has died', also: ['deceased', 'dead', 'date of death', 'died'], section: 'death' },
} as const satisfies Record<string, Column>

type Column = { heading: string; also: readonly string[]; section: SectionName; apart?: true }
export type ColumnKey = keyof typeof LIST_COLUMNS
export const COLUMN_KEYS = Object.keys(LIST_COLUMNS) as ColumnKey[] // keys of a const object

export function columnOf(key: ColumnKey): Column {
  return LIST_COLUMNS[key]
}

/** One row in words, by column. A column that is left out says nothing. */
export type ListRow = Partial<Record<ColumnKey, string>>

/** In place of what is on the record and not in a list: an empty cell would be read as "none". Our own import reads it as nothing. */
export const KEPT_BACK = '(kept back)'
