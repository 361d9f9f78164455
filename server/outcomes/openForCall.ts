import { logAccess } from '#server/audit/auditStore.ts'
import type { CallDeps } from '#server/calls/changeCall.ts'
import { callOfLine, notYours } from '#server/calls/commandCall.ts'
import { holder } from '#server/calls/core/follows.ts'
import { isAboutPatient } from '#server/calls/identityStore.ts'
import { stale } from '#server/calls/settleIdentity.ts'
import type { StoredCall } from '#server/calls/storedCall.ts'
import { changeEntry } from '#server/patients/changeRecord.ts'
import { type CallerIs, mayBeTold } from '#server/patients/core/mayBeTold.ts'
import { nameWords } from '#server/patients/core/nameWords.ts'
import type { KeptRecords } from '#server/patients/keptRecords.ts'
import { NO_REASON, openRecord } from '#server/patients/openRecord.ts'
import type { WriteGlance } from '#server/patients/writeGlance.ts'
import { Problem } from '#server/platform/problems.ts'
import { tellBoard } from '#server/platform/tellBoard.ts'
import { Written } from '#server/platform/written.ts'
import type { CallerDetails } from '#shared/calls.ts'
import type { CallId, CommandId, ItemId, PatientId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { PastCall } from '#shared/outcomes.ts'
import type { WhyOpened } from '#shared/patients.ts'
import { type Entry, EntryDraft, knownEntries } from '#shared/record/entry.ts'
import type { KnownState } from '#shared/record/knownState.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { pastCallsOf } from './outcomeStore.ts'

export type RecordDeps = CallDeps & { kept: KeptRecords; writeGlance: WriteGlance }

/** The record of the person a call is about, for the nurse who holds the call, as of the identity she saw. */
export async function openForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  epoch: number,
  requestId: string,
): Promise<Written<typeof routes.openRecord.reply>> {
  const { call, looking } = await aboutPatient(deps, actor, callId, epoch, { action: 'opened', requestId })
  const beside = { what: 'past calls', value: pastCallsOf(deps.db.sql, actor.lineId) }
  const opened = await openRecord(deps, { ...looking, requestId, beside })
  if (opened.kind === 'refused') throw stale()
  const told = mayBeTold(opened.entries, callerIs(call.identity.caller, opened.entries))
  const level = told.mayBeTold === 'not_recorded' ? 'nothing' : told.mayBeTold
  return Written.parts(routes.openRecord.reply, {
    epoch,
    record: deps.writeGlance(opened),
    mayBeTold: { level, because: told.because },
    pastCalls: opened.beside as PastCall[], // parsed here, by the schema of the reply
  })
}

export type Edited =
  | { kind: 'saved'; itemId: ItemId; version: number }
  | { kind: 'changed_meanwhile'; by: string; version: number; body: unknown }

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
  const { call, patientId, looking } = await aboutPatient(deps, actor, callId, edit.epoch, {
    action: 'changed',
    requestId,
  })
  const isSingle = sectionOf(edit.section).cardinality === 'one'
  // What is new takes the command's id, so that the same save sent twice is one item.
  const itemId = isSingle ? patientId : (edit.itemId ?? edit.commandId)
  const draft = EntryDraft.safeParse({
    section: edit.section,
    itemId,
    expectedVersion: edit.version,
    knownState: edit.knownState,
    body: edit.body,
    source: { kind: 'call', callId },
    ...(call.identity.caller?.name ? { confirmedWith: call.identity.caller.name } : {}),
  })
  if (!draft.success) {
    const fields = Object.fromEntries(draft.error.issues.map(issue => [issue.path.join('.'), issue.message]))
    throw new Problem('bad_request', 'Some of this cannot be kept as it is.', { fields })
  }
  const changed = await changeEntry(deps, { ...looking, draft: draft.data, at: deps.clock(), requestId })
  if (changed.kind === 'refused') throw refusal(changed.because)
  if (changed.kind === 'stale') return changedMeanwhile(deps, looking, edit, itemId, changed.changed[0])
  const told: LiveMessage = { kind: 'record', patientId }
  await tellBoard(deps.db, actor.lineId, [told])
  deps.wakeFeed(actor.lineId)
  const written = changed.entries[0]
  return { kind: 'saved', itemId: itemId as ItemId, version: written?.version ?? edit.version + 1 } // a uuid from above
}

/** Without a reason to be there the call has moved on; a rule of the record says what to do instead. */
function refusal(because: string): Problem {
  return because === NO_REASON ? stale() : new Problem('conflict', because)
}

/** Somebody was first: shows what is there now, so that neither loses anything. A repeat of our own save is our own save. */
async function changedMeanwhile(
  deps: RecordDeps,
  looking: Looking,
  edit: Edit,
  itemId: string,
  first: { by: { id?: string | undefined; name: string }; version: number } | undefined,
): Promise<Edited> {
  const opened = await openRecord(deps, { ...looking, only: [edit.section] })
  if (opened.kind === 'refused') throw stale()
  const now = opened.entries.find(entry => entry.itemId === itemId)
  if (edit.version === 0 && itemId === edit.commandId && now)
    return { kind: 'saved', itemId: edit.commandId as string as ItemId, version: now.version } // made by this very command
  return {
    kind: 'changed_meanwhile',
    by: first?.by.name ?? 'a colleague',
    version: now?.version ?? edit.version,
    body: now?.body ?? null,
  }
}

type Looking = {
  actor: Actor
  patientId: PatientId
  why: WhyOpened
  relationship: ReturnType<typeof isAboutPatient>
}

/** The call in this nurse's hand and the person it is about at this epoch, with the way into their record. */
export async function aboutPatient(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  epoch: number,
  wanted: { action: 'opened' | 'changed'; requestId: string },
): Promise<{ call: StoredCall; patientId: PatientId; looking: Looking }> {
  const call = await callOfLine(deps, actor, callId)
  const { patientId } = call
  if (holder(call.facts)?.staffId !== actor.staffId) {
    const access = { ...wanted, actor, why: { kind: 'call' as const, callId } }
    if (patientId) await logAccess(deps.db, access, { patientId, what: [], outcome: 'refused' })
    throw notYours()
  }
  if (call.identityEpoch !== epoch) throw stale()
  if (!patientId) throw new Problem('conflict', 'Say first who the call is about.')
  const relationship = isAboutPatient(deps.db.sql, {
    callId,
    lineId: actor.lineId,
    staffId: actor.staffId,
    patientId,
    epoch,
  })
  return { call, patientId, looking: { actor, patientId, why: whyOf(call), relationship } }
}

/** A record opened without the checks says so in the access log, with the nurse's reason. */
function whyOf({ id, identity }: StoredCall): WhyOpened {
  if (!identity.skippedBecause) return { kind: 'call', callId: id }
  return { kind: 'emergency', reason: identity.skippedBecause, callId: id }
}

/** Whom the nurse takes the caller to be: as she said, or the one contact whose name the caller gave. */
function callerIs(caller: CallerDetails | null, entries: readonly Entry[]): CallerIs {
  if (!caller) return { kind: 'someone_else' }
  if (caller.isPatient) return { kind: 'patient' }
  if (caller.contactItemId) return { kind: 'contact', itemId: caller.contactItemId }
  const said = nameWords(caller.name)
  const named = knownEntries(entries, 'personalContacts').filter(({ body }) => {
    const words = nameWords(body.name)
    return said.length > 0 && said.every(word => words.includes(word))
  })
  const [only] = named
  return named.length === 1 && only ? { kind: 'contact', itemId: only.itemId } : { kind: 'someone_else' }
}
