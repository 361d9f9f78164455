import { Problem } from '#server/platform/problems.ts'
import { ItemId } from '#shared/ids.ts'
import type { ChangedBy } from '#shared/patients.ts'
import { type Entry, EntryDraft } from '#shared/record/entry.ts'
import { isSame } from '#shared/record/sayValue.ts'
import { sectionOf } from '#shared/record/sections.ts'
import type { EditEntry, Edited } from '#shared/recordActs.ts'
import type { Actor } from '#shared/staff.ts'
import { authorOf, changeEntry } from './changeRecord.ts'
import { keyOf } from './core/coverLocation.ts'
import { toWrite } from './core/entryToWrite.ts'
import { isKeptBack } from './core/keptBack.ts'
import { noLongerHalfWritten } from './halfWrittenStore.ts'
import { lookIntoRecord, openRecord } from './openRecord.ts'
import { type Follow, type Refused, tellRecord, type WayIn, type WriteDeps, writeFollowed } from './wayIn.ts'

/** Writes a new version of one item, by whichever way the record is open. Whoever comes second is shown what is there, and nothing of theirs is written yet. */
export async function editItem(
  deps: WriteDeps,
  way: WayIn,
  edit: EditEntry,
  follow: Follow,
): Promise<Edited | Refused> {
  const isSingle = sectionOf(edit.section).cardinality === 'one'
  const itemId = ItemId.parse(isSingle ? way.patientId : (edit.itemId ?? edit.commandId))
  const draft = draftOf(way, edit, itemId)
  const followedBy = noLongerHalfWritten(deps.db.sql, way, {
    section: edit.section,
    itemId,
    savedVersion: edit.version + 1,
    typedAt: edit.typedAt,
  })
  const at = deps.clock()
  const entries = [toWrite(draft, authorOf(way.actor), at)]
  const writing = { commandId: edit.commandId, kind: 'edited', entries } as const
  const written = await writeFollowed(deps, follow, way, writing, by =>
    changeEntry(deps, { ...way, draft, at, followedBy, ...by }),
  )
  if (written.kind === 'refused') return written
  const { changed, following } = written
  if (changed.kind === 'refused') return changed
  if (changed.kind === 'stale') return changedMeanwhile(deps, way, draft, changed.changed[0])
  await tellRecord(deps, way, [edit.section], following)
  const [saved] = changed.entries
  return { kind: 'saved', itemId, version: saved?.version ?? edit.version + 1 }
}

function draftOf({ source, saidBy }: WayIn, edit: EditEntry, itemId: ItemId): EntryDraft {
  const draft = EntryDraft.safeParse({
    section: edit.section,
    itemId,
    expectedVersion: edit.version,
    knownState: edit.knownState,
    body: edit.body,
    source,
    ...(saidBy ? { confirmedWith: saidBy } : {}),
  })
  if (draft.success) return draft.data
  const fields = Object.fromEntries(draft.error.issues.map(issue => [issue.path.join('.'), issue.message]))
  throw new Problem('bad_request', 'Some of this cannot be kept as it is.', { fields })
}

/** Somebody was first: shows what is there now, so that neither loses anything. A repeat of our own save is our own save. */
async function changedMeanwhile(
  deps: WriteDeps,
  way: WayIn,
  draft: EntryDraft,
  first: ChangedBy | undefined,
): Promise<Edited | Refused> {
  const { section, itemId } = draft
  if (!first) throw new Problem('not_found', 'There is no such thing on this record any more.')
  if (isKeptBack(section))
    throw new Problem(
      'conflict',
      `${first.by.name} changed this after you opened it. Ask them before you write.`,
    )
  const opened = await openRecord(deps, { ...way, only: [section] })
  if (opened.kind === 'refused') return opened
  const { covered } = opened
  if (covered?.parts.has(keyOf(draft)) || covered?.whole.some(entry => keyOf(entry) === keyOf(draft)))
    return coveredMeanwhile(deps, way, draft, first.by.name)
  const now = opened.entries.find(entry => entry.itemId === itemId)
  if (!now) throw new Problem('not_found', 'There is no such thing on this record any more.')
  if (isOurs(now, draft, way.actor))
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

/** What tells a protected place is not shown by the way, not even to whoever was writing it. It is compared, and no more. */
async function coveredMeanwhile(
  deps: WriteDeps,
  way: WayIn,
  draft: EntryDraft,
  who: string,
): Promise<Edited | Refused> {
  const { section, itemId } = draft
  const compared = await lookIntoRecord(deps, {
    ...way,
    only: [section],
    action: 'compared',
    showsPlace: true,
  })
  if (compared.kind === 'refused') return compared
  const now = compared.entries.find(entry => entry.itemId === itemId)
  if (now && isOurs(now, draft, way.actor))
    return { kind: 'saved', itemId: ItemId.parse(itemId), version: now.version }
  throw new Problem('conflict', `${who} changed this after you saw it. Have it shown again before you write.`)
}

/**
 * The answer to a save was lost on its way and the save came again: what it wrote is there already. Not so when it says something
 * else by now: then what was written since is still to be saved, and whoever asks is shown both.
 */
function isOurs(now: Entry, draft: EntryDraft, actor: Actor): boolean {
  return (
    now.version === draft.expectedVersion + 1 &&
    (now.change === 'added' || now.change === 'changed') &&
    now.author.id === actor.staffId &&
    now.knownState === draft.knownState &&
    isSame(now.body, draft.body)
  )
}
