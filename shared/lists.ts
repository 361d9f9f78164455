import { z } from 'zod'
import { Because } from './access.ts'
import { CommandId } from './ids.ts'
import type { Choice } from './record/coded.ts'
import { oneOf } from './record/coded.ts'
import { Decision } from './secondYes.ts'
import { Role } from './staff.ts'
import { Instant } from './time.ts'

/** What a list is taken away for. Only the first is care: the National Data Opt-out is honoured by the others (domain guide 2.7). */
export const listPurposes = {
  direct_care: { text: 'Direct care: to look after these people' },
  planning: { text: 'Planning of services' },
  research: { text: 'Research' },
} as const satisfies Record<string, Choice>
export const ListPurpose = oneOf(listPurposes)
export type ListPurpose = z.infer<typeof ListPurpose>

export const AskForList = z.strictObject({ commandId: CommandId, purpose: ListPurpose, because: Because })

/**
 * A list for care of more people than this waits for a second person, as every list does that is not for care. Ours to set, no
 * standard's: about one in a hundred dies in a year, so that a practice of 25,000, larger than nearly all, has 250 on its list.
 * Up to there it is the list of a team that knows its people; above, a file that no team works from.
 */
export const MOST_WITHOUT_YES = 250
/** For how long a yes is good. */
export const TAKE_HOURS = 24

/** How a list stands. The first two are of lists that need no second person. */
export const listStates = {
  open: { text: 'Open to be saved' },
  over: { text: 'No longer open' },
  asked: { text: 'Waits for a privacy officer' },
  allowed: { text: 'Allowed' },
  refused: { text: 'Not allowed' },
  lapsed: { text: 'Its time is over' },
  taken: { text: 'Taken' },
} as const
export type ListState = keyof typeof listStates
export const ListState = oneOf(listStates)

/** A list that somebody asked for. `leftOut` is in words: small numbers are not told (domain guide 5.4). */
export const ListTaken = z.object({
  exportId: z.uuid(),
  purpose: ListPurpose,
  because: z.string(),
  by: z.string(),
  madeAt: Instant,
  included: z.int(),
  leftOut: z.array(z.string()),
  /** Null until somebody fetched the file. */
  fetchedAt: Instant.nullable(),
  state: ListState,
  /** Until when it stands so: to be answered, or to be taken. Null where nothing more will come of it. */
  until: Instant.nullable(),
  decision: Decision.nullable(),
  /** Whether the asker may fetch it now. */
  isOpen: z.boolean(),
})
export type ListTaken = z.infer<typeof ListTaken>

/** An ask as a privacy officer has it in the queue. */
export const ListAsked = z.object({
  exportId: z.uuid(),
  purpose: ListPurpose,
  because: z.string(),
  by: z.string(),
  role: Role,
  organisation: z.string(),
  included: z.int(),
  askedAt: Instant,
  dueAt: Instant,
  state: ListState,
  until: Instant.nullable(),
  decision: Decision.nullable(),
  fetchedAt: Instant.nullable(),
  /** Asked for by whoever reads this: somebody else decides. */
  isYours: z.boolean(),
  /** Whoever asked has no account any more, or another role or organisation. */
  isGone: z.boolean(),
})
export type ListAsked = z.infer<typeof ListAsked>

/** For how long somebody may fetch what they asked for: another list says its purpose anew. */
export const LIST_MINUTES = 15

/** What a row of a list would do, before it is done. */
export const rowVerdicts = {
  new: { text: 'New', says: 'A record is begun, and the person comes onto your list.' },
  to_join: { text: 'To join your list', says: 'Has a record on this line, and comes onto your list.' },
  changed: {
    text: 'Differs from the record',
    says: 'Is on your list; the list says something else than the record.',
  },
  same: { text: 'Already there', says: 'Nothing to do.' },
  may_be: { text: 'May already be there', says: 'Left out: only a person can tell.' },
  died: { text: 'Has died', says: 'Left out: a list never writes about the dead.' },
  bad: { text: 'Cannot be read', says: 'Left out until it is mended.' },
} as const
export type RowVerdict = keyof typeof rowVerdicts
export const RowVerdict = oneOf(rowVerdicts)

export const rowOutcomes = {
  made: { text: 'Registered' },
  joined: { text: 'Came onto your list' },
  changed: { text: 'Changed as the list says' },
  unchanged: { text: 'Was there, and left as it was' },
  left_out: { text: 'Left out' },
} as const
export type RowOutcome = keyof typeof rowOutcomes
export const RowOutcome = oneOf(rowOutcomes)

/** A list comes in pieces that pass every door; base64, so that its encoding comes with it. */
export const PIECE_BYTES = 120_000
export const MOST_PIECES = 100
export const MOST_ROWS = 20_000

export const BringList = z.strictObject({ commandId: CommandId, pieces: z.int().min(1).max(MOST_PIECES) })
export const ListPiece = z.strictObject({
  place: z.int().min(1).max(MOST_PIECES),
  content: z
    .base64()
    .min(1, 'This piece is empty.')
    .max(PIECE_BYTES * 2),
})

/** How far a list has come, with counts that add up to its rows. */
export const ListBrought = z.object({
  importId: z.uuid(),
  state: z.enum(['bringing', 'reading', 'refused', 'read', 'running', 'done']),
  by: z.string(),
  broughtAt: Instant,
  rows: z.int(),
  verdicts: z.partialRecord(RowVerdict, z.int()),
  outcomes: z.partialRecord(RowOutcome, z.int()),
  /** How the file was read, and what of it was not; or why it could not be read at all. */
  reading: z.array(z.string()),
  writesChanges: z.boolean(),
  doneAt: Instant.nullable(),
  /** Whether the asker brought it, and so may write it. */
  isOwn: z.boolean(),
})
export type ListBrought = z.infer<typeof ListBrought>

export const ListRowShown = z.object({
  place: z.int(),
  firstLine: z.int(),
  lastLine: z.int(),
  verdict: RowVerdict,
  outcome: RowOutcome.nullable(),
  /** The name as the list has it, to find the row by. */
  who: z.string(),
  problems: z.array(z.object({ column: z.string(), because: z.string() })),
  differences: z.array(z.object({ column: z.string(), record: z.string(), list: z.string() })),
  because: z.string(),
})
export type ListRowShown = z.infer<typeof ListRowShown>
