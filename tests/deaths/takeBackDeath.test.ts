import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { freed } from '#tests/breaking/heldCall.ts'
import { aPastCall } from '#tests/outcomes/aPastCall.ts'
import { aCommand } from '#tests/support/aNurse.ts'
import { heldBack } from '#tests/support/heldBack.ts'
import { aReport, type DeathHouse, deathHouse, OWN, promised, report, tenMinutesLater } from './deathHouse.ts'

let house: DeathHouse

beforeAll(async () => {
  house = await deathHouse()
})
afterEach(() => freed([house.aroha, house.bertil, house.lead]))
afterAll(() => house.close())

const undo = (nurse: DeathHouse['aroha'], deathId: string) =>
  nurse.ask(routes.undoDeath, { params: { deathId }, body: { commandId: aCommand() } })

/** What was promised had been taken by a nurse, as the outcome of a call that is over and was about somebody else. */
async function ofACall(stopped: string, patientId: PatientId, other: PatientId) {
  const { db } = house.database
  const callId = await aPastCall(db, house.registrar, patientId, {})
  await db.run(db.sql`
    with task as (update tasks set call_id = ${callId} where id = ${stopped})
    update death_stops
    set was = was || jsonb_build_object('state', 'taken', 'owner', jsonb_build_object(
          'kind', 'nurse', 'staffId', (select id from staff where sign_in_name = 'bertil1'), 'name', 'Bertil 1'))
    where subject_id = ${stopped}`)
  const caller = { name: 'Angela Ellis', relationship: 'wife' }
  const skippedBecause = 'She rang again and said it'
  return {
    callId,
    to: {
      kind: 'person' as const,
      patientId: other,
      said: {},
      caller,
      skippedBecause,
      isRead: true as const,
    },
  }
}

function move(callId: CallId, to: Awaited<ReturnType<typeof ofACall>>['to']) {
  const body = { commandId: aCommand(), epoch: 1, because: 'Two people in one house', to }
  return house.lead.ask(routes.moveOutcome, { params: { callId }, body })
}

async function taskOf(id: string) {
  const { db } = house.database
  const [row] = await db.run(db.sql`
    select tasks.state, tasks.patient_id, tasks.due_at, tasks.version, staff.name as by
    from tasks
    left join staff on staff.id = tasks.taken_by
    where tasks.id = ${id}`)
  return row ?? {}
}

/** Somebody whose death aroha has reported, and the call in which she did. */
async function reported() {
  const patientId = await house.person()
  const stopped = await promised(house, patientId, OWN)
  const call = await house.callAbout(house.aroha, patientId)
  const { deathId } = await report(house.aroha, call)
  return { patientId, stopped, call, deathId }
}

