import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { freed } from '#tests/breaking/heldCall.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aCommand } from '#tests/support/aNurse.ts'
import {
  answers,
  aReport,
  type DeathHouse,
  deathHouse,
  OWN,
  promised,
  report,
  SON,
  WIFE,
} from './deathHouse.ts'

let house: DeathHouse

beforeAll(async () => {
  house = await deathHouse()
})
afterEach(() => freed([house.aroha, house.bertil, house.lead]))
afterAll(() => house.close())

describe('a death is reported in a call', () => {
  test('record, register, search and tasks turn in one statement, and every console is told', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)
    const { seq } = await house.bertil.board()

    await report(house.aroha, call)

    const record = await house.record(house.aroha, call)
    expect(record.banner.deceased).toBe('Death reported, not yet verified')
    expect(headline(record, 'registerStatus')).toBe('Has died')
    expect(await house.row(patientId)).toEqual({
      isDeceased: true,
      status: 'deceased',
      mayBeContacted: false,
    })
    expect((await house.tasks(patientId)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'verify_death open',
      'tell_services open',
      'bereavement_day open',
      'bereavement_weeks open',
      'bereavement_months open',
    ])
    const told = await house.bertil.ask(routes.feed, { query: { after: seq } })
    const kinds = JSON.stringify(told)
    expect(kinds).toContain(`"kind":"record","patientId":"${patientId}"`)
    expect(kinds).toContain('verify_death')
    expect(kinds).not.toContain('Ellis')
  })

  test('the change is in the access log of the person', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)

    await report(house.aroha, call)

    const { db } = house.database
    const [last] = await db.run(db.sql`
      select action, outcome, array(select unnest(what) order by 1) as what
      from access_log where patient_id = ${patientId} order by id desc limit 1`)
    expect(last).toEqual({
      action: 'changed',
      outcome: 'allowed',
      what: ['bereavement', 'death', 'registerStatus'],
    })
  })

  test('verification is due in four hours at home and in one in hospital; the bereavement calls have their days', async () => {
    const hoursTo = async (place: 'home' | 'hospital') => {
      const patientId = await house.person()
      const call = await house.callAbout(house.aroha, patientId)
      await report(
        house.aroha,
        call,
        aReport({ place, ...(place === 'home' ? {} : { reasonNotMet: 'A fall' }) }),
      )
      await call.hangUp()
      const { db } = house.database
      return db.run(db.sql<{ kind: string; hours: number; from: string | null }[]>`
        select kind, round(extract(epoch from due_at - raised_at) / 3600)::int as hours, from_number as from
        from tasks where patient_id = ${patientId} order by due_at`)
    }

    const [atHome, inHospital] = [await hoursTo('home'), await hoursTo('hospital')]

    expect(atHome).toEqual([
      { kind: 'verify_death', hours: 4, from: null },
      { kind: 'tell_services', hours: 12, from: null },
      { kind: 'bereavement_day', hours: 24, from: WIFE },
      { kind: 'bereavement_weeks', hours: 21 * 24, from: WIFE },
      { kind: 'bereavement_months', hours: 91 * 24, from: WIFE },
    ])
    expect(inHospital[0]).toEqual({ kind: 'verify_death', hours: 1, from: null })
  })

  test('a bereavement call of next month is not on the board before its time', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)

    await report(house.aroha, call)

    const { tasks } = await house.bertil.board()
    const kinds = tasks.filter(task => task.patientId === patientId).map(({ kind }) => kind)
    expect(kinds).toEqual(['verify_death', 'tell_services', 'bereavement_day'])
  })

  test('the same command sent twice is one report', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)
    const body = aReport()

    const replies = await Promise.all([report(house.aroha, call, body), report(house.aroha, call, body)])

    expect(replies[1]).toEqual(replies[0])
    expect((await house.tasks(patientId)).filter(({ kind }) => kind === 'verify_death')).toHaveLength(1)
  })

  test('of two nurses who are told at the same moment one reports it, and the other hears who did', async () => {
    const patientId = await house.person()
    const first = await house.callAbout(house.aroha, patientId, WIFE)
    const second = await house.callAbout(house.bertil, patientId, SON)

    const replies = await Promise.all([
      house.aroha.ask(routes.reportDeath, {
        params: first.params,
        body: { ...aReport(), epoch: first.epoch },
      }),
      house.bertil.ask(routes.reportDeath, {
        params: second.params,
        body: { ...aReport(), epoch: second.epoch },
      }),
    ])

    expect(replies.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'reported'])
    const refusal = replies.find(reply => reply.kind === 'refused')
    expect(JSON.stringify(refusal)).toMatch(/(Aroha|Bertil) 1 has reported this death already/)
    expect((await house.tasks(patientId)).filter(({ kind }) => kind === 'verify_death')).toHaveLength(1)
  })
})

