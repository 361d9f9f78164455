import { appendAccess } from '#server/audit/auditStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import type { WhyOpened } from '#shared/patients.ts'
import type { Source } from '#shared/record/provenance.ts'
import type { Body } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { authorOf } from './changeRecord.ts'
import { type EntryToWrite, refusedBecause } from './core/entryToWrite.ts'
import { registerPerson } from './entryStore.ts'
import { isOnLine, wasBegunFrom } from './recordStore.ts'

type Registering = {
  actor: Actor
  /** Made by the asker: the same registration sent twice makes one person. */
  patientId: PatientId
  why: WhyOpened
  entries: readonly EntryToWrite[]
  /** Now: what an entry says of its own time may be older. */
  at: Instant
  requestId?: string
  /** What must hold, and what is written with it: CTEs before and after, and a boolean over those before. */
  with?: { beforehand: Fragment; onlyIf: Fragment; also: Fragment }
}

export type Registered =
  | { kind: 'registered'; patientId: PatientId }
  | { kind: 'already_registered' }
  | { kind: 'refused'; because: string }

/** Makes a person with their first entries, one statement. Every entry is version 1; identity must be among them. */
export async function registerPatient(
  { db }: { db: Database },
  { actor, patientId, why, entries, at, requestId, with: beside = undefined }: Registering,
): Promise<Registered> {
  if (!entries.some(entry => entry.section === 'identity'))
    return { kind: 'refused', because: 'Say who this is: a name, or that it is not known yet.' }
  for (const entry of entries) {
    const because =
      entry.change === 'added' ? refusedBecause(entry, patientId, at) : 'A new record holds new items only.'
    if (because !== undefined) return { kind: 'refused', because }
  }
  const { sql } = db
  const accessLogged = appendAccess(sql, {
    actor,
    action: 'registered',
    why,
    ...(requestId ? { requestId } : {}),
  })
  const [row] = await db.run(
    registerPerson(sql, { lineId: actor.lineId, patientId, entries, accessLogged, ...beside }),
  )
  return row?.registered ? { kind: 'registered', patientId } : { kind: 'already_registered' }
}

/**
 * Whether a record was begun by this very source: what tells a registration that is sent again from an id that somebody else
 * has already.
 */
export async function isRegisteredFrom(
  { db }: { db: Database },
  { lineId, patientId, source }: { lineId: LineId; patientId: PatientId; source: Source },
): Promise<boolean> {
  return (await db.run(wasBegunFrom(db.sql, lineId, patientId, source))).length > 0
}

/** Whether there is such a person on this line. Says nothing about who may know it. */
export async function isPersonOfLine(
  { db }: { db: Database },
  lineId: LineId,
  patientId: PatientId,
): Promise<boolean> {
  return (await db.run(isOnLine(db.sql, lineId, patientId))).length > 0
}

export type Provisional = {
  identity: Body<'identity'>
  address?: Body<'addresses'>
  whereNow?: Body<'currentLocation'>
  gpPractice?: Body<'gpPractice'>
}

/**
 * Makes somebody who is not registered and needs help now. Name, birth date and place may all be unknown; nobody who rings
 * is refused for that (domain guide 3.6).
 */
export function registerProvisional(
  { db }: { db: Database },
  registering: Omit<Registering, 'entries'> & {
    person: Provisional
    source: Source
    /** For the address, the only listed item. */
    newId: string
  },
): Promise<Registered> {
  const { person, source, at, newId, ...rest } = registering
  const author = authorOf(rest.actor)
  const entry = (section: EntryToWrite['section'], itemId: string, body: unknown): EntryToWrite => ({
    section,
    itemId,
    expectedVersion: 0,
    change: 'added',
    knownState: 'known',
    body,
    author,
    source,
    recordedAt: at,
  })
  const entries = [
    entry('identity', rest.patientId, person.identity),
    entry('registerStatus', rest.patientId, { status: 'provisional', since: at.slice(0, 10) }),
    ...(person.address ? [entry('addresses', newId, person.address)] : []),
    ...(person.whereNow ? [entry('currentLocation', rest.patientId, person.whereNow)] : []),
    ...(person.gpPractice ? [entry('gpPractice', rest.patientId, person.gpPractice)] : []),
  ]
  return registerPatient({ db }, { ...rest, entries, at })
}
