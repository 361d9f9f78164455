import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TaskId } from '#shared/ids.ts'
import type { OutcomeDraft } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'
import { plusSeconds } from '#shared/time.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aCanary, CANARY, confirmed, freed, type HeldCall, talkingTo } from './heldCall.ts'

let house: LineHouse
let aroha: Nurse
let bertil: Nurse
let calls = 0

beforeAll(async () => {
  house = await lineHouse()
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())
beforeEach(() => freed([aroha, bertil]))

const aNumber = () => {
  calls += 1
  return `+4477009004${String(calls).padStart(2, '0')}`
}

const close = async (call: HeldCall, note: string, { commandId = aCommand(), epoch = 0 } = {}) =>
  aroha.ask(routes.closeCall, {
    params: call.params,
    body: { kind: 'non_clinical', commandId, epoch, notesRevision: 0, call: 'hoax', note },
  })

describe('an outcome', () => {
  test('sent again is the same outcome; another one is not said to be saved', async () => {
    const call = await talkingTo(house, aroha, aNumber())
    const commandId = aCommand()
    const first = await close(call, 'the one', { commandId })

    const again = [await close(call, 'the one', { commandId }), await close(call, 'the one')]
    const other = [await close(call, 'another', { commandId }), await close(call, 'another')]

    expect([first, ...again].map(({ kind }) => kind)).toEqual(['closed', 'closed', 'closed'])
    expect(other).toEqual(
      other.map(() => ({ kind: 'refused', because: expect.stringContaining('not saved') })),
    )
  })

  test('of two windows at once is saved for one of them, and the other is told', async () => {
    const call = await talkingTo(house, aroha, aNumber())

    const replies = await Promise.all(['one', 'two', 'three', 'four'].map(note => close(call, note)))

    expect(replies.map(({ kind }) => kind).toSorted()).toEqual(['closed', 'refused', 'refused', 'refused'])
    const { db } = house.database
    const [row] = await db.run(db.sql<{ note: string }[]>`
      select body ->> 'note' as note from outcomes where call_id = ${call.callId}`)
    expect(row?.note).toBe(
      ['one', 'two', 'three', 'four'][replies.findIndex(({ kind }) => kind === 'closed')],
    )
  })

  test.each([
    ['long past', -2 * 86_400],
    ['two hundred years ago', -200 * 365 * 86_400],
    ['in a month', 30 * 86_400],
  ])('that promises to ring back %s is refused: nobody would ring then', async (_, seconds) => {
    const call = await talkingTo(house, aroha, aNumber())
    await confirmed(aroha, call, await aCanary(house, 'north', `Person ${calls}`))

    const reply = await aroha.ask(routes.closeCall, {
      params: call.params,
      body: {
        kind: 'clinical',
        commandId: aCommand(),
        epoch: 1,
        notesRevision: 0,
        outcome: anOutcome({ needed: true, dueAt: plusSeconds(new Date().toISOString(), seconds) }),
      },
    })

    expect(reply).toMatchObject({ kind: 'refused', because: expect.stringContaining('seven days') })
  })
})

test('what is typed once the person was corrected is not found on the timeline of the person before', async () => {
  const [wrong, right] = [await aCanary(house, 'north', 'Wrong'), await aCanary(house, 'north', 'Right')]
  const first = await talkingTo(house, aroha, aNumber())
  await confirmed(aroha, first, wrong)
  await aroha.ask(routes.saveNotes, { params: first.params, body: { text: 'about Wrong', revision: 0 } })
  await aroha.ask(routes.closeCall, {
    params: first.params,
    body: {
      kind: 'clinical',
      commandId: aCommand(),
      epoch: 1,
      notesRevision: 1,
      outcome: anOutcome({ needed: false }),
    },
  })
  await aroha.ask(routes.clearIdentity, {
    params: first.params,
    body: { commandId: aCommand(), epoch: 1, because: 'her sister' },
  })
  await confirmed(aroha, first, right)
  await aroha.ask(routes.saveNotes, { params: first.params, body: { text: CANARY.note, revision: 1 } })
  await aroha.ask(routes.endCall, { params: first.params, body: {} })
  const next = await talkingTo(house, aroha, aNumber())
  await confirmed(aroha, next, wrong)

  const opened = await aroha.ask(routes.openRecord, { params: next.params, query: { epoch: 1 } })

  expect(opened.pastCalls).toEqual([])
  expect(JSON.stringify(opened)).not.toContain(CANARY.note)
})

test('of a save that is carried out after its time nobody says that nothing was saved', async () => {
  const call = await talkingTo(house, aroha, aNumber())
  const other = postgres(house.database.url, { max: 1 })
  const held = await other.reserve()
  await held`begin`
  await held`select 1 from calls where id = ${call.callId} for update`

  const save = { params: call.params, body: { text: 'kept after all', revision: 0 } }
  const problem = await aroha.refused(routes.saveNotes, save)
  await held`commit`
  held.release()
  await other.end()
  await until(async () => (await aroha.detail(call.callId)).notes.text === 'kept after all')

  expect(problem.status).toBe(503)
  expect(problem.message).not.toMatch(/nothing was saved/i)
  expect(await aroha.ask(routes.saveNotes, save)).toEqual({ kind: 'saved', revision: 1 })
})

describe('what is owed', () => {
  test('is rung back by one of two nurses who press at once; the other is told by whom', async () => {
    const { params } = await anOwedCall()
    const ring = (nurse: Nurse) =>
      nurse.ask(routes.callBack, { params, body: { commandId: aCommand(), answersBy: 'browser' } })

    const replies = await Promise.all([ring(aroha), ring(bertil)])

    const name = replies[0]?.kind === 'calling' ? 'Aroha 1' : 'Bertil 1'
    expect(replies.toSorted((a, b) => a.kind.localeCompare(b.kind))).toMatchObject([
      { kind: 'calling' },
      { kind: 'refused', because: `${name} has taken this task.` },
    ])
    for (const [i, reply] of replies.entries())
      if (reply.kind === 'calling')
        await [aroha, bertil][i]?.ask(routes.endCall, {
          params: { callId: reply.detail.call.callId },
          body: {},
        })
  })

  test('and closed is closed once: another reason is not said to be kept', async () => {
    const { params } = await anOwedCall()
    const shut = (nurse: Nurse, note: string) =>
      nurse.ask(routes.closeTask, { params, body: { version: 1, result: 'not_needed', note } })
    const first = await shut(aroha, 'rang again')

    const again = await shut(aroha, 'rang again')
    const others = [await shut(aroha, 'was a wrong number'), await shut(bertil, 'rang again')]

    expect([first.kind, again.kind]).toEqual(['done', 'done'])
    expect(others).toEqual(others.map(() => ({ kind: 'refused', because: 'This task is done already.' })))
  })

  async function anOwedCall() {
    const from = aNumber()
    const caller = house.phone.phone(from, house.numberOf(1))
    await aroha.waitForCall(call => call.from === from)
    caller.hangUp()
    const { taskId } = await until(async () => (await aroha.board()).tasks.find(one => one.from === from))
    return { params: { taskId: TaskId.parse(taskId) } }
  }
})

function anOutcome(callBack: OutcomeDraft['callBack']): OutcomeDraft {
  return {
    reason: 'pain',
    found: '',
    advice: '',
    disposition: 'advice_only',
    whereAfter: 'usual_home',
    next: '',
    callBack,
  }
}
