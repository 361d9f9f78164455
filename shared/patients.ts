import { z } from 'zod'
import { PatientId, StaffId } from './ids.ts'
import { ListPurpose } from './lists.ts'
import { NhsNumber } from './nhsNumber.ts'
import { EntryChange } from './record/entry.ts'
import { PersonalContact } from './record/people.ts'
import { Author } from './record/provenance.ts'
import { SoughtPostcode } from './record/who.ts'
import { line, longText } from './text.ts'
import { Instant, LocalDate } from './time.ts'

/** Why a part that is kept apart was opened, or a protected place shown, beside why the record is open at all. */
const sealedBecause = longText(1000).optional()

/** Why somebody looks at a record. It is kept with every look and can be read by the person. */
export const WhyOpened = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    callId: z.uuid(),
    /** Why the outcome of this call was moved from one record to another. */
    movedBecause: line(300).optional(),
    sealedBecause,
  }),
  z.strictObject({
    kind: z.literal('task'),
    taskId: z.uuid(),
    askedNow: line(300).optional(),
    sealedBecause,
  }),
  z.strictObject({ kind: z.literal('search'), callId: z.uuid().optional() }),
  z.strictObject({ kind: z.literal('caseload'), askedNow: line(300).optional(), sealedBecause }),
  /** Somebody who said why she looks after the person; read by a privacy officer. */
  z.strictObject({
    kind: z.literal('claimed'),
    reason: longText(1000),
    askedNow: line(300).optional(),
    sealedBecause,
  }),
  /** An organisation began to look after the person, or looks after them no more: why, as whoever said so wrote it. */
  z.strictObject({ kind: z.literal('looking_after'), reason: longText(1000) }),
  z.strictObject({ kind: z.literal('registration') }),
  /** The nurses of the line keep watch over the person, or hand that over to each other. */
  z.strictObject({ kind: z.literal('shift') }),
  /** To find out whose record it is. */
  z.strictObject({ kind: z.literal('dispute'), disputeId: z.uuid() }),
  /** Somebody took a list of many people away, and said for what. */
  z.strictObject({
    kind: z.literal('list'),
    purpose: ListPurpose,
    reason: longText(1000),
    /** The second person, where the list needed one. */
    allowedBy: line(120).optional(),
  }),
  /** Somebody is to have a role that is given by two people; about nobody's record. */
  z.strictObject({ kind: z.literal('role'), staffId: StaffId, reason: longText(1000).nullable() }),
  /** A carer with a link that they were sent in a call. */
  z.strictObject({ kind: z.literal('visit_link'), givenBy: line(120) }),
  /** A crew that was read a code over the telephone, and typed it at its link; without one, at the address that is the same for all. */
  z.strictObject({ kind: z.literal('code'), givenBy: line(120), atLink: z.literal(true).optional() }),
  z.strictObject({
    kind: z.literal('emergency'),
    reason: longText(1000),
    callId: z.uuid().optional(),
    sealedBecause,
  }),
])
export type WhyOpened = z.infer<typeof WhyOpened>

/** Whose telephone a number is, as far as the record says. */
export const NumberBelongsTo = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('patient'), use: z.string() }),
  z.strictObject({ kind: z.literal('contact'), relationship: z.string() }),
])
export type NumberBelongsTo = z.infer<typeof NumberBelongsTo>

/**
 * Somebody a number suggests. A hint and nothing more: initials, month and year of birth, whose number it is. Caller numbers
 * are shared and can be forged, so the record opens only after identity steps.
 */
export const Candidate = z.strictObject({
  patientId: PatientId,
  initials: z.string(),
  birthMonth: z.string().optional(),
  hasDied: z.boolean().optional(),
  belongsTo: z.array(NumberBelongsTo),
})
export type Candidate = z.infer<typeof Candidate>

/** What a number suggests. There is no "match": one candidate is still only a candidate. */
export const CallerMatch = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('withheld') }),
  z.strictObject({ kind: z.literal('unknown') }),
  /** `more` is set when the number is shared by more people than are listed, as in a care home: search by name. */
  z.strictObject({ kind: z.literal('candidates'), candidates: z.array(Candidate), more: z.boolean() }),
])
export type CallerMatch = z.infer<typeof CallerMatch>

/** What a coordinator knows about a person she is looking for. */
export const PatientQuery = z
  .strictObject({
    name: line(140).optional(),
    birthDate: LocalDate.optional(),
    nhsNumber: NhsNumber.optional(),
    postcode: SoughtPostcode.optional(),
    /** The first line of an address, with the house or without: 'Mill Ln'. */
    street: line(140).optional(),
    /** In any spelling: '07700 900123', '+44 7700 900123'. */
    phone: line(40).optional(),
  })
  .refine(
    query => Object.values(query).some(value => value !== undefined),
    'Write at least one thing to look for.',
  )
