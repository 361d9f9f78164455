import { authorOf, changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { Hearing } from '#server/patients/core/settleSharing.ts'
import { NO_REASON, openRecord } from '#server/patients/openRecord.ts'
import { type Refused, relationshipToWrite, type WayIn } from '#server/patients/wayIn.ts'
import { Problem } from '#server/platform/problems.ts'
import type { CommandId, LineId } from '#shared/ids.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { SharingSaved } from '#shared/sharing.ts'
import { sayChange } from './core/sayChange.ts'
import { type NewReceipt, receiptsOf } from './core/sharingReceipts.ts'
import { type ChangeKind, isKept } from './sharingChangeStore.ts'
import { alongsideChange, callOf } from './sharingFollows.ts'
import { type BesideIt, besideSharing, readBeside, sharingSections } from './sharingOf.ts'
import type { AccessDeps } from './wayIn.ts'

export type SharingDeps = AccessDeps & { wakeFeed: (lineId: LineId) => void }

/** What the change is to write, worked out from the record as it was just read. */
export type Working = {
  entries: readonly Entry[]
  organisations: BesideIt['organisations']
  hearing: Hearing
  caller: string | undefined
}

export type Changing = {
  commandId: CommandId
  kind: ChangeKind
  /** The versions to write; none where there is nothing left to change. */
  toWrite: (working: Working) => EntryToWrite[]
  /** Whom it touches besides organisations and carers, whose receipts follow from the entries. */
  receipts?: (working: Working) => NewReceipt[]
  /** Read and decide again when a colleague was quicker: for what holds whatever they wrote. */
  isWhateverElse?: true
  /** Every answer is a no. */
  onlyNarrows?: boolean
}

export type SharingWritten = SharingSaved & { written?: number }

const TRIES = 3

/**
 * A change of mind about sharing, heard in a call or beside one: the entries, what follows from them for everybody, the codes that
 * open nothing any more, what the consoles and open pages are told, and the access log. One statement; in force with its commit.
 */
export async function changeSharing(
  deps: SharingDeps,
  way: WayIn,
  changing: Changing,
): Promise<SharingWritten | Refused> {
  const { commandId, kind } = changing
  const { actor, patientId } = way
  const only = sharingSections(way)
  if (!only) return refuseInPart(deps, way)
  const beside = besideSharing(deps.db.sql, actor.lineId)
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const opened = await openRecord(deps, { ...way, only, beside })
    if (opened.kind === 'refused') return opened
    const { organisations, changes } = readBeside(opened.beside)
    const before = changes.find(({ changeId }) => changeId === commandId)
    if (before && (await isKept(deps.db, actor, patientId, commandId)))
      return { kind: 'saved', change: sayChange(before), written: 0 }
    const at = deps.clock()
    const hearing = { at, author: authorOf(actor), source: way.source, patientId }
    const working = { entries: opened.entries, organisations, hearing, caller: way.saidBy }
    const entries = changing.toWrite(working)
    const receipts = [
      ...receiptsOf(opened.entries, entries, organisations, at),
      ...(changing.receipts?.(working) ?? []),
    ]
    const kept = { id: commandId, kind, actor, patientId, callId: callOf(way), at, receipts }
    if (entries.length === 0) return { kind: 'saved', change: unchanged(kept), written: 0 }
    const changed = await changeRecord(deps, {
      ...way,
      relationship: relationshipToWrite(
        deps,
        way,
        entries.map(({ section }) => section),
      ),
      entries,
      at,
      // Taking back and narrowing are never stopped, not even where it is disputed whose record this is.
      evenIfStopped: kind === 'withdrawn_all' || kind === 'limited' || changing.onlyNarrows === true,
      alongside: alongsideChange(deps, kept, opened.entries, entries),
    })
    if (changed.kind === 'refused') return changed
    if (changed.kind === 'saved') {
      deps.wakeFeed(actor.lineId)
      return { kind: 'saved', change: unchanged(kept), written: entries.length }
    }
    if (!changing.isWhateverElse && attempt > 1)
      return { kind: 'changed_meanwhile', by: [...new Set(changed.changed.map(({ by }) => by.name))] }
  }
  throw new Problem(
    'conflict',
    'Somebody else is changing what may be shared at this moment. Look again, then repeat what you did.',
  )
}

const IN_PART =
  'The person keeps part of what they agreed to from your organisation, so it cannot be changed from here. Ring the line: it is done in the call, at once.'

/** Half of what was agreed would be read as the whole of it. The look that is refused is in the log. */
export async function refuseInPart(deps: AccessDeps, way: WayIn): Promise<Refused> {
  const { sql } = deps.db
  const asked = await openRecord(deps, { ...way, only: ['consentToShare'], relationship: sql`false` })
  const isOpen = way.writes !== undefined && asked.kind === 'refused'
  return { kind: 'refused', because: isOpen ? IN_PART : NO_REASON }
}

function unchanged({ id: changeId, kind, at, actor, receipts }: Parameters<typeof alongsideChange>[1]) {
  return sayChange({
    changeId,
    kind,
    at,
    staffName: actor.name,
    organisation: actor.organisation,
    receipts: receipts.map(receipt => ({ ...receipt, organisation: null, toldAt: null, closedAt: at })),
  })
}
