import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { ANGELA, type CarerHouse, carerHouse, type Watching } from '#tests/carers/carerHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aCommand } from '#tests/support/aNurse.ts'

// Somebody of the record is rung into a call by being chosen: no number is typed, and none travels from the page.
let house: CarerHouse
beforeAll(async () => {
  house = await carerHouse()
})
afterAll(() => house.close())

const contact = (name: string, number: string, more: object = {}) =>
  anEntry('personalContacts', {
    name,
    relationship: 'brother',
    roles: [],
    phones: [{ number, use: 'mobile' }],
    mayBeTold: 'nothing',
    ...more,
  } as never)
const list = (of: Watching) => house.nurse.ask(routes.contactsToRing, { params: of.held.params })
const asked = (of: Watching, more: object = {}) => ({
  params: of.held.params,
  body: {
    commandId: aCommand(),
    epoch: of.epoch,
    itemId: of.contactItem,
    version: 1,
    phone: 0,
    ...more,
  } as never,
})

test('whoever has the call sees who may be rung and what each may be told, and the look is in the person’s log', async () => {
  const of = await house.watching({
    entries: [
      contact('Bram Larkfield', '+447700900655'),
      contact('Little Larkfield', '+447700900656', { isChild: true }),
      contact('Far Larkfield', '+33123456789'),
    ],
  })

  const { epoch, contacts } = await list(of)

  expect(epoch).toBe(of.epoch)
  expect(contacts.map(({ name, phones }) => [name, phones.map(({ says }) => says)])).toEqual([
    ['Angela Larkfield', ['07700 900 641 (mobile)']],
    ['Bram Larkfield', ['07700 900 655 (mobile)']],
  ])
  expect(contacts[1]?.may).toMatch(/\w/)
  const { db } = house.database
  const looks = await db.run(db.sql`
    select what from access_log
    where patient_id = ${of.patientId} and action = 'opened' and 'personalContacts' = any(what)`)
  expect(looks.length).toBeGreaterThan(0)
})

test('a contact who is chosen is rung by the number on the record, and talks with the two', async () => {
  const of = await house.watching()
  const before = house.phone.handset(ANGELA).calls().length

  const { parties } = await house.nurse.ask(routes.bringInContact, asked(of))

  const rung = await house.phone.handset(ANGELA).waitForRing()
  rung.answer()
  await house.nurse.waitForCall(one => one.callId === of.held.callId && one.parties.at(-1)?.state === 'here')
  rung.say('It is Angela.')
  await of.held.phone.waitToHear('It is Angela.')
  expect(parties).toMatchObject([{ who: 'Angela Larkfield, wife' }])
  expect(house.phone.handset(ANGELA).calls().length).toBe(before + 1)
  expect(JSON.stringify(house.logged())).not.toContain('7700900641')
})

test('an entry that was changed since, a telephone that is not there, and another’s contact ring nobody', async () => {
  const of = await house.watching()

  const refused = async (more: object) =>
    (await house.nurse.refused(routes.bringInContact, asked(of, more))).status
  expect(await refused({ version: 2 })).toBe(409)
  expect(await refused({ phone: 3 })).toBe(404)
  expect(await refused({ itemId: randomUUID() })).toBe(404)
  expect(await refused({ epoch: of.epoch + 1 })).toBe(409)
  const { call } = await house.nurse.detail(of.held.callId)
  expect(call.parties).toEqual([])
})