describe('undone within ten minutes', () => {
  test('everything is as it was, and the report stays, entered in error', async () => {
    const { patientId, stopped, call, deathId } = await reported()

    const reply = await undo(house.aroha, deathId)

    expect(reply).toEqual({ kind: 'done' })
    expect(await house.row(patientId)).toEqual({ isDeceased: false, status: 'active', mayBeContacted: true })
    const record = await house.record(house.aroha, call)
    expect(record.banner.deceased).toBeUndefined()
    const wrong = record.enteredInError.filter(({ section }) => section === 'death')
    expect(wrong.map(({ retracted }) => retracted.because)).toEqual([
      'Reported by mistake, and undone within ten minutes',
    ])
    const open = (await house.tasks(patientId)).filter(({ state }) => state !== 'done')
    expect(open.map(({ id }) => id)).toEqual([stopped])
    const { db } = house.database
    const trail = await db.run(
      db.sql`select taken_back_how, taken_back_by_name from deaths where id = ${deathId}`,
    )
    expect(trail).toEqual([{ takenBackHow: 'undone', takenBackByName: 'Aroha 1' }])
  })

  test('a second console is told that the person lives, and shows again what was stopped', async () => {
    const { patientId, stopped, deathId } = await reported()
    const { seq } = await house.bertil.board()

    await undo(house.aroha, deathId)

    const told = JSON.stringify(await house.bertil.ask(routes.feed, { query: { after: seq } }))
    expect(told).toContain(`"kind":"record","patientId":"${patientId}"`)
    const { tasks } = await house.bertil.board()
    expect(tasks.filter(task => task.patientId === patientId)).toMatchObject([
      { taskId: stopped, state: 'open' },
    ])
    expect(tasks.find(({ taskId }) => taskId === stopped)?.hasDied).toBeUndefined()
  })

  test('a call back that was stopped is owed about whom its call is about by now, and their pages are told', async () => {
    const { patientId, stopped, deathId } = await reported()
    const other = await house.person()
    const callId = await aPastCall(house.database.db, house.registrar, patientId, { isNowAbout: other })
    await house.database.db.run(
      house.database.db.sql`update tasks set call_id = ${callId} where id = ${stopped}`,
    )
    const { seq } = await house.bertil.board()

    await undo(house.aroha, deathId)

    const open = async (id: string) => (await house.tasks(id)).filter(({ state }) => state !== 'done')
    expect([await open(patientId), await open(other)]).toEqual([
      [],
      [expect.objectContaining({ id: stopped })],
    ])
    const told = JSON.stringify(await house.bertil.ask(routes.feed, { query: { after: seq } }))
    expect(told).toContain(`"kind":"record","patientId":"${other}"`)
    const { tasks } = await house.bertil.board()
    expect(tasks.find(({ taskId }) => taskId === stopped)).toMatchObject({ patientId: other, state: 'open' })
  })

  test('where its call was moved to somebody who lives, a call back had started again with the move, and stays theirs', async () => {
    const { stopped, deathId, patientId } = await reported()
    const other = await house.person()
    const { to, callId } = await ofACall(stopped, patientId, other)
    const was = await taskOf(stopped)

    await move(callId, to)
    const moved = await taskOf(stopped)
    await undo(house.aroha, deathId)

    expect(was).toMatchObject({ state: 'done', patientId })
    expect(moved).toMatchObject({ state: 'taken', patientId: other, by: 'Bertil 1', dueAt: was.dueAt })
    expect(await taskOf(stopped)).toEqual(moved)
    const { tasks } = await house.bertil.board()
    expect(tasks.find(({ taskId }) => taskId === stopped)).toMatchObject({ patientId: other, state: 'taken' })
  })

  test('and so had it where whom the call is about was settled anew in the call itself', async () => {
    const patientId = await house.person()
    const { db } = house.database
    const stopped = await promised(house, patientId, OWN)
    const call = await house.callAbout(house.aroha, patientId)
    await db.run(db.sql`update tasks set call_id = ${call.callId} where id = ${stopped}`)
    await report(house.aroha, call)

    await house.aroha.ask(routes.clearIdentity, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, because: 'It is his neighbour' },
    })

    expect(await taskOf(stopped)).toMatchObject({ state: 'open', patientId: null })
  })

  test('but not where the call is about another record of whoever has died', async () => {
    const [patientId, beside] = [await house.person(), await house.person()]
    const { db } = house.database
    await db.run(db.sql`
      with beside as (update patients set kept_at = ${patientId} where id = ${beside})
      update patients set others = 1 where id = ${patientId}`)
    const stopped = await promised(house, patientId, OWN)
    const call = await house.callAbout(house.aroha, patientId)
    await db.run(db.sql`update tasks set call_id = ${call.callId} where id = ${stopped}`)
    await report(house.aroha, call)

    await house.aroha.ask(routes.moveToLinked, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, patientId: beside },
    })

    expect(await taskOf(stopped)).toMatchObject({ state: 'done', patientId })
  })

  test.each([
    ['undone before its call is moved', ['undo', 'move']],
    ['undone after its call was moved', ['move', 'undo']],
  ] as const)(
    'at one moment, %s, a call back is owed once, about whom its call is about',
    async (_, order) => {
      const { stopped, deathId, patientId } = await reported()
      const { to, callId } = await ofACall(stopped, patientId, await house.person())
      const acts = { undo: () => undo(house.aroha, deathId), move: () => move(callId, to) }

      const done = await heldBack(
        house.database,
        patientId,
        order.map(act => acts[act]),
      )

      expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
      expect(await taskOf(stopped)).toMatchObject({ state: 'taken', patientId: to.patientId })
      expect((await house.row(patientId)).isDeceased).toBe(false)
    },
  )

  test('after the call is over, and twice is once', async () => {
    const { patientId, call, deathId } = await reported()
    await call.hangUp()

    const replies = [await undo(house.aroha, deathId), await undo(house.aroha, deathId)]

    expect(replies).toEqual([{ kind: 'done' }, { kind: 'done' }])
    expect((await house.row(patientId)).isDeceased).toBe(false)
  })

  test('a shift lead may, a colleague may not', async () => {
    const [one, other] = [await reported(), undefined]
    await one.call.hangUp()

    const refused = await undo(house.bertil, one.deathId)
    const done = await undo(house.lead, one.deathId)

    expect(refused).toMatchObject({ kind: 'refused', because: expect.stringContaining('Only Aroha 1') })
    expect([done, other]).toEqual([{ kind: 'done' }, undefined])
  })

  test('it can be reported again, and undone again', async () => {
    const { patientId, call, deathId } = await reported()
    await undo(house.aroha, deathId)

    const again = await report(house.aroha, call)
    const between = await house.row(patientId)
    await undo(house.aroha, again.deathId)

    expect(again.deathId).not.toBe(deathId)
    expect([between.isDeceased, (await house.row(patientId)).isDeceased]).toEqual([true, false])
  })

  test('the report that was undone, sent again by a slow network, reports nothing', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)
    const body = aReport()
    const { deathId } = await report(house.aroha, call, body)
    await undo(house.aroha, deathId)

    await report(house.aroha, call, body)

    expect((await house.row(patientId)).isDeceased).toBe(false)
  })

  test('a report of another line is nobody’s', async () => {
    const { deathId } = await reported()
    const { aNurse } = await import('#tests/support/aNurse.ts')
    const south = await aNurse(house.url, 'aroha2')
    const at = (id: string) => ({ params: { deathId: id }, body: { commandId: aCommand() } })

    const [theirs, nobodys] = [
      await south.refused(routes.undoDeath, at(deathId)),
      await south.refused(routes.undoDeath, at(randomUUID())),
    ]

    expect([theirs.status, theirs.message]).toEqual([nobodys.status, nobodys.message])
  })
})

