import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listState, mostOfYes } from '#server/lists/core/listState.ts'
import { EVERYBODY, type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { aPatient } from '#tests/patients/aPatient.ts'
import { signedIn } from '#tests/support/browser.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { BECAUSE_ASKED, because, taking } from './taking.ts'

// ASVS 2.3.5: nobody takes a bulk of people out of the house alone.
let house: SharedHouse
let lists: ReturnType<typeof taking>
beforeAll(async () => {
  house = await sharedHouse()
  lists = taking(house)
  for (let n = 0; n < 3; n += 1) await house.person([EVERYBODY], 'hospice', 'mill')
})
afterAll(() => house.small.close())

const allowed = async (who = 'hospice') => {
  const { exportId } = await lists.ask(who, 'planning')
  expect(await lists.decide('officer', exportId)).toEqual({ kind: 'decided' })
  return exportId
}

const AT = '2026-11-23T12:00:00.000Z'
const [BEFORE, AFTER] = ['2026-11-23T11:00:00.000Z', '2026-11-23T13:00:00.000Z']
const made = { needsYes: true, madeAt: BEFORE, decision: null, takeBy: null, fetchedAt: null } as const
const yes = { ...made, lapsesAt: BEFORE, decision: 'allowed' } as const
test.each([
  ['a small list for care, at once', { ...made, needsYes: false, madeAt: AT, lapsesAt: null }, 'open'],
  ['a small list for care, an hour later', { ...made, needsYes: false, lapsesAt: null }, 'over'],
  ['one that nobody has answered', { ...made, lapsesAt: AFTER }, 'asked'],
  ['one that nobody answered in time', { ...made, lapsesAt: AT }, 'lapsed'],
  ['one that was not allowed', { ...made, lapsesAt: AFTER, decision: 'refused' as const }, 'refused'],
  ['one that was allowed', { ...yes, takeBy: AFTER }, 'allowed'],
  ['one that was allowed and left', { ...yes, takeBy: AT }, 'lapsed'],
  ['one that was taken', { ...yes, takeBy: AFTER, fetchedAt: AT }, 'taken'],
])('%s, stands so', (_, row, state) => {
  expect(listState(row, AT).state).toBe(state)
})

test('a yes is good for a tenth more people than it was said of, or for ten', () => {
  expect([1, 99, 250, 1000].map(mostOfYes)).toEqual([11, 109, 275, 1100])
})

test('what is not for care waits for a second person, is then taken once by whoever asked, and the log has all of it', async () => {
  const person = await house.person([EVERYBODY], 'hospice')
  const { exportId, state, isOpen } = await lists.ask('hospice', 'research')
  const tooEarly = await lists.fetchFile('hospice', exportId)
  const queues = await Promise.all(['officer', 'hospice.officer'].map(lists.queue))
  const decided = await lists.decide('hospice.officer', exportId)
  const asTaken = await lists.asTaken('hospice', exportId)
  const others = [await lists.fetchFile('mill', exportId), await lists.fetchFile('hospice.officer', exportId)]
  const atOnce = await Promise.all([1, 2].map(() => lists.fetchFile('hospice', exportId)))
  const again = await lists.fetchFile('hospice', exportId)
  const { body } = await house.as('officer').at.get(`/api/people/${person}/access-log`)
  const { db } = house.small.database
  const logged = await db.run(db.sql`
    select actor_name, action, outcome, why ->> 'reason' as reason from access_log
    where action in ('asked_for_list', 'judged_list') and patient_id is null order by id`)

  expect([state, isOpen, tooEarly.status]).toEqual(['asked', false, 404])
  for (const queue of queues)
    expect(queue).toContainEqual(
      expect.objectContaining({ exportId, by: 'hospice', role: 'clinician', because, state: 'asked' }),
    )
  expect(decided).toEqual({ kind: 'decided' })
  expect(asTaken).toMatchObject({
    state: 'allowed',
    isOpen: true,
    decision: { says: 'allowed', by: 'hospice.officer', because: BECAUSE_ASKED },
  })
  expect([...others, again].map(({ status }) => status)).toEqual([404, 403, 404])
  expect(atOnce.filter(({ status }) => status === 200)).toHaveLength(1)
  expect((await lists.asTaken('hospice', exportId))?.state).toBe('taken')
  expect((body.lines as { did: string }[])[0]?.did).toBe(
    'took a copy of part of your record, in a list of people, for research; hospice.officer had allowed it',
  )
  expect(logged.slice(-2)).toEqual([
    { actorName: 'hospice', action: 'asked_for_list', outcome: 'allowed', reason: because },
    { actorName: 'hospice.officer', action: 'judged_list', outcome: 'allowed', reason: BECAUSE_ASKED },
  ])
})

test('who asks for the head of a file alone has not taken it', async () => {
  const exportId = await allowed()
  const { cookie } = house.as('hospice').at
  const file = `${house.small.url}/api/caseload/exports/${exportId}/file`

  expect((await fetch(file, { method: 'HEAD', headers: { cookie } })).status).toBe(404)
  expect((await lists.asTaken('hospice', exportId))?.state).toBe('allowed')
})

test('what was not allowed is not taken, and whoever asked reads why', async () => {
  const { exportId } = await lists.ask('mill', 'planning')
  const elsewhere = await lists.decide('hospice.officer', exportId)
  await lists.decide('officer', exportId, 'refused')

  expect(elsewhere).toEqual({ kind: 'refused', because: 'That list is not in your queue.' })
  expect((await lists.fetchFile('mill', exportId)).status).toBe(404)
  expect(await lists.asTaken('mill', exportId)).toMatchObject({
    state: 'refused',
    until: null,
    decision: { says: 'refused', by: 'officer', because: BECAUSE_ASKED },
  })
})

test('of two officers at once one decides, and the other is told who; the same command twice is one word', async () => {
  const { exportId } = await lists.ask('hospice', 'planning')
  const commandId = randomUUID()

  const both = await Promise.all([
    lists.decide('officer', exportId, 'refused', commandId),
    lists.decide('hospice.officer', exportId),
  ])
  const twice = await lists.decide('officer', exportId, 'refused', commandId)

  const won = both.findIndex(({ kind }) => kind === 'decided')
  const [winner, did] = won === 0 ? ['officer', 'refused'] : ['hospice.officer', 'allowed']
  expect(both[1 - won]).toEqual({ kind: 'refused', because: `${winner} has ${did} this list already.` })
  expect(twice.kind).toBe(won === 0 ? 'decided' : 'refused')
  expect(await lists.decide('officer', exportId, 'allowed', commandId)).toMatchObject({ kind: 'refused' })
})

test('the same ask twice is one list', async () => {
  const commandId = randomUUID()
  const asks = [
    await lists.ask('hospice', 'planning', commandId),
    await lists.ask('hospice', 'research', commandId),
  ]

  expect(asks.map(({ purpose, exportId }) => [purpose, exportId])).toEqual([
    ['planning', commandId],
    ['planning', commandId],
  ])
  expect((await lists.queue('officer')).filter(({ exportId }) => exportId === commandId)).toHaveLength(1)
})

test('a file holds who is on the list and may be in it when it is taken, not when it was allowed', async () => {
  const { db } = house.small.database
  const [stays, optsOut, withdraws] = [
    await house.person([EVERYBODY], 'mill'),
    await house.person([EVERYBODY], 'mill'),
    await house.person([EVERYBODY], 'mill'),
  ]
  const exportId = await allowed('mill')
  const { at } = house.as('mill')
  const said = [
    await at.post(`/api/people/${optsOut}/record/entries`, {
      commandId: randomUUID(),
      section: 'nationalDataOptOut',
      version: 0,
      body: { hasOptedOut: true, asOf: '2026-10-01' },
    }),
    await at.post(`/api/people/${withdraws}/record/withdraw-sharing`, {
      commandId: randomUUID(),
      inTheirWords: 'Nobody is to have it any more',
      consequencesExplained: true,
      how: 'face_to_face',
    }),
  ]

  expect(said.map(({ status }) => status)).toEqual([200, 200])

  expect((await lists.fetchFile('mill', exportId)).status).toBe(200)
  const inIt = await db.run(db.sql<{ patientId: string }[]>`
    select distinct patient_id from access_log
    where action = 'exported' and outcome = 'allowed' and why ->> 'purpose' = 'planning' and organisation = 'Mill Lane Surgery'`)
  const ids = inIt.map(({ patientId }) => patientId)
  expect([stays, optsOut, withdraws].map(id => ids.includes(id))).toEqual([true, false, false])
})

test('a yes is not good for a list that has grown by many since', async () => {
  const exportId = await allowed()
  for (let n = 0; n < 11; n += 1)
    await onCaseload(
      house.small.database.db,
      house.as('hospice').actor,
      await aPatient(house.small.database.db, house.hub, { entries: [EVERYBODY] }),
    )

  expect((await lists.fetchFile('hospice', exportId)).status).toBe(409)
})

test('an ask that nobody answers in time is over, and so is a yes that nobody uses', async () => {
  const { db } = house.small.database
  const [left, unused] = [(await lists.ask('hospice', 'planning')).exportId, await allowed()]
  await db.run(db.sql`update list_exports set lapses_at = now() where id = ${left}`)
  await db.run(db.sql`update list_exports set take_by = now() where id = ${unused}`)

  expect(await lists.decide('officer', left)).toEqual({
    kind: 'refused',
    because: 'Nobody answered in time. Whoever still needs the list asks again.',
  })
  expect((await lists.fetchFile('hospice', unused)).status).toBe(404)
  for (const id of [left, unused])
    expect(await lists.asTaken('hospice', id)).toMatchObject({ state: 'lapsed', isOpen: false })
})

test('whoever asked decides nothing of it, not even as an officer later', async () => {
  const { db } = house.small.database
  const { staffId } = house.as('clerk').actor
  const { exportId } = await lists.ask('clerk', 'planning')
  await db.run(db.sql`update staff set role = 'privacy_officer' where id = ${staffId}`)
  const at = await signedIn(house.small.url, 'clerk')
  const said = { commandId: randomUUID(), says: 'refused', because: BECAUSE_ASKED }
  const { body } = await at.post(`/api/caseload/exports/${exportId}/decision`, said)
  // Nor would the table have it, whatever statement came to it.
  const byHand = db.run(db.sql`
    update list_exports set decision = 'allowed', decision_id = gen_random_uuid(), decision_because = 'x', decided_at = now(),
      decided_by = staff_id, decided_name = staff_name, take_by = now()
    where id = ${exportId}`)

  expect(body).toEqual({
    kind: 'refused',
    because: 'You asked for this list yourself. Another privacy officer decides.',
  })
  await expect(byHand).rejects.toThrow('list_exports_second_person')
})

test('a role that is lost on the way takes the list with it, before the yes and after it', async () => {
  const { db } = house.small.database
  const { staffId } = house.as('mill').actor
  const toRole = (role: string) => db.run(db.sql`update staff set role = ${role} where id = ${staffId}`)
  const { exportId: waiting } = await lists.ask('mill', 'planning')
  const given = await allowed('mill')

  await toRole('administrator')
  const overWith = await lists.fetchFile('mill', given) // her session ended with her role
  const late = await lists.decide('officer', waiting)
  const at = await signedIn(house.small.url, 'mill')
  const asOther = await at.get(`/api/caseload/exports/${given}/file`)
  await toRole('clinician')

  expect([overWith.status, asOther.status]).toEqual([401, 404])
  expect(late.because).toContain('another role or organisation')
  expect((await lists.queue('officer')).find(({ exportId }) => exportId === waiting)?.isGone).toBe(false)
  // With the role of then, and signed in anew, it is hers again while it is open.
  const back = await signedIn(house.small.url, 'mill')
  expect((await back.get(`/api/caseload/exports/${given}/file`)).status).toBe(200)
})
