import { z } from 'zod'

const id = <Brand extends string>() => z.uuid().brand<Brand>()

export const LineId = id<'LineId'>()
export type LineId = z.infer<typeof LineId>
export const CallId = id<'CallId'>()
export type CallId = z.infer<typeof CallId>
export const PatientId = id<'PatientId'>()
export type PatientId = z.infer<typeof PatientId>
export const StaffId = id<'StaffId'>()
export type StaffId = z.infer<typeof StaffId>
export const OrganisationId = id<'OrganisationId'>()
export type OrganisationId = z.infer<typeof OrganisationId>
export const TeamId = id<'TeamId'>()
export type TeamId = z.infer<typeof TeamId>
/** One thing asked of a community team; what the line itself owes is a task. */
export const TeamTaskId = id<'TeamTaskId'>()
export type TeamTaskId = z.infer<typeof TeamTaskId>
/** One text or one ring to one number, with its receipts. */
export const MessageId = id<'MessageId'>()
export type MessageId = z.infer<typeof MessageId>
/** One text or key that came back. */
/** One browser at which somebody is told. */
export const NoticePhoneId = id<'NoticePhoneId'>()
export type NoticePhoneId = z.infer<typeof NoticePhoneId>

export const AnswerId = id<'AnswerId'>()
export type AnswerId = z.infer<typeof AnswerId>
/** What a carer was sent so that they see who is coming. */
export const VisitLinkId = id<'VisitLinkId'>()
export type VisitLinkId = z.infer<typeof VisitLinkId>
/** One protocol through its versions. */
export const ProtocolId = id<'ProtocolId'>()
export type ProtocolId = z.infer<typeof ProtocolId>
/** One watch over one person, from when they were put on the list until they are off it. */
export const WatchId = id<'WatchId'>()
export type WatchId = z.infer<typeof WatchId>
/** A target that was missed, drafted by itself. */
export const IncidentId = id<'IncidentId'>()
export type IncidentId = z.infer<typeof IncidentId>
/** One person of a ring-round of one day. */
export const RoundCallId = id<'RoundCallId'>()
export type RoundCallId = z.infer<typeof RoundCallId>
/** What one nurse leaves to the next. */
export const HandOverId = id<'HandOverId'>()
export type HandOverId = z.infer<typeof HandOverId>
export const TaskId = id<'TaskId'>()
export type TaskId = z.infer<typeof TaskId>
/** One entry of the record that lives through its versions: a contact, an allergy, the CPR decision. */
export const ItemId = id<'ItemId'>()
export type ItemId = z.infer<typeof ItemId>
/** Made by the client, once per intention: a repeated command with the same id gets the first answer again. */
export const CommandId = id<'CommandId'>()
export type CommandId = z.infer<typeof CommandId>
