import { authorOf, changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { Hearing } from '#server/patients/core/settleSharing.ts'
import { lookIntoRecord } from '#server/patients/openRecord.ts'
import { type Refused, relationshipToWrite, type WayIn } from '#server/patients/wayIn.ts'
import { Problem } from '#server/platform/problems.ts'
import type { LineId } from '#shared/ids.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { SharingSaved } from '#shared/sharing.ts'
import type { AskedOfSharing } from './core/askedOfSharing.ts'
import { sayChange } from './core/sayChange.ts'
import { receiptsOf } from './core/sharingReceipts.ts'
import { widens } from './core/widens.ts'
import { AFTER_DEATH, AFTER_DEATH_WHO, ON_ANOTHERS_WORD, refuseInPart } from './refuseSharing.ts'
import { sentAgain } from './sentAgain.ts'
import { alongsideChange, callOf } from './sharingFollows.ts'
import { type BesideIt, besideSharing, readBeside, sharingSections } from './sharingOf.ts'
import type { AccessDeps } from './wayIn.ts'

export type SharingDeps = AccessDeps & { wakeFeed: (lineId: LineId) => void }

/** What the change is to write, worked out from the record as it was just read. */
export type Working = {
  entries: readonly Entry[]
  organisations: BesideIt['organisations']
  hearing: Hearing
}

export type Changing = {
  asked: AskedOfSharing
  /** The versions to write; none where there is nothing left to change. */
  toWrite: (working: Working) => EntryToWrite[]
  /** Read and decide again when a colleague was quicker: for what holds whatever they wrote. */
  isWhateverElse?: true
  /** Every answer is a no. */
  onlyNarrows?: boolean
  /** Who says it for the person; undefined where the person was heard. */
  toldBy?: string | undefined
}

export type SharingWritten = SharingSaved & { written?: number }

const TRIES = 3
/** Nobody tells somebody who takes everything back to try again later: of colleagues who write of sharing at that moment, one pauses. */
const TRIES_TO_WITHDRAW = 12

/**
 * A change of mind about sharing, heard in a call or beside one: the entries, what follows from them for everybody, the codes that
 * open nothing any more, what the consoles and open pages are told, and the access log. One statement; in force with its commit.
 */
export async function changeSharing(
  deps: SharingDeps,
  way: WayIn,
  changing: Changing,
): Promise<SharingWritten | Refused> {
  const { asked } = changing
  const { commandId, kind } = asked
  const { actor, patientId } = way
  const only = sharingSections(way)
  if (!only) return refuseInPart(deps, way)
  const beside = besideSharing(deps.db.sql, actor.lineId)
  const tries = changing.isWhateverElse ? TRIES_TO_WITHDRAW : TRIES
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    // Whole, also of a protected person: a carer's level is written with the telephones that stand beside it. Nothing is shown.
    const opened = await lookIntoRecord(deps, { ...way, only, beside, action: 'opened', showsPlace: true })
    if (opened.kind === 'refused') return opened
    const { organisations, lookedAfterBy, changes, elsewhere, hasDied, sharingVersion } = readBeside(
      opened.beside,
    )
    const before = await sentAgain(deps, way, asked)
    if (before) {
      const all = changes.find(({ changeId }) => changeId === commandId)
      return { kind: 'saved', change: all ? sayChange(all) : before.change, written: 0 }
    }
    const { toldBy } = changing
    if (hasDied && kind !== 'limited') return { kind: 'refused', because: AFTER_DEATH }
    if (hasDied && !toldBy) return { kind: 'refused', because: AFTER_DEATH_WHO }
    const at = deps.clock()
    const hearing = { at, author: authorOf(actor), source: way.source, patientId }
    const working = { entries: opened.entries, organisations, hearing }
    const entries = changing.toWrite(working)
    const write = { entries: opened.entries, written: entries, elsewhere }
    if (toldBy && widens(write, at)) return { kind: 'refused', because: ON_ANOTHERS_WORD }
    const receipts = receiptsOf(write, { organisations, lookedAfterBy }, at)
    const kept = {
      id: commandId,
      kind,
      asked,
      actor,
      patientId,
      callId: callOf(way),
      at,
      receipts,
      readAt: sharingVersion,
      ...(toldBy ? { toldBy } : {}),
    }
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
      alongside: alongsideChange(deps, kept, write),
    })
    if (changed.kind === 'refused') return changed
    if (changed.kind === 'saved') {
      deps.wakeFeed(actor.lineId)
      return { kind: 'saved', change: unchanged(kept), written: entries.length }
    }
    if (!changing.isWhateverElse && !changed.isOutrun && attempt > 1)
      return { kind: 'changed_meanwhile', by: [...new Set(changed.changed.map(({ by }) => by.name))] }
  }
  throw new Problem(
    'conflict',
    'Somebody else is changing what may be shared at this moment. Look again, then repeat what you did.',
  )
}

function unchanged({ id: changeId, kind, at, actor, receipts }: Parameters<typeof alongsideChange>[1]) {
  return sayChange({
    changeId,
    kind,
    at,
    staffName: actor.name,
    organisation: actor.organisation,
    receipts: receipts.map(({ looksAfter = null, ...receipt }) => ({
      ...receipt,
      looksAfter,
      organisation: null,
      toldAt: null,
      closedAt: at,
    })),
  })
}
