import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { MARIAN, wrongRecords } from './wrongRecords.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const { db, onTheWrongRecord, toPerson, move } = wrongRecords(() => house)

const beside = (who: string, callId: CallId, patientId: PatientId, said: object) =>
  house.as(who).at.post(`/api/calls/${callId}/outcome/beside`, { patientId, said })

const looksAt = (persons: readonly PatientId[], callId: CallId) =>
  db().run(db().sql<{ patientId: PatientId; outcome: string }[]>`
    select distinct patient_id, outcome from access_log
    where patient_id = any(${[...persons]}::uuid[]) and action = 'compared' and 'identity' = any(what)
      and why ->> 'callId' = ${callId}`)

test('whose record a saved call is on stands beside whom it may have been about, for whoever may move it, and each is in the log', async () => {
  const { margaret, marian, callId } = await onTheWrongRecord()

  const { status, body } = await beside('hub.nurse', callId, marian, { birthDate: MARIAN.birthDate })

  expect(status).toBe(200)
  const { people, rows } = routes.besideMove.reply.parse(body)
  expect(people.map(({ patientId, label }) => [patientId, label])).toEqual([
    [margaret, 'Margaret Shaw'],
    [marian, 'Marian Shaw'],
  ])
  expect(rows.find(({ what }) => what === 'Birth date')?.cells.map(({ mark }) => mark)).toEqual([
    'first',
    'differs',
  ])
  expect(new Set((await looksAt([margaret, marian], callId)).map(({ patientId }) => patientId))).toEqual(
    new Set([margaret, marian]),
  )
})

test('nobody is shown beside it of whom nothing matches, nor to anybody who may not move the call', async () => {
  const { margaret, marian, callId } = await onTheWrongRecord()

  const nothing = await beside('hub.nurse', callId, marian, { birthDate: '1948-03-09' })
  const others = await beside('other.gp', callId, marian, MARIAN)
  const clinician = await beside('mill', callId, marian, MARIAN)

  expect([nothing.status, others.status, clinician.status]).toEqual([403, 403, 403])
  expect(JSON.stringify([nothing.body, others.body, clinician.body])).not.toContain('Shaw')
  expect(await looksAt([margaret], callId)).toEqual([])
})

test('of a call on nobody’s record the one who is found stands beside those who could be taken for them', async () => {
  const { margaret, marian, callId } = await onTheWrongRecord()
  await move('hub.nurse', callId, { to: { kind: 'nobody' } })

  const { body } = await beside('hub.nurse', callId, marian, MARIAN)

  const { people } = routes.besideMove.reply.parse(body)
  expect(people[0]?.patientId).toBe(marian)
  expect(people.map(({ patientId }) => patientId)).not.toContain(margaret)
  await move('hub.nurse', callId, { to: toPerson(marian), epoch: 2 })
})

test('whose record it is on is named to whoever may move it, and that is a look', async () => {
  const { margaret, callId } = await onTheWrongRecord()
  const saved = async () => {
    const { body } = await house.as('hub.nurse').at.get(`/api/calls/${callId}/outcome/saved`)
    return routes.savedWords.reply.parse(body)
  }

  const { personName } = await saved()
  const [look] = await db().run(db().sql`
    select what from access_log where patient_id = ${margaret} and why ->> 'callId' = ${callId} and action = 'opened'`)
  await move('hub.nurse', callId, { to: { kind: 'nobody' } })

  expect([personName, look, (await saved()).personName]).toEqual([
    'Margaret Shaw',
    { what: expect.arrayContaining(['name']) },
    null,
  ])
})
