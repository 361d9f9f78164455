import { z } from 'zod'
import { CommandId, ItemId } from './ids.ts'
import { E164 } from './phoneNumber.ts'
import { Instant } from './time.ts'
import { Version } from './version.ts'

/** Why somebody is brought into a call. */
export const PartyKind = z.enum(['interpreter', 'professional', 'family', 'other'])
export type PartyKind = z.infer<typeof PartyKind>

/** Where they are. `left`: was in the call. `let_go`: the nurse let them go. `not_reached`: was never in it. */
export const PartyState = z.enum(['ringing', 'here', 'left', 'let_go', 'not_reached'])
export type PartyState = z.infer<typeof PartyState>

/** Somebody asked into a call, as the board may show it: no name, no number, no language. */
export const BoardParty = z.object({
  party: z.int(),
  kind: PartyKind,
  state: PartyState,
  askedAt: Instant,
  joinedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
})
export type BoardParty = z.infer<typeof BoardParty>

/** The caller on hold: asked of the carrier, said by the carrier, or on the way back. Only `held` means that they hear nothing. */
export const CallerHold = z.object({ state: z.enum(['asked', 'held', 'ending']), since: Instant })
export type CallerHold = z.infer<typeof CallerHold>

const short = (most: number) => z.string().trim().min(1).max(most)

/** A service of the line that may be brought in, by its key; its number stays on the server. */
export const LineServiceKey = z.enum(['interpreter', 'ambulance_control', 'doctor_on_call'])
export type LineServiceKey = z.infer<typeof LineServiceKey>

export const LineService = z.object({ key: LineServiceKey, name: short(80) })
export type LineService = z.infer<typeof LineService>

/** Whom to ring: a number the nurse was given or has before her, or a service of the line, whose number the server knows. */
export const PartyWho = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('number'), number: E164 }),
  z.strictObject({ by: z.literal('service'), key: LineServiceKey }),
])
export type PartyWho = z.infer<typeof PartyWho>

export const BringIn = z.strictObject({
  commandId: CommandId,
  kind: PartyKind,
  to: PartyWho,
  /** Who they are, in the nurse's words: 'her brother'. Nobody but whoever has the call reads it, and the call's own story. */
  who: short(60).optional(),
  /** Of an interpreter: the language, as it is said in English. */
  language: short(60).optional(),
  /** The caller waits on hold while the nurse speaks to them first. */
  holdFirst: z.boolean().default(false),
})
export type BringIn = z.infer<typeof BringIn>

/** Somebody of the record who may be rung into the call, and how much they may be told. */
export const ContactToRing = z.object({
  itemId: ItemId,
  /** As it was read: with another, their telephones may be others. */
  version: Version,
  name: z.string(),
  relationship: z.string(),
  /** Which of their telephones, counted from 0, and how it is read. */
  phones: z.array(z.object({ phone: z.int(), says: z.string() })),
  may: z.string(),
})
export type ContactToRing = z.infer<typeof ContactToRing>
/** `epoch`: whom the call was about as they were read. */
export const ContactsToRing = z.object({ epoch: Version, contacts: z.array(ContactToRing) })
export type ContactsToRing = z.infer<typeof ContactsToRing>

/** A contact is chosen, and the server reads the number: a slip in it would tell a stranger. */
export const BringInContact = z.strictObject({
  commandId: CommandId,
  epoch: Version,
  itemId: ItemId,
  version: Version,
  phone: z.int().min(0).max(4),
  holdFirst: z.boolean().default(false),
})
export type BringInContact = z.infer<typeof BringInContact>

export const HoldCaller = z.strictObject({ commandId: CommandId, isOn: z.boolean() })
export type HoldCaller = z.infer<typeof HoldCaller>

const PartyNumber = z.int().min(1).max(999)
export const LetGo = z.strictObject({ party: PartyNumber })

/** The job number or the interpreter's own number, as they give it. */
export const PartyReference = z.strictObject({
  commandId: CommandId,
  party: PartyNumber,
  reference: short(60),
})
export type PartyReference = z.infer<typeof PartyReference>

export const LineServices = z.object({ services: z.array(LineService) })

/** Somebody brought in, with what was written of it: for whoever has the call. */
export const PartyDetail = z.object({
  party: z.int(),
  who: z.string(),
  language: z.string().nullable(),
  reference: z.string().nullable(),
})
export type PartyDetail = z.infer<typeof PartyDetail>

/** In words, as the console and the call's story say it. */
export const PARTY_KIND_WORDS: Readonly<Record<PartyKind, string>> = {
  interpreter: 'Interpreter',
  professional: 'Professional',
  family: 'Family or contact',
  other: 'Somebody else',
}

/** An interpreter who is not there after this is gone on without. Source: domain guide 8, S8. Seconds. */
export const INTERPRETER_SECONDS = 180
