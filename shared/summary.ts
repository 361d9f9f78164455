import { z } from 'zod'
import { CommandId } from './ids.ts'
import { PatientBanner } from './record/glance.ts'
import { RecordMarks } from './record/marks.ts'
import { LineSummary } from './staff.ts'
import { isReason, longText } from './text.ts'
import { Instant } from './time.ts'

/** How long a code opens a summary: as long as a crew is in the house. */
export const CODE_MINUTES = 120
/** Read aloud over a bad line: no letter that sounds or looks like another or like a digit. */
export const CODE_LETTERS = 'ACDEFHJKLMNPQRTUVWXY3479'
export const CODE_LENGTH = 6

/** Of the link that may go with a code: 24 to the power of 14, which is 64 bits. It opens nothing by itself. */
export const LINK_LENGTH = 14

/** As it is typed: small letters, spaces and dashes are forgiven. */
export const CrewCode = z
  .string()
  .max(40)
  .transform(text => text.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  .superRefine((text, { addIssue }) => {
    const never = [...new Set(text)].filter(letter => !CODE_LETTERS.includes(letter))
    if (text.length !== CODE_LENGTH)
      addIssue('A code has six letters and digits. Ask the nurse to read it again.')
    else if (never.length > 0)
      addIssue(
        `No code has ${never.join(' or ')} in it: it was heard or typed wrongly. Ask the nurse to read it again.`,
      )
  })

/**
 * As it stands behind the # of an address that went through somebody's system and a message. Nothing of it is refused here: one that
 * was never real is answered like a wrong code, in the same words.
 */
export const CrewLink = z
  .string()
  .max(200)
  .transform(text => text.toUpperCase().replace(/[^A-Z0-9]/g, ''))

/** What a crew types; with the link, where they came by one. */
export const TypedCode = z.strictObject({ code: CrewCode, link: CrewLink.optional() })
export type TypedCode = z.infer<typeof TypedCode>

const SummaryItem = z.strictObject({
  title: z.string(),
  headline: z.string(),
  lines: z.array(z.string()),
  warnings: z.array(z.string()),
  /** 'confirmed 5 days ago, Eleanor Swift' */
  word: z.string(),
  /** Lines of it that stand on the record and not here. */
  more: z.int().min(0),
})

/** What a crew needs in thirty seconds, in the order in which it is needed; one side of paper. */
export const EmergencySummary = z.strictObject({
  asOf: Instant,
  version: z.int(),
  banner: PatientBanner,
  /** What must be said over it: that it may be somebody else's. */
  marks: RecordMarks,
  /** `more`: items that belong here, and stand on the record only. */
  parts: z.array(z.strictObject({ title: z.string(), items: z.array(SummaryItem), more: z.int().min(0) })),
  /** Of what a crew must know and the record does not say. */
  notRecorded: z.array(z.string()),
  /** What this reader is not shown: the person keeps it back, or the role does not need it. */
  notShown: z.array(z.string()),
})
export type EmergencySummary = z.infer<typeof EmergencySummary>

export const OpenedByCode = z.object({
  summary: EmergencySummary,
  line: LineSummary,
  /** Who gave the code. */
  givenBy: z.string(),
  expiresAt: Instant,
  /** By what the page asks whether it may stay. A server from before there was such a mark gives none. */
  page: z.uuid().optional(),
})
export type OpenedByCode = z.infer<typeof OpenedByCode>

/** A page that was opened, by its mark; one that was given none, by what was typed. */
export const OpenedPage = z
  .strictObject({
    page: z.uuid('Open the page again.').optional(),
    ...TypedCode.partial({ code: true }).shape,
  })
  .refine(({ page, code }) => page !== undefined || code !== undefined, {
    path: ['code'],
    error: 'A code has six letters and digits. Ask the nurse to read it again.',
  })
export type OpenedPage = z.infer<typeof OpenedPage>

/**
 * Whether the page that a code opened may stay: with the version, the titles left out and whether the place is protected, as the
 * banner says it, so that a page that shows others asks again.
 */
export const CodeStillOpens = z.discriminatedUnion('opens', [
  z.strictObject({
    opens: z.literal(true),
    version: z.int(),
    notShown: z.array(z.string()),
    isProtectedLocation: z.boolean(),
  }),
  z.strictObject({ opens: z.literal(false) }),
])
export type CodeStillOpens = z.infer<typeof CodeStillOpens>

export const MakeCode = z.strictObject({
  commandId: CommandId,
  /** Needed where the person does not share with ambulance crews: a privacy officer reads it. */
  because: longText(1000)
    .refine(
      text => isReason(text, 10),
      'Say in a sentence why a crew must see it. The person and a privacy officer can read it.',
    )
    .optional(),
})

export const MadeCode = z.discriminatedUnion('kind', [
  /**
   * Shown this once: only hashes are kept. `link` is what stands behind the # of the address; the browser knows what is before it.
   * A server from before there were links makes a code without one.
   */
  z.object({ kind: z.literal('made'), code: z.string(), link: z.string().optional(), expiresAt: Instant }),
  z.object({ kind: z.literal('not_shared'), because: z.string() }),
])
export type MadeCode = z.infer<typeof MadeCode>
