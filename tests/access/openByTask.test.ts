import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateOf } from '#server/calls/core/call.ts'
import { noFacts } from '#server/calls/core/facts.ts'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { liveConsole, until } from '#tests/support/browser.ts'
import { CANARY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

// Who has taken what is owed to somebody reads their record before she rings, and no longer than it is hers.
let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

/** A call-back that is owed about this person, on the board and with nobody. */
async function owedAbout(patientId: PatientId): Promise<string> {
  const { db } = house.small.database
  const [callId, taskId, at] = [randomUUID(), randomUUID(), new Date().toISOString()]
  const facts = noFacts(at)
  await db.run(db.sql`
    with call as (
      insert into calls (id, line_id, version, state, direction, facts, started_at)
      values (${callId}, ${house.hub.lineId}, 1, ${stateOf(facts)}, 'inbound', ${db.sql.json(facts as never)}, now())
      returning id
    )
    insert into tasks (id, line_id, version, kind, state, call_id, origin, patient_id, from_number, raised_at, due_at, tries)
    select ${taskId}, ${house.hub.lineId}, 1, 'call_back_requested', 'open', id, 'call', ${patientId}, '+447700900321',
           now(), now(), 0
    from call`)
  return taskId
}

const act = async (who: string, taskId: string, what: 'take' | 'close', body: object) => {
  const { status, body: said } = await house.as(who).at.post(`/api/tasks/${taskId}/${what}`, body)
  expect([status, said.kind]).toEqual([200, what === 'take' ? 'taken' : 'done'])
}
const take = (who: string, taskId: string) => act(who, taskId, 'take', { version: 1 })
const close = (who: string, taskId: string) =>
  act(who, taskId, 'close', { version: 2, result: 'not_needed', note: 'They rang again' })
const standing = async (who: string, id: PatientId) => (await house.open(who, id)).standing

async function taken() {
  const id = await house.person([])
  const taskId = await owedAbout(id)
  await take('hub.nurse', taskId)
  return { id, taskId }
}

test('who has taken a task opens the record of whom it is about, from then until it is done', async () => {
  const id = await house.person([])
  const taskId = await owedAbout(id)
  const nobody = { kind: 'may_exist' }

  const before = await standing('hub.nurse', id)
  await take('hub.nurse', taskId)
  const opened = await house.open('hub.nurse', id)
  const [colleague, elsewhere] = [await standing('lead', id), await standing('other.gp', id)]
  await close('hub.nurse', taskId)
  const after = await standing('hub.nurse', id)

  expect([before, colleague, elsewhere, after]).toEqual([nobody, nobody, nobody, nobody])
  expect(opened.standing).toMatchObject({ kind: 'open', by: 'task', until: null })
  expect(JSON.stringify(opened.record)).toContain(CANARY)
})

test('the person reads why she looked, and no privacy officer is asked', async () => {
  const { id } = await taken()
  await house.open('hub.nurse', id)

  const { body } = await house.as('officer').at.get(`/api/people/${id}/access-log`)
  const [line] = routes.accessLog.reply.parse(body).lines

  expect(line).toMatchObject({
    who: expect.stringContaining('hub.nurse'),
    did: 'opened your record for a visit or a task',
    tone: 'usual',
  })
  const { db } = house.small.database
  expect(await db.run(db.sql`select from access_reviews where patient_id = ${id}`)).toEqual([])
})

test('what she writes is kept, and after the task is done it is refused', async () => {
  const { id, taskId } = await taken()
  const write = () =>
    house.as('hub.nurse').at.post(`/api/people/${id}/record/entries`, {
      commandId: randomUUID(),
      section: 'notes',
      version: 0,
      body: { text: 'She is asleep. Ring after ten.' },
    })

  const during = await write()
  await close('hub.nurse', taskId)
  const afterwards = await write()

  expect([during.status, during.body.kind]).toEqual([200, 'saved'])
  expect(afterwards.status).toBe(403)
})

test('a page that has it open is told as soon as the task is done, and is refused when it looks again', async () => {
  const { id, taskId } = await taken()
  const { url } = house.small
  const live = await liveConsole(`${url}?record=${id}`, house.as('hub.nurse').at.cookie, { origin: url })
  const told: unknown[] = []
  live.socket.on('recordChanged', (patientId, version) => void told.push([patientId, version]))

  await close('hub.nurse', taskId)

  await until('the page was told', () => told.some(one => JSON.stringify(one) === JSON.stringify([id, null])))
  expect(await standing('hub.nurse', id)).toEqual({ kind: 'may_exist' })
  live.close()
})

test('a page about somebody whose task she has not taken hears nothing', async () => {
  const id = await house.person([])
  await owedAbout(id)
  const { url } = house.small

  await expect(
    liveConsole(`${url}?record=${id}`, house.as('hub.nurse').at.cookie, { origin: url }),
  ).rejects.toThrow()
})

test('a task that a colleague took over opens it to the colleague alone', async () => {
  const { id, taskId } = await taken()
  const { db } = house.small.database
  // Not heard for long: what she took may be taken over.
  await db.run(db.sql`update sessions set ended_at = now() where staff_id = ${house.hub.staffId}`)
  await act('lead', taskId, 'take', { version: 2 })
  await db.run(db.sql`update sessions set ended_at = null where staff_id = ${house.hub.staffId}`)

  expect([await standing('hub.nurse', id), (await standing('lead', id)).by]).toEqual([
    { kind: 'may_exist' },
    'task',
  ])
})

test('it opens the other record of the same person as well', async () => {
  const { id } = await taken()
  const { db } = house.small.database
  const other = await aPatient(db, house.hub, { entries: [anEntry('notes', { text: 'The other one' })] })
  await db.run(db.sql`
    with kept as (update patients set others = 1 where id = ${id})
    update patients set kept_at = ${id} where id = ${other}`)

  expect(await standing('hub.nurse', other)).toMatchObject({ kind: 'open', by: 'task' })
})

test('somebody off the register is shown in little, as in a call, and why', async () => {
  const { id } = await taken()
  const { db } = house.small.database
  await db.run(db.sql`update patients set status = 'withdrawn' where id = ${id}`)

  const { standing: now, record } = await house.open('hub.nurse', id)

  expect(now).toMatchObject({ kind: 'open', by: 'task' })
  expect(JSON.stringify(record)).not.toContain(CANARY)
  expect(JSON.stringify(record)).toContain('Kitchen drawer') // the paper not to resuscitate keeps them safe
  expect(now.leftOut).toContainEqual({
    block: 'matters',
    because: 'They wanted to be off the register: only who they are and what keeps them safe is shown.',
  })
})
