import { randomUUID } from 'node:crypto'
import { raiseTeamTask } from '#server/dispatch/raiseTeamTask.ts'
import { Actor } from '#shared/staff.ts'
import { RaiseTeamTask } from '#shared/teamTasks.ts'
import { aPatient } from '#tests/patients/aPatient.ts'
import type { FaultHouse } from '#tests/support/faultHouse.ts'

/** The first nurse of a house asks for a visit to somebody new, as no process that is killed meanwhile could. With what the next act takes. */
export async function raisedBesideProcesses(house: FaultHouse) {
  const { db, lineId } = house
  const [nurse] = await db.run(db.sql<{ id: string; organisationId: string }[]>`
    select id, organisation_id from staff where sign_in_name = 'nurse1'`)
  const actor = Actor.parse({
    staffId: nurse?.id,
    lineId,
    sessionId: randomUUID(),
    name: 'nurse1',
    role: 'coordinator',
    organisation: 'Test Hospice',
    organisationId: nurse?.organisationId,
    organisationKind: 'hub',
  })
  const patientId = await aPatient(db, actor)
  const deps = {
    db,
    clock: () => new Date().toISOString(),
    newId: randomUUID,
    wakeFeed: () => {},
    wakeTicker: () => {},
    teamTaskMoved: () => [],
    numberOfCall: async () => null,
  }
  const way = {
    actor,
    patientId,
    requestId: 'the test',
    key: 'the test',
    why: { kind: 'registration' as const },
    relationship: db.sql`true`,
    source: { kind: 'gp_record' as const },
  }
  const asked = RaiseTeamTask.parse({
    commandId: randomUUID(),
    kind: 'symptom_visit',
    urgency: 'U2',
    why: 'Cannot settle',
  })
  const raised = await raiseTeamTask(deps, way, null, asked)
  if (raised.kind !== 'raised') throw new Error(raised.kind)
  return { deps, teamTaskId: raised.teamTask.teamTaskId }
}
