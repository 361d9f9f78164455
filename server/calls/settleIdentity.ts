import { owedElsewhere } from '#server/dispatch/owedElsewhere.ts'
import { keptOf, recordsTold } from '#server/patients/linkStore.ts'
import { isRegisteredFrom, registerProvisional } from '#server/patients/registerPatient.ts'
import { type Life, livesOf, lockPersons, touchPersons } from '#server/patients/stopStore.ts'
import type { Fragment } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { insertPromises, type NewPromise } from '#server/platform/promises.ts'
import type { CallerSaid, CallIdentity, IdentityMatch, Said } from '#shared/calls.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import { type CallId, type CommandId, PatientId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import { Identity } from '#shared/record/who.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant, LocalDate } from '#shared/time.ts'
import { toBoard } from './callStore.ts'
import type { CallDeps } from './changeCall.ts'
import { callInHand } from './commandCall.ts'
import { writeIdentity } from './identityStore.ts'
import { proveIdentity } from './proveIdentity.ts'
import { noSuchPerson } from './sayWhoItIs.ts'
import type { StoredCall, StoredIdentity } from './storedCall.ts'

const TRIES = 8
/** Shift leads are told that a child rings: server/shift/tellLeads.ts. */
export const CHILD_RINGS = 'call.child_rings'

type Settling = { actor: Actor; call: StoredCall; to: PatientId | null; at: Instant; requestId: string }

/** What goes with whom a call is about, besides the call: what it owes, and where what was saved of it stands. */
export type Along = {
  tasks: { before: BoardTask; is: BoardTask }[]
  /** Whose records change by it; and the one of them onto which something comes, as it was read. */
  persons: PatientId[]
  onto: (Life & { patientId: PatientId }) | null
  /** What the diary keeps of it. */
  beside: Readonly<Record<string, string>>
  parts: (onlyIf: Fragment) => Fragment[]
  /** Written after the feed, as the access log is. */
  last: (onlyIf: Fragment) => Fragment[]
}
/** Outcomes and deaths are above this module, which is handed it. */
export type GoesAlong = (settling: Settling) => Promise<Along>
type SettleDeps = CallDeps & { goesAlong: GoesAlong }

export type Confirm = {
  commandId: CommandId
  epoch: number
  patientId: PatientId
  said: Said
  caller: CallerSaid
  skippedBecause?: string | undefined
}

export type Confirmed = { kind: 'confirmed'; call: StoredCall } | { kind: 'not_enough'; match: IdentityMatch }

/**
 * Opens the way to a record: two things that the caller said match this person, or the nurse says why there is no time for
 * that. What was checked and what was skipped is kept with the call. Source: domain guide 3.6.
 */
export async function confirmIdentity(
  deps: SettleDeps,
  actor: Actor,
  callId: CallId,
  { commandId, epoch, patientId, said, caller, skippedBecause }: Confirm,
  requestId: string,
): Promise<Confirmed> {
  const call = await callInHand(deps, actor, callId)
  const proof = await proveIdentity(
    deps,
    actor,
    callId,
    { patientId, said, caller, skippedBecause },
    requestId,
  )
  if (proof.kind === 'not_enough') return proof
  const { checked } = proof
  const identity: StoredIdentity = {
    checked,
    skippedBecause: proof.skippedBecause,
    caller,
    provisional: false,
  }
  return {
    kind: 'confirmed',
    call: await settle(deps, actor, call, { commandId, epoch, requestId }, { patientId, identity }),
  }
}

