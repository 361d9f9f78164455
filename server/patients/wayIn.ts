import type { Database, Fragment } from '#server/platform/database.ts'
import { tellBoard } from '#server/platform/tellBoard.ts'
import type { CommandId, LineId } from '#shared/ids.ts'
import type { Source } from '#shared/record/provenance.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import type { Alongside, Changed } from './changeRecord.ts'
import type { EntryToWrite } from './core/entryToWrite.ts'
import { turnsLists } from './core/turnsLists.ts'
import { recordsTold } from './linkStore.ts'
import type { Looking } from './openRecord.ts'
import { untilWritten } from './untilWritten.ts'

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
  /** Whether the last calls are shown with the record. */
  showsCalls?: true
  /** The sections that may be written; left out: every one. Another is refused in the words of a door that is closed. */
  writes?: readonly SectionName[]
  /** Where what is written by this way comes from. */
  source: Source
  /** With whom what is written was gone through, unless somebody else is named: the caller. */
  saidBy?: string
}

/** A rule said no, in words; `because` is NO_REASON where the door itself is closed. */
export type Refused = { kind: 'refused'; because: string }

/** What is true elsewhere with what is written, in the very statement that writes it. */
export type Following = { kind: 'follows'; alongside?: Alongside }

/**
 * Asked before a form is saved: what follows from it, or why it may not be. Whoever offers the form hands it over, because who
 * sees a record is known above this module (server/access/sharingByForm.ts).
 */
export type Follow = (
  way: WayIn,
  writing: { commandId: CommandId; kind: 'edited' | 'retracted'; entries: readonly EntryToWrite[] },
) => Promise<Following | Refused>

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

type Written = { kind: 'written'; changed: Changed; following: Following } | Refused

/** Works out what follows and writes; again, and then in a turn of its own, where what it was worked out from was changed between the two. */
export async function writeFollowed(
  deps: Pick<WriteDeps, 'db'>,
  follow: Follow,
  way: WayIn,
  writing: Parameters<Follow>[1],
  write: (by: { relationship: Fragment; alongside?: Alongside }) => Promise<Changed>,
): Promise<Written> {
  const { sql } = deps.db
  const whose = { lineId: way.actor.lineId, records: sql`${[way.patientId]}::uuid[]` }
  const relationship = relationshipToWrite(
    deps,
    way,
    writing.entries.map(({ section }) => section),
  )
  const written = await untilWritten<Written>(deps, whose, async isTurn => {
    const following = await follow(way, writing)
    if (following.kind === 'refused') return following
    const changed = await write({
      relationship: sql`${isTurn} and ${relationship}`,
      ...alongsideOf(following),
    })
    const isAgain = changed.kind === 'stale' && changed.isOutrun && following.alongside !== undefined
    return isAgain ? 'outrun' : { kind: 'written', changed, following }
  })
  if (written !== 'outrun') return written
  return {
    kind: 'refused',
    because:
      'Several colleagues are writing on this record at this moment. Nothing was saved: save it again.',
  }
}

/** As a change takes it. */
export function alongsideOf({ alongside }: Following): { alongside?: Alongside } {
  return alongside ? { alongside } : {}
}

/**
 * Whoever has this record open, or one that is linked to it, is told that it changed, and reads it again through their own door; where something followed they
 * were told in its statement. `sections`: which were written.
 */
export async function tellRecord(
  deps: WriteDeps,
  { actor, patientId }: WayIn,
  sections: readonly SectionName[],
  { alongside }: Following = { kind: 'follows' },
): Promise<void> {
  const told = recordsTold(deps.db.sql, [patientId], [], { turnsLists: turnsLists(sections) })
  if (!alongside) await tellBoard(deps.db, actor.lineId, told)
  deps.wakeFeed(actor.lineId)
}
