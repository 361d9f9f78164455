import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aReport, type DeathHouse, deathHouse, OWN, promised, report } from '#tests/deaths/deathHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aCommand, type Nurse } from '#tests/support/aNurse.ts'
import { heldBack } from '#tests/support/heldBack.ts'
import { freed } from './heldCall.ts'

let house: DeathHouse

beforeAll(async () => {
  house = await deathHouse()
})
afterEach(() => freed([house.aroha, house.bertil, house.lead]))
afterAll(() => house.close())

type Call = Awaited<ReturnType<DeathHouse['callAbout']>>
const AGREED = [
  anEntry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person' }),
  anEntry('consentToShare', { scope: 'gp', value: 'given_by_person' }),
]
const because = 'That is not his date of birth'

const withdraw = (nurse: Nurse, { params, epoch }: Call, changes: object = {}) =>
  nurse.ask(routes.withdrawSharing, {
    params,
    body: { commandId: aCommand(), epoch, inTheirWords: 'No more', consequencesExplained: true, ...changes },
  })

const newest = async (patientId: PatientId, section: string) => {
  const { db } = house.database
  return db.run(
    db.sql<{ itemId: string; version: number; body: Record<string, unknown>; retracted: object | null }[]>`
      select distinct on (item_id) item_id, version, body, retracted
      from record_entries
      where patient_id = ${patientId} and section = ${section}
      order by item_id, version desc`,
  )
}
const dispute = (nurse: Nurse, { params, epoch }: Call) =>
  nurse.ask(routes.disputeForCall, { params, body: { commandId: aCommand(), epoch, because } })
const disputeOf = async (patientId: PatientId) => {
  const { disputes } = await house.lead.ask(routes.disputes)
  const found = disputes.find(one => one.patientId === patientId)
  if (!found) throw new Error('not in the list')
  return { disputeId: found.disputeId }
}

describe('a withdrawal', () => {
  test('that a colleague’s save overtakes takes back that one as well', async () => {
    const patientId = await house.person(AGREED)
    const hers = await house.callAbout(house.aroha, patientId)
    const his = await house.callAbout(house.bertil, patientId, '+447700900557')
    const [gp] = (await newest(patientId, 'consentToShare')).filter(({ body }) => body.scope === 'gp')
    const { itemId = '' } = gp ?? {}

    const [edited, withdrawn] = await heldBack(house.database, patientId, [
      () =>
        house.bertil.ask(routes.editRecord, {
          params: his.params,
          body: {
            commandId: aCommand(),
            epoch: his.epoch,
            section: 'consentToShare',
            itemId: itemId as never,
            version: 1,
            body: { scope: 'gp', value: 'given_by_person', from: '2026-11-01T00:00:00.000Z' },
          },
        }),
      () => withdraw(house.aroha, hers),
    ])

    expect([edited.status, withdrawn.status]).toEqual(['fulfilled', 'fulfilled'])
    const now = await newest(patientId, 'consentToShare')
    expect(now.map(({ body }) => body.value)).toEqual(['withdrawn', 'withdrawn'])
  })

  test('in the name of somebody whose death is on the record is refused with words, and heard once it was a mistake', async () => {
    const patientId = await house.person([
      ...AGREED,
      anEntry('consentToRegister', { value: 'given_by_person' }),
    ])
    const call = await house.callAbout(house.aroha, patientId)
    const { deathId } = await report(house.aroha, call)

    await expect(withdraw(house.aroha, call, { offRegister: true })).rejects.toThrow('They have died')

    const [agreed] = await newest(patientId, 'consentToRegister')
    expect(agreed?.body.value).toBe('given_by_person')
    expect(await house.row(patientId)).toEqual({
      isDeceased: true,
      status: 'deceased',
      mayBeContacted: false,
    })
    await house.aroha.ask(routes.undoDeath, { params: { deathId }, body: { commandId: aCommand() } })
    await withdraw(house.aroha, call, { offRegister: true })
    expect(await house.row(patientId)).toEqual({
      isDeceased: false,
      status: 'withdrawn',
      mayBeContacted: true,
    })
  })

  test('and a report of the death at once: the report is done, and the withdrawal too or it is refused with words', async () => {
    for (const isFirst of [true, false]) {
      const patientId = await house.person([
        ...AGREED,
        anEntry('consentToRegister', { value: 'given_by_person' }),
      ])
      const hers = await house.callAbout(house.aroha, patientId)
      const his = await house.callAbout(house.bertil, patientId, '+447700900557')
      const acts = [() => withdraw(house.aroha, hers, { offRegister: true }), () => report(house.bertil, his)]

      const done = await heldBack(house.database, patientId, isFirst ? acts : acts.toReversed())

      const [withdrawn, reported] = isFirst ? done : done.toReversed()
      const isHeard = withdrawn?.status === 'fulfilled'
      expect(reported?.status).toBe('fulfilled')
      if (!isHeard) expect(String(withdrawn?.reason)).toContain('They have died')
      const value = isHeard ? 'withdrawn' : 'given_by_person'
      expect((await newest(patientId, 'consentToShare')).map(({ body }) => body.value)).toEqual([
        value,
        value,
      ])
      expect((await house.row(patientId)).isDeceased).toBe(true)
      await freed([house.aroha, house.bertil])
    }
  })
})

