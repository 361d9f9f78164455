import { logAccess } from '#server/audit/auditStore.ts'
import { isTaskHeldAbout, tasksHeldAbout } from '#server/dispatch/taskInHandStore.ts'
import type { KeptRecords } from '#server/patients/keptRecords.ts'
import { wayOfTaskKey } from '#server/patients/leftUnderTask.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import { hasRestriction, hiddenSections, isOffRegister, isShared } from '#server/patients/sharingStore.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { authorize, shownTo } from '#server/staff/core/can.ts'
import type { PatientId } from '#shared/ids.ts'
import type { WhyOpened } from '#shared/patients.ts'
import type { Source } from '#shared/record/provenance.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { callsLeftOut, sectionsFor, sectionsToWrite } from './core/leftOut.ts'
import { type Decision, decideStanding } from './core/standing.ts'
import { type Held, readKnown, readLapsed, stands } from './relationshipStore.ts'

export type AccessDeps = { db: Database; clock: () => Instant; kept: KeptRecords }

/** Who asks for whom, and whether the person was asked just now. */
export type Asking = { actor: Actor; patientId: PatientId; hasAsked: boolean; requestId: string }

const TRIES = 3

/**
 * Does something to a record by the way that is there now. `action`: as which look a closed door is logged; null where nothing of
 * the record is asked for. When the way changed between the look at it and the statement (the
 * person hid another section), it is looked at again; a door that is closed refuses in one sentence, and is in the log.
 */
export async function byWayIn<Done extends { kind: string }>(
  deps: AccessDeps,
  asking: Asking & { action: 'opened' | 'changed' | 'revealed' | null },
  act: (way: WayIn) => Promise<Done | Refused>,
): Promise<Exclude<Done, Refused>> {
  let before: string | null = null
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const decision = await decide(deps, asking)
    if (decision.kind !== 'open') {
      if (before === null && asking.action) await logRefused(deps, asking, asking.action)
      break
    }
    const now = JSON.stringify([decision.by.id, decision.hidden, decision.isInLittle])
    if (now === before) break
    before = now
    const done = await act(wayOf(deps, asking, decision))
    if (!isRefused(done)) return done as Exclude<Done, Refused> // as `isRefused` says
    if (done.because !== NO_REASON) throw new Problem('conflict', done.because)
  }
  throw new Problem('not_allowed', NO_REASON)
}

function isRefused(done: { kind: string }): done is Refused {
  return done.kind === 'refused'
}

/** The way in as it is now, or null: for what asks it again and refuses in words of its own. */
export async function wayInOf(deps: AccessDeps, asking: Asking): Promise<WayIn | null> {
  const decision = await decide(deps, asking)
  return decision.kind === 'open' ? wayOf(deps, asking, decision) : null
}

/** The record's version and by what it is open, if it would open for this actor now. Shows nobody anything: for who may hear that it changed. */
export async function openedBy(
  deps: Pick<AccessDeps, 'db'>,
  actor: Actor,
  patientId: PatientId,
): Promise<{ version: number; by: string } | null> {
  const known = await knownOf(deps, actor, patientId)
  const decision = decideStanding(known, true)
  if (decision.kind !== 'open' || known.version === null) return null
  return { version: known.version, by: decision.by.id }
}

/** Of each of these, in the given order, whether what opened the record stands no more. */
export function lapsed({ db }: Pick<AccessDeps, 'db'>, held: readonly Held[]): Promise<boolean[]> {
  const { sql } = db
  const [taskId, staffId] = [sql`held.id`, sql`held.staff_id`]
  const records = recordsOf(sql, sql`held.patient_id`)
  return readLapsed(db, held, isTaskHeldAbout(sql, { taskId, staffId, records }))
}

export async function decide(
  deps: Pick<AccessDeps, 'db'>,
  { actor, patientId, hasAsked }: Pick<Asking, 'actor' | 'patientId' | 'hasAsked'>,
): Promise<Decision> {
  return decideStanding(await knownOf(deps, actor, patientId), hasAsked)
}

export function logRefused(
  { db }: Pick<AccessDeps, 'db'>,
  { actor, patientId, requestId }: Asking,
  action: 'opened' | 'changed' | 'revealed',
): Promise<void> {
  const access = { actor, action, why: { kind: 'search' as const }, requestId }
  return logAccess(db, access, { patientId, what: [], outcome: 'refused' })
}

function knownOf({ db }: Pick<AccessDeps, 'db'>, actor: Actor, patientId: PatientId) {
  const { sql } = db
  return readKnown(db, actor, patientId, {
    isShared: isShared(sql, actor, patientId),
    asksFirst: hasRestriction(sql, actor, patientId, 'ask_each_time'),
    hidden: hiddenSections(sql, actor, patientId),
    isOffRegister: isOffRegister(sql, patientId),
    tasks: tasksHeldAbout(sql, actor, recordsOf(sql, patientId)),
  })
}

export type Opening = Extract<Decision, { kind: 'open' }>

export function wayOf(
  deps: Pick<AccessDeps, 'db'>,
  { actor, patientId, requestId }: Asking,
  decision: Opening,
): WayIn {
  const { by, hidden, isInLittle } = decision
  const shown = shownTo(actor.role)
  const only = sectionsFor(shown, hidden, isInLittle)
  return {
    actor,
    patientId,
    why: whyOf(decision),
    relationship: stillOpen(deps, actor, patientId, decision),
    requestId,
    key: by.kind === 'task' ? wayOfTaskKey(by.id) : `relationship ${by.id}`,
    ...(only ? { only } : {}),
    ...(callsLeftOut(shown, hidden, isInLittle) === null ? { showsCalls: true as const } : {}),
    writes: authorize(actor, 'shared:edit') ? sectionsToWrite(shown, hidden, isInLittle) : [],
    source: SOURCES[actor.organisationKind],
  }
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

/**
 * A boolean for the statement that reads or writes: the relationship stands, the person still shares, and nothing more is hidden
 * than was left out. A change of mind since the decision closes the record.
 */
function stillOpen(
  { db }: Pick<AccessDeps, 'db'>,
  actor: Actor,
  patientId: PatientId,
  { by, hidden, isInLittle }: Opening,
): Fragment {
  const { sql } = db
  if (by.kind === 'break_glass') return stands(sql, actor, patientId, by.id)
  const stillBy =
    by.kind === 'task'
      ? isTaskHeldAbout(sql, {
          taskId: sql`${by.id}::uuid`,
          staffId: sql`${actor.staffId}::uuid`,
          records: recordsOf(sql, patientId),
        })
      : stands(sql, actor, patientId, by.id)
  return sql`
    ${stillBy}
      and ${isShared(sql, actor, patientId)}
      and ${isOffRegister(sql, patientId)} = ${isInLittle}
      and ${hiddenSections(sql, actor, patientId)} = ${sql.array([...hidden])}::text[]`
}

function whyOf({ by, wasAsked }: Opening): WhyOpened {
  const asked = wasAsked ? { askedNow: 'yes' } : {}
  switch (by.kind) {
    case 'break_glass':
      return { kind: 'emergency', reason: by.because ?? '' }
    case 'claimed':
      return { kind: 'claimed', reason: by.because ?? '', ...asked }
    case 'task':
      return { kind: 'task', taskId: by.id, ...asked }
    case 'caseload':
      return { kind: 'caseload', ...asked }
    default:
      return by.kind satisfies never
  }
}
