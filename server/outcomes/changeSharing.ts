import { sayChange } from '#server/access/core/sayChange.ts'
import { endCodes } from '#server/access/crewCodeStore.ts'
import {
  type ChangeKind,
  isKept,
  keepChange,
  keepCodeReceipts,
  type NewReceipt,
} from '#server/access/sharingChangeStore.ts'
import { type BesideIt, besideSharing, readBeside, SHARING_SECTIONS } from '#server/access/sharingOf.ts'
import { stale } from '#server/calls/settleIdentity.ts'
import { authorOf, changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { Hearing } from '#server/patients/core/settleSharing.ts'
import { whatSees, wishesOf } from '#server/patients/core/whoSees.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import type { CallId, CommandId } from '#shared/ids.ts'
import { type Entry, knownEntries, readEntry } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import type { SharingSaved } from '#shared/sharing.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { aboutPatient, type RecordDeps, refusal } from './aboutPatient.ts'

/** What the change is to write, worked out from the record as it was just read. */
export type Working = {
  entries: readonly Entry[]
  organisations: BesideIt['organisations']
  hearing: Hearing
  caller: string | undefined
}

export type Changing = {
  commandId: CommandId
  epoch: number
  kind: ChangeKind
  /** The versions to write; none where there is nothing left to change. */
  toWrite: (working: Working) => EntryToWrite[]
  /** Whom it touches besides organisations and carers, whose receipts follow from the entries. */
  receipts?: (working: Working) => NewReceipt[]
  /** Read and decide again when a colleague was quicker: for what holds whatever they wrote. */
  isWhateverElse?: true
}

const TRIES = 3

/**
 * A change of mind about sharing, heard in a call: the entries, what follows from them for everybody, the codes that open nothing
 * any more, what the consoles and open pages are told, and the access log. One statement; in force with its commit.
 */
export async function changeSharing(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  changing: Changing,
  requestId: string,
): Promise<SharingSaved & { written?: number }> {
  const { commandId, epoch, kind } = changing
  const wanted = { action: 'changed' as const, requestId }
  const { call, patientId, looking } = await aboutPatient(deps, actor, callId, epoch, wanted)
  const { sql } = deps.db
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const beside = besideSharing(sql, actor.lineId)
    const opened = await openRecord(deps, { ...looking, only: SHARING_SECTIONS, beside, requestId })
    if (opened.kind === 'refused') throw stale()
    const { organisations, changes } = readBeside(opened.beside)
    const before = changes.find(({ changeId }) => changeId === commandId)
    if (before && (await isKept(deps.db, actor, patientId, commandId)))
      return { kind: 'saved', change: sayChange(before), written: 0 }
    const at = deps.clock()
    const hearing = { at, author: authorOf(actor), callId, patientId }
    const working = { entries: opened.entries, organisations, hearing, caller: call.identity.caller?.name }
    const entries = changing.toWrite(working)
    const follows = [
      ...receiptsOf(opened.entries, entries, organisations, at),
      ...(changing.receipts?.(working) ?? []),
    ]
    const kept = { id: commandId, kind, actor, patientId, callId, at, receipts: follows }
    if (entries.length === 0) return { kind: 'saved', change: unchanged(kept), written: 0 }
    const crewsSee = whatSees(wishesAfter(opened.entries, entries), CREW, at)
    const changed = await changeRecord(deps, {
      ...looking,
      entries,
      at,
      // Taking back and narrowing are never stopped, not even where it is disputed whose record this is.
      evenIfStopped: kind === 'withdrawn_all' || kind === 'limited',
      requestId,
      alongside: {
        keeps: isWritten => sql`
          ${keepChange(sql, kept, isWritten)},
          ${endCodes(sql, actor.lineId, patientId, sql`${crewsSee === 'nothing'} and ${isWritten}`)},
          ${keepCodeReceipts(sql, at)}`,
        tells: [{ kind: 'record', patientId }],
      },
    })
    if (changed.kind === 'refused') throw refusal(changed.because)
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

/** An ambulance crew with a code, whoever they are. */
const CREW = { name: 'ambulance crew', kind: 'ambulance', odsCode: null } as const

function unchanged(kept: Parameters<typeof keepChange>[1]) {
  const { id: changeId, kind, at, actor, receipts } = kept
  return sayChange({
    changeId,
    kind,
    at,
    staffName: actor.name,
    organisation: actor.organisation,
    receipts: receipts.map(receipt => ({ ...receipt, organisation: null, toldAt: null, closedAt: at })),
  })
}

/** For each organisation and each carer for whom something is different afterwards. The line itself keeps what it has. */
function receiptsOf(
  entries: readonly Entry[],
  written: readonly EntryToWrite[],
  organisations: BesideIt['organisations'],
  at: Instant,
): NewReceipt[] {
  const [before, after] = [wishesOf(entries), wishesAfter(entries, written)]
  const ofOrganisations = organisations
    .filter(({ kind }) => kind !== 'hub')
    .flatMap((organisation): NewReceipt[] => {
      const [saw, sees] = [whatSees(before, organisation, at), whatSees(after, organisation, at)]
      const { organisationId, name } = organisation
      const key = `organisation/${organisationId}`
      return saw === sees ? [] : [{ key, kind: 'organisation', who: name, before: saw, after: sees }]
    })
  const were = new Map(knownEntries(entries, 'personalContacts').map(entry => [entry.itemId, entry.body]))
  const ofCarers = knownEntries(entriesAfter(entries, written), 'personalContacts').flatMap(
    ({ itemId, body }): NewReceipt[] => {
      const [was, is] = [known(were.get(itemId)?.mayBeTold), known(body.mayBeTold)]
      if (is === undefined || was === is) return []
      const who = `${body.name} (${body.relationship.toLowerCase()})`
      return [{ key: `carer/${itemId}`, kind: 'carer', who, before: was ?? null, after: is }]
    },
  )
  return [...ofOrganisations, ...ofCarers]
}

function wishesAfter(entries: readonly Entry[], written: readonly EntryToWrite[]) {
  return wishesOf(entriesAfter(entries, written))
}

/** The entries as they will be: each written item instead of what stood there. */
function entriesAfter(entries: readonly Entry[], written: readonly EntryToWrite[]): Entry[] {
  const isReplaced = ({ section, itemId }: Entry) =>
    written.some(entry => entry.section === section && entry.itemId === itemId)
  const news = written.map(
    ({ expectedVersion, ...entry }) =>
      readEntry({
        ...entry,
        patientId: entry.itemId,
        version: expectedVersion + 1,
        writtenAt: entry.recordedAt,
      } as Parameters<typeof readEntry>[0]), // its body was parsed when it was made
  )
  return [...entries.filter(entry => !isReplaced(entry)), ...news]
}
