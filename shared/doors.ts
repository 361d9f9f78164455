import { z } from 'zod'
import { CommandId } from './ids.ts'
import { TypePassword } from './proof.ts'
import type { Choice } from './record/coded.ts'
import { oneOf } from './record/coded.ts'
import { Author, Source } from './record/provenance.ts'
import { line, longText } from './text.ts'
import { Instant, LocalDate } from './time.ts'
import { Version } from './version.ts'

/** What gets somebody into a home and is in no body of the record. `named` is for staff, `yours` for the person. */
export const doorKinds = {
  keysafe_code: { text: 'Keysafe code', named: 'the keysafe code', yours: 'your keysafe code' },
  door_code: { text: 'Door code', named: 'the door code', yours: 'your door code' },
  key_place: { text: 'Where the key is', named: 'where the key is', yours: 'where your key is' },
  alarm_code: { text: 'Alarm code', named: 'the alarm code', yours: 'your alarm code' },
  /** Which door is open, who lets you in. What the record said of it in plain words before it was kept apart is here as well. */
  how_to_enter: { text: 'How to enter', named: 'how to enter', yours: 'how to enter your home' },
} as const satisfies Record<string, Choice & { named: string; yours: string }>
export type DoorKind = keyof typeof doorKinds
export const DoorKind = oneOf(doorKinds)
export const DOOR_KINDS = Object.keys(doorKinds) as [DoorKind, ...DoorKind[]] // keys of a const object

/** As the access log names them: 'door: keysafe_code'. */
export function doorInLog(kind: DoorKind): string {
  return `door: ${kind}`
}

/** That there is a code, how old it is and on whose word: everything but the code. */
export const DoorKept = z.object({
  kind: DoorKind,
  version: z.int().min(1),
  verifiedOn: LocalDate.nullable(),
  by: Author,
  source: Source,
  at: Instant,
})
export type DoorKept = z.infer<typeof DoorKept>

/** How often one of the staff is shown a code in a day: more than a busy night asks for, and too few to empty a caseload (T-07). */
export const DOORS_A_DAY = 20
/** How long a code stays on the screen. Source: reliability guide, T-07. */
export const DOOR_SECONDS = 30
/** From here on a code should be tried, or asked for again. Source: domain guide 5.3.6. */
export const DOOR_STALE_DAYS = 92

/** How long one may be: a sentence or two. */
export const DOOR_LENGTH = 400

/** What is done with one of them. Nothing is overwritten: each is a version. */
export const DoorChange = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('keep'), value: line(DOOR_LENGTH), verifiedOn: LocalDate.optional() }),
  /** It was tried, and it opens. */
  z.strictObject({ what: z.literal('verified'), on: LocalDate }),
  z.strictObject({ what: z.literal('remove'), because: longText(500) }),
])
export type DoorChange = z.infer<typeof DoorChange>

export const ChangeDoor = z.strictObject({
  commandId: CommandId,
  kind: DoorKind,
  /** The version on the screen; 0 where there was none. */
  version: Version,
  change: DoorChange,
})
export type ChangeDoor = z.infer<typeof ChangeDoor>

export const DoorChanged = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), version: z.int() }),
  /** Somebody was first. What they wrote is shown to nobody by the way. */
  z.strictObject({ kind: z.literal('changed_meanwhile'), by: z.string(), at: Instant }),
])
export type DoorChanged = z.infer<typeof DoorChanged>

export const DoorShown = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('shown'),
    value: z.string(),
    verifiedOn: LocalDate.nullable(),
    /** How many more today. */
    left: z.int().min(0),
  }),
  /** In words what to do instead: the budget is spent, there is none, the key is not at hand. */
  z.strictObject({ kind: z.literal('not_shown'), because: z.string() }),
  TypePassword,
])
export type DoorShown = z.infer<typeof DoorShown>
