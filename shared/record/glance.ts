import { z } from 'zod'
import { Instant, LocalDate } from '../time.ts'
import { Agreed } from './agreed.ts'
import { BlockName } from './blocks.ts'
import { Retracted } from './entry.ts'
import { Finding } from './findings.ts'
import { KnownState } from './knownState.ts'
import { Ledger } from './ledger.ts'
import { Author, Source } from './provenance.ts'
import { SectionName } from './sections.ts'
import { Series } from './series.ts'
import { PaperStanding } from './validity.ts'

/** How old something is, for the badge beside it. */
export const Freshness = z.strictObject({
  /** 'today', '3 weeks', '14 months': to be read after "confirmed" or "recorded". */
  words: z.string(),
  days: z.int().min(0),
  /** Past the day on which it should have been confirmed again. It is shown, and said to be old; it is never hidden. */
  isOverdue: z.boolean(),
})
export type Freshness = z.infer<typeof Freshness>

/** One item of the record, ready to be read by a nurse and, with `body` and `version`, to be changed. */
export const GlanceItem = z.strictObject({
  section: SectionName,
  title: z.string(),
  itemId: z.uuid(),
  version: z.int(),
  knownState: KnownState,
  /** The one line to read first: 'Not for CPR'. */
  headline: z.string(),
  /** Further lines in plain words. */
  lines: z.array(z.string()),
  /** What needs to be seen before anything else about this item: 'Out of date since 3 Nov 2026'. */
  warnings: z.array(z.string()),
  /** Parsed by `parseBody(section, body)` where it is to be edited. */
  body: z.unknown().optional(),
  source: Source,
  recordedBy: Author,
  recordedAt: Instant,
  confirmedBy: Author.optional(),
  confirmedAt: Instant.optional(),
  confirmedWith: z.string().optional(),
  freshness: Freshness,
  /** It tells where somebody is whose location is protected: not shown, or not all of it. It cannot be changed from here. */
  isCovered: z.literal(true).optional(),
  /** Of a paper: how it stands and why. What speaks against it is among the warnings too. */
  standing: PaperStanding.optional(),
})
export type GlanceItem = z.infer<typeof GlanceItem>

export const GlanceBlock = z.strictObject({
  name: BlockName,
  title: z.string(),
  items: z.array(GlanceItem),
  /** Doses and measurements from before those among the items: one press away, to be read and corrected. The newest first. */
  earlier: z.array(GlanceItem),
  /** Sections of this block that hold nothing at all: said in words, because an empty space never says "no". */
  nothingRecorded: z.array(z.strictObject({ section: SectionName, title: z.string() })),
})
export type GlanceBlock = z.infer<typeof GlanceBlock>

/** Who this is: stays in sight on every panel of this person. */
export const PatientBanner = z.strictObject({
  /** 'Name not known' for a provisional person. */
  name: z.string(),
  preferredName: z.string().optional(),
  title: z.string().optional(),
  birthDate: LocalDate.optional(),
  /** Whole years today, or at death. */
  age: z.int().min(0).optional(),
  /** With how they are spoken of: 'Female, she/her'. */
  gender: z.string().optional(),
  nhsNumber: z.string().optional(),
  /** What keeps the number from being a verified one: 'present, not traced'. */
  nhsNumberNote: z.string().optional(),
  /** What else is known of them: 'Religion: Sikh'. */
  about: z.array(z.string()).optional(),
  isProtectedLocation: z.boolean(),
  isProvisional: z.boolean(),
  /** In words: 'Died 3 Nov 2026' or 'Death reported, not yet verified'. */
  deceased: z.string().optional(),
  /** In words: 'Polish (interpreter needed)'. */
  interpreter: z.string().optional(),
  /** Alerts of severity danger that have not expired. */
  dangers: z.array(z.string()),
})
export type PatientBanner = z.infer<typeof PatientBanner>

/** What was entered in error: to be read, struck through, with the reason, and never to be used. */
export const EnteredInError = z.strictObject({
  section: SectionName,
  title: z.string(),
  itemId: z.uuid(),
  version: z.int(),
  knownState: KnownState,
  headline: z.string(),
  lines: z.array(z.string()),
  body: z.unknown().optional(),
  recordedBy: Author,
  recordedAt: Instant,
  retracted: Retracted,
  isCovered: z.literal(true).optional(),
})
export type EnteredInError = z.infer<typeof EnteredInError>

/** The reply of the one door to a record. `asOf` and `version` stand on the screen: an old view must be seen to be old. */
export const RecordAtAGlance = z.strictObject({
  patientId: z.uuid(),
  version: z.int(),
  asOf: Instant,
  banner: PatientBanner,
  blocks: z.array(GlanceBlock),
  /** What the record shows when it is read as a whole, the most urgent first. */
  findings: z.array(Finding),
  /** What the person agreed to, in sentences. */
  agreed: z.array(Agreed),
  /** Measures over time that were taken at least once. */
  series: z.array(Series),
  /** Absent where there are no anticipatory medicines and none was given. */
  ledger: Ledger.optional(),
  /** The newest first. */
  enteredInError: z.array(EnteredInError),
  /** Who this is, as it is kept. The banner says it; this is there to be corrected. */
  identity: z
    .strictObject({
      itemId: z.uuid(),
      version: z.int(),
      knownState: KnownState,
      body: z.unknown().optional(),
    })
    .optional(),
})
export type RecordAtAGlance = z.infer<typeof RecordAtAGlance>
