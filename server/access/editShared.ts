import { changeEntry } from '#server/patients/changeRecord.ts'
import { NO_REASON, openRecord } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import { tellBoard } from '#server/platform/tellBoard.ts'
import { shownTo } from '#server/staff/core/can.ts'
import type { CommandId, ItemId, LineId, PatientId } from '#shared/ids.ts'
import { EntryDraft } from '#shared/record/entry.ts'
import type { Source } from '#shared/record/provenance.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import { sectionsFor } from './core/leftOut.ts'
import { type AccessDeps, wayToChange } from './openShared.ts'

export type Edited =
  | { kind: 'saved'; itemId: ItemId; version: number }
  | { kind: 'changed_meanwhile'; by: string; version: number; body: unknown }

type Edit = {
  commandId: CommandId
  section: SectionName
  itemId?: ItemId | undefined
  version: number
  body?: unknown
}

/** What an organisation writes is said to come from it. */
const SOURCES: Readonly<Record<Actor['organisationKind'], Source>> = {
  hub: { kind: 'console' },
  gp: { kind: 'gp_record' },
  community_nursing: { kind: 'community_team' },
  hospice: { kind: 'hospice' },
  hospital: { kind: 'hospital' },
  ambulance: { kind: 'ambulance' },
  out_of_hours: { kind: 'community_team' },
  social_care: { kind: 'community_team' },
  care_home: { kind: 'care_home' },
  pharmacy: { kind: 'community_team' },
  voluntary: { kind: 'community_team' },
}

/** Writes a new version of one item, for somebody who has the record open without a call. */
export async function editShared(
  deps: AccessDeps & { wakeFeed: (lineId: LineId) => void },
  actor: Actor,
  patientId: PatientId,
  edit: Edit,
  { hasAsked, requestId }: { hasAsked: boolean; requestId: string },
): Promise<Edited> {
  const way = await wayToChange(deps, actor, patientId, hasAsked)
  const mayWrite = sectionsFor(shownTo(actor.role), [])
  if (!way || (way.only ?? mayWrite)?.includes(edit.section) === false)
    throw new Problem('not_allowed', NO_REASON)
  const isSingle = sectionOf(edit.section).cardinality === 'one'
  const itemId = isSingle ? patientId : (edit.itemId ?? edit.commandId)
  const draft = EntryDraft.safeParse({
    section: edit.section,
    itemId,
    expectedVersion: edit.version,
    knownState: 'known',
    body: edit.body,
    source: SOURCES[actor.organisationKind],
  })
  if (!draft.success) {
    const fields = Object.fromEntries(draft.error.issues.map(issue => [issue.path.join('.'), issue.message]))
    throw new Problem('bad_request', 'Some of this cannot be kept as it is.', { fields })
  }
  const changed = await changeEntry(deps, { ...way, draft: draft.data, at: deps.clock(), requestId })
  if (changed.kind === 'refused') throw new Problem('not_allowed', changed.because)
  if (changed.kind === 'stale') {
    const opened = await openRecord(deps, { ...way, only: [edit.section], requestId })
    if (opened.kind === 'refused') throw new Problem('not_allowed', NO_REASON)
    const now = opened.entries.find(entry => entry.itemId === itemId)
    if (edit.version === 0 && itemId === (edit.commandId as string) && now)
      return { kind: 'saved', itemId: itemId as ItemId, version: now.version } // made by this very command
    return {
      kind: 'changed_meanwhile',
      by: changed.changed[0]?.by.name ?? 'a colleague',
      version: now?.version ?? edit.version,
      body: now?.body ?? null,
    }
  }
  await tellBoard(deps.db, actor.lineId, [{ kind: 'record', patientId }])
  deps.wakeFeed(actor.lineId)
  const written = changed.entries[0]
  return { kind: 'saved', itemId: itemId as ItemId, version: written?.version ?? edit.version + 1 } // a uuid from above
}
