import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendAccess } from '#server/audit/auditStore.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { SOFTWARE } from '#server/platform/software.ts'
import type { Actor } from '#shared/staff.ts'
import { aLine, aPatient } from '#tests/patients/aPatient.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

let house: TestDatabase
let actor: Actor
beforeAll(async () => {
  house = await testDatabase()
  actor = await aLine(house.db)
})
afterAll(() => house.close())

const why = { kind: 'call', callId: randomUUID() } as const

test('a look carries who, in which role, for which organisation, in which session and from what device, why, and who wrote it', async () => {
  const { db } = house
  const patientId = randomUUID()
  const requestId = randomUUID()

  await db.run(db.sql`
    with looked as (select ${patientId}::uuid as patient_id, array['alerts'] as what, 'allowed' as outcome),
    ${appendAccess(db.sql, { actor: { ...actor, device: 'Edge on Windows' }, action: 'opened', why, requestId })}
    select 1`)

  const rows = await db.run(db.sql`
    select line_id, actor_id, actor_name, actor_role, organisation, session_id, request_id, action, what, why, outcome,
           software, device
    from access_log where patient_id = ${patientId}`)
  expect(rows).toEqual([
    {
      lineId: actor.lineId,
      actorId: actor.staffId,
      actorName: 'Nurse Loud',
      actorRole: 'coordinator',
      organisation: 'Loud Hospice',
      sessionId: actor.sessionId,
      requestId,
      action: 'opened',
      what: ['alerts'],
      why,
      outcome: 'allowed',
      software: SOFTWARE,
      device: 'Edge on Windows',
    },
  ])
})

test('nothing is read when the look cannot be logged', async () => {
  const { db } = house
  const patientId = await aPatient(db, actor)
  await db.run(db.sql`alter table access_log add constraint full_disk check (action <> 'opened') not valid`)

  const reading = openRecord({ db }, { actor, patientId, why, relationship: db.sql`true` })

  await expect(reading).rejects.toThrow('full_disk')
  await db.run(db.sql`alter table access_log drop constraint full_disk`)
})

test('every answer has its row, however many look at once', async () => {
  const { db } = house
  const patientId = await aPatient(db, actor)

  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      openRecord({ db }, { actor, patientId, why, relationship: db.sql`true` }),
    ),
  )

  const [row] = await db.run(db.sql<{ rows: number }[]>`
    select count(*) as rows from access_log
    where patient_id = ${patientId} and action = 'opened' and outcome = 'allowed'`)
  expect(row).toEqual({ rows: answers.filter(answer => answer.kind === 'opened').length })
})
