import { authorOf, type Changed, changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { Hearing } from '#server/patients/core/settleSharing.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { lookIntoRecord } from '#server/patients/openRecord.ts'
import { untilWritten } from '#server/patients/untilWritten.ts'
import { type Refused, relationshipToWrite, type WayIn } from '#server/patients/wayIn.ts'
import type { Fragment } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import type { LineId } from '#shared/ids.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { SectionName } from '#shared/record/sections.ts'
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
  /** Read and decide again when a colleague wrote the same items: for what holds whatever they wrote. */
  isWhateverElse?: true
  /** Every answer is a no. */
  onlyNarrows?: boolean
  /** Who says it for the person; undefined where the person was heard. */
  toldBy?: string | undefined
}

export type SharingWritten = SharingSaved & { written?: number }

/**
 * A change of mind about sharing, heard in a call or beside one: the entries, what follows from them for everybody, the codes that
 * open nothing any more, what the consoles and open pages are told, and the access log. One statement; in force with its commit.
 */
export async function changeSharing(
  deps: SharingDeps,
  way: WayIn,
  changing: Changing,
): Promise<SharingWritten | Refused> {
  const only = sharingSections(way)
  if (!only) return refuseInPart(deps, way)
  let outrunBy = 0
  const whose = { lineId: way.actor.lineId, records: recordsOf(deps.db.sql, way.patientId) }
  const done = await untilWritten<SharingWritten | Refused>(deps, whose, async isTurn => {
    const changed = await changeAsRead(deps, { ...way, only }, changing, isTurn)
    if (changed.kind !== 'stale') return changed
    // What somebody else wrote of the same thing is for whoever asked to look at; once it may have been her own, sent twice.
    outrunBy += 1
    const isFor = !changing.isWhateverElse && !changed.isOutrun && outrunBy > 1
    return isFor
      ? { kind: 'changed_meanwhile', by: [...new Set(changed.changed.map(({ by }) => by.name))] }
      : 'outrun'
  })
  if (done !== 'outrun') return done
  throw new Problem(
    'conflict',
    'Somebody else is changing what may be shared at this moment. Look again, then repeat what you did.',
  )
}

/** Reads, decides and writes once. `isTurn` is asked with the reason to write. */
async function changeAsRead(
  deps: SharingDeps,
  way: WayIn & { only: readonly SectionName[] },
  changing: Changing,
  isTurn: Fragment,
): Promise<SharingWritten | Refused | Extract<Changed, { kind: 'stale' }>> {
  const { asked, toldBy } = changing
  const { commandId, kind } = asked
  const { actor, patientId, only } = way
  const { sql } = deps.db
  const beside = besideSharing(sql, actor.lineId)
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
  const sections = entries.map(({ section }) => section)
  const changed = await changeRecord(deps, {
    ...way,
    relationship: sql`${isTurn} and ${relationshipToWrite(deps, way, sections)}`,
    entries,
    at,
    // Taking back and narrowing are never stopped, not even where it is disputed whose record this is.
    evenIfStopped: kind === 'withdrawn_all' || kind === 'limited' || changing.onlyNarrows === true,
    alongside: alongsideChange(deps, kept, write),
  })
  if (changed.kind !== 'saved') return changed
  deps.wakeFeed(actor.lineId)
  return { kind: 'saved', change: unchanged(kept), written: entries.length }
}

function unchanged({ id: changeId, kind, at, actor, receipts }: Parameters<typeof alongsideChange>[1]) {
  return sayChange({
    changeId,
    kind,
    at,
    staffName: actor.name,
    organisation: actor.organisation,
    receipts: receipts.map(({ looksAfter = null, later = null, ...receipt }) => ({
      ...receipt,
      looksAfter,
      later,
      organisation: null,
      toldAt: null,
      closedAt: at,
    })),
  })
}
