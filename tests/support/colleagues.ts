import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { Database } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'
import type { OrganisationKind } from '#shared/organisations.ts'
import { Actor, type Role } from '#shared/staff.ts'
import { PASSWORD } from './smallHouse.ts'

let cheapHash: Promise<string> | undefined

/** Somebody of an organisation of the line, who can sign in; the organisation is made if it is not there. */
export async function aColleague(
  db: Database,
  lineId: LineId,
  who: { signInName: string; organisation: string; kind: OrganisationKind; role?: Role; name?: string },
): Promise<Actor> {
  const { sql } = db
  cheapHash ??= hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 })
  const { signInName, organisation, kind, role = 'clinician', name = signInName } = who
  const staffId = randomUUID()
  const [row] = await db.run(sql<{ organisationId: string }[]>`
    with organisation as (
      insert into organisations (id, line_id, name, kind)
      values (${randomUUID()}, ${lineId}, ${organisation}, ${kind})
      on conflict (line_id, name) do update set name = excluded.name
      returning id
    )
    insert into staff (id, line_id, name, sign_in_name, role, organisation_id, password_hash)
    select ${staffId}, ${lineId}, ${name}, ${signInName}, ${role}, id, ${await cheapHash} from organisation
    returning organisation_id`)
  return Actor.parse({
    staffId,
    lineId,
    sessionId: randomUUID(),
    name,
    role,
    organisation,
    organisationId: row?.organisationId,
    organisationKind: kind,
  })
}

/** The organisation looks after this person. */
export async function onCaseload(
  db: Database,
  { lineId, organisationId }: Actor,
  patientId: string,
): Promise<void> {
  await db.run(db.sql`
    insert into relationships (id, line_id, patient_id, organisation_id, kind)
    values (${randomUUID()}, ${lineId}, ${patientId}, ${organisationId}, 'caseload')`)
}
