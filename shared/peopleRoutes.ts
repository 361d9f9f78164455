import { z } from 'zod'
import { Dispute, DisputeBecause, SeenBy, SettleDispute, WrongItem } from './disputes.ts'
import { CallId, CommandId, PatientId } from './ids.ts'
import { DecideLink, OtherRecords, PairPlace, PairsPage, PersonLink, ProposeLink } from './links.ts'
import { CompletePerson, Registered, RegisteringOffer, RegisterPerson } from './registering.ts'
import { route } from './route.ts'
import { SideBySide } from './sideBySide.ts'
import { LocalDate } from './time.ts'
import { epochInAddress, Version } from './version.ts'

const none = z.strictObject({})
const person = z.strictObject({ patientId: PatientId })
const dispute = z.strictObject({ disputeId: z.uuid() })
const link = z.strictObject({ linkId: z.uuid() })
const Done = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('refused'), because: z.string() }),
])
const asked = z.strictObject({ asked: z.literal('yes').optional() })

const RaiseDispute = z.strictObject({ commandId: CommandId, because: DisputeBecause })

/** Whose record it is: part of the one table in routes.ts. */
export const peopleRoutes = {
  /** What the form of a registration offers. */
  registering: route({
    method: 'GET',
    path: '/api/people/registering',
    params: none,
    query: none,
    body: z.undefined(),
    reply: RegisteringOffer,
  }),
  registerPerson: route({
    method: 'POST',
    path: '/api/people/register',
    params: none,
    query: none,
    body: RegisterPerson,
    reply: Registered,
  }),
  /** A provisional person, in the call about them: one step. */
  completePerson: route({
    method: 'POST',
    path: '/api/calls/:callId/record/register',
    params: z.strictObject({ callId: CallId }),
    query: none,
    body: CompletePerson,
    reply: Registered,
  }),
  /** One act from the call: "that is not my date of birth". */
  disputeForCall: route({
    method: 'POST',
    path: '/api/calls/:callId/record/dispute',
    params: z.strictObject({ callId: CallId }),
    query: none,
    body: RaiseDispute.extend({ epoch: Version }),
    reply: none,
  }),
  disputeShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/dispute',
    params: person,
    query: asked,
    body: RaiseDispute,
    reply: none,
  }),
  proposeLink: route({
    method: 'POST',
    path: '/api/people/links',
    params: none,
    query: none,
    body: ProposeLink,
    reply: Done,
  }),
  /** Who may have a second record: asked with one open, in the call about them. */
  otherRecordsForCall: route({
    method: 'GET',
    path: '/api/calls/:callId/record/others',
    params: z.strictObject({ callId: CallId }),
    query: z.strictObject({ epoch: epochInAddress }),
    body: z.undefined(),
    reply: OtherRecords,
  }),
  otherRecords: route({
    method: 'GET',
    path: '/api/people/:patientId/record/others',
    params: person,
    query: asked,
    body: z.undefined(),
    reply: OtherRecords,
  }),
  /** Pairs of the whole line that may be of one person, page by page. */
  pairs: route({
    method: 'GET',
    path: '/api/people/pairs',
    params: none,
    query: PairPlace.partial(),
    body: z.undefined(),
    reply: PairsPage,
  }),
  pairBeside: route({
    method: 'GET',
    path: '/api/people/:patientId/beside/:otherId',
    params: z.strictObject({ patientId: PatientId, otherId: PatientId }),
    query: none,
    body: z.undefined(),
    reply: SideBySide,
  }),
  links: route({
    method: 'GET',
    path: '/api/people/links',
    params: none,
    query: none,
    body: z.undefined(),
    reply: z.object({ links: z.array(PersonLink) }),
  }),
  linkBeside: route({
    method: 'GET',
    path: '/api/people/links/:linkId/beside',
    params: link,
    query: none,
    body: z.undefined(),
    reply: SideBySide,
  }),
  decideLink: route({
    method: 'POST',
    path: '/api/people/links/:linkId/decide',
    params: link,
    query: none,
    body: DecideLink,
    reply: Done,
  }),
  disputes: route({
    method: 'GET',
    path: '/api/disputes',
    params: none,
    query: none,
    body: z.undefined(),
    reply: z.object({ disputes: z.array(Dispute) }),
  }),
  /** How many are not settled: for the board, and so without a name. */
  openDisputes: route({
    method: 'GET',
    path: '/api/disputes/open',
    params: none,
    query: none,
    body: z.undefined(),
    reply: z.object({ open: z.int() }),
  }),
  /** Who saw or received something of the record, from a day on. */
  seenBy: route({
    method: 'GET',
    path: '/api/disputes/:disputeId/seen',
    params: dispute,
    query: z.strictObject({ from: LocalDate.optional() }),
    body: z.undefined(),
    reply: z.object({ from: LocalDate, seen: z.array(SeenBy), isCut: z.boolean() }),
  }),
  /** What stands on the disputed record, to name what is about somebody else. */
  disputedItems: route({
    method: 'GET',
    path: '/api/disputes/:disputeId/items',
    params: dispute,
    query: none,
    body: z.undefined(),
    reply: z.object({
      items: z.array(
        WrongItem.extend({ title: z.string(), headline: z.string(), by: z.string(), on: LocalDate }),
      ),
    }),
  }),
  settleDispute: route({
    method: 'POST',
    path: '/api/disputes/:disputeId/settle',
    params: dispute,
    query: none,
    body: SettleDispute,
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('settled') }),
      z.object({ kind: z.literal('refused'), because: z.string() }),
    ]),
  }),
}
