import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PatientId, TaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { freed } from '#tests/breaking/heldCall.ts'
import { aCommand, type Nurse, until } from '#tests/support/aNurse.ts'
import { heldBack } from '#tests/support/heldBack.ts'
import { promised, report, SON } from './deathHouse.ts'
import { because, type LinkedHouse, linkedHouse } from './linkedHouse.ts'

let people: LinkedHouse
let aroha: Nurse
let bertil: Nurse
let calls = 0

beforeAll(async () => {
  people = await linkedHouse()
  ;({ aroha, bertil } = people)
})
afterAll(() => people.house.close())

/** A caller who is known to ring about this record, and who waits again. */
async function waiting(patientId: PatientId) {
  const { house } = people
  calls += 1
  const from = `+4477009007${String(calls).padStart(2, '0')}`
  const phone = house.phone.phone(from, house.numberOf(1))
  const { callId } = await aroha.waitForCall(call => call.from === from)
  const params = { callId }
  await aroha.ask(routes.claimCall, { params, body: { commandId: aCommand(), answersBy: 'browser' } })
  const said = { name: 'Margaret Ellis', birthDate: '1948-03-09' }
  const caller = { name: 'Sam Ellis', relationship: 'son' }
  await aroha.ask(routes.confirmIdentity, {
    params,
    body: { commandId: aCommand(), epoch: 0, patientId, said, caller },
  })
  await aroha.ask(routes.releaseCall, { params, body: {} })
  return { callId, hangsUp: async () => phone.hangUp() }
}

/** What the board shows of what the call left owed, and what every console was told of it last. */
async function owedFor(callId: string, seq: number) {
  const shown = async () => (await aroha.board()).tasks.filter(task => task.callId === callId)
  await until(async () => (await shown()).length > 0)
  const feed = await aroha.ask(routes.feed, { query: { after: seq } })
  const heard = (feed.kind === 'entries' ? feed.entries : []).flatMap(({ message }) =>
    message.kind === 'task' && message.task.callId === callId ? [message.task] : [],
  )
  return { shown: await shown(), heard: heard.at(-1) }
}

const inOrder = <Act>(acts: readonly Act[], isFirst: boolean) => (isFirst ? acts : acts.toReversed())

describe('a caller who hangs up leaves a call owed, and every board hears with it whether the person has died', () => {
  test.each(['the death', 'the caller'] as const)(
    'told on the kept record, and the call was about the other: %s first',
    async first => {
      const [kept, other] = await people.two()
      await people.link(kept, other)
      const { callId, hangsUp } = await waiting(other)
      const his = await people.talkingAbout(bertil, kept)
      const { seq } = await aroha.board()

      // The other's row: the report locks the kept one, and then waits for it as the call does.
      const done = await heldBack(
        people.house.database,
        other,
        inOrder([() => report(bertil, his), hangsUp], first === 'the death'),
      )
      const { shown, heard } = await owedFor(callId, seq)

      expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
      expect(shown).toMatchObject([{ kind: 'call_back_abandoned', hasDied: true }])
      expect(heard).toEqual(shown[0])
      await people.endAndClose(bertil, his)
    },
  )

  test.each(['the taking back', 'the caller'] as const)(
    'taken back on the other record, and the call was about the kept one: %s first',
    async first => {
      const [kept, other] = await people.two()
      const deathId = await people.dies(other)
      await people.link(kept, other)
      const { callId, hangsUp } = await waiting(kept)
      const { seq } = await aroha.board()

      const done = await heldBack(
        people.house.database,
        kept,
        inOrder([() => people.takeBack(deathId), hangsUp], first === 'the taking back'),
      )
      const { shown, heard } = await owedFor(callId, seq)

      expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
      expect(shown.map(({ hasDied }) => hasDied)).toEqual([undefined])
      expect(heard).toEqual(shown[0])
    },
  )

  test.each(['the link', 'the caller'] as const)(
    'told on a record that is linked at this moment, and the call was about a third: %s first',
    async first => {
      const [kept, third] = await people.two()
      const other = await people.one()
      await people.link(kept, third)
      await people.dies(other)
      await people.propose(kept, other)
      const { linkId, version } = await people.linkOf(kept, other)
      const { callId, hangsUp } = await waiting(third)
      const confirm = () =>
        people.lead.ask(routes.decideLink, { params: { linkId }, body: { version, act: 'confirm', because } })
      const { seq } = await aroha.board()

      const done = await heldBack(
        people.house.database,
        third,
        inOrder([confirm, hangsUp], first === 'the link'),
      )
      const { shown, heard } = await owedFor(callId, seq)

      expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
      expect(shown).toMatchObject([{ hasDied: true }])
      expect(heard).toEqual(shown[0])
    },
  )
})

test.each(['the taking back', 'the outcome'] as const)(
  'a call back is promised while the death on the other record is taken back, %s first: no board hears that they have died',
  async first => {
    const [kept, other] = await people.two()
    const deathId = await people.dies(other)
    await people.link(kept, other)
    const talk = await people.talkingAbout(aroha, kept)
    await aroha.ask(routes.endCall, { params: talk.params, body: {} })
    const { params, body } = await people.outcomeOf(aroha, talk)
    const callBack = { needed: true, dueAt: new Date(Date.now() + 3_600_000).toISOString() }
    const outcome = { ...body.outcome, next: 'We ring again', callBack }
    const promise = () => aroha.ask(routes.closeCall, { params, body: { ...body, outcome } as never })
    const { seq } = await bertil.board()

    const done = await heldBack<readonly (() => Promise<unknown>)[]>(
      people.house.database,
      kept,
      inOrder([() => people.takeBack(deathId), promise], first === 'the taking back'),
    )
    const { shown, heard } = await owedFor(talk.callId, seq)

    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect(shown.map(({ kind, hasDied }) => [kind, hasDied])).toEqual([['call_back_promised', undefined]])
    expect(heard).toEqual(shown[0])
  },
)

describe('a nurse who takes what is owed, or rings for it, at the moment of a death', () => {
  const ACTS = {
    takes: (taskId: TaskId) => aroha.ask(routes.takeTask, { params: { taskId }, body: { version: 1 } }),
    rings: (taskId: TaskId) =>
      aroha.ask(routes.callBack, {
        params: { taskId },
        body: { commandId: aCommand(), answersBy: 'browser' },
      }),
  }

  test.each([
    ['takes', 'the death'],
    ['takes', 'the nurse'],
    ['rings', 'the death'],
  ] as const)('%s, and every board keeps that the person has died: %s first', async (act, first) => {
    const dead = await people.one()
    const taskId = (await promised(people.house, dead, SON)) as TaskId
    const his = await people.talkingAbout(bertil, dead)
    const { seq } = await aroha.board()

    const done = await heldBack(
      people.house.database,
      dead,
      inOrder([() => report(bertil, his), () => ACTS[act](taskId)], first === 'the death'),
    )

    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    const feed = await aroha.ask(routes.feed, { query: { after: seq } })
    const heard = (feed.kind === 'entries' ? feed.entries : []).flatMap(({ message }) =>
      message.kind === 'task' && message.task.taskId === taskId ? [message.task] : [],
    )
    const newest = heard.reduce((last, task) => (task.version >= last.version ? task : last))
    expect(newest).toMatchObject({ version: 2, state: 'taken', hasDied: true })
    await people.endAndClose(bertil, his)
    await freed([aroha])
  })
})
