import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserAt } from '#tests/support/browser.ts'
import { CANARY, EVERYBODY, limit, type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const keepBack = (scope: 'hospice' | 'ambulance') =>
  limit({ against: { kind: 'scope', scope }, rule: 'hide_sections', sections: ['whatMatters'] })
const summary = async (name: string, id: string) =>
  (await house.as(name).at.get(`/api/people/${id}/summary`)).body

test('the one page shows an administrator who somebody is, and names what it leaves out', async () => {
  const id = await house.person([EVERYBODY], 'mill')

  const [doctor, clerk] = [await summary('mill', id), await summary('clerk', id)]

  expect(JSON.stringify(doctor)).toContain('Not for CPR')
  expect(doctor.notShown).toEqual([])
  expect(JSON.stringify(clerk)).not.toMatch(/Not for CPR|Kitchen drawer|window open/)
  expect(clerk.notShown).toContain('CPR decision')
  expect(clerk.notRecorded).not.toContain('CPR decision')
})

test('the one page leaves out what the person keeps from the organisation, and says so', async () => {
  const id = await house.person([EVERYBODY, keepBack('hospice')], 'hospice', 'mill')

  const [hospice, mill] = [await summary('hospice', id), await summary('mill', id)]

  expect(JSON.stringify(hospice)).not.toContain(CANARY)
  expect(hospice.notShown).toEqual(['What matters'])
  expect(JSON.stringify(mill)).toContain(CANARY)
})

test('what the person keeps from crews is on no page that a code opens, whoever gave the code', async () => {
  const id = await house.person([EVERYBODY, keepBack('ambulance')], 'hospice')
  const made = await house.as('hospice').at.post(`/api/people/${id}/crew-code`, { commandId: randomUUID() })

  const opened = await browserAt(house.small.url).post('/api/crew/open', { code: made.body.code })

  expect(opened.status).toBe(200)
  expect(JSON.stringify(opened.body)).toContain('Not for CPR')
  expect(JSON.stringify(opened.body)).not.toContain(CANARY)
})