describe('a no to one of the four things', () => {
  const settle = (call: Call, answers: readonly object[]) =>
    house.aroha.ask(routes.settleSharing, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        said: { decider: 'person', how: 'telephone', inTheirWords: 'No' },
        answers: answers as never,
      },
    })
  const everybody = async (patientId: PatientId, says: string) => {
    const all = await newest(patientId, 'consentToShare')
    const { itemId, version } = all.find(({ body }) => body.scope === 'everyone_caring') ?? {}
    return { about: 'everybody', itemId, version, says }
  }

  test('is heard while it is disputed whose record this is; a yes waits', async () => {
    const patientId = await house.person(AGREED)
    const call = await house.callAbout(house.aroha, patientId)
    await dispute(house.aroha, call)

    await expect(settle(call, [await everybody(patientId, 'yes')])).rejects.toThrow('409')
    const saved = await settle(call, [await everybody(patientId, 'no')])

    expect(saved.kind).toBe('saved')
  })

  test('to the register is not heard in the name of somebody whose death is on the record', async () => {
    const patientId = await house.person([anEntry('consentToRegister', { value: 'given_by_person' })])
    const call = await house.callAbout(house.aroha, patientId)
    await report(house.aroha, call)

    await expect(settle(call, [{ about: 'register', version: 1, says: 'no' }])).rejects.toThrow(
      'They have died',
    )

    expect((await newest(patientId, 'consentToRegister'))[0]?.body.value).toBe('given_by_person')
    expect((await house.row(patientId)).status).toBe('deceased')
  })

  test('and a yes to the same in one breath is refused with words', async () => {
    const patientId = await house.person(AGREED)
    const call = await house.callAbout(house.aroha, patientId)
    const [yes, no] = [await everybody(patientId, 'yes'), await everybody(patientId, 'no')]

    await expect(settle(call, [yes, no])).rejects.toThrow('409')
    expect((await newest(patientId, 'consentToShare')).map(({ version }) => version)).toEqual([1, 1])
  })
})

describe('settling whose record it is', () => {
  test('while the person withdraws settles all or nothing, and never leaves a dispute that stops nothing', async () => {
    const patientId = await house.person(AGREED)
    const hers = await house.callAbout(house.aroha, patientId)
    await dispute(house.aroha, hers)
    const { disputeId } = await disputeOf(patientId)
    const [one] = await newest(patientId, 'consentToShare')
    const [cpr] = await newest(patientId, 'cprDecision')
    const wrong = [
      { section: 'consentToShare' as const, itemId: one?.itemId as never, version: 1 },
      { section: 'cprDecision' as const, itemId: cpr?.itemId as never, version: 1 },
    ]

    const [withdrawn, settled] = await heldBack(house.database, patientId, [
      () => withdraw(house.aroha, hers),
      () =>
        house.lead.ask(routes.settleDispute, {
          params: { disputeId },
          body: { commandId: aCommand(), verdict: 'entries_wrong', because: 'It is Marian Ellis’s', wrong },
        }),
    ])

    expect([withdrawn.status, settled]).toEqual([
      'fulfilled',
      { status: 'fulfilled', value: { kind: 'refused', because: expect.stringContaining('changed') } },
    ])
    const { db } = house.database
    const [row] = await db.run(db.sql`select is_disputed from patients where id = ${patientId}`)
    expect([row, (await newest(patientId, 'cprDecision'))[0]?.retracted]).toEqual([
      { isDisputed: true },
      null,
    ])
  })

  test('while something else is kept back is settled over that', async () => {
    const patientId = await house.person(AGREED)
    const hers = await house.callAbout(house.aroha, patientId)
    await dispute(house.aroha, hers)
    const params = await disputeOf(patientId)
    const [one] = await newest(patientId, 'consentToShare')
    const wrong = [{ section: 'consentToShare' as const, itemId: one?.itemId as never, version: 1 }]

    const both = await heldBack(house.database, patientId, [
      () =>
        house.aroha.ask(routes.limitSharing, {
          params: hers.params,
          body: {
            commandId: aCommand(),
            epoch: hers.epoch,
            against: { kind: 'section', section: 'whatMatters' },
            rule: 'hide_sections',
            inTheirWords: 'Not that',
          },
        }),
      () =>
        house.lead.ask(routes.settleDispute, {
          params,
          body: { commandId: aCommand(), verdict: 'entries_wrong', because: 'It is Marian Ellis’s', wrong },
        }),
    ])

    expect(both).toMatchObject([{ value: { kind: 'saved' } }, { value: { kind: 'settled' } }])
    expect((await newest(patientId, 'consentToShare')).filter(({ retracted }) => retracted)).toHaveLength(1)
  })

  test('names the same thing twice and is settled, or is refused with nothing done', async () => {
    const patientId = await house.person()
    const hers = await house.callAbout(house.aroha, patientId)
    await dispute(house.aroha, hers)
    const params = await disputeOf(patientId)
    const [cpr] = await newest(patientId, 'cprDecision')
    const item = { section: 'cprDecision' as const, itemId: cpr?.itemId as never, version: 1 }

    const settled = await house.lead.ask(routes.settleDispute, {
      params,
      body: {
        commandId: aCommand(),
        verdict: 'entries_wrong',
        because: 'It is Marian Ellis’s',
        wrong: [item, item],
      },
    })

    const { db } = house.database
    const [row] = await db.run(db.sql<{ isDisputed: boolean; open: number }[]>`
      select is_disputed, (select count(*)::int from identity_disputes d where d.patient_id = p.id and settled_at is null) as open
      from patients p where id = ${patientId}`)
    expect([settled.kind, row]).toEqual(['settled', { isDisputed: false, open: 0 }])
  })

  test('with a report of a death that was about somebody else says which way to go', async () => {
    const patientId = await house.person()
    const hers = await house.callAbout(house.aroha, patientId)
    await report(house.aroha, hers)
    await dispute(house.aroha, hers)
    const params = await disputeOf(patientId)
    const [death] = await newest(patientId, 'death')

    const settled = await house.lead.ask(routes.settleDispute, {
      params,
      body: {
        commandId: aCommand(),
        verdict: 'entries_wrong',
        because: 'It was the neighbour who died',
        wrong: [{ section: 'death', itemId: death?.itemId as never, version: death?.version ?? 1 }],
      },
    })

    expect(settled).toMatchObject({ kind: 'refused', because: expect.stringContaining('Reported in error') })
    expect((await house.row(patientId)).isDeceased).toBe(true)
  })

  test('as right after all, while the person withdraws, makes nobody wait for the other', async () => {
    const patientId = await house.person(AGREED)
    const hers = await house.callAbout(house.aroha, patientId)
    await dispute(house.aroha, hers)
    const { disputeId } = await disputeOf(patientId)

    const done = await heldBack(house.database, patientId, [
      () => withdraw(house.aroha, hers),
      () =>
        house.lead.ask(routes.settleDispute, {
          params: { disputeId },
          body: {
            commandId: aCommand(),
            verdict: 'right_after_all',
            because: 'The GP confirmed it',
            wrong: [],
          },
        }),
    ])

    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect(await deadlocks()).toBe(0)
  })
})