describe('after ten minutes', () => {
  test('it is refused with what to do instead, by the database’s clock', async () => {
    const { patientId, deathId } = await reported()
    await tenMinutesLater(house, deathId)

    const reply = await undo(house.aroha, deathId)

    expect(reply).toMatchObject({ kind: 'refused', because: expect.stringContaining('Reported in error') })
    expect((await house.row(patientId)).isDeceased).toBe(true)
  })

  test('a shift lead corrects it with a reason, and what was stopped is owed again', async () => {
    const { patientId, stopped, call, deathId } = await reported()
    await tenMinutesLater(house, deathId)
    await call.hangUp()
    const hers = await house.callAbout(house.lead, patientId)

    const reply = await house.lead.ask(routes.correctDeath, {
      params: hers.params,
      body: { commandId: aCommand(), epoch: hers.epoch, because: 'It was the neighbour who had died' },
    })

    expect(reply).toEqual({ kind: 'done' })
    expect(await house.row(patientId)).toEqual({ isDeceased: false, status: 'active', mayBeContacted: true })
    const record = await house.record(house.lead, hers)
    expect(record.enteredInError.find(({ section }) => section === 'death')?.retracted.because).toBe(
      'It was the neighbour who had died',
    )
    const open = (await house.tasks(patientId)).filter(({ state }) => state !== 'done')
    expect(open.map(({ id }) => id)).toEqual([stopped])
  })

  test('a nurse cannot correct it', async () => {
    const { call } = await reported()

    const refusal = await house.aroha.refused(routes.correctDeath, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, because: 'I think it was a mistake' },
    })

    expect(refusal.status).toBe(403)
  })
})

describe('verified', () => {
  const verify = (call: { params: { callId: string }; epoch: number }, at = '2026-11-20T05:00:00.000Z') =>
    house.aroha.ask(routes.verifyDeath, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, verifiedAt: at, verifiedBy: 'Lindsay Loud, RN' },
    })

  test('who and when are on the record, and the task that waited for it is done', async () => {
    const { patientId, call } = await reported()

    const replies = [await verify(call), await verify(call)]

    expect(replies).toEqual([{ kind: 'done' }, { kind: 'done' }])
    const record = await house.record(house.aroha, call)
    expect(record.banner.deceased).toBe('Died 20-Nov-2026')
    const death = record.blocks.flatMap(({ items }) => items).find(({ section }) => section === 'death')
    expect(death?.lines).toContain('Verified 20-Nov-2026 05:00 by Lindsay Loud, RN')
    const tasks = await house.tasks(patientId)
    expect(tasks.find(({ kind }) => kind === 'verify_death')).toMatchObject({
      state: 'done',
      result: 'reached',
    })
  })

  test('another says otherwise: what stands, stays', async () => {
    const { call } = await reported()
    await verify(call)

    expect(await verify(call, '2026-11-20T06:00:00.000Z')).toMatchObject({ kind: 'refused' })
  })

  test('a verification before the death is looked at again', async () => {
    const { call } = await reported()

    expect(await verify(call, '2026-11-19T05:00:00.000Z')).toMatchObject({ kind: 'refused' })
  })

  test('it is not undone any more, only corrected', async () => {
    const { call, deathId } = await reported()
    await verify(call)

    expect(await undo(house.aroha, deathId)).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('verified since'),
    })
  })

  test('nobody is verified who was not reported', async () => {
    const call = await house.callAbout(house.aroha, await house.person())

    expect(await verify(call)).toMatchObject({ kind: 'refused' })
  })

  test('whoever has taken the task writes it down without a call, and nobody else', async () => {
    const { patientId } = await reported()
    const [task] = (await house.tasks(patientId)).filter(({ kind }) => kind === 'verify_death')
    const params = { taskId: task?.id ?? '' }
    const body = () => ({
      commandId: aCommand(),
      verifiedAt: '2026-11-20T05:00:00.000Z',
      verifiedBy: 'Lindsay Loud',
    })

    const untaken = await house.bertil.refused(routes.verifyDeathOfTask, { params, body: body() })
    await house.bertil.ask(routes.takeTask, { params, body: { version: 1 } })
    const done = await house.bertil.ask(routes.verifyDeathOfTask, { params, body: body() })

    expect([untaken.status, done]).toEqual([409, { kind: 'done' }])
    expect((await house.tasks(patientId)).find(({ id }) => id === params.taskId)?.state).toBe('done')
  })

  test('the task is not closed by the way as done', async () => {
    const { patientId } = await reported()
    const [task] = (await house.tasks(patientId)).filter(({ kind }) => kind === 'verify_death')

    const reply = await house.bertil.ask(routes.closeTask, {
      params: { taskId: task?.id ?? '' },
      body: { version: 1, result: 'reached', note: 'went well' },
    })

    expect(reply.kind).toBe('refused')
  })
})
