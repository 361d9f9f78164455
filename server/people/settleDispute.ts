import { appendAccess } from '#server/audit/auditStore.ts'
import { authorOf, keeping } from '#server/patients/changeRecord.ts'
import { type EntryToWrite, refusedBecause } from '#server/patients/core/entryToWrite.ts'
import { clearPerson, isDisputeAbout, settleDispute } from '#server/patients/disputeStore.ts'
import { writeEntries } from '#server/patients/entryStore.ts'
import { appendFeed } from '#server/platform/feed.ts'
import type { SettleDispute } from '#shared/disputes.ts'
import type { Actor } from '#shared/staff.ts'
import { disputeFor } from './disputes.ts'
import type { PeopleDeps } from './peopleDeps.ts'

export type Settled = { kind: 'settled' } | { kind: 'refused'; because: string }

/**
 * A shift lead says whose record it is: the person's after all, or with items that are about somebody else, which are marked as
 * entered in error in the same statement. From its commit the record is written to again. The same hand twice is once.
 */
export async function settle(
  deps: PeopleDeps,
  actor: Actor,
  disputeId: string,
  settling: SettleDispute,
  requestId: string,
): Promise<Settled> {
  const { sql } = deps.db
  const { patientId, settledBy } = await disputeFor(deps, actor, disputeId)
  if (settledBy) return settledBy === actor.staffId ? { kind: 'settled' } : ALREADY
  const at = deps.clock()
  const entries = settling.wrong.map(item => retraction(item, settling.because, actor, at))
  const because = entries.map(entry => refusedBecause(entry, patientId)).find(words => words !== undefined)
  if (because !== undefined) return { kind: 'refused', because }
  const isOpen = isDisputeAbout(sql, actor, disputeId, true)
  const write =
    entries.length === 0
      ? sql`${settleDispute(sql, actor, disputeId, settling, sql`true`)}, ${clearPerson(sql)}`
      : sql`
        ${writeEntries(sql, { lineId: actor.lineId, patientId, entries, onlyIf: isOpen, evenIfStopped: true, endsDispute: true })},
        ${settleDispute(sql, actor, disputeId, settling, sql`(select count(*) from entries_written) = ${entries.length}`)}`
  const isSettled = sql`exists (select from dispute_settled)`
  const told = [{ kind: 'record' as const, patientId }]
  const why = { kind: 'dispute' as const, disputeId }
  const [row] = await deps.db.run(sql<{ isSettled: boolean }[]>`
    with ${write},
    ${appendFeed(sql, actor.lineId, told, isSettled)},
    looked as (
      select ${patientId}::uuid as patient_id, ${['identity settled', ...settling.wrong.map(item => item.section)]}::text[] as what,
             'allowed' as outcome
      where ${isSettled}
    ),
    ${appendAccess(sql, { actor, action: 'changed', why, requestId }, sql`exists (select from feed_head)`)}
    select ${isSettled} as is_settled`)
  if (!row?.isSettled) return CHANGED
  deps.wakeFeed(actor.lineId)
  return { kind: 'settled' }
}

const ALREADY: Settled = {
  kind: 'refused',
  because: 'A colleague has settled this already. Look at the list again.',
}
const CHANGED: Settled = {
  kind: 'refused',
  because: 'Something of this changed while you looked at it. Look at the list again, then settle it.',
}

function retraction(
  { section, itemId, version }: SettleDispute['wrong'][number],
  because: string,
  actor: Actor,
  at: string,
): EntryToWrite {
  const by = authorOf(actor)
  const item = { section, itemId, expectedVersion: version, source: { kind: 'console' } } as const
  const words = `About somebody else: ${because}`.slice(0, 500)
  return { ...keeping(item, by, at), change: 'retracted', retracted: { at, by, because: words } }
}