/** Somebody who is on nobody's list and needs help now: a record of what is known, which may be next to nothing. */
export async function makeProvisional(
  deps: SettleDeps,
  actor: Actor,
  callId: CallId,
  person: {
    commandId: CommandId
    epoch: number
    name: string
    birthDate?: LocalDate | undefined
    where?: string | undefined
    caller: CallerSaid
  },
  requestId: string,
): Promise<StoredCall> {
  const call = await callInHand(deps, actor, callId)
  const patientId = PatientId.parse(person.commandId) // the same command makes the same person
  if (call.identityEpoch !== person.epoch && call.patientId !== patientId) throw stale()
  const source = { kind: 'call' as const, callId }
  const made = await registerProvisional(deps, {
    actor,
    patientId,
    why: { kind: 'call', callId },
    person: provisionalEntries(person),
    source,
    at: deps.clock(),
    newId: deps.newId(),
    requestId,
  })
  if (made.kind === 'refused') throw new Problem('bad_request', made.because)
  // The id is the asker's: that of somebody who is known already would open their record without any check.
  if (
    made.kind === 'already_registered' &&
    !(await isRegisteredFrom(deps, { lineId: actor.lineId, patientId, source }))
  )
    throw new Problem('conflict', 'This command was used before. Make the new person once more.')
  const identity: StoredIdentity = {
    checked: [],
    skippedBecause: null,
    caller: person.caller,
    provisional: true,
  }
  const { commandId, epoch } = person
  return settle(deps, actor, call, { commandId, epoch, requestId }, { patientId, identity })
}

function provisionalEntries({
  name,
  birthDate,
  where,
}: {
  name: string
  birthDate?: LocalDate | undefined
  where?: string | undefined
}) {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const family = words.length > 1 ? words.at(-1) : undefined
  const given = (words.length > 1 ? words.slice(0, -1) : words).join(' ')
  const identity = Identity.safeParse({
    name: given ? { given, ...(family ? { family } : {}) } : { unknown: 'not_known' },
    birthDate: birthDate ?? { unknown: 'not_known' },
  })
  if (!identity.success)
    throw new Problem('bad_request', 'The name cannot be kept as it is written.', {
      fields: { name: 'Write the name in another way.' },
    })
  return { identity: identity.data, ...(where ? { whereNow: { text: where } } : {}) }
}

/** "This is the wrong person": the record is closed for this call at once, and every save that still means it is refused. */
export async function clearIdentity(
  deps: SettleDeps,
  actor: Actor,
  callId: CallId,
  { commandId, epoch, because }: { commandId: CommandId; epoch: number; because: string },
  requestId: string,
): Promise<StoredCall> {
  const identity: StoredIdentity = { checked: [], skippedBecause: null, caller: null, provisional: false }
  const call = await callInHand(deps, actor, callId)
  return settle(deps, actor, call, { commandId, epoch, requestId }, { patientId: null, identity, because })
}

/**
 * The other record of the same person, which two colleagues linked to this one: whom the call is about stays as it was confirmed,
 * and the epoch grows, so that nothing that was begun on the one is saved on the other.
 */
export async function moveToLinked(
  deps: SettleDeps,
  actor: Actor,
  callId: CallId,
  { commandId, epoch, patientId }: { commandId: CommandId; epoch: number; patientId: PatientId },
  requestId: string,
): Promise<StoredCall> {
  const call = await callInHand(deps, actor, callId)
  if (call.identityEpoch !== epoch && call.patientId !== patientId) throw stale()
  const ids = call.patientId ? [call.patientId, patientId] : []
  const linked = await deps.db.run(keptOf(deps.db.sql, actor.lineId, ids))
  const kept = new Set(linked.map(({ keptAt }) => keptAt))
  if (linked.length < new Set(ids).size || kept.size !== 1) throw noSuchPerson()
  return settle(deps, actor, call, { commandId, epoch, requestId }, { patientId, identity: call.identity })
}

/** `because` goes into the diary: why it was somebody else. */
type Settled = { patientId: PatientId | null; identity: StoredIdentity; because?: string }
type Command = { commandId: CommandId; epoch: CallIdentity['epoch']; requestId: string }

