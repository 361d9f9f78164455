import { randomInt } from 'node:crypto'
import { appendAccess } from '#server/audit/auditStore.ts'
import { readTeamTasksAbout } from '#server/dispatch/teamTaskStore.ts'
import { mayBeReached } from '#server/messages/core/mayBeReached.ts'
import { sendText } from '#server/messages/sendMessage.ts'
import { mayFollowVisits } from '#server/patients/carerStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import { isOpenToWriting } from '#server/patients/stopStore.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import { makePromises } from '#server/platform/promises.ts'
import { type SendVisitLink, type VisitLinkForm, type VisitLinkSent, watched } from '#shared/carers.ts'
import { type CallId, MessageId, VisitLinkId } from '#shared/ids.ts'
import { plusSeconds } from '#shared/time.ts'
import type { CarerDeps } from './carerDeps.ts'
import { LINK_HOURS } from './core/linkState.ts'
import { stillPromise } from './keepVisitPromises.ts'
import { mayFollow } from './mayFollow.ts'
import { sayLinks } from './sayLink.ts'
import { insertVisitLink, readLinksOfCall, readVisitLink } from './visitLinkStore.ts'

/** Of letters and digits that are not taken for one another: 127 bits, which nobody guesses. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ2346789'
const LENGTH = 22
/** As many as one call may send: each is a text. */
const MOST = 4

/**
 * Sends a carer who said yes a link to what was agreed and who is coming. The command's id is the link's: pressed twice it is one. `form`: whom
 * it was offered for, read by the same way in. Whether they may be told is asked again in the statement that makes it.
 */
export async function sendVisitLink(
  deps: CarerDeps,
  way: WayIn,
  callId: CallId,
  asked: SendVisitLink,
  form: Pick<VisitLinkForm, 'because' | 'carers'>,
): Promise<VisitLinkSent | (Refused & { isClosed?: true })> {
  const { db } = deps
  const { sql } = db
  const { actor, patientId, why, relationship, requestId } = way
  const { lineId } = actor
  const id = VisitLinkId.parse(asked.commandId)
  const before = await readVisitLink(db, mayFollow, lineId, id)
  const at = deps.clock()
  if (before?.callId === callId) return sent(deps, before)
  const because = form.because ?? refusalOf(asked, form, at)
  if (because) return { kind: 'refused', because }
  const carer = form.carers.find(({ contactItem }) => contactItem === asked.contactItem)
  if (!carer) return { kind: 'refused', because: NOT_LISTED }
  const open = await readTeamTasksAbout(db, lineId, recordsOf(sql, patientId))
  const isWatched = asked.teamTaskIds.every(one =>
    open.some(task => task.id === one && watched[task.facts.kind] !== undefined),
  )
  if (!isWatched) return { kind: 'refused', because: NOT_OPEN }
  if ((await readLinksOfCall(db, mayFollow, lineId, callId)).length >= MOST)
    return { kind: 'refused', because: TOO_MANY }
  const token = drawn()
  const messageId = MessageId.parse(deps.newId())
  const made = {
    id,
    actor,
    patientId,
    callId,
    contactItem: asked.contactItem,
    carer: `${carer.name}, ${carer.relationship}`.slice(0, 200),
    toNumber: asked.number,
    token,
    language: asked.language,
    agreed: asked.agreed,
    teamTaskIds: [...new Set(asked.teamTaskIds)],
    wantsTexts: asked.wantsTexts,
    saidYes: asked.saidYes,
    messageId,
    at,
    expiresAt: plusSeconds(at, LINK_HOURS * 3_600),
  }
  const mayBe = sql`
    (${relationship}) and ${isOpenToWriting(sql, lineId, patientId)}
    and ${mayFollowVisits(sql, sql`${patientId}::uuid`, sql`${asked.contactItem}::uuid`)}`
  const isMade = sql`exists (select from link_made)`
  const text = {
    messageId,
    key: `visit_link/${id}`,
    to: { onRecordOf: patientId },
    number: asked.number,
    template: 'visit_link',
    // The page says in which language it opens, before it is asked and where it opens nothing.
    params: { link: `${deps.publicUrl}/v#${token}${asked.language === 'en' ? '' : asked.language}` },
    at,
  } as const
  const still = asked.wantsTexts
    ? made.teamTaskIds.map(teamTaskId => stillPromise({ id, patientId }, teamTaskId, at))
    : []
  await db.run(sql`
    with ${insertVisitLink(sql, made, mayBe)},
    ${sendText(sql, lineId, text, isMade)},
    ${makePromises(sql, lineId, still, isMade)},
    looked as (
      select ${patientId}::uuid as patient_id, array['visit link'] as what,
             case when ${isMade} then 'allowed' else 'refused' end as outcome
    ),
    ${appendAccess(sql, { actor, action: 'gave_link', why, requestId })}
    select 1`)
  const link = await readVisitLink(db, mayFollow, lineId, id)
  if (!link) return { kind: 'refused', because: NO_REASON, isClosed: true }
  deps.wakeTicker()
  return sent(deps, link)
}

async function sent(
  { db, clock }: CarerDeps,
  link: Parameters<typeof sayLinks>[2][number],
): Promise<VisitLinkSent & { kind: 'sent' }> {
  const [said] = await sayLinks(db, link.lineId, [link], clock())
  if (!said) throw new Error('a link that is there is not said')
  return { kind: 'sent', link: said }
}

function refusalOf(
  asked: SendVisitLink,
  { carers }: Pick<VisitLinkForm, 'carers'>,
  at: string,
): string | null {
  const carer = carers.find(({ contactItem }) => contactItem === asked.contactItem)
  if (!carer) return NOT_LISTED
  if (carer.because) return carer.because
  if (!carer.numbers.includes(asked.number) || !mayBeReached(asked.number, 'text'))
    return 'Choose one of their mobile numbers. A number that is not on the record is put there first.'
  for (const { phrase, at: when } of asked.agreed) {
    if ((phrase === 'ring_back') !== (when !== null))
      return 'Say at what time they are phoned, and only there.'
    if (when !== null && (when < at || when > plusSeconds(at, LINK_HOURS * 3_600)))
      return 'The time at which they are phoned is over, or too far away.'
  }
  return null
}

const NOT_LISTED = 'They are not among those on the record. Put them there first, with what they may be told.'
const NOT_OPEN = 'What they would watch is over, or nobody comes for it. Choose again.'
const TOO_MANY =
  'Four links were sent in this call already. Stop one that is not needed, and ring them instead.'

function drawn(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}
