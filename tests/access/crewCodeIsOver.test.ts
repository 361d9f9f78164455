import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tryCode } from '#server/access/crewCodeStore.ts'
import { CODE_LETTERS } from '#shared/summary.ts'
import { type Browser, browserAt } from '#tests/support/browser.ts'
import { EVERYBODY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
let crew: Browser
beforeAll(async () => {
  house = await sharedHouse()
  crew = browserAt(house.small.url)
})
afterAll(() => house.small.close())

const draw = (id: string, because?: string) =>
  house
    .as('hospice')
    .at.post(`/api/people/${id}/crew-code`, { commandId: randomUUID(), ...(because ? { because } : {}) })
const type = (code: unknown) => crew.post('/api/crew/open', { code })

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

describe('guessing is held off', () => {
  const wrong = (i: number) => `AAAA${CODE_LETTERS[i % CODE_LETTERS.length]}A`
  const tried = async (code: string, address: string) => {
    const found = await tryCode(house.small.database.db, { code, address })
    return typeof found === 'string' ? found : 'opens'
  }

  test('where it is done, right codes too; a page that is open stays, and goes when it must', async () => {
    const { run, sql } = house.small.database.db
    await run(sql`delete from sign_in_attempts`)
    const id = await house.person([EVERYBODY], 'hospice')
    const { code } = (await draw(id)).body
    const { page } = (await type(code)).body
    const statuses: number[] = []
    for (let i = 0; i < 12; i += 1) statuses.push((await type(wrong(i))).status)
    const still = async () => (await crew.post('/api/crew/still', { page })).body

    expect([statuses.at(9), statuses.at(-1), (await type(code)).status]).toEqual([404, 429, 429])
    expect(await still()).toMatchObject({ opens: true })
    await run(sql`update crew_codes set ended_at = now() where patient_id = ${id}`)
    expect(await still()).toEqual({ opens: false })
  })

  test('and nowhere else: however often one network guesses, many crews of another come in at once', async () => {
    const { code } = (await draw(await house.person([EVERYBODY], 'hospice'))).body as { code: string }
    for (let i = 0; i < 320; i += 1) await tried(wrong(i), '203.0.113.7')

    const many = await Promise.all(Array.from({ length: 30 }, () => tried(code, '198.51.100.9')))

    expect(await tried(wrong(0), '203.0.113.7')).toBe('held off')
    expect(new Set(many)).toEqual(new Set(['opens']))
  })
})

test.each(['x', '12345 67890', '\u200b'])(
  'no reason is no reason for a code against a wish: %j',
  async because => {
    const id = await house.person([], 'hospice')

    expect((await draw(id, because)).status).toBe(400)
  },
)