describe('the wrong person', () => {
  test('a report that names an older epoch is refused, and nobody has died', async () => {
    const [ron, don] = [await house.person(), await house.person()]
    const call = await house.callAbout(house.aroha, ron)
    await house.aroha.ask(routes.clearIdentity, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, because: 'another man' },
    })

    const refusal = await house.aroha.refused(routes.reportDeath, {
      params: call.params,
      body: { ...aReport(), epoch: call.epoch },
    })

    expect(refusal.status).toBe(409)
    for (const patientId of [ron, don]) expect((await house.row(patientId)).isDeceased).toBe(false)
  })

  test('a colleague who does not hold the call reports nothing, and the try is in the log', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)

    const refusal = await house.bertil.refused(routes.reportDeath, {
      params: call.params,
      body: { ...aReport(), epoch: call.epoch },
    })

    expect(refusal.status).toBe(403)
    expect((await house.row(patientId)).isDeceased).toBe(false)
    const { db } = house.database
    const [last] = await db.run(db.sql`
      select actor_name, outcome from access_log where patient_id = ${patientId} order by id desc limit 1`)
    expect(last).toEqual({ actorName: 'Bertil 1', outcome: 'refused' })
  })

  test.each(['Ellison', 'Elis', 'Margaret', 'Ellis Ashby'])('typing “%s” confirms nothing', async typed => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)

    const reply = await house.aroha.ask(routes.reportDeath, {
      params: call.params,
      body: { ...aReport({}, typed), epoch: call.epoch },
    })

    expect(reply).toMatchObject({ kind: 'refused', because: expect.stringContaining('not the name') })
    expect((await house.row(patientId)).isDeceased).toBe(false)
  })

  test('where a name is recorded, reading it back is not enough', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)

    const reply = await house.aroha.ask(routes.reportDeath, {
      params: call.params,
      body: { ...aReport(), confirmed: { kind: 'read_back' }, epoch: call.epoch },
    })

    expect(reply.kind).toBe('refused')
  })
})

describe('what was owed to somebody alive', () => {
  test('stops where it would ask for them, or would ring who told us; who rang in vain is still rung', async () => {
    const patientId = await house.person()
    const [own, wife, son] = [
      await promised(house, patientId, OWN),
      await promised(house, patientId, WIFE),
      await promised(house, patientId, SON),
    ]
    const hungUp = await promised(house, patientId, WIFE, 'call_back_abandoned')
    const call = await house.callAbout(house.aroha, patientId, WIFE)
    const { seq } = await house.bertil.board()

    await report(house.aroha, call)

    const states = new Map((await house.tasks(patientId)).map(({ id, state }) => [id, state]))
    expect([own, wife, son, hungUp].map(id => states.get(id))).toEqual(['done', 'done', 'open', 'open'])
    const board = await house.bertil.board()
    const stays = board.tasks.filter(({ taskId }) => [son, hungUp].includes(taskId))
    expect(stays.map(({ hasDied }) => hasDied)).toEqual([true, true])
    const { db } = house.database
    const notes = await db.run(db.sql`select result_note from tasks where id = ${own}`)
    expect(notes).toEqual([
      { resultNote: 'Stopped by a death: The call back would have asked for the person' },
    ])
    const told = JSON.stringify(await house.bertil.ask(routes.feed, { query: { after: seq } }))
    for (const id of [own, wife, son, hungUp]) expect(told).toContain(id)
  })

  test('what follows the death is no call back that somebody was promised', async () => {
    const patientId = await house.person()
    const son = await promised(house, patientId, SON)
    const call = await house.callAbout(house.aroha, patientId, WIFE)
    await report(house.aroha, call)

    const { owed } = await house.aroha.ask(routes.otherCalls, {
      params: call.params,
      query: { epoch: call.epoch },
    })

    expect(owed.map(({ taskId }) => taskId)).toEqual([son])
  })

  test('what will stop and what stays is said before it is confirmed', async () => {
    const patientId = await house.person([anEntry('syringePump', { isRunning: true })])
    await promised(house, patientId, OWN)
    await promised(house, patientId, SON)
    const call = await house.callAbout(house.aroha, patientId, WIFE)

    const offer = await house.aroha.ask(routes.offerDeath, {
      params: call.params,
      query: { epoch: call.epoch },
    })

    expect(offer).toMatchObject({
      nameToType: 'Ellis',
      wished: ['home', 'hospice'],
      ring: 'Angela Ellis, wife',
      death: null,
      stays: ['A call back to 07700 900 556: whoever rings is told not to ask for the person'],
    })
    expect(offer.stops.join()).toContain('01632 960 777')
    expect(offer.leave.join()).toContain('syringe pump')
  })

  test('a task that somebody takes at that very moment is not lost between the two', async () => {
    const patientId = await house.person()
    const own = await promised(house, patientId, OWN)
    const call = await house.callAbout(house.aroha, patientId, WIFE)

    await Promise.all([
      report(house.aroha, call),
      house.bertil.ask(routes.takeTask, { params: { taskId: own }, body: { version: 1 } }),
    ])

    const [task] = (await house.tasks(patientId)).filter(({ id }) => id === own)
    expect(task?.state).toBe('done')
  })

  test('a promise about the person is not kept, and one about the family is', async () => {
    const patientId = await house.person()
    const { db } = house.database
    const promise = (key: string, about: string | null) =>
      db.run(db.sql`
      insert into promises (key, kind, line_id, subject_id, due_at, about_patient)
      values (${key}, 'a.reminder', ${house.north.lineId}, ${patientId}, now(), ${about})`)
    await promise(`${patientId} his`, patientId)
    await promise(`${patientId} hers`, null)
    const call = await house.callAbout(house.aroha, patientId)

    await report(house.aroha, call)

    const due = async () => {
      const { takeDue } = await import('#server/platform/promiseStore.ts')
      const at = new Date(Date.now() + 60_000).toISOString()
      const { taken } = await takeDue(db, { kinds: ['a.reminder'], at, leaseMs: 1, limit: 100, within: 1 })
      return taken.map(({ key }) => key.replace(`${patientId} `, ''))
    }
    expect(await due()).toEqual(['hers'])
  })
})

