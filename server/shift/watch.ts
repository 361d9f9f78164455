import { appendAccess, logAccess } from '#server/audit/auditStore.ts'
import { saysWho } from '#server/dispatch/core/saysWho.ts'
import { initials } from '#server/patients/core/nameWords.ts'
import { nameWordsOf } from '#server/patients/stopStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { PatientId, WatchId } from '#shared/ids.ts'
import type { ChangeWatch, ShiftSaid, WatchList, WatchReason } from '#shared/shift.ts'
import type { Actor } from '#shared/staff.ts'
import { isReason } from '#shared/text.ts'
import type { Instant } from '#shared/time.ts'
import { whyNotWatch } from './core/judgeWatch.ts'
import { dismiss, readSuggested } from './suggestions.ts'
import { endWatch, putWatch, readWatched, readWatchKnown } from './watchStore.ts'

export type ShiftDeps = { db: Database; clock: () => Instant }

/** Whom the nurses watch, and who may have to be. */
export async function readWatchList(deps: ShiftDeps, actor: Actor, requestId: string): Promise<WatchList> {
  const watched = await readWatchedPeople(deps, actor, requestId)
  return { ...watched, suggested: await readSuggested(deps, actor, requestId) }
}

/** Whom the nurses watch, by initials and month of birth. Each look at the list is a look at everybody on it. */
export async function readWatchedPeople(
  { db, clock }: ShiftDeps,
  actor: Actor,
  requestId: string,
): Promise<Pick<WatchList, 'at' | 'rows'>> {
  const at = clock()
  const logged = appendAccess(db.sql, { actor, action: 'listed', why: { kind: 'shift' }, requestId })
  const rows = await readWatched(db, actor.lineId, at, logged)
  return {
    at,
    rows: rows.map(({ givenName, familyName, birthDate, watchId, patientId, reason, ...row }) => ({
      ...row,
      watchId: watchId as WatchId, // by the table, as the two below
      patientId: patientId as PatientId,
      reason: reason as WatchReason,
      initials: initials(givenName, familyName),
      birthMonth: birthDate?.slice(0, 7) ?? null,
    })),
  }
}

/** A nurse puts somebody on the list, takes them off, or wants no suggestion. The same command twice is one. */
export async function changeWatch(
  deps: ShiftDeps,
  actor: Actor,
  change: ChangeWatch,
  requestId: string,
): Promise<ShiftSaid> {
  if (change.act === 'dismiss') return dismiss(deps, actor, change, requestId)
  const { db, clock } = deps
  const { sql } = db
  const at = clock()
  const before = await readWatchKnown(db, actor, change.commandId, change)
  if (before.byCommand === actor.staffId) return { kind: 'saved' }
  // Whether they are watched already is for the statement to say: a watch that is over still stands in the table.
  const refusal = whyNot(change, at)
  if (refusal) return { kind: 'refused', because: refusal }
  if (change.act === 'put' && (await isNamedIn(deps, actor, change.patientId, change.because, requestId)))
    return { kind: 'refused', because: NAMED }
  const written = change.act === 'put' ? putWatch(sql, actor, change, at) : endWatch(sql, actor, change, at)
  const logged = appendAccess(sql, { actor, action: 'changed', why: { kind: 'shift' }, requestId })
  await db.run(sql`with ${written}, ${logged} select 1`)
  const after = await readWatchKnown(db, actor, change.commandId, change)
  if (after.byCommand === actor.staffId) return { kind: 'saved' }
  if (change.act === 'off')
    return { kind: 'refused', because: 'A colleague has taken them off already. Look at the list again.' }
  return {
    kind: 'refused',
    because:
      already(after.standsBy) ??
      'They cannot be watched: they have died, or are not on the register of this line.',
  }
}

const NAMED =
  'Leave their name out: it stands beside their initials, on a page that every nurse of the line has open.'

/** Whether words that stand beside somebody's initials say who it is. That somebody is told so is in the person's log. */
export async function isNamedIn(
  { db }: ShiftDeps,
  actor: Actor,
  patientId: PatientId,
  words: string,
  requestId: string,
): Promise<boolean> {
  const [named] = await db.run(nameWordsOf(db.sql, actor.lineId, patientId))
  if (!named || !saysWho(words, named.words)) return false
  const access = { actor, action: 'changed' as const, why: { kind: 'shift' as const }, requestId }
  await logAccess(db, access, { patientId, what: ['watch'], outcome: 'refused' })
  return true
}

function whyNot(change: Exclude<ChangeWatch, { act: 'dismiss' }>, at: Instant): string | undefined {
  if (change.act === 'put') return whyNotWatch(change, at)
  return isReason(change.because, 3) ? undefined : 'Say in a few words why nobody needs to watch any more.'
}

function already(standsBy: string | null): string | undefined {
  return standsBy === null
    ? undefined
    : `They are on the list already, put there by ${standsBy}. Take them off there first, if the reason is another now.`
}
