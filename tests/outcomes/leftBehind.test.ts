import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { signedIn } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { wrongRecords } from './wrongRecords.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
  const { database, north } = house.small
  const hub = { organisation: 'Test Hospice', kind: 'hub' as const }
  await aColleague(database.db, north.lineId, { ...hub, signInName: 'hub.other', role: 'coordinator' })
})
afterAll(() => house.small.close())

const { onTheWrongRecord, toPerson, move, logOf } = wrongRecords(() => house)
const at = (who: string) => signedIn(house.small.url, who)

test('what a call wrote on a record that it left is for whoever may move it: named to them, struck out or said to be right, and on the desk until then', async () => {
  const callId = CallId.parse(randomUUID())
  const source = { kind: 'call' as const, callId }
  const [bed, ear] = [randomUUID(), randomUUID()]
  const note = (text: string, itemId: string) => anEntry('notes', { text }, { itemId, source })
  const { margaret, marian } = await onTheWrongRecord(
    { callId },
    {
      ofMargaret: [note('Bed by the window', bed), note('Deaf', ear), anEntry('notes', { text: 'Canary' })],
    },
  )
  const nurse = await at('hub.nurse')
  const waiting = async (who: string) => {
    const { body } = await (await at(who)).get('/api/calls-about-nobody')
    const { leftBehind } = routes.callsAboutNobody.reply.parse(body)
    const waits = leftBehind.filter(one => one.callId === callId)
    expect(waits.flatMap(({ records }) => records)).toEqual(waits.map(() => margaret)) // by it the desk hears of a change there
    return waits.map(({ count, isYours }) => [count, isYours])
  }
  const look = async (who: string) => (await at(who)).get(`/api/calls/${callId}/outcome/left`)
  const settle = async (who: string, itemId: string, act: object, patientId = margaret) =>
    (await at(who)).post(`/api/calls/${callId}/outcome/left`, {
      commandId: randomUUID(),
      patientId,
      item: { section: 'notes', itemId, version: 1 },
      act,
    })
  const strike = { kind: 'strike', because: 'Said of somebody else' }

  const early = [await waiting('hub.nurse'), (await settle('hub.nurse', bed, strike)).status]
  await move('hub.nurse', callId, { to: toPerson(marian) })
  const before = [await waiting('hub.nurse'), await waiting('lead'), await waiting('hub.other')]
  const shown = routes.leftWritten.reply.parse((await look('hub.nurse')).body)
  const refused = [(await look('hub.other')).status, (await settle('hub.other', bed, strike)).status]
  const onTheOther = (await settle('hub.nurse', bed, strike, marian)).status
  const struck = [
    (await settle('hub.nurse', bed, strike)).body,
    (await settle('hub.nurse', bed, strike)).body,
  ]
  const between = await waiting('hub.nurse')
  const right = (await settle('hub.nurse', ear, { kind: 'right' })).status

  expect(early).toEqual([[], 409])
  expect(before).toEqual([[[2, true]], [[2, false]], []])
  expect(shown.records).toMatchObject([
    {
      patientId: margaret,
      name: 'Margaret Shaw',
      items: expect.arrayContaining(
        ['Bed by the window', 'Deaf'].map(says => expect.objectContaining({ says, wasThere: false })),
      ),
    },
  ])
  expect(JSON.stringify(shown)).not.toContain('Canary')
  expect(refused).toEqual([403, 403])
  expect(onTheOther).toBe(409)
  expect(struck).toMatchObject([{ kind: 'saved' }, { kind: 'saved' }])
  expect([between, right, await waiting('hub.nurse')]).toEqual([[[1, true]], 200, []])
  expect(routes.leftWritten.reply.parse((await nurse.get(`/api/calls/${callId}/outcome/left`)).body)).toEqual(
    {
      records: [],
    },
  )
  expect(
    (await logOf(margaret)).some(({ what }) =>
      what.includes('What a call that was about somebody else had written'),
    ),
  ).toBe(true)
})
