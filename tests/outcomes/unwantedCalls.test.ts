import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NonClinicalKind } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'
import { closed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// Scene 5 of the domain guide: whoever misuses the line again and again is known to be that, and is answered.
const [TAXI, OTHER] = ['+447700900555', '+447700900556'] as const
let house: LineHouse
let aroha: Nurse
let bertil: Nurse
beforeAll(async () => {
  house = await lineHouse()
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())

async function closedAs({ params }: HeldCall, call: NonClinicalKind): Promise<void> {
  await aroha.ask(routes.endCall, { params, body: {} })
  const { identity, notes } = await aroha.detail(params.callId)
  const body = {
    kind: 'non_clinical' as const,
    epoch: identity.epoch,
    notesRevision: notes.revision,
    note: '',
  }
  await aroha.ask(routes.closeCall, { params, body: { ...body, commandId: aCommand(), call } })
}
const unwanted = async (nurse: Nurse, { params }: HeldCall) =>
  (await nurse.ask(routes.candidates, { params })).unwanted

test('a number from which the line was misused twice rings all the same, and says so to her who answers, and to nobody else', async () => {
  for (const kind of ['abusive', 'wrong_number', 'hoax'] as const) {
    const call = await talkingTo(house, aroha, TAXI)
    expect(await unwanted(aroha, call)).toBeNull()
    await closedAs(call, kind)
  }
  const again = await talkingTo(house, aroha, TAXI)

  expect(await unwanted(aroha, again)).toEqual({
    count: 2,
    lastAt: expect.any(String),
    lastWith: expect.stringMatching(/aroha/i),
  })
  expect(await unwanted(bertil, again)).toBeNull()
  await closed(aroha, again)
  const other = await talkingTo(house, aroha, OTHER)
  expect(await unwanted(aroha, other)).toBeNull()
  await closed(aroha, other)

  // What is older than a month is over.
  const { db } = house.database
  await db.run(db.sql`update outcomes set at = at - interval '31 days' where body ->> 'call' = 'abusive'`)
  const later = await talkingTo(house, aroha, TAXI)
  expect(await unwanted(aroha, later)).toBeNull()
  await closed(aroha, later)
})
