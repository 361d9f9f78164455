import type { Fragment, Sql } from '#server/platform/database.ts'
import type { LineId, MessageId, NoticePhoneId, PatientId, StaffId, TeamTaskId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { type Params, type TemplateName, wordedBy } from './core/templates.ts'
import { insertMessages, type NewMessage } from './messageStore.ts'

/** Whose number it is: of one of the staff, as it stands in their account; or of somebody on a person's record. */
export type Addressee = { staffId: StaffId } | { onRecordOf: PatientId }

export type Wanted = {
  messageId: MessageId
  /** Natural: the same asked for twice is one message. */
  key: string
  to: Addressee
  number: E164
  template: TemplateName
  params: Params
  at: Instant
  teamTaskId?: TeamTaskId
  /** For how long it is of use; then it is given up. Seconds. */
  usefulSeconds?: number
}

/** A notice to one browser of somebody of the staff. */
export type WantedNotice = Omit<Wanted, 'to' | 'number'> & {
  kind: 'notice'
  to: { staffId: StaffId }
  phoneId: NoticePhoneId
}
export type AnyWanted = (Wanted & { kind: 'text' | 'ring_with_key' }) | WantedNotice

/** A task of the night must not be delivered at noon, nor a telephone ring for what was to be answered long ago. Source: guide 5, 6.3. */
const USEFUL_SECONDS = { text: 900, ring_with_key: 180, notice: 900 } as const

/**
 * CTEs `messages_made (id)` and `messages_promised`: rows and promises, written by whoever wants them in their own statement. Once in a
 * statement: several messages go in one list. `onlyIf` is a boolean over the statement's earlier CTEs.
 */
export function sendMessages(
  sql: Sql,
  lineId: LineId,
  wanted: readonly AnyWanted[],
  onlyIf: Fragment,
): Fragment {
  return insertMessages(sql, lineId, wanted.map(toRow), onlyIf)
}

/** One text. */
export function sendText(sql: Sql, lineId: LineId, wanted: Wanted, onlyIf: Fragment): Fragment {
  return sendMessages(sql, lineId, [{ ...wanted, kind: 'text' }], onlyIf)
}

/** One telephone that rings until somebody presses 1 or 2. */
export function ringWithKey(sql: Sql, lineId: LineId, wanted: Wanted, onlyIf: Fragment): Fragment {
  return sendMessages(sql, lineId, [{ ...wanted, kind: 'ring_with_key' }], onlyIf)
}

function toRow(wanted: AnyWanted): NewMessage {
  const { messageId, key, kind, to, template, params, at, teamTaskId, usefulSeconds } = wanted
  return {
    messageId,
    key,
    kind,
    at,
    ...wordedBy(template, params),
    number: wanted.kind === 'notice' ? null : wanted.number,
    toPhone: wanted.kind === 'notice' ? wanted.phoneId : null,
    toStaff: 'staffId' in to ? to.staffId : null,
    onRecordOf: 'onRecordOf' in to ? to.onRecordOf : null,
    teamTaskId: teamTaskId ?? null,
    usefulUntil: plusSeconds(at, usefulSeconds ?? USEFUL_SECONDS[kind]),
  }
}
