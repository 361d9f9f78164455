import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

const OWN_PHONE = '+447700900971'

let house: LineHouse
let aroha: Nurse

beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  await db.run(db.sql`update staff set phone_number = ${OWN_PHONE} where sign_in_name = 'aroha1'`)
  aroha = await aNurse(house.url, 'aroha1')
})
afterAll(() => house.close())

async function takeByPhone(from: string) {
  const caller = house.phone.phone(from, house.numberOf(1))
  const { callId } = await aroha.waitForCall(call => call.from === from)
  await aroha.ask(routes.claimCall, {
    params: { callId },
    body: { commandId: aCommand(), answersBy: 'phone' },
  })
  const ring = await house.phone.handset(OWN_PHONE).waitForRing()
  return { caller, callId, ring }
}

test('a nurse who answers by her own phone is rung, presses 1, and talks to the caller', async () => {
  const { caller, callId, ring } = await takeByPhone('+442079460951')

  ring.answer()
  await ring.waitToHear(/Press 1/)
  ring.press('1')
  await aroha.waitForCall(call => call.callId === callId && call.state === 'talking')
  caller.say('Good evening.')
  await ring.waitToHear('Good evening.')
  ring.hangUp()

  // She hung up without saying that the call is over: the caller is told, and waits in front.
  await caller.waitToHear(/If we were cut off/)
  await aroha.waitForCall(call => call.callId === callId && call.state === 'reconnecting')
  caller.hangUp()
  await aroha.waitForCall(call => call.callId === callId && call.state === 'wrapup')
})

test('a voicemail that answers her phone never gets the caller: without the key the call goes back to the queue', async () => {
  await finishAnyCall()
  const { caller, callId, ring } = await takeByPhone('+442079460952')

  ring.answer()
  await ring.waitToHear(/Press 1/)
  ring.hangUp()

  const back = await aroha.waitForCall(call => call.callId === callId && call.claimedBy === null)
  expect(back.wasCutOff).toBe(false)
  expect(caller.status).toBe('in-progress')
  caller.hangUp()
})

test('a call that was given back rings again, though its offer had been found needless meanwhile', async () => {
  await finishAnyCall()
  const bertil = await aNurse(house.url, 'bertil1')
  await bertil.ask(routes.sayReady, { body: { state: 'ready', answersBy: 'browser' } })
  const { db } = house.database
  await db.run(
    db.sql`update readiness set heard = true, last_heard_at = now() + interval '1 hour' where state = 'ready'`,
  )
  const caller = house.phone.phone('+442079460954', house.numberOf(1))
  const { callId } = await aroha.waitForCall(
    call => call.from === '+442079460954' && call.state === 'offered',
  )
  await aroha.ask(routes.claimCall, {
    params: { callId },
    body: { commandId: aCommand(), answersBy: 'browser' },
  })
  await db.run(
    db.sql`update promises set kept_at = now(), outcome = 'needless' where kind = 'call.offer' and subject_id = ${callId}`,
  )

  await aroha.ask(routes.releaseCall, { params: { callId }, body: {} })

  const again = await aroha.waitForCall(call => call.callId === callId && call.state === 'offered')
  expect(again.offeredTo.length).toBeGreaterThan(0)
  caller.hangUp()
})

test('an outcome saved while the two still talk closes the call when they have finished', async () => {
  await finishAnyCall()
  const { caller, callId, ring } = await takeByPhone('+442079460953')
  ring.answer()
  await ring.waitToHear(/Press 1/)
  ring.press('1')
  await aroha.waitForCall(call => call.callId === callId && call.state === 'talking')

  const closed = await aroha.ask(routes.closeCall, { params: { callId }, body: wrongNumber() })
  const during = await aroha.detail(callId)
  await aroha.ask(routes.endCall, { params: { callId }, body: {} })
  await caller.waitForStatus('completed')

  expect(closed.kind).toBe('closed')
  expect(during.call.state).toBe('talking')
  const board = await until(async () => {
    const now = await aroha.board()
    return now.calls.length === 0 ? now : undefined
  })
  expect(board.nurses.find(nurse => nurse.name === 'Aroha 1')?.state).toBe('ready')
})

test('a call that was lost while they talked is owed with who had talked, and her notes for whoever has taken it', async () => {
  await finishAnyCall()
  const from = '+442079460955'
  const { caller, callId, ring } = await takeByPhone(from)
  ring.answer()
  await ring.waitToHear(/Press 1/)
  ring.press('1')
  await aroha.waitForCall(call => call.callId === callId && call.state === 'talking')
  await aroha.ask(routes.saveNotes, {
    params: { callId },
    body: { text: 'Short of breath since two.', revision: 0 },
  })
  ring.hangUp()
  await aroha.waitForCall(call => call.callId === callId && call.state === 'reconnecting')
  const { db } = house.database
  await db.run(
    db.sql`update promises set due_at = now() where kind = 'call.check_rejoined' and subject_id = ${callId}`,
  )
  await aroha.waitForCall(call => call.callId === callId && call.claimedBy === null)
  caller.hangUp()
  const bertil = await aNurse(house.url, 'bertil1')
  const { taskId, version, cutOff } = await until(async () =>
    (await bertil.board()).tasks.find(task => task.callId === callId),
  )
  const params = { taskId }

  const before = await bertil.ask(routes.talkedBefore, { params })
  await bertil.ask(routes.takeTask, { params, body: { version } })
  const after = await bertil.ask(routes.talkedBefore, { params })
  const others = await aroha.ask(routes.talkedBefore, { params })

  expect(cutOff).toEqual({ staffId: expect.any(String), name: 'Aroha 1', at: expect.any(String) })
  const talks = [{ nurse: 'Aroha 1', at: expect.any(String) }]
  expect([before, others]).toEqual(Array(2).fill({ talks, kept: null }))
  expect(after).toEqual({
    talks,
    kept: { name: null, notes: 'Short of breath since two.', isCovered: false },
  })
})

function wrongNumber() {
  return {
    kind: 'non_clinical',
    commandId: aCommand(),
    epoch: 0,
    notesRevision: 0,
    call: 'wrong_number',
    note: '',
  } as const
}

/** Closes whatever the test before left with her, and waits for the board to be empty. */
async function finishAnyCall(): Promise<void> {
  for (const call of (await aroha.board()).calls) {
    if (call.claimedBy)
      await aroha.ask(routes.closeCall, { params: { callId: call.callId }, body: wrongNumber() })
  }
  await until(async () => (await aroha.board()).calls.length === 0)
}
