import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { E164 } from '#shared/phoneNumber.ts'
import { until } from '#tests/support/aNurse.ts'
import { type MessageHouse, messageHouse, NURSE } from './messageHouse.ts'

let house: MessageHouse
beforeAll(async () => {
  house = await messageHouse()
})
afterAll(() => house.close())

const OF_THE_TEAM = '+447700900557'

test('somebody is reached by the number that their team holds for them, for as long as they are in it and may sign in', async () => {
  const { db } = house.database
  const { sql } = db
  const { staffId, lineId, organisationId } = house.nurse
  const teamId = randomUUID()
  await db.run(sql`
    insert into teams (id, line_id, organisation_id, name, kind, capacity, area, hours)
    values (
      ${teamId}, ${lineId}, ${organisationId}, 'Moor nights', 'night_nursing', 2, '{"postcodes": [], "practices": []}',
      '{"weekday": [], "saturday": [], "sunday": [], "bank_holiday": []}'
    )`)
  await db.run(sql`
    insert into team_members (team_id, staff_id, line_id, phone, rungs)
    values (${teamId}, ${staffId}, ${lineId}, ${OF_THE_TEAM}, '{sms,call}')`)
  const state = async (number: string) => {
    const id = await house.want('text', { number: E164.parse(number) })
    await until(async () => ['delivered', 'failed'].includes((await house.row(id))?.state ?? ''))
    return (await house.row(id))?.state
  }

  expect([await state(OF_THE_TEAM), await state(NURSE)]).toEqual(['delivered', 'delivered'])
  await db.run(sql`update team_members set left_at = now() where staff_id = ${staffId}`)
  expect(await state(OF_THE_TEAM)).toBe('failed')
  await db.run(sql`update staff set disabled_at = now() where id = ${staffId}`)
  expect(await state(NURSE)).toBe('failed')
})
