import { sharingByForm } from '#server/access/sharingByForm.ts'
import { appendAccess } from '#server/audit/auditStore.ts'
import { authorOf, retraction } from '#server/patients/changeRecord.ts'
import { refusedBecause } from '#server/patients/core/entryToWrite.ts'
import { clearPerson, isDisputeAbout, lockPerson, settleDispute } from '#server/patients/disputeStore.ts'
import { writeEntries } from '#server/patients/entryStore.ts'
import { recordsOf, recordsTold } from '#server/patients/linkStore.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import { promisesOfSafety } from '#server/patients/safetyChanged.ts'
import { untilWritten } from '#server/patients/untilWritten.ts'
import { type Fragment, isOutrun } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { insertPromises } from '#server/platform/promises.ts'
import { disputeVerdicts, type SettleDispute } from '#shared/disputes.ts'
import { isSame } from '#shared/record/sayValue.ts'
import type { Actor } from '#shared/staff.ts'
import { disputeFor } from './disputes.ts'
import type { PeopleDeps } from './peopleDeps.ts'

const CONSOLE = { kind: 'console' } as const

export type Settled = { kind: 'settled' } | { kind: 'refused'; because: string }

type Settling = [
  deps: PeopleDeps,
  actor: Actor,
  disputeId: string,
  settling: SettleDispute,
  requestId: string,
]

/**
 * A shift lead says whose record it is: the person's after all, or with items that are about somebody else, which are marked as
 * entered in error in the same statement. From its commit the record is written to again. The same hand twice is once.
 * Something else that was written at the same moment is read, and it is settled over that.
 */
export async function settle(...settling: Settling): Promise<Settled> {
  const [deps, actor, disputeId] = settling
  const { patientId } = await disputeFor(deps, actor, disputeId)
  const whose = { lineId: actor.lineId, records: recordsOf(deps.db.sql, patientId) }
  const settled = await untilWritten(deps, whose, isTurn => settleAsRead(isTurn, ...settling))
  return settled === 'outrun' ? CHANGED : settled
}

async function settleAsRead(
  isTurn: Fragment,
  ...[deps, actor, disputeId, settling, requestId]: Settling
): Promise<Settled | 'outrun'> {
  const { sql } = deps.db
  const before = await disputeFor(deps, actor, disputeId)
  if (before.settledBy) return again(before, actor, settling)
  const { patientId } = before
  if (settling.wrong.some(({ section }) => section === 'death')) return OWN_WAY
  const at = deps.clock()
  const wrong = [...new Map(settling.wrong.map(item => [`${item.section} ${item.itemId}`, item])).values()]
  const words = `About somebody else: ${settling.because}`.slice(0, 500)
  const entries = wrong.map(({ section, itemId, version }) =>
    retraction({ section, itemId, expectedVersion: version, source: CONSOLE }, words, authorOf(actor), at),
  )
  const because = entries
    .map(entry => refusedBecause(entry, patientId, at))
    .find(words => words !== undefined)
  if (because !== undefined) return { kind: 'refused', because }
  const isOpen = isDisputeAbout(sql, actor, disputeId, true)
  const why = { kind: 'dispute' as const, disputeId }
  // An agreement that was somebody else's never counted: whoever was shown the record by it hears so.
  const sharing = await sharingByForm(
    deps,
    { actor, patientId, why, relationship: isOpen, requestId, key: `dispute ${disputeId}`, source: CONSOLE },
    { commandId: settling.commandId, kind: 'retracted', entries },
  )
  if (sharing.kind === 'refused') return sharing.because === NO_REASON ? CHANGED : sharing
  const write =
    entries.length === 0
      ? sql`${settleDispute(sql, actor, disputeId, settling, lockPerson(sql, actor, patientId))}, ${clearPerson(sql)}`
      : sql`
        ${writeEntries(sql, { lineId: actor.lineId, patientId, entries, onlyIf: sql`${isTurn} and ${isOpen}`, evenIfStopped: true, endsDispute: true })},
        ${settleDispute(sql, actor, disputeId, settling, sql`(select count(*) from entries_written) = ${entries.length}`)}`
  const isSettled = sql`exists (select from dispute_settled)`
  const keeps = sharing.alongside?.keeps
  // A flag that was somebody else's never held: whoever goes to this person hears so.
  const safety = promisesOfSafety(patientId, entries, at)
  const isWhole = sql`${isSettled} or ${entries.length === 0 ? sql`true` : sql`not exists (select from entries_written)`}`
  const settled = sql<{ isSettled: boolean }[]>`
    with ${write},
    ${keeps ? sql`${keeps(isSettled)},` : sql``}
    ${safety.length > 0 ? sql`teams_told as (${insertPromises(sql, actor.lineId, safety, isSettled)}),` : sql``}
    ${appendFeed(sql, actor.lineId, recordsTold(sql, [patientId]), isSettled)},
    looked as (
      select ${patientId}::uuid as patient_id, ${['identity settled', ...wrong.map(item => item.section)]}::text[] as what,
             'allowed' as outcome
      where ${isSettled}
    ),
    ${appendAccess(sql, { actor, action: 'changed', why, requestId }, sql`exists (select from feed_head)`)}
    select ${isSettled} as is_settled, must_hold(${isWhole}) as is_whole`
  const rows = await deps.db.run(settled).catch(error => {
    if (isOutrun(error)) return 'outrun' as const
    throw error
  })
  if (rows === 'outrun') return 'outrun'
  const [row] = rows
  if (!row?.isSettled) return CHANGED
  deps.wakeFeed(actor.lineId)
  return { kind: 'settled' }
}

/** Marking the entry alone would leave the register, the stopped calls and what was begun as they are. */
const OWN_WAY: Settled = {
  kind: 'refused',
  because:
    'A death that was reported of the wrong person is taken back first, because visits, calls and the register hang on it: open the record and use “Reported in error…”. Then settle the rest here.',
}
/** The answer to a settlement that was answered before; who settled it otherwise is told that it is not saved. */
function again(
  { settledBy, settledName, verdict, settledBecause, wrongItems }: Awaited<ReturnType<typeof disputeFor>>,
  { staffId }: Actor,
  settling: SettleDispute,
): Settled {
  const isHers = settledBy === staffId
  const says = { verdict, because: settledBecause, wrong: wrongItems }
  const { commandId: _, ...asked } = settling
  if (isHers && isSame(says, asked)) return { kind: 'settled' }
  const how = verdict ? `: “${disputeVerdicts[verdict].text}.”` : '.'
  const who = isHers ? 'You have' : `${settledName} has`
  return { kind: 'refused', because: `${who} settled this already${how} This was not saved.` }
}
const CHANGED: Settled = {
  kind: 'refused',
  because: 'Something of this changed while you looked at it. Look at the list again, then settle it.',
}