async function deadlocks(): Promise<number> {
  const { db } = house.database
  const [row] = await db.run(db.sql<{ deadlocks: number }[]>`
    select pg_stat_clear_snapshot(), deadlocks::int from pg_stat_database where datname = current_database()`)
  return row?.deadlocks ?? 0
}

describe('what follows a death', () => {
  test('a bereavement call that is closed while the report is undone makes nobody wait for the other', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)
    const { deathId } = await report(house.aroha, call)
    const [task] = (await house.tasks(patientId)).filter(({ kind }) => kind === 'bereavement_day')
    const params = { taskId: task?.id ?? '' }
    await house.bertil.ask(routes.takeTask, { params, body: { version: 1 } })

    const done = await heldBack(house.database, patientId, [
      () => house.aroha.ask(routes.undoDeath, { params: { deathId }, body: { commandId: aCommand() } }),
      () =>
        house.bertil.ask(routes.closeBereavement, {
          params,
          body: { version: 2, response: 'declined' },
        }),
    ])

    expect(done[0].status).toBe('fulfilled')
    expect((await house.row(patientId)).isDeceased).toBe(false)
    expect(await deadlocks()).toBe(0)
  })
})

describe('a death on one of two linked records', () => {
  test('stops the call back that was promised on the other', async () => {
    const [kept, other] = [await house.person(), await house.person()]
    const onOther = await promised(house, other, OWN)
    const { db } = house.database
    await db.run(db.sql`
      with o as (update patients set kept_at = ${kept} where id = ${other})
      update patients set others = 1 where id = ${kept}`)
    const call = await house.callAbout(house.aroha, kept)

    const { deathId } = await report(house.aroha, call)
    const after = (await house.tasks(other)).find(({ id }) => id === onOther)
    await house.aroha.ask(routes.undoDeath, { params: { deathId }, body: { commandId: aCommand() } })
    const undone = (await house.tasks(other)).find(({ id }) => id === onOther)

    expect([after?.state, undone?.state]).toEqual(['done', 'open'])
  })
})

test('a report that is sent again with other answers is not said to be saved', async () => {
  const patientId = await house.person()
  const call = await house.callAbout(house.aroha, patientId)
  const first = aReport()
  await report(house.aroha, call, first)

  const again = await house.aroha.ask(routes.reportDeath, {
    params: call.params,
    body: { ...first, epoch: call.epoch },
  })
  const other = await house.aroha.ask(routes.reportDeath, {
    params: call.params,
    body: { ...first, answers: { ...first.answers, howKnown: 'He was cold' }, epoch: call.epoch },
  })

  expect([again.kind, other]).toEqual([
    'reported',
    { kind: 'refused', because: expect.stringContaining('other answers') },
  ])
})
