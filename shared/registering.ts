import { z } from 'zod'
import { CommandId, OrganisationId, PatientId } from './ids.ts'
import { NhsNumber } from './nhsNumber.ts'
import { LookAlike } from './patients.ts'
import type { Choice } from './record/coded.ts'
import { oneOf } from './record/coded.ts'
import { ConsentValue } from './record/consent.ts'
import { NotKnown } from './record/knownState.ts'
import { MayBeTold } from './record/people.ts'
import { nhsNumberStatuses, Postcode } from './record/who.ts'
import { SideBySide } from './sideBySide.ts'
import { line, longText } from './text.ts'
import { LocalDate } from './time.ts'
import { Version } from './version.ts'

/** Parts of a referral of which somebody may say that they were asked and are not known. Left empty, nobody has asked. */
export const askedParts = {
  birthDate: { text: 'Birth date' },
  address: { text: 'Address' },
  phone: { text: 'Telephone' },
  gpPractice: { text: 'GP practice' },
  carer: { text: 'Main carer' },
  diagnosis: { text: 'Diagnosis' },
} as const satisfies Record<string, Choice>
export const AskedPart = oneOf(askedParts)
export type AskedPart = z.infer<typeof AskedPart>

/** Any spelling: whoever reads it knows numbers. */
const phone = line(40)

/**
 * Somebody who is referred, on one short form. Only a name is needed; what is left out was not asked, and `notKnown` says of
 * what was asked why there is nothing. The four agreements are four things (domain guide 2.7): what is left out was not asked.
 */
export const Registration = z.strictObject({
  given: line(70).optional(),
  family: line(70).optional(),
  birthDate: LocalDate.optional(),
  nhsNumber: NhsNumber.optional(),
  nhsNumberStatus: oneOf(nhsNumberStatuses).optional(),
  addressLines: z.array(line(70)).max(5).optional(),
  postcode: Postcode.optional(),
  phone: phone.optional(),
  gpPractice: line(120).optional(),
  carer: z
    .strictObject({
      name: line(120),
      relationship: line(70),
      phone: phone.optional(),
      mayBeTold: MayBeTold.optional(),
    })
    .optional(),
  diagnosis: line(300).optional(),
  referral: z
    .strictObject({
      by: line(120).optional(),
      /** Where it is one of the line's organisations, they look after the person from now on. */
      organisationId: OrganisationId.optional(),
      reason: longText(2000).optional(),
    })
    .optional(),
  agreements: z.strictObject({
    register: ConsentValue.optional(),
    share: ConsentValue.optional(),
    tellCarers: ConsentValue.optional(),
    recording: ConsentValue.optional(),
  }),
  notKnown: z.partialRecord(AskedPart, NotKnown),
})
export type Registration = z.infer<typeof Registration>

export const RegisterPerson = z.strictObject({
  commandId: CommandId,
  person: Registration,
  /** Whom whoever registers has looked at, and says that none of them is this person. */
  notThese: z.array(PatientId).max(50),
})
export type RegisterPerson = z.infer<typeof RegisterPerson>

/** Completing a provisional person, in the call about them. */
export const CompletePerson = RegisterPerson.extend({ epoch: Version })

export const Registered = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('registered'), patientId: PatientId }),
  /** Nothing is saved yet: these may be the same person. */
  z.object({
    kind: z.literal('alike'),
    people: z.array(LookAlike),
    /** What was typed beside the first of them. */
    beside: SideBySide.nullable(),
    /** They have this NHS number: it is the same person, or the number is wrong. */
    sameNumber: z.array(PatientId),
    /** Somebody whom whoever registers may not see. */
    mayExist: PatientId.nullable(),
    /** One of them, shown or not, has this very NHS number: nobody can answer that it is somebody else. */
    isStopped: z.boolean(),
  }),
])
export type Registered = z.infer<typeof Registered>

/** What the form offers: where a referral may come from. */
export const RegisteringOffer = z.object({
  organisations: z.array(z.object({ organisationId: OrganisationId, name: z.string(), isGp: z.boolean() })),
  /** The organisation of whoever registers, where people can be on its list. */
  own: OrganisationId.nullable(),
})
export type RegisteringOffer = z.infer<typeof RegisteringOffer>
