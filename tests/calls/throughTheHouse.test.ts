import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

let house: LineHouse
let aroha: Nurse
let bertil: Nurse

beforeAll(async () => {
  house = await lineHouse()
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())

async function answer(nurse: Nurse, callId: string) {
  await nurse.ask(routes.claimCall, {
    params: { callId },
    body: { commandId: aCommand(), answersBy: 'browser' },
  })
  const { identity } = await nurse.ask(routes.softphonePass, { body: {} })
  const softphone = house.phone.softphone(identity)
  await softphone.connect({ callId })
  return softphone
}

async function closeAsWrongNumber(nurse: Nurse, callId: string) {
  const { identity, notes } = await nurse.detail(callId)
  return nurse.ask(routes.closeCall, {
    params: { callId },
    body: {
      kind: 'non_clinical',
      commandId: aCommand(),
      epoch: identity.epoch,
      notesRevision: notes.revision,
      call: 'wrong_number',
      note: '',
    },
  })
}

describe('a call through the house', () => {
  test('rings the board, is taken, talked, ended by the nurse and closed with its outcome', async () => {
    const caller = house.phone.phone('+447700900123', house.numberOf(1))
    const rung = await aroha.waitForCall(call => call.from === '+447700900123')

    const softphone = await answer(aroha, rung.callId)
    await aroha.waitForCall(call => call.state === 'talking')
    caller.say('Is that the nurse?')
    await until(
      async () =>
        softphone.heard(caller.sid).length > 0 ||
        softphone.messages().some(message => message.type === 'heard'),
    )
    await aroha.ask(routes.endCall, { params: { callId: rung.callId }, body: {} })
    await caller.waitForStatus('completed')
    const closed = await closeAsWrongNumber(aroha, rung.callId)

    expect(closed).toEqual({ kind: 'closed', callId: rung.callId, taskId: null })
    expect((await aroha.board()).calls).toEqual([])
    softphone.close()
  })

  test('a caller who hangs up in the queue is on the list of what is owed', async () => {
    const caller = house.phone.phone('+447700900124', house.numberOf(1))
    await aroha.waitForCall(call => call.from === '+447700900124')

    caller.hangUp()

    const task = await until(async () =>
      (await aroha.board()).tasks.find(one => one.from === '+447700900124'),
    )
    expect(task).toMatchObject({ kind: 'call_back_abandoned', state: 'open', owner: { kind: 'desk' } })
  })

  test('two nurses who press at once: one has it, the other is told who', async () => {
    const caller = house.phone.phone('+447700900125', house.numberOf(1))
    const { callId } = await aroha.waitForCall(call => call.from === '+447700900125')
    const claim = (nurse: Nurse) =>
      nurse.ask(routes.claimCall, {
        params: { callId },
        body: { commandId: aCommand(), answersBy: 'browser' },
      })

    const replies = await Promise.all([claim(aroha), claim(bertil)])

    expect(replies.map(reply => reply.kind).toSorted()).toEqual(['claimed', 'taken'])
    const winner = replies[0]?.kind === 'claimed' ? aroha : bertil
    expect(replies.find(reply => reply.kind === 'taken')).toEqual({
      kind: 'taken',
      by: winner === aroha ? 'Aroha 1' : 'Bertil 1',
    })
    await winner.ask(routes.releaseCall, { params: { callId }, body: {} })
    caller.hangUp()
    await until(async () => (await aroha.board()).calls.every(call => call.callId !== callId))
  })

  test('the other line sees nothing of it, and cannot take it by its id', async () => {
    const caller = house.phone.phone('+447700900126', house.numberOf(1))
    const { callId } = await aroha.waitForCall(call => call.from === '+447700900126')
    const stranger = await aNurse(house.url, 'aroha2')

    const board = await stranger.board()
    const refusal = await stranger.refused(routes.claimCall, {
      params: { callId },
      body: { commandId: aCommand(), answersBy: 'browser' },
    })

    expect(board.calls).toEqual([])
    expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
    caller.hangUp()
  })
})
