import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { OutcomeDraft } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'
import { confirmed, freed } from '#tests/breaking/heldCall.ts'
import { aCommand, until } from '#tests/support/aNurse.ts'
import { heldBack } from '#tests/support/heldBack.ts'
import { type DeathHouse, deathHouse, OWN, report, SON, WIFE } from './deathHouse.ts'

let house: DeathHouse

beforeAll(async () => {
  house = await deathHouse()
})
afterEach(() => freed([house.aroha, house.bertil, house.lead]))
afterAll(() => house.close())

async function save(call: { params: { callId: string }; epoch: number }, changes: Partial<OutcomeDraft>) {
  const { call: now, notes } = await house.aroha.detail(call.params.callId)
  if (now.state === 'talking') await house.aroha.ask(routes.endCall, { params: call.params, body: {} })
  const outcome: OutcomeDraft = {
    reason: 'death_reported',
    found: '',
    advice: '',
    disposition: 'advice_only',
    whereAfter: 'usual_home',
    next: '',
    callBack: { needed: false },
    ...changes,
  }
  const body = {
    kind: 'clinical' as const,
    commandId: aCommand(),
    epoch: call.epoch,
    notesRevision: notes.revision,
  }
  return house.aroha.ask(routes.closeCall, { params: call.params, body: { ...body, outcome } })
}

test.each([{ whereAfter: 'died' }, { disposition: 'death_reported' }] as const)(
  'an outcome alone kills nobody: %o is refused until the death is reported, and then saved',
  async says => {
    const call = await house.callAbout(house.aroha, await house.person())

    const before = await save(call, says)
    await report(house.aroha, call)
    const after = await save(call, says)

    expect(before).toMatchObject({ kind: 'refused', because: expect.stringContaining('Report a death') })
    expect(after.kind).toBe('closed')
  },
)

test('a call back to the family that is promised after the death is owed, and says so on the board', async () => {
  const patientId = await house.person()
  const call = await house.callAbout(house.aroha, patientId)
  await report(house.aroha, call)
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()

  const saved = await save(call, { whereAfter: 'died', callBack: { needed: true, dueAt } })

  const { tasks } = await house.bertil.board()
  const task = tasks.find(({ kind, from }) => kind === 'call_back_promised' && from === WIFE)
  expect([saved.kind, task?.hasDied]).toEqual(['closed', true])
})

describe('an outcome that promises to ring the person, and the report of their death, at once', () => {
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
  const both = async () => {
    const patientId = await house.person()
    const hers = await house.callAbout(house.aroha, patientId, OWN)
    const his = await house.callAbout(house.bertil, patientId, SON)
    await house.aroha.ask(routes.endCall, { params: hers.params, body: {} })
    const promise = () => save(hers, { callBack: { needed: true, dueAt: inAnHour() } })
    return { patientId, promise, die: () => report(house.bertil, his) }
  }
  const owed = async (patientId: string) =>
    (await house.tasks(patientId)).flatMap(({ kind, state }) =>
      kind === 'call_back_promised' ? [state] : [],
    )

  test('the outcome first: it is saved, and what it promised stops with the death', async () => {
    const { patientId, promise, die } = await both()

    const [saved, died] = await heldBack(house.database, patientId, [promise, die])

    expect([saved, died.status]).toEqual([
      { status: 'fulfilled', value: expect.objectContaining({ kind: 'closed' }) },
      'fulfilled',
    ])
    expect(await owed(patientId)).toEqual(['done'])
  })

  test('the death first: nothing is promised by the way; saved again with it in sight, it says so on every board', async () => {
    const { patientId, promise, die } = await both()

    const [died, saved] = await heldBack(house.database, patientId, [die, promise])
    const after = await owed(patientId)
    const { seq } = await house.lead.board()
    const again = await promise()

    expect([died.status, saved]).toEqual([
      'fulfilled',
      { status: 'fulfilled', value: { kind: 'refused', because: expect.stringContaining('has died') } },
    ])
    expect(after).toEqual([])
    expect(again.kind).toBe('closed')
    const told = await house.lead.ask(routes.feed, { query: { after: seq } })
    const tasks =
      told.kind === 'entries'
        ? told.entries.flatMap(({ message }) => (message.kind === 'task' ? [message.task] : []))
        : []
    expect(tasks).toMatchObject([{ kind: 'call_back_promised', hasDied: true }])
  })
})

describe('a caller who hangs up before anybody speaks to them is rung back, and what every board hears says that the person has died', () => {
  /** Known to be about this person, and back in the queue. */
  const waiting = async (patientId: Parameters<typeof confirmed>[2]) => {
    const phone = house.phone.phone(WIFE, house.numberOf(1))
    const { callId } = await house.aroha.waitForCall(call => call.from === WIFE && !call.claimedBy)
    const params = { callId }
    await house.aroha.ask(routes.claimCall, {
      params,
      body: { commandId: aCommand(), answersBy: 'browser' },
    })
    await confirmed(house.aroha, { params }, patientId)
    await house.aroha.ask(routes.releaseCall, { params, body: {} })
    return { callId, phone }
  }
  const heard = async (seq: number, callId: string) => {
    const told = await house.lead.ask(routes.feed, { query: { after: seq } })
    const entries = told.kind === 'entries' ? told.entries : []
    return entries.flatMap(({ message }) =>
      message.kind === 'task' && message.task.callId === callId ? [message.task] : [],
    )
  }
  const shown = async (callId: string) =>
    (await house.lead.board()).tasks.filter(task => task.callId === callId)
  const isOwed = (callId: string) => until(async () => (await shown(callId)).length > 0)

  test('the death long before', async () => {
    const patientId = await house.person()
    const call = await house.callAbout(house.aroha, patientId)
    await report(house.aroha, call)
    await call.hangUp()
    const { callId, phone } = await waiting(patientId)
    const { seq } = await house.lead.board()

    await phone.hangUp()
    await isOwed(callId)

    expect(await heard(seq, callId)).toEqual(await shown(callId))
    expect(await shown(callId)).toMatchObject([{ kind: 'call_back_abandoned', patientId, hasDied: true }])
  })

  test.each(['the death', 'the caller'] as const)('at one moment, %s first', async first => {
    const patientId = await house.person()
    const { callId, phone } = await waiting(patientId)
    const his = await house.callAbout(house.bertil, patientId, SON)
    const { seq } = await house.lead.board()
    const acts = [() => report(house.bertil, his), async () => phone.hangUp()]

    const done = await heldBack(house.database, patientId, first === 'the death' ? acts : acts.toReversed())
    await isOwed(callId)

    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect(await shown(callId)).toMatchObject([{ kind: 'call_back_abandoned', hasDied: true }])
    expect((await heard(seq, callId)).at(-1)).toEqual((await shown(callId))[0])
  })
})