export type PatientQuery = z.infer<typeof PatientQuery>

/**
 * How one thing that was looked for compares with the record: the same; like it in a way that has a name; or not. Only 'match' says
 * that it is the same.
 */
export const Mark = z.enum([
  'match',
  /** Of a name: a short, pet or foreign form; written otherwise and sounding alike; its beginning; some letters are others. */
  'nickname',
  'sounds_like',
  'beginning',
  'spelling',
  /** Some of its words are on the record, some are not. */
  'partly',
  /** Of a birth date: what the ear and the finger make of it. */
  'day_month_swapped',
  'digits_swapped',
  'other_year',
  'other_decade',
  /** Of a postcode: all but the last two letters. */
  'same_sector',
  'different',
  'not_recorded',
])
export type Mark = z.infer<typeof Mark>

export const SearchKey = z.enum(['name', 'birthDate', 'nhsNumber', 'postcode', 'street', 'phone'])
export type SearchKey = z.infer<typeof SearchKey>
/** What was looked for, each with how it compares. Of a protected person, postcode, street and telephone are never among them. */
export const Marks = z.partialRecord(SearchKey, Mark)
export type Marks = z.infer<typeof Marks>

/** Somebody found by a search: enough to choose by, no address, no telephone, no NHS number. */
export const FoundPatient = z.strictObject({
  patientId: PatientId,
  name: z.string(),
  age: z.int().min(0).optional(),
  birthMonth: z.string().optional(),
  isDeceased: z.boolean(),
  isProvisional: z.boolean(),
  marks: Marks,
})
export type FoundPatient = z.infer<typeof FoundPatient>

export const FoundPatients = z.strictObject({
  patients: z.array(FoundPatient),
  /** More were found than are shown: add something to look for. */
  more: z.boolean(),
  /** The telephone could not be read as a number, and was left out of the search. */
  isPhoneUnreadable: z.boolean().optional(),
})
export type FoundPatients = z.infer<typeof FoundPatients>

/** What a caller said, to be compared with the record. The reply is match or no match, never the value. */
export const SaidByCaller = z
  .strictObject({
    fullName: line(140).optional(),
    birthDate: LocalDate.optional(),
    /** Either of them; the first line of the address or the postcode. */
    addressOrPostcode: line(140).optional(),
    nhsNumber: NhsNumber.optional(),
    phrase: line(120).optional(),
  })
  .refine(said => Object.values(said).some(value => value !== undefined), 'Write down what the caller said.')
export type SaidByCaller = z.infer<typeof SaidByCaller>

export const IdentityCheck = z.strictObject({
  check: z.enum(['fullName', 'birthDate', 'addressOrPostcode', 'nhsNumber', 'phrase']),
  /**
   * 'partly': right as far as it goes, such as a street without its house; it counts neither way. 'not_used': a protected address is
   * never confirmed, not even by a match.
   */
  result: z.enum(['match', 'partly', 'no_match', 'not_recorded', 'not_used']),
})
export type IdentityCheck = z.infer<typeof IdentityCheck>

/** Whether a person has been identified: two different things that match, and none that does not. */
export const IdentityResult = z.strictObject({
  checks: z.array(IdentityCheck),
  matches: z.int().min(0),
  isEnough: z.boolean(),
  /** In words: what is still needed, or what to be careful about. */
  because: z.string(),
})
export type IdentityResult = z.infer<typeof IdentityResult>

/** A person who could be taken for another: same household, same birth date, nearly the same name. */
export const LookAlike = z.strictObject({
  patientId: PatientId,
  name: z.string(),
  birthMonth: z.string().optional(),
  /** What differs between the two, in words. */
  differences: z.array(z.string()),
  same: z.array(z.string()),
})
export type LookAlike = z.infer<typeof LookAlike>

/** What the caller may be told, and why, for the nurse to see before she speaks. */
export const ToldAdvice = z.strictObject({
  mayBeTold: z.enum(['all', 'condition', 'logistics', 'nothing', 'not_recorded']),
  because: z.string(),
  contactItem: z.uuid().optional(),
  contact: PersonalContact.pick({ name: true, relationship: true }).optional(),
})
export type ToldAdvice = z.infer<typeof ToldAdvice>

/** Who changed an item since it was read, so that the second editor knows whom to ask. */
export const ChangedBy = z.strictObject({
  section: z.string(),
  itemId: z.uuid(),
  version: z.int(),
  change: EntryChange,
  by: Author,
  at: Instant,
})
export type ChangedBy = z.infer<typeof ChangedBy>