test('of two records of one person, whoever asks by the other is told of the death as well', async () => {
  const [kept, other] = [await house.person(), await house.person()]
  const { db } = house.database
  await db.run(db.sql`update patients set kept_at = ${kept} where id = ${other}`)
  await db.run(db.sql`update patients set others = 1 where id = ${kept}`)
  const call = await house.callAbout(house.aroha, kept)

  await report(house.aroha, call)

  expect((await house.row(other)).mayBeContacted).toBe(false)
})

describe('where, and why not where they had wished', () => {
  test('another place than the wished ones asks why; the second choice is as they had wished', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)
    const at = { params: call.params }
    const elsewhere = { place: 'hospital' as const }

    const without = await house.aroha.ask(routes.reportDeath, {
      ...at,
      body: { ...aReport(elsewhere), epoch: call.epoch },
    })
    await report(
      house.aroha,
      call,
      aReport({ ...elsewhere, reasonNotMet: 'Taken in by ambulance after a fall' }),
    )

    expect(without).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('wished to die elsewhere'),
    })
    const body = bodyOf(await house.record(house.aroha, call), 'death')
    expect(body).toMatchObject({
      preferredPlaceMet: false,
      reasonNotMet: 'Taken in by ambulance after a fall',
    })
  })

  test('a place nobody knows is neither', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)

    await report(house.aroha, call, aReport({ place: { unknown: 'not_known' } }))

    expect(bodyOf(await house.record(house.aroha, call), 'death')).not.toHaveProperty('preferredPlaceMet')
  })

  test('a time that is still to come is a slip of the finger', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)
    const at = new Date(Date.now() + 3_600_000).toISOString()

    const reply = await house.aroha.ask(routes.reportDeath, {
      params: call.params,
      body: {
        commandId: aCommand(),
        answers: answers({ at }),
        confirmed: { kind: 'name', typed: 'Ellis' },
        epoch: call.epoch,
      },
    })

    expect(reply).toMatchObject({ kind: 'refused', because: expect.stringContaining('still to come') })
  })
})

type Blocks = { blocks: { items: { section: string; headline: string; body?: unknown }[] }[] }

function item(record: Blocks, section: string) {
  return record.blocks.flatMap(({ items }) => items).find(one => one.section === section)
}

function headline(record: Blocks, section: string): string | undefined {
  return item(record, section)?.headline
}

function bodyOf(record: Blocks, section: string): unknown {
  return item(record, section)?.body
}