/** Writes where nothing but webhooks came between, on the call as it was `read`: another epoch means that somebody settled it otherwise. */
async function settle(
  deps: SettleDeps,
  actor: Actor,
  read: StoredCall,
  { commandId, epoch, requestId }: Command,
  { because, ...settled }: Settled,
): Promise<StoredCall> {
  const callId = read.id
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const call = attempt === 1 ? read : await callInHand(deps, actor, callId)
    if (call.identityEpoch === epoch + 1 && call.patientId === settled.patientId) return call // the answer was lost on the way
    if (call.identityEpoch !== epoch) throw stale()
    const after = {
      ...call,
      ...settled,
      version: call.version + 1,
      identityEpoch: epoch + 1,
      isOffRegister: null,
    }
    const at = deps.clock()
    const settling = { actor, call, to: settled.patientId, at, requestId }
    const { persons, owed, beside, ...alongside } = await whatFollows(deps, settling, settled.identity)
    const ofCall: LiveMessage[] = [
      { kind: 'call', call: toBoard(after) },
      { kind: 'identity', callId, epoch: epoch + 1 },
      ...owed.told,
    ]
    const told =
      persons.length > 0 ? recordsTold(deps.db.sql, persons, ofCall, { turnsLists: false }) : ofCall
    const entry = { sourceKey: `identity/${commandId}`, at, because: because || null, beside }
    if (await writeIdentity(deps.db, call, actor.staffId, settled, entry, { ...alongside, told })) {
      deps.wakeFeed(actor.lineId)
      deps.keptCalls?.keep(after)
      if (settled.identity.caller?.isChild) deps.wakeTicker()
      return after
    }
  }
  throw new Problem(
    'conflict',
    'This call is changing too quickly to save. Look at it again, then repeat what you did.',
  )
}

/**
 * What changes with whom a call is about. A promise that the call made, as by an outcome that was saved while the two still talked, is
 * owed about whom the call is about: it leaves the one record and comes to the other. So does what was saved leave the one. Locked in
 * the order of the house: persons, tasks, then the call.
 */
async function whatFollows({ db, goesAlong }: SettleDeps, settling: Settling, { caller }: StoredIdentity) {
  const { call, to } = settling
  const along = await goesAlong(settling)
  const tasks = along.tasks.filter(({ before, is }) => before !== is || before.patientId !== to)
  const ofTasks = tasks.length > 0 ? [to, ...tasks.map(({ before }) => before.patientId)] : []
  const persons = [...new Set([...timelineLeft(call, to), ...along.persons, ...ofTasks])].filter(
    id => id !== null,
  )
  const lives = tasks.length > 0 ? await livesOf(db, call.lineId, persons) : []
  const { sql } = db
  const owed = owedElsewhere(sql, call.lineId, tasks, { to, lives })
  return {
    persons,
    owed,
    beside: along.beside,
    first: sql`
      ${lockPersons(sql, call.lineId, persons, along.onto)},
      unchanged as materialized (
        select case when exists (select from persons_as_read) then ${owed.isAsRead} else false end as holds
      )`,
    parts: (isWritten: Fragment) => [
      touchPersons(sql, call.lineId, persons, isWritten),
      ...owed.parts(isWritten),
      ...along.parts(isWritten),
      ...(caller?.isChild
        ? [sql`child_rings as (${insertPromises(sql, call.lineId, [tellLeads(settling)], isWritten)})`]
        : []),
    ],
    last: along.last,
  }
}

/** Once for a call, however often it is said anew whom it is about. */
function tellLeads({ call, at }: Settling): NewPromise {
  return { key: `call/${call.id}/child_rings`, kind: CHILD_RINGS, subjectId: call.id, body: {}, dueAt: at }
}

/** Whose timeline this call stood on, with its outcome, and does no more: whoever has that record or one linked to it open is told. */
function timelineLeft({ patientId, facts }: StoredCall, now: PatientId | null): PatientId[] {
  return facts.wrappedUpAt !== null && patientId !== null && patientId !== now ? [patientId] : []
}

export function stale(): Problem {
  return new Problem(
    'stale',
    'The person this call is about has changed since you opened this page. Look who it is now; nothing was saved.',
  )
}
