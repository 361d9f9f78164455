import type { Fragment } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { makePromises } from '#server/platform/promises.ts'
import { AnswerKind, type BoardAnswer } from '#shared/answers.ts'
import { AnswerId, type LineId, MessageId } from '#shared/ids.ts'
import type { Said } from '#shared/messages.ts'
import { E164 } from '#shared/phoneNumber.ts'
import type { Instant } from '#shared/time.ts'
import { keepAnswer, mayBeToldAgain, type NewAnswer, readSender, type Sender } from './answerStore.ts'
import { changeMessage, type MessageDeps } from './changeMessage.ts'
import { mayBeReached } from './core/mayBeReached.ts'
import { readAnswer, readKey } from './core/readAnswer.ts'
import type { StoredMessage } from './messageStore.ts'
import { sendText } from './sendMessage.ts'

export type HearDeps = MessageDeps & { newId: () => string; wakeFeed: (lineId: LineId) => void }

/** A text that came in, by the carrier's own name for it. `optOut`: what the carrier itself did about it. */
export type TextIn = { sid: string; from: string; body: string; optOut: string | undefined; at: Instant }

const OPT_OUTS: Readonly<Record<string, Said['kind']>> = { STOP: 'stop', START: 'start', HELP: 'help' }

/**
 * Keeps what somebody texted, once, with whatever follows from it. What no rule can read is kept with its words, for a person, and they
 * are told so, once in an hour, where the number is one that we know: an answer to any number would be a way to make us pay.
 */
export async function hearText(deps: HearDeps, { sid, from, body, optOut, at }: TextIn): Promise<void> {
  const kind = OPT_OUTS[optOut ?? '']
  const said: Said = kind === 'stop' || kind === 'start' || kind === 'help' ? { kind } : readAnswer(body)
  const sender = await readSender(deps.db, from, 'code' in said ? said.code : null)
  const answer: NewAnswer = {
    answerId: AnswerId.parse(deps.newId()),
    sourceKey: `text/${sid}`,
    lineId: sender.lineId,
    messageId: sender.messageId,
    fromNumber: from,
    fromStaff: sender.staffId,
    via: 'text',
    said,
    words: said.kind === 'not_understood' ? body.slice(0, 1_600) : null,
    at,
    aboutTeamTask: sender.teamTaskId ?? sender.lastAbout,
    isForPerson: sender.lineId !== null && FOR_PEOPLE.includes(said.kind),
  }
  if (sender.messageId && sender.lineId) await answered(deps, sender.messageId, sender.lineId, answer)
  else await keepAlone(deps, sender, answer)
}

/** Nothing can be done about them without a person: what they meant is asked, and whose telephone is lost to us is rung. */
const FOR_PEOPLE: readonly Said['kind'][] = ['not_understood', 'stop']

/** The key that somebody pressed on a telephone that we rang. Another key than 1 and 2 says nothing. */
export async function hearKey(
  deps: HearDeps,
  messageId: MessageId,
  lineId: LineId,
  { sid, to, digits, at }: { sid: string; to: string; digits: string; at: Instant },
): Promise<void> {
  const said = readKey(digits)
  if (!said) return
  const sourceKey = `key/${sid}/${digits}`
  const answer = {
    answerId: AnswerId.parse(deps.newId()),
    sourceKey,
    lineId,
    messageId,
    fromNumber: to,
    fromStaff: null,
    via: 'key',
    said,
    words: null,
    at,
    aboutTeamTask: null,
    isForPerson: false,
  } as const
  await answered(deps, messageId, lineId, answer)
}

/** The message is answered, the answer is kept, and who waits for it has their promise: in one statement. */
async function answered(
  deps: HearDeps,
  messageId: MessageId,
  lineId: LineId,
  answer: NewAnswer,
): Promise<void> {
  const { sql } = deps.db
  const { sourceKey, said, at } = answer
  const beside = (message: StoredMessage) => {
    const whole = { ...answer, fromStaff: answer.fromStaff ?? message.toStaff }
    const { teamTaskId } = message
    const promises = deps.heard.onAnswer({ ...whole, lineId, messageId, teamTaskId })
    return { parts: sql`, ${keepAnswer(sql, whole, sql`exists (select from moved)`)}`, promises }
  }
  await changeMessage(deps, messageId, { sourceKey, event: { kind: 'answered', at, said }, at }, beside)
}

/** What answers no message of ours. */
async function keepAlone(deps: HearDeps, sender: Sender, answer: NewAnswer): Promise<void> {
  const { sql } = deps.db
  const { lineId } = answer
  const kept = keepAnswer(sql, answer, sql`true`)
  if (!lineId) {
    await deps.db.run(sql`with ${kept} select 1`)
    return
  }
  const promises = deps.heard.onAnswer({ ...answer, lineId, teamTaskId: null })
  const isKept = sql`exists (select from answer_kept)`
  const told =
    answer.said.kind === 'not_understood' ? notUnderstood(deps, sender, answer, lineId, isKept) : undefined
  const shown = onBoard(answer, sender)
  await deps.db.run(sql`
    with ${kept}
         ${told ? sql`, ${told}` : sql``},
         ${makePromises(sql, lineId, promises, isKept)}
         ${shown ? sql`, ${appendFeed(sql, lineId, [{ kind: 'answer', answer: shown }], isKept)}` : sql``}
    select 1`)
  if (shown) deps.wakeFeed(lineId)
  deps.wakeTicker()
}

/** As every console of the line is told of it: not its words, and no number. */
function onBoard(
  { answerId, said, at, aboutTeamTask, isForPerson }: NewAnswer,
  { staffName }: Sender,
): BoardAnswer | null {
  const kind = AnswerKind.safeParse(said.kind).data
  if (!isForPerson || !kind) return null
  return { answerId, kind, at, from: staffName, teamTaskId: aboutTeamTask, isTaken: false }
}

function notUnderstood(
  { db, newId, heard }: HearDeps,
  { staffId, onRecordOf }: Sender,
  { fromNumber, at }: NewAnswer,
  lineId: LineId,
  isKept: Fragment,
): Fragment | undefined {
  const number = E164.safeParse(fromNumber).data
  const to = staffId ? { staffId } : onRecordOf ? { onRecordOf } : undefined
  if (!number || !to || !mayBeReached(number, 'text')) return undefined
  const wanted = {
    messageId: MessageId.parse(newId()),
    // Of two that come at one moment one is told; the hour itself is looked at in the statement.
    key: `not-understood/${staffId ?? onRecordOf}/${at.slice(0, 13)}`,
    to,
    number,
    template: 'not_understood',
    params: {},
    at,
  } as const
  const { sql } = db
  const isRead = staffId ? heard.readsAll(sql, lineId, staffId) : sql`false`
  const isTold = sql`${isKept} and not ${isRead} and ${mayBeToldAgain(sql, number, at)}`
  return sendText(sql, lineId, wanted, isTold)
}
