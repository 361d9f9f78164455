import { z } from 'zod'
import { NhsNumber } from '../nhsNumber.ts'
import { E164 } from '../phoneNumber.ts'
import { line, longText } from '../text.ts'
import { Instant, LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'
import { orUnknown } from './knownState.ts'

/** Source: NHS Data Dictionary, NHS NUMBER STATUS INDICATOR CODE. */
export const nhsNumberStatuses = {
  '01': { text: 'Present and verified' },
  '02': { text: 'Present, not traced' },
  '03': { text: 'Trace needed' },
  '04': { text: 'Traced, no match or several' },
  '05': { text: 'Trace to be resolved' },
  '06': { text: 'Trace under way' },
  '07': { text: 'Not present, trace not needed' },
  '08': { text: 'Trace postponed' },
} as const satisfies Record<string, Choice>

/** Source: NHS Data Dictionary, PERSON STATED GENDER CODE; the last two as the PRSB allows. */
export const genders = {
  '1': { text: 'Male' },
  '2': { text: 'Female' },
  '9': { text: 'Neither' },
  X: { text: 'Not known' },
  other: { text: 'In their own words' },
} as const satisfies Record<string, Choice>

/** Source: NHS Data Dictionary, ETHNIC CATEGORY CODE 2001. Its 99, not known, is said as of any field: `orUnknown`. */
export const ethnicCategories = {
  A: { text: 'White: British' },
  B: { text: 'White: Irish' },
  C: { text: 'White: any other background' },
  D: { text: 'Mixed: White and Black Caribbean' },
  E: { text: 'Mixed: White and Black African' },
  F: { text: 'Mixed: White and Asian' },
  G: { text: 'Mixed: any other background' },
  H: { text: 'Asian or Asian British: Indian' },
  J: { text: 'Asian or Asian British: Pakistani' },
  K: { text: 'Asian or Asian British: Bangladeshi' },
  L: { text: 'Asian or Asian British: any other background' },
  M: { text: 'Black or Black British: Caribbean' },
  N: { text: 'Black or Black British: African' },
  P: { text: 'Black or Black British: any other background' },
  R: { text: 'Chinese' },
  S: { text: 'Any other ethnic group' },
  Z: { text: 'Not stated' },
} as const satisfies Record<string, Choice>

/** Source: NHS Data Dictionary, RELIGIOUS OR OTHER BELIEF SYSTEM AFFILIATION GROUP CODE. */
export const religionGroups = {
  A: { text: 'Baha’i' },
  B: { text: 'Buddhist' },
  C: { text: 'Christian' },
  D: { text: 'Hindu' },
  E: { text: 'Jain' },
  F: { text: 'Jewish' },
  G: { text: 'Muslim' },
  H: { text: 'Pagan' },
  I: { text: 'Sikh' },
  J: { text: 'Zoroastrian' },
  K: { text: 'Another' },
  L: { text: 'None' },
  M: { text: 'Would rather not say' },
  N: { text: 'Not known' },
} as const satisfies Record<string, Choice>

export const PersonName = z
  .strictObject({ given: line(70).optional(), family: line(70).optional() })
  .refine(name => name.given || name.family, 'Write at least one name.')
export type PersonName = z.infer<typeof PersonName>

/** Fields 1–5. Name and birth date of a provisional person may be unknown; they are never guessed. */
export const Identity = z.strictObject({
  name: orUnknown(PersonName),
  preferredName: line(70).optional(),
  title: line(35).optional(),
  nhsNumber: orUnknown(NhsNumber).optional(),
  nhsNumberStatus: oneOf(nhsNumberStatuses).optional(),
  birthDate: orUnknown(LocalDate),
  gender: orUnknown(oneOf(genders)).optional(),
  genderInOwnWords: line(70).optional(),
  pronouns: line(35).optional(),
  ethnicCategory: orUnknown(oneOf(ethnicCategories)).optional(),
  /** In their own words, which a category never is. */
  ethnicity: orUnknown(line(100)).optional(),
  religionGroup: orUnknown(oneOf(religionGroups)).optional(),
  religion: orUnknown(line(100)).optional(),
})
export type Identity = z.infer<typeof Identity>

const NOT_A_POSTCODE = 'That does not look like a postcode.'

/** A United Kingdom postcode by form, kept with one space: 'BD16 4XX'. */
export const Postcode = z
  .string()
  .max(16, NOT_A_POSTCODE)
  .transform(text => text.toUpperCase().replace(/\s/g, ''))
  .refine(text => /^([A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}|GIR0AA)$/.test(text), NOT_A_POSTCODE)
  .transform(text => `${text.slice(0, -3)} ${text.slice(-3)}`)

/** As much of a postcode as somebody knows: all of it, its sector ('LS21 1') or its district ('LS21'), in any spelling. */
export const SoughtPostcode = z
  .string()
  .max(16, NOT_A_POSTCODE)
  .transform((text, context) => {
    const sought = readPostcode(text)
    if (sought === undefined) context.addIssue({ code: 'custom', message: NOT_A_POSTCODE })
    return sought ?? ''
  })

/**
 * 'ls211aa' is 'LS21 1AA', 'ls211' is 'LS21 1', 'ls21' is 'LS21'; undefined when it is none of them. 'LS2 1', with the space, is
 * the sector and 'LS21' the district.
 */
function readPostcode(text: string): string | undefined {
  const spaced = text
    .trim()
    .toUpperCase()
    .replace(/[\s.-]+/g, ' ')
  const compact = spaced.replaceAll(' ', '')
  const whole = Postcode.safeParse(compact)
  if (whole.success) return whole.data
  const sector = /^([A-Z]{1,2}\d[A-Z\d]?) (\d)$/.exec(spaced) ?? /^([A-Z]{1,2}\d[A-Z\d])(\d)$/.exec(compact)
  if (sector) return `${sector[1]} ${sector[2]}`
  return /^[A-Z]{1,2}\d[A-Z\d]?$/.test(compact) ? compact : undefined
}

export const addressKinds = {
  main: { text: 'Where they live' },
  temporary: { text: 'For the time being' },
} as const satisfies Record<string, Choice>

/** Field 6. */
export const Address = z.strictObject({
  kind: oneOf(addressKinds),
  lines: z.array(line(70)).min(1).max(5),
  postcode: Postcode.optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
})
export type Address = z.infer<typeof Address>

/** Field 7: somebody may be at a daughter's; the visit goes where the person is. `addressItem` points to an address above. */
export const CurrentLocation = z.strictObject({
  addressItem: z.uuid().optional(),
  text: line(300).optional(),
  since: Instant.optional(),
  expectedUntil: LocalDate.optional(),
})

export const phoneUses = {
  home: { text: 'Home' },
  mobile: { text: 'Mobile' },
  work: { text: 'Work' },
  care_home: { text: 'Care home' },
  temporary: { text: 'For the time being' },
} as const satisfies Record<string, Choice>

/** A telephone and how it may be used. */
export const Phone = z.strictObject({
  number: E164,
  use: oneOf(phoneUses),
  /** 1 is tried first, 5 last. */
  preference: z.int().min(1).max(5).optional(),
  mayLeaveMessage: orUnknown(z.boolean()).optional(),
  mayText: orUnknown(z.boolean()).optional(),
  note: line(200).optional(),
})
export type Phone = z.infer<typeof Phone>

/** Field 9. `bypassPhone` is for professionals; it is not read out to callers. */
export const GpPractice = z.strictObject({
  odsCode: z
    .string()
    .regex(/^[A-Z]\d{5}$/, 'A practice code is a letter and five digits.')
    .optional(),
  name: line(120),
  gpName: line(120).optional(),
  phone: E164.optional(),
  bypassPhone: E164.optional(),
})

/** The phrase agreed with a person or a contact, to know them again by telephone. Compared with what is said, never shown. */
export const AgreedPhrase = z.strictObject({
  with: z.union([z.literal('patient'), z.strictObject({ contactItem: z.uuid() })]),
  phrase: line(120),
})

/** The S-flag: where the person lives must not reach anyone who does not need it to give care. */
export const LocationProtection = z.strictObject({
  isProtected: z.boolean(),
  because: longText(500).optional(),
  mayKnow: longText(500).optional(),
  reviewOn: LocalDate.optional(),
})
