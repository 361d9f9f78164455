import { z } from 'zod'
import {
  AccessLog,
  Because,
  KnownPerson,
  LookQuestion,
  logPlace,
  ReviewKind,
  ReviewQueue,
  Standing,
  Verdict,
} from './access.ts'
import { DoorKept } from './doors.ts'
import { CommandId, PatientId } from './ids.ts'
import { SharedCalls } from './outcomes.ts'
import { Marks, PatientQuery } from './patients.ts'
import { RecordAtAGlance } from './record/glance.ts'
import { HalfWritten } from './record/halfWritten.ts'
import { RecordMarks } from './record/marks.ts'
import { fileKinds, route } from './route.ts'
import {
  CodeStillOpens,
  EmergencySummary,
  MadeCode,
  MakeCode,
  OpenedByCode,
  OpenedPage,
  TypedCode,
} from './summary.ts'
import { isReason, longText } from './text.ts'
import { Instant } from './time.ts'

const none = z.strictObject({})
const person = z.strictObject({ patientId: PatientId })

export const FoundKnown = z.object({
  /** Whom the asker knows, with how they were found where it was by a likeness. */
  people: z.array(KnownPerson.extend({ marks: Marks })),
  /** Somebody whom the asker has nothing to do with. No more is told: not the name, not whether it is the same. */
  mayExist: PatientId.nullable(),
})

const AskForAccess = z.strictObject({ commandId: CommandId, because: Because })

/** Records beside a call in hand: part of the one table in routes.ts. */
export const accessRoutes = {
  caseload: route({
    method: 'GET',
    path: '/api/caseload',
    params: none,
    query: none,
    body: z.undefined(),
    /** With whose name sounds like somebody else's on the list. */
    reply: z.object({ people: z.array(KnownPerson.extend({ marks: Marks })) }),
  }),
  findKnown: route({
    method: 'POST',
    path: '/api/people/find',
    params: none,
    query: none,
    body: PatientQuery,
    reply: FoundKnown,
  }),
  openShared: route({
    method: 'GET',
    path: '/api/people/:patientId/record',
    params: person,
    /** `asked=yes`: the person wants to be asked each time, and was. */
    query: z.strictObject({ asked: z.literal('yes').optional() }),
    body: z.undefined(),
    reply: z.object({
      standing: Standing,
      record: RecordAtAGlance.nullable(),
      /** Which codes there are; none of them. Null where getting in is not shown. */
      doors: z.array(DoorKept).nullable(),
      marks: RecordMarks.nullable(),
      lastCalls: SharedCalls.nullable(),
      /** What this reader began to write and did not save, by the same way. */
      halfWritten: z.array(HalfWritten),
    }),
  }),
  claimPerson: route({
    method: 'POST',
    path: '/api/people/:patientId/claim',
    params: person,
    query: none,
    body: AskForAccess,
    reply: none,
  }),
  breakGlass: route({
    method: 'POST',
    path: '/api/people/:patientId/break-glass',
    params: person,
    query: none,
    body: AskForAccess,
    reply: none,
  }),
  /** The one page for a crew, on the screen of somebody who has the record open. */
  summary: route({
    method: 'GET',
    path: '/api/people/:patientId/summary',
    params: person,
    query: z.strictObject({ asked: z.literal('yes').optional() }),
    body: z.undefined(),
    reply: EmergencySummary,
  }),
  /** The same page as a PDF, to be handed on. */
  summaryPdf: route({
    method: 'GET',
    path: '/api/people/:patientId/summary.pdf',
    params: person,
    query: z.strictObject({ asked: z.literal('yes').optional() }),
    body: z.undefined(),
    reply: fileKinds.pdf,
  }),
  makeCode: route({
    method: 'POST',
    path: '/api/people/:patientId/crew-code',
    params: person,
    query: z.strictObject({ asked: z.literal('yes').optional() }),
    body: MakeCode,
    reply: MadeCode,
  }),
  /** For whoever types a code, at the one address or at a link. Public: the code is the key, and wrong ones are counted. */
  openByCode: route({
    method: 'POST',
    path: '/api/crew/open',
    params: none,
    query: none,
    body: TypedCode,
    reply: OpenedByCode,
  }),
  /** Asked by an open page twice a second. Public, as above. */
  codeStillOpens: route({
    method: 'POST',
    path: '/api/crew/still',
    params: none,
    query: none,
    body: OpenedPage,
    reply: CodeStillOpens,
  }),
  pdfByCode: route({
    method: 'POST',
    path: '/api/crew/pdf',
    params: none,
    query: none,
    body: TypedCode,
    reply: fileKinds.pdf,
  }),
  accessLog: route({
    method: 'GET',
    path: '/api/people/:patientId/access-log',
    params: person,
    query: z.strictObject({ before: logPlace }),
    body: z.undefined(),
    reply: AccessLog,
  }),
  /** A question about a look goes to the privacy officer of whoever looked. */
  askAboutLook: route({
    method: 'POST',
    path: '/api/people/:patientId/access-log/questions',
    params: person,
    query: none,
    body: LookQuestion,
    reply: z.object({ kind: z.literal('asked'), dueAt: Instant }),
  }),
  reviews: route({
    method: 'GET',
    path: '/api/reviews',
    params: none,
    query: z.strictObject({
      show: z.enum(['open', 'judged']).optional(),
      kind: ReviewKind.optional(),
      /** So many of them are on the page already. */
      skip: z.coerce.number().int().min(0).max(100_000).optional(),
    }),
    body: z.undefined(),
    reply: ReviewQueue,
  }),
  judgeReview: route({
    method: 'POST',
    path: '/api/reviews/:reviewId/verdict',
    params: z.strictObject({ reviewId: z.uuid() }),
    query: none,
    body: z.strictObject({
      verdict: Verdict,
      note: longText(2_000).refine(text => isReason(text, 3), 'Say in a few words what you found.'),
    }),
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('closed') }),
      z.object({ kind: z.literal('refused'), because: z.string() }),
    ]),
  }),
}
