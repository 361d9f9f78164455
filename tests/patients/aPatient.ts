import { randomUUID } from 'node:crypto'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { registerPatient } from '#server/patients/registerPatient.ts'
import type { Database } from '#server/platform/database.ts'
import { PatientId } from '#shared/ids.ts'
import { type Body, parseBody, type SectionName, sectionOf } from '#shared/record/sections.ts'
import { Actor } from '#shared/staff.ts'

export const AT = '2026-11-23T02:10:00.000Z'
export const TODAY = '2026-11-23'
export const LOUD_AUTHOR = { name: 'Dr Loud Author', role: 'GP', organisation: 'Loud Surgery' }

let lines = 0

/** A line of its own with one nurse on it. */
export async function aLine(db: Database): Promise<Actor> {
  lines += 1
  const lineId = randomUUID()
  const staffId = randomUUID()
  const organisationId = randomUUID()
  const phone = `+441632960${String(lines).padStart(3, '0')}`
  await db.run(db.sql`
    with made as (
      insert into lines (id, name, phone_number) values (${lineId}, 'Loud Line', ${phone}) returning id
    ),
    hub as (
      insert into organisations (id, line_id, name, kind)
      select ${organisationId}, id, 'Loud Hospice', 'hub' from made
      returning id, line_id
    )
    insert into staff (id, line_id, name, sign_in_name, role, organisation_id, password_hash)
    select ${staffId}, line_id, 'Nurse Loud', ${`nurse.${staffId}`}, 'coordinator', id, 'none' from hub`)
  return Actor.parse({
    staffId,
    lineId,
    sessionId: randomUUID(),
    name: 'Nurse Loud',
    role: 'coordinator',
    organisation: 'Loud Hospice',
    organisationId,
    organisationKind: 'hub',
  })
}

export function anIdentity(changes: Partial<Body<'identity'>> = {}): Body<'identity'> {
  return { name: { given: 'Margaret', family: 'Ellis' }, birthDate: '1948-03-09', ...changes }
}

/** An entry as it would be written, its body parsed by its section. */
export function anEntry<Name extends SectionName>(
  section: Name,
  body: Body<Name>,
  changes: Partial<EntryToWrite> = {},
): EntryToWrite {
  const parsed = parseBody(section, body)
  if (!parsed.success) throw parsed.error
  return {
    section,
    itemId: randomUUID(),
    expectedVersion: 0,
    change: 'added',
    knownState: 'known',
    body: parsed.data,
    author: LOUD_AUTHOR,
    source: { kind: 'gp_record' },
    recordedAt: '2026-10-01T09:00:00.000Z',
    ...changes,
  }
}

/** A registered person. Items of single sections get the person's id, whatever the entry says. */
export async function aPatient(
  db: Database,
  actor: Actor,
  { identity, entries = [] }: { identity?: Partial<Body<'identity'>>; entries?: EntryToWrite[] } = {},
): Promise<PatientId> {
  const patientId = PatientId.parse(randomUUID())
  const all = [
    anEntry('identity', anIdentity(identity)),
    anEntry('registerStatus', { status: 'active' }),
    ...entries,
  ]
  const result = await registerPatient(
    { db },
    {
      actor,
      patientId,
      why: { kind: 'registration' },
      at: new Date().toISOString(),
      entries: all.map(entry =>
        sectionOf(entry.section).cardinality === 'one' ? { ...entry, itemId: patientId } : entry,
      ),
    },
  )
  if (result.kind !== 'registered') throw new Error(`not registered: ${JSON.stringify(result)}`)
  return patientId
}
