import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRing, type CarrierDoor, carrierDoor } from '#tests/support/carrierDoor.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

let house: SmallHouse
let carrier: CarrierDoor

beforeAll(async () => {
  house = await smallHouse()
  carrier = carrierDoor(house)
})
afterAll(() => house.close())

describe('a stranger at the carrier’s door', () => {
  // A list that was copied for every field more kept the whole house from answering for seconds.
  test.each([
    ['the same field thirty thousand times', 'a&'.repeat(30_000)],
    ['ten thousand fields', Array.from({ length: 10_000 }, (_, n) => `${n.toString(36)}=`).join('&')],
  ])('is refused before the work is done: %s', async (_, body) => {
    const answer = await carrier.tell('/webhooks/voice/incoming', {}, { body, signature: 'x' })

    expect([answer.status, answer.body]).toEqual([413, 'The form has more fields than a carrier sends.'])
  })

  test('a carrier that adds a hundred fields, and sends one of them many times, is taken all the same', async () => {
    const more = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`Field${n}`, 'x']))
    const many = Array.from({ length: 100 }, (_, n) => String(n))

    const answer = await carrier.tell('/webhooks/voice/incoming', aRing(1, { ...more, Many: many }))

    expect(answer.status).toBe(200)
  })
})
