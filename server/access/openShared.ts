import { logAccess } from '#server/audit/auditStore.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import type { KeptRecords } from '#server/patients/keptRecords.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { hasRestriction, hiddenSections, isShared } from '#server/patients/sharingStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import { shownTo } from '#server/staff/core/can.ts'
import { relationshipKinds, type Standing } from '#shared/access.ts'
import type { PatientId } from '#shared/ids.ts'
import type { WhyOpened } from '#shared/patients.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { leftOut, sectionsFor } from './core/leftOut.ts'
import { type Decision, decideStanding } from './core/standing.ts'
import { readKnown, stands } from './relationshipStore.ts'

export type AccessDeps = { db: Database; clock: () => Instant; kept: KeptRecords }

export type OpenedShared = { standing: Standing; record: RecordAtAGlance | null }

/** A way into a record that stands at this moment: to be handed to whatever reads or writes it, which asks again as it does so. */
export type WayIn = {
  actor: Actor
  patientId: PatientId
  why: WhyOpened
  relationship: Fragment
  /** Left out: everything that is not sealed. */
  only?: readonly SectionName[]
}

const TRIES = 3

/**
 * The record for somebody without a call in hand: what their relationship, the person's agreement and their role let them see.
 * Every look is in the log, and so is every refusal.
 */
export async function openShared(
  deps: AccessDeps,
  actor: Actor,
  patientId: PatientId,
  { hasAsked, requestId }: { hasAsked: boolean; requestId: string },
): Promise<OpenedShared> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const decision = await decide(deps, actor, patientId, hasAsked)
    if (decision.kind !== 'open') return refused(deps, actor, patientId, decision, requestId)
    const way = wayIn(deps, actor, patientId, decision)
    const opened = await openRecord(deps, { ...way, requestId })
    // Refused though it was decided a moment ago: something changed in between, and is looked at again.
    if (opened.kind === 'refused') continue
    return {
      standing: standingOf(actor, decision),
      record: recordAtAGlance(opened),
    }
  }
  return { standing: { kind: 'may_exist' }, record: null }
}

/** The way in for a change, or the sentence that refuses it. */
export async function wayToChange(
  deps: AccessDeps,
  actor: Actor,
  patientId: PatientId,
  hasAsked: boolean,
): Promise<WayIn | null> {
  const decision = await decide(deps, actor, patientId, hasAsked)
  return decision.kind === 'open' ? wayIn(deps, actor, patientId, decision) : null
}

/** The record's version, if it would open for this actor now. Shows nobody anything: for who may hear that it changed. */
export async function versionIfOpen(
  deps: Pick<AccessDeps, 'db'>,
  actor: Actor,
  patientId: PatientId,
): Promise<number | null> {
  const known = await knownOf(deps, actor, patientId)
  return decideStanding(known, true).kind === 'open' ? known.version : null
}

async function decide(
  deps: Pick<AccessDeps, 'db'>,
  actor: Actor,
  patientId: PatientId,
  hasAsked: boolean,
): Promise<Decision> {
  return decideStanding(await knownOf(deps, actor, patientId), hasAsked)
}

function knownOf({ db }: Pick<AccessDeps, 'db'>, actor: Actor, patientId: PatientId) {
  const { sql } = db
  return readKnown(db, actor, patientId, {
    isShared: isShared(sql, actor, patientId),
    asksFirst: hasRestriction(sql, actor, patientId, 'ask_each_time'),
    hidden: hiddenSections(sql, actor, patientId),
  })
}

type Opening = Extract<Decision, { kind: 'open' }>

/**
 * A boolean for the statement that reads or writes: the relationship stands, the person still shares, and nothing more is hidden
 * than was left out. A change of mind since the decision closes the record.
 */
function stillOpen(
  { db }: AccessDeps,
  actor: Actor,
  patientId: PatientId,
  { by, hidden }: Opening,
): Fragment {
  const { sql } = db
  const related = stands(sql, actor, patientId, by.id)
  if (by.kind === 'break_glass') return related
  return sql`
    ${related}
      and ${isShared(sql, actor, patientId)}
      and ${hiddenSections(sql, actor, patientId)} = ${sql.array([...hidden])}::text[]`
}

function wayIn(deps: AccessDeps, actor: Actor, patientId: PatientId, decision: Opening): WayIn {
  const only = sectionsFor(shownTo(actor.role), decision.hidden)
  return {
    actor,
    patientId,
    why: whyOf(decision),
    relationship: stillOpen(deps, actor, patientId, decision),
    ...(only ? { only } : {}),
  }
}

function whyOf({ by, wasAsked }: Opening): WhyOpened {
  const asked = wasAsked ? { askedNow: 'yes' } : {}
  if (by.kind === 'break_glass') return { kind: 'emergency', reason: by.because ?? '' }
  return by.kind === 'claimed'
    ? { kind: 'claimed', reason: by.because ?? '', ...asked }
    : { kind: 'caseload', ...asked }
}

async function refused(
  { db }: AccessDeps,
  actor: Actor,
  patientId: PatientId,
  decision: Exclude<Decision, Opening>,
  requestId: string,
): Promise<OpenedShared> {
  const access = { actor, action: 'opened' as const, why: { kind: 'search' as const }, requestId }
  await logAccess(db, access, { patientId, what: [], outcome: 'refused' })
  return { standing: inWords(decision), record: null }
}

function inWords(decision: Exclude<Decision, Opening>): Standing {
  switch (decision.kind) {
    case 'may_exist':
      return { kind: 'may_exist' }
    case 'not_shared':
      return {
        kind: 'not_shared',
        because:
          'This person does not share their record with your organisation at present. Ask them, or their GP practice.',
      }
    case 'ask_first':
      return {
        kind: 'ask_first',
        because: 'This person wants to be asked each time before their record is opened.',
      }
    default:
      return decision satisfies never
  }
}

function standingOf(actor: Actor, { by, hidden }: Opening): Standing {
  return {
    kind: 'open',
    by: by.kind,
    because: by.because ?? relationshipKinds[by.kind].text,
    until: by.until,
    leftOut: leftOut(shownTo(actor.role), hidden),
  }
}
