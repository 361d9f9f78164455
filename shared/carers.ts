import { z } from 'zod'
import { CommandId, ItemId, TeamTaskId, VisitLinkId } from './ids.ts'
import { MessageState } from './messages.ts'
import { E164 } from './phoneNumber.ts'
import { type Choice, oneOf } from './record/coded.ts'
import type { WorkKind } from './teamWork.ts'
import { line } from './text.ts'
import { Instant } from './time.ts'

/** In which a carer may have their page. English stands beside each of the others. */
export const carerLanguages = {
  en: { text: 'English' },
  cy: { text: 'Welsh' },
  pl: { text: 'Polish' },
  ur: { text: 'Urdu' },
} as const satisfies Record<string, Choice>
export const CarerLanguage = oneOf(carerLanguages)
export type CarerLanguage = z.infer<typeof CarerLanguage>

/** What may be said to have been agreed: fixed phrases, so that no illness and no name gets onto a page that somebody may forward. */
export const AgreedPhrase = z.enum([
  'asked',
  'as_said',
  'any_time',
  'ring_back',
  'near_phone',
  'light',
  'tomorrow',
])
export type AgreedPhrase = z.infer<typeof AgreedPhrase>
/** `at`: wanted for `ring_back`, and for nothing else. */
export const AgreedLine = z.strictObject({ phrase: AgreedPhrase, at: Instant.nullable().default(null) })
export type AgreedLine = z.infer<typeof AgreedLine>
export const AGREED_LINES = 3

/** Who or what comes, as a carer is told it: nothing of what for. */
export const WhatComes = z.enum(['nurse', 'doctor', 'bring', 'help'])
export type WhatComes = z.infer<typeof WhatComes>

/**
 * What of the teams' work a carer can watch: where somebody comes to the house, and that they come says nothing that the carer was not told.
 * Never what follows a death, nor what the line asks because it worries about somebody.
 */
export const watched: Partial<Readonly<Record<WorkKind, WhatComes>>> = {
  symptom_visit: 'nurse',
  syringe_pump: 'nurse',
  catheter: 'nurse',
  give_medicines: 'nurse',
  gp_visit: 'doctor',
  drug_supply: 'bring',
  equipment: 'bring',
  oxygen: 'bring',
  personal_care: 'help',
  falls_pickup: 'help',
  carer_support: 'help',
}

/** A link is made for a carer who said yes to it. In a call; `epoch` is the identity epoch that the nurse saw. */
export const SendVisitLink = z.strictObject({
  commandId: CommandId,
  contactItem: ItemId,
  /** One of those that are offered for them: nobody types a number. */
  number: E164,
  teamTaskIds: z.array(TeamTaskId).min(1).max(6),
  agreed: z.array(AgreedLine).min(1).max(AGREED_LINES),
  language: CarerLanguage,
  /** What they said when they were asked, in their words. */
  saidYes: line(500),
  /** Whether they want a text when something changes. */
  wantsTexts: z.boolean(),
})
export type SendVisitLink = z.infer<typeof SendVisitLink>

/** Where a link stands, worked out each time. `not_told`: a death, a withdrawal, a limit, or another person than the call is about. */
export const VisitLinkState = z.enum(['open', 'stopped', 'over', 'not_told'])
export type VisitLinkState = z.infer<typeof VisitLinkState>

/** A link as a nurse sees it. No name and no number: what is on the record is read there. */
export const VisitLink = z.object({
  visitLinkId: VisitLinkId,
  /** Of the number that it was sent to. */
  lastDigits: z.string(),
  madeAt: Instant,
  by: z.string(),
  expiresAt: Instant,
  state: VisitLinkState,
  /** On how many telephones it was opened, and when first. */
  phones: z.int(),
  openedAt: Instant.nullable(),
  wantsTexts: z.boolean(),
  text: z.object({ state: MessageState, because: z.string().nullable() }).nullable(),
})
export type VisitLink = z.infer<typeof VisitLink>
export const VisitLinks = z.object({ links: z.array(VisitLink) })
export type VisitLinks = z.infer<typeof VisitLinks>

export const VisitLinkSent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sent'), link: VisitLink }),
  z.object({ kind: z.literal('refused'), because: z.string() }),
])
export type VisitLinkSent = z.infer<typeof VisitLinkSent>

/** Whom a link may be sent to, and why not the others; what they would watch; in which words. */
export const VisitLinkForm = z.object({
  /** Why nobody can be sent one about this person now; null where somebody may. */
  because: z.string().nullable(),
  carers: z.array(
    z.object({
      contactItem: ItemId,
      name: z.string(),
      relationship: z.string(),
      isCaller: z.boolean(),
      numbers: z.array(E164),
      because: z.string().nullable(),
    }),
  ),
  teamTasks: z.array(z.object({ teamTaskId: TeamTaskId, says: z.string() })),
  /** To be read out before a yes is one. */
  readOut: z.string(),
  /** The phrases in each language; `{at}` stands for a time. */
  languages: z.array(
    z.object({
      code: CarerLanguage,
      /** Whether somebody who speaks it has read the words. */
      isRead: z.boolean(),
      isRightToLeft: z.boolean(),
      phrases: z.array(z.object({ phrase: AgreedPhrase, says: z.string() })),
    }),
  ),
})
export type VisitLinkForm = z.infer<typeof VisitLinkForm>

/** What a carer's telephone sends: what stands behind the # of its address, and on a second telephone the last digits. */
export const WatchVisit = z.strictObject({
  token: z.string().min(1).max(60),
  digits: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
})
export type WatchVisit = z.infer<typeof WatchVisit>

/** One sentence in English and, where the page is in another language, in that. */
export const Both = z.object({ english: z.string(), theirs: z.string().nullable() })
export type Both = z.infer<typeof Both>

export const VisitStep = z.enum(['asked', 'accepted', 'leaving', 'expected', 'arrived', 'done'])
export type VisitStep = z.infer<typeof VisitStep>

/** Whom to ring: the line that the carer phoned. */
const RingLine = z.object({ name: z.string(), phoneNumber: E164 })
export type RingLine = z.infer<typeof RingLine>

/** The page as it stands now: no name of anybody, nothing of what ails whom. */
export const VisitPage = z.object({
  at: Instant,
  expiresAt: Instant,
  line: RingLine,
  language: CarerLanguage,
  isRightToLeft: z.boolean(),
  isRead: z.boolean(),
  /** Another telephone has it open too. */
  isOnAnother: z.boolean(),
  agreed: z.array(Both),
  visits: z.array(
    z.object({
      teamTaskId: TeamTaskId,
      what: Both,
      now: Both,
      isGood: z.boolean(),
      /** What is wrong with the time, and how many were asked, where there is something to say. */
      also: z.array(Both),
      steps: z.array(z.object({ step: VisitStep, says: Both, at: Instant.nullable(), isDone: z.boolean() })),
    }),
  ),
  words: z.object({
    title: Both,
    agreed: Both,
    ring: Both,
    worse: Both,
    heard: Both,
    offline: Both,
    another: Both,
    closes: Both,
  }),
})
export type VisitPage = z.infer<typeof VisitPage>

export const WatchedVisit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), page: VisitPage }),
  /** Another telephone than it was opened on first. */
  z.object({ kind: z.literal('digits'), isWrong: z.boolean(), line: RingLine }),
  /** Over, stopped, or never there: the same words, and nobody learns which. */
  z.object({ kind: z.literal('closed'), line: RingLine.nullable() }),
])
export type WatchedVisit = z.infer<typeof WatchedVisit>
