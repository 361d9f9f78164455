import { z } from 'zod'
import { CallerDetails, CallState, Identifier } from '#shared/calls.ts'
import { CallId, LineId, PatientId, StaffId, TaskId } from '#shared/ids.ts'
import { PartyKind } from '#shared/parties.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { AnswersBy } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'

const FinalStatus = z.enum(['completed', 'busy', 'no-answer', 'failed', 'canceled'])
const number = z.coerce.number().int()

const Facts = z.object({
  direction: z.enum(['inbound', 'outbound']),
  firstHeardAt: Instant,
  callSid: z.string().nullable(),
  from: E164.nullable(),
  to: z.string().nullable(),
  queuedAt: Instant.nullable(),
  pressed: z.object({ digit: z.string(), at: Instant }).nullable(),
  onCall: z.record(number, z.object({ bridged: z.boolean(), at: Instant })),
  // Calls that were stored before this was heard of do not have it.
  onCallLegs: z
    .record(z.string(), z.object({ answeredAt: Instant.nullable(), bridged: z.boolean().nullable() }))
    .default({}),
  recordings: z.record(
    z.string(),
    z.object({ seconds: z.int().nullable(), ready: z.boolean(), at: Instant }),
  ),
  callerEnded: z.object({ status: FinalStatus, at: Instant }).nullable(),
  rooms: z.record(
    z.string(),
    z.object({
      claim: z.int(),
      legs: z.record(
        z.string(),
        z.object({
          label: z.union([z.enum(['lead', 'caller']), z.templateLiteral(['party-', z.int()])]),
          joined: z.int().nullable(),
          left: z.int().nullable(),
          joinedAt: Instant.nullable(),
          leftAt: Instant.nullable(),
          held: z.int().nullish(),
          unheld: z.int().nullish(),
        }),
      ),
      endedAt: Instant.nullable(),
    }),
  ),
  nurseLegs: z.record(number, z.record(z.string(), FinalStatus.nullable())),
  fellBackAt: Instant.nullable(),
  offers: z.record(
    number,
    z.object({ at: Instant, to: z.array(StaffId).readonly(), claims: z.int().optional() }),
  ),
  claims: z.record(
    number,
    z.object({
      staffId: StaffId,
      name: z.string(),
      answersBy: AnswersBy,
      at: Instant,
      released: z
        .object({
          at: Instant,
          because: z.enum([
            'given_back',
            'nurse_not_joined',
            'caller_not_joined',
            'line_lost',
            'has_another_call',
          ]),
        })
        .nullable(),
      endedAt: Instant.nullable(),
      // Calls that were stored before this could happen do not have it.
      takenOver: z.object({ staffId: StaffId, name: z.string(), at: Instant }).nullable().default(null),
    }),
  ),
  wrappedUpAt: Instant.nullable(),
  // Calls that were stored before anybody could be brought in do not have these.
  parties: z
    .record(
      number,
      z.object({
        command: z.string(),
        claim: z.int(),
        room: z.string(),
        to: E164,
        as: PartyKind,
        who: z.string(),
        language: z.string().nullable(),
        at: Instant,
        letGoAt: Instant.nullable(),
        failed: z
          .object({ at: Instant, because: z.enum(['refused', 'not_answered', 'carrier_away']) })
          .nullable(),
        reference: z.object({ text: z.string(), at: Instant }).nullable(),
      }),
    )
    .default({}),
  partyLegs: z
    .record(
      number,
      z.record(z.string(), z.object({ final: FinalStatus.nullable(), endedAt: Instant.nullable() })),
    )
    .default({}),
  holds: z.record(number, z.object({ isOn: z.boolean(), party: z.int(), at: Instant })).default({}),
})

/** Who the call is about, as far as it is known, and how that was established. */
export const StoredIdentity = z.object({
  checked: z.array(Identifier),
  skippedBecause: z.string().nullable(),
  caller: CallerDetails.nullable(),
  provisional: z.boolean(),
})
export type StoredIdentity = z.infer<typeof StoredIdentity>

/** A call as its row holds it. */
export const StoredCall = z.object({
  id: CallId,
  lineId: LineId,
  version: z.int(),
  state: CallState,
  facts: Facts,
  patientId: PatientId.nullable(),
  identityEpoch: z.int(),
  identity: StoredIdentity,
  forTask: TaskId.nullable(),
  /** Of the person it is about: they wanted to be off the register. Read where one call is read. */
  isOffRegister: z.boolean().nullish(),
})
export type StoredCall = z.infer<typeof StoredCall>
