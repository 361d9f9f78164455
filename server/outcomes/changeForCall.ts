import type { StoredCall } from '#server/calls/storedCall.ts'
import { type Changed, changeEntry, confirmEntries, retractEntry } from '#server/patients/changeRecord.ts'
import { isKeptBack } from '#server/patients/core/keptBack.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import { tellBoard } from '#server/platform/tellBoard.ts'
import { type CallId, type CommandId, ItemId } from '#shared/ids.ts'
import type { ChangedBy } from '#shared/patients.ts'
import { type Entry, EntryDraft } from '#shared/record/entry.ts'
import type { KnownState } from '#shared/record/knownState.ts'
import { isSame } from '#shared/record/sayValue.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { ChangedMeanwhile, SeenItem } from '#shared/recordRoutes.ts'
import type { Actor } from '#shared/staff.ts'
import { aboutPatient, type LookingForCall, type RecordDeps, refusal } from './aboutPatient.ts'

export type Edited = { kind: 'saved'; itemId: ItemId; version: number } | ChangedMeanwhile

export type Edit = {
  commandId: CommandId
  epoch: number
  section: SectionName
  itemId?: ItemId | undefined
  version: number
  knownState: KnownState
  body?: unknown
}

/** Writes what the call taught: a new version of one item, said to come from this call and, as it was told, confirmed. */
export async function editForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  edit: Edit,
  requestId: string,
): Promise<Edited> {
  const wanted = { action: 'changed', requestId } as const
  const { call, patientId, looking } = await aboutPatient(deps, actor, callId, edit.epoch, wanted)
  const isSingle = sectionOf(edit.section).cardinality === 'one'
  // What is new takes the command's id, so that the same save sent twice is one item.
  const itemId = ItemId.parse(isSingle ? patientId : (edit.itemId ?? edit.commandId))
  const draft = draftOf(call, edit, itemId)
  const changed = await changeEntry(deps, { ...looking, draft, at: deps.clock() })
  if (changed.kind === 'refused') throw refusal(changed.because)
  if (changed.kind === 'stale')
    return changedMeanwhile(deps, looking, { draft, edit, first: changed.changed[0] })
  await tellRecord(deps, looking)
  const written = changed.entries[0]
  return { kind: 'saved', itemId, version: written?.version ?? edit.version + 1 }
}

export type Corrected =
  | { kind: 'saved'; items: SeenItem[] }
  | { kind: 'changed_meanwhile'; changed: ChangedBy[] }

/** Says of items that were gone through in the call that they are still right: all of them, or none. */
export async function confirmForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  asked: { epoch: number; items: readonly SeenItem[]; confirmedWith?: string | undefined },
  requestId: string,
): Promise<Corrected> {
  const wanted = { action: 'changed', requestId } as const
  const { call, looking } = await aboutPatient(deps, actor, callId, asked.epoch, wanted)
  const confirmedWith = asked.confirmedWith ?? call.identity.caller?.name
  const changed = await confirmEntries(deps, {
    ...looking,
    items: asked.items.map(item => seen(item, callId)),
    ...(confirmedWith ? { confirmedWith } : {}),
    at: deps.clock(),
  })
  return corrected(deps, looking, changed, asked.items, 'confirmed')
}

/** Marks an item as entered in error, with the reason. It stays on the record, struck through. */
export async function retractForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  asked: { epoch: number; item: SeenItem; because: string },
  requestId: string,
): Promise<Corrected> {
  const wanted = { action: 'changed', requestId } as const
  const { looking } = await aboutPatient(deps, actor, callId, asked.epoch, wanted)
  const item = seen(asked.item, callId)
  const changed = await retractEntry(deps, { ...looking, item, because: asked.because, at: deps.clock() })
  return corrected(deps, looking, changed, [asked.item], 'retracted')
}

function draftOf({ id, identity }: StoredCall, edit: Edit, itemId: ItemId): EntryDraft {
  const draft = EntryDraft.safeParse({
    section: edit.section,
    itemId,
    expectedVersion: edit.version,
    knownState: edit.knownState,
    body: edit.body,
    source: { kind: 'call', callId: id },
    ...(identity.caller?.name ? { confirmedWith: identity.caller.name } : {}),
  })
  if (draft.success) return draft.data
  const fields = Object.fromEntries(draft.error.issues.map(issue => [issue.path.join('.'), issue.message]))
  throw new Problem('bad_request', 'Some of this cannot be kept as it is.', { fields })
}

function seen({ section, itemId, version }: SeenItem, callId: CallId) {
  return { section, itemId, expectedVersion: version, source: { kind: 'call', callId } } as const
}

/** Somebody was first: shows what is there now, so that neither loses anything. A repeat of our own save is our own save. */
async function changedMeanwhile(
  deps: RecordDeps,
  looking: LookingForCall,
  { draft, edit, first }: { draft: EntryDraft; edit: Edit; first: ChangedBy | undefined },
): Promise<Edited> {
  const { section, itemId } = draft
  if (!first) throw new Problem('not_found', 'There is no such thing on this record any more.')
  if (isKeptBack(section))
    throw new Problem(
      'conflict',
      `${first.by.name} changed this after you opened it. Ask them before you write.`,
    )
  const opened = await openRecord(deps, { ...looking, only: [section] })
  if (opened.kind === 'refused') throw refusal(opened.because)
  const now = opened.entries.find(entry => entry.itemId === itemId)
  if (!now) throw new Problem('not_found', 'There is no such thing on this record any more.')
  if (itemId === edit.commandId || isOurs(now, draft, looking.actor))
    return { kind: 'saved', itemId: ItemId.parse(itemId), version: now.version }
  const { version, change, knownState, retracted, body } = now
  return {
    kind: 'changed_meanwhile',
    by: first.by.name,
    at: first.at,
    change,
    version,
    knownState,
    ...(body === undefined ? {} : { body }),
    ...(retracted ? { retracted } : {}),
  }
}

/** The answer to a save was lost on its way and the save came again: what it wrote is there already. */
function isOurs(now: Entry, draft: EntryDraft, actor: Actor): boolean {
  return (
    now.version === draft.expectedVersion + 1 &&
    (now.change === 'added' || now.change === 'changed') &&
    now.author.id === actor.staffId &&
    now.knownState === draft.knownState &&
    isSame(now.body, draft.body)
  )
}

async function corrected(
  deps: RecordDeps,
  looking: LookingForCall,
  changed: Changed,
  items: readonly SeenItem[],
  how: 'confirmed' | 'retracted',
): Promise<Corrected> {
  if (changed.kind === 'refused') throw refusal(changed.because)
  if (changed.kind === 'stale' && !isDoneAlready(changed.changed, items, how, looking.actor))
    return { kind: 'changed_meanwhile', changed: changed.changed }
  await tellRecord(deps, looking)
  return { kind: 'saved', items: items.map(item => ({ ...item, version: item.version + 1 })) }
}

/** As `isOurs`: the same was asked twice, and the first time was enough. */
function isDoneAlready(
  changed: readonly ChangedBy[],
  items: readonly SeenItem[],
  how: 'confirmed' | 'retracted',
  { staffId }: Actor,
): boolean {
  return items.every(({ section, itemId, version }) =>
    changed.some(
      now =>
        now.section === section &&
        now.itemId === itemId &&
        now.version === version + 1 &&
        now.change === how &&
        now.by.id === staffId,
    ),
  )
}

async function tellRecord(deps: RecordDeps, { actor, patientId }: LookingForCall): Promise<void> {
  await tellBoard(deps.db, actor.lineId, [{ kind: 'record', patientId }])
  deps.wakeFeed(actor.lineId)
}
