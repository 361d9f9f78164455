import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Addressee, sendText } from '#server/messages/sendMessage.ts'
import { MessageId, StaffId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { type DeathHouse, deathHouse, report, SON, WIFE } from '#tests/deaths/deathHouse.ts'
import { until } from '#tests/support/aNurse.ts'

let house: DeathHouse
beforeAll(async () => {
  house = await deathHouse()
})
afterAll(() => house.close())

const TEAM = '+447700900558'

async function want(to: Addressee, number: string): Promise<MessageId> {
  const { db } = house.database
  const messageId = MessageId.parse(randomUUID())
  const wanted = {
    messageId,
    key: `deaths/${messageId}`,
    to,
    number: E164.parse(number),
    template: 'visit_link',
    params: { link: 'care.example/v/abc' },
    at: new Date().toISOString(),
  } as const
  await db.run(db.sql`with ${sendText(db.sql, house.north.lineId, wanted, db.sql`true`)} select 1`)
  house.house.deps.wakeTicker()
  return messageId
}

test('nothing goes to a carer once the death of whom it is about is told, and to a team it does', async () => {
  const { db } = house.database
  const [died, lives] = [await house.person(), await house.person()]
  await report(house.aroha, await house.callAbout(house.aroha, died))
  const staffId = StaffId.parse(house.south.nurses[0]?.staffId)
  await db.run(db.sql`update staff set phone_number = ${TEAM} where id = ${staffId}`)

  const toCarer = await want({ onRecordOf: died }, WIFE)
  const others = [await want({ onRecordOf: lives }, SON), await want({ staffId }, TEAM)]

  const states = async () =>
    new Map(
      (await db.run(db.sql<{ id: string; state: string }[]>`select id, state from messages`)).map(
        ({ id, state }) => [id, state],
      ),
    )
  await until(async () => {
    const now = await states()
    return others.every(id => now.get(id) === 'delivered')
  })
  expect((await states()).get(toCarer)).toBe('to_send')
})
