import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, browserAt } from '#tests/support/browser.ts'
import { EVERYBODY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
let crew: Browser
beforeAll(async () => {
  house = await sharedHouse()
  crew = browserAt(house.small.url)
})
afterAll(() => house.small.close())

test('an open page whose time is over is closed when it asks, and takes no PDF with it', async () => {
  const id = await house.person([EVERYBODY], 'hospice')
  const { code } = (
    await house.as('hospice').at.post(`/api/people/${id}/crew-code`, { commandId: randomUUID() })
  ).body
  const ask = async () => [
    (await crew.post('/api/crew/still', { code })).body,
    (await crew.post('/api/crew/pdf', { code })).status,
  ]

  const [open, pdf] = await ask()
  const { db } = house.small.database
  await db.run(
    db.sql`update crew_codes set made_at = now() - interval '2 hours', expires_at = now() where patient_id = ${id}`,
  )

  expect([open, pdf]).toEqual([expect.objectContaining({ opens: true }), 200])
  expect(await ask()).toEqual([expect.objectContaining({ opens: false }), 404])
  const log = await house.as('officer').at.get(`/api/people/${id}/access-log`)
  expect(JSON.stringify(log.body).match(/took a copy/g)).toHaveLength(1)
})
