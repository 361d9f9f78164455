import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCanary, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// Nobody is sent to somebody who has died, unless it is for what follows their death. No team is on duty here: nobody answers.
let house: LineHouse
let nurse: Nurse
let held: HeldCall
let patientId: PatientId
beforeAll(async () => {
  house = await lineHouse()
  nurse = await aNurse(house.url, 'aroha1')
  patientId = await aCanary(house, 'north')
  held = await talkingTo(house, nurse, '+447700900630')
  await confirmed(nurse, held, patientId)
})
afterAll(() => house.close())

const raise = async (kind: 'symptom_visit' | 'catheter' | 'verify_death' | 'equipment') => {
  const { identity } = await nurse.detail(held.callId)
  const body = {
    epoch: identity.epoch,
    commandId: aCommand(),
    kind,
    urgency: 'U3' as const,
    why: 'As was said',
  }
  return nurse.ask(routes.raiseTeamTask, { params: held.params, body })
}
/** Promises that are due and that nobody may take, as long as the person is dead. */
const heldBack = () =>
  house.database.db.run(house.database.db.sql<{ kind: string }[]>`
    select kind from promises
    where subject_id in (select id from team_tasks where kind = 'symptom_visit')
      and kept_at is null and not may_be_contacted(about_patient)`)

test('what was asked for somebody alive stands still and says that they died; what follows a death can be asked for', async () => {
  await raise('symptom_visit')
  const { db } = house.database
  await db.run(db.sql`update patients set is_deceased = true where id = ${patientId}`)

  expect((await heldBack()).length).toBeGreaterThan(0)
  expect((await nurse.board()).teamTasks).toMatchObject([{ kind: 'symptom_visit', hasDied: true }])
  expect(await raise('catheter')).toMatchObject({
    kind: 'refused',
    because: expect.stringContaining('They have died'),
  })
  expect(await raise('verify_death')).toMatchObject({ kind: 'raised' })
  expect(await raise('equipment')).toMatchObject({ kind: 'raised' })
})
