import type { Database } from '#server/platform/database.ts'
import { tellBoard } from '#server/platform/tellBoard.ts'
import type { LineId } from '#shared/ids.ts'
import type { Source } from '#shared/record/provenance.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { recordsTold } from './linkStore.ts'
import type { Looking } from './openRecord.ts'

/**
 * A way into one record for one of the staff: a call in hand, or a relationship beside it. It is handed to whatever reads or
 * writes, and `relationship` is asked again in the statement that does so.
 */
export type WayIn = Looking & {
  actor: Actor
  requestId: string
  /** Which way: this call with this epoch, this relationship. What was half-written by another one is not shown. */
  key: string
  /** The sections that are shown; left out: everything that is not sealed. */
  only?: readonly SectionName[]
  /** The sections that may be written; left out: every one. Another is refused in the words of a door that is closed. */
  writes?: readonly SectionName[]
  /** Where what is written by this way comes from. */
  source: Source
  /** With whom what is written was gone through, unless somebody else is named: the caller. */
  saidBy?: string
}

/** A rule said no, in words; `because` is NO_REASON where the door itself is closed. */
export type Refused = { kind: 'refused'; because: string }

export type WriteDeps = { db: Database; clock: () => Instant; wakeFeed: (lineId: LineId) => void }

/** What this way may do to this section: its relationship, or a door that is closed. */
export function relationshipToWrite(
  { db }: Pick<WriteDeps, 'db'>,
  way: WayIn,
  sections: readonly SectionName[],
) {
  const mayWrite = sections.every(section => way.writes?.includes(section) !== false)
  return mayWrite ? way.relationship : db.sql`false`
}

/** Whoever has this record open, or one that is linked to it, is told that it changed, and reads it again through their own door. */
export async function tellRecord(deps: WriteDeps, { actor, patientId }: WayIn): Promise<void> {
  await tellBoard(deps.db, actor.lineId, recordsTold(deps.db.sql, [patientId]))
  deps.wakeFeed(actor.lineId)
}
