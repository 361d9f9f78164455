import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { aCommand } from '#tests/support/aNurse.ts'
import { type PeopleHouse, peopleHouse } from './peopleHouse.ts'

let people: PeopleHouse
beforeAll(async () => {
  people = await peopleHouse()
})
afterAll(() => people.house.close())

test('a shift lead’s board knows how many records are in dispute, and nothing of whose; it is no look at anybody', async () => {
  const { aroha, lead, doctor } = people
  const open = () => lead.ask(routes.openDisputes)
  expect(await open()).toEqual({ open: 0 })
  const talk = await people.talkingAbout(aroha, await people.aPerson())
  await people.dispute(aroha, talk)
  const looks = async () => {
    const [row] = await people.db.run(people.db.sql<{ n: number }[]>`
      select count(*)::int as n from access_log where patient_id = ${talk.patientId}`)
    return row?.n
  }
  const before = await looks()

  expect(await open()).toEqual({ open: 1 })
  expect(await looks()).toBe(before)
  expect((await doctor.refused(routes.openDisputes)).status).toBe(403)

  const { disputes } = await lead.ask(routes.disputes)
  await lead.ask(routes.settleDispute, {
    params: { disputeId: disputes[0]?.disputeId ?? '' },
    body: { commandId: aCommand(), verdict: 'right_after_all', because: 'Asked his wife again', wrong: [] },
  })
  expect(await open()).toEqual({ open: 0 })
})
