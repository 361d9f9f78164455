import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { callIdOf } from '#server/line/callIdOf.ts'
import { noLooks, reconcileLine } from '#server/line/reconcile.ts'
import { TaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aLeg, aRing, type CarrierDoor, carrierDoor } from '#tests/support/carrierDoor.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { closed, freed, talkingTo } from './heldCall.ts'

const OWN_PHONE = '+447700900971'

let house: LineHouse
let carrier: CarrierDoor
let aroha: Nurse
let bertil: Nurse

beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  await db.run(db.sql`update staff set phone_number = ${OWN_PHONE} where sign_in_name = 'aroha1'`)
  // The tests speak for the carrier: what it would say of these calls itself must not come between.
  await db.run(db.sql`update promises set due_at = now() + interval '1 hour' where kind = 'line.reconcile'`)
  carrier = carrierDoor(house)
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())
beforeEach(() => freed([aroha, bertil]))

const claim = (nurse: Nurse, callId: string, commandId = aCommand()) =>
  nurse.ask(routes.claimCall, { params: { callId }, body: { commandId, answersBy: 'browser' } })

/** A caller of whom only the door knows. */
async function ring(n: number): Promise<{ callId: string; sid: string; from: string }> {
  const from = `+4477009006${String(n).padStart(2, '0')}`
  await carrier.tell('/webhooks/voice/incoming', aRing(n, { From: from }))
  return { callId: callIdOf(aLeg(n)), sid: aLeg(n), from }
}

const roomPath = (callId: string, number: number) =>
  `/webhooks/voice/${house.north.lineId}/${callId}/room/${number}`

const joins = (callId: string, number: number, leg: string, label: string, sequence: number) =>
  carrier.tell(roomPath(callId, number), {
    ConferenceSid: `CF${callId.replaceAll('-', '')}`,
    FriendlyName: `care-${callId}`,
    StatusCallbackEvent: 'participant-join',
    CallSid: leg,
    ParticipantLabel: label,
    SequenceNumber: String(sequence),
    Timestamp: new Date().toUTCString(),
  })

const hangsUp = (sid: string, from: string) =>
  carrier.tell('/webhooks/voice/status', {
    ...aRing(0),
    CallSid: sid,
    From: from,
    CallStatus: 'completed',
    SequenceNumber: '0',
    CallDuration: '4',
  })

const stateOf = async (callId: string) => {
  const { db } = house.database
  const [row] = await db.run(db.sql<{ state: string; heldBy: string | null }[]>`
    select state, held_by from calls where id = ${callId}`)
  return row
}

describe('words that come late', () => {
  test('a nurse who has her next call is not given the last one back; who rang is rung back', async () => {
    const first = await ring(1)
    await claim(aroha, first.callId)
    await hangsUp(first.sid, first.from)
    const second = await ring(2)
    await claim(aroha, second.callId)

    const told = [
      await joins(first.callId, 1, aLeg(901), 'lead', 1),
      await joins(first.callId, 1, first.sid, 'caller', 2),
    ]

    expect(told.map(({ status }) => status)).toEqual([204, 204])
    expect(await stateOf(first.callId)).toEqual({ state: 'abandoned', heldBy: null })
    expect((await aroha.board()).tasks.filter(task => task.from === first.from)).toHaveLength(1)
    expect((await stateOf(second.callId))?.state).toBe('claimed')
    await hangsUp(second.sid, second.from)
  })

  test('a nurse who is free has her call back, to write what she talked about', async () => {
    const { callId, sid, from } = await ring(3)
    await claim(aroha, callId)
    await hangsUp(sid, from)

    await joins(callId, 1, aLeg(902), 'lead', 1)
    await joins(callId, 1, sid, 'caller', 2)

    const { calls, nurses, tasks } = await aroha.board()
    expect(calls.find(call => call.callId === callId)?.state).toBe('wrapup')
    expect(nurses.find(nurse => nurse.callId === callId)?.state).toBe('busy')
    expect(tasks.filter(task => task.from === from)).toEqual([])
  })

  test('a room that nobody knows does not stay on the board for ever', async () => {
    const callId = randomUUID()
    await joins(callId, 1, aLeg(903), 'lead', 1)
    const { db } = house.database
    await db.run(db.sql`update calls set started_at = started_at - interval '2 minutes' where id = ${callId}`)

    await reconciled()

    expect((await aroha.board()).calls.filter(call => call.callId === callId)).toEqual([])
    expect((await aroha.board()).tasks.map(task => task.callId)).toContain(callId)
  })

  test('a message whose task was withdrawn, because a nurse had the caller for a moment, is owed again', async () => {
    const { callId, sid, from } = await ring(4)
    const owed = async () => (await aroha.board()).tasks.filter(task => task.from === from)
    await carrier.tell(
      `/webhooks/voice/${house.north.lineId}/${callId}/chosen`,
      aRing(4, { From: from, Digits: '1' }),
    )
    const before = await owed()
    await claim(aroha, callId)
    const during = await owed()
    await aroha.ask(routes.releaseCall, { params: { callId }, body: {} })
    await hangsUp(sid, from)

    expect([before.length, during.length]).toEqual([1, 0])
    expect(await owed()).toMatchObject([{ kind: 'hear_voicemail', state: 'open', owner: { kind: 'desk' } }])
  })

  describe('a message that was found after a nurse had closed the hang-up', () => {
    const close = { result: 'not_needed', note: 'Rang twice, engaged' } as const

    async function found(n: number) {
      const call = await ring(n)
      await hangsUp(call.sid, call.from)
      const owed = async () => (await aroha.board()).tasks.filter(task => task.from === call.from)
      const closeIt = async () => {
        const [task] = await owed()
        if (!task) throw new Error('nothing is owed')
        const params = { taskId: TaskId.parse(task.taskId) }
        const reply = await aroha.ask(routes.closeTask, { params, body: { ...close, version: task.version } })
        if (reply.kind !== 'done') throw new Error('it was not closed')
        return task
      }
      const hangUp = await closeIt()
      const message = {
        CallSid: call.sid,
        RecordingSid: `RE${String(n).repeat(16)}`,
      }
      const tell = (RecordingStatus: string, seconds: number) =>
        carrier.tell(`/webhooks/voice/${house.north.lineId}/${call.callId}/recording`, {
          ...{ ...message, RecordingStatus },
          RecordingDuration: String(seconds),
        })
      await tell('completed', 40)
      return { owed, closeIt, tell, hangUp, recordingSid: message.RecordingSid }
    }

    test('is to be heard: the task is open again, and what she wrote when she closed it is kept', async () => {
      const { owed, hangUp, recordingSid } = await found(31)

      const tasks = await owed()
      expect(tasks).toMatchObject([
        { taskId: hangUp.taskId, kind: 'hear_voicemail', recordingSid, seconds: 40, owner: { kind: 'desk' } },
      ])
      expect(tasks.map(({ state, dueAt }) => [state, dueAt > hangUp.dueAt])).toEqual([['open', true]])
      const { db } = house.database
      const [kept] = await db.run(db.sql<{ closedBefore: unknown }[]>`
        select closed_before from tasks where id = ${hangUp.taskId}`)
      expect(kept?.closedBefore).toEqual([{ ...close, at: expect.any(String), by: expect.any(String) }])
    })

    test('stays done once it was closed as a message, whatever else is told of it', async () => {
      const { owed, closeIt, tell } = await found(32)
      await closeIt()

      await tell('failed', 41)

      expect(await owed()).toEqual([])
    })
  })

  async function reconciled(): Promise<void> {
    const { deps, line } = house.house
    await reconcileLine({ ...deps, ...line, looks: noLooks() }, house.north.lineId)
  }
})

describe('commands that come again', () => {
  test('a claim of before, sent again after the call went back, does not say that she has it', async () => {
    const { callId, sid, from } = await ring(5)
    const commandId = aCommand()
    await claim(aroha, callId, commandId)
    await aroha.ask(routes.releaseCall, { params: { callId }, body: {} })

    const again = await claim(aroha, callId, commandId)

    expect(again.kind).toBe('gone')
    expect(await stateOf(callId)).toMatchObject({ heldBy: null })
    await hangsUp(sid, from)
  })

  test('one id used for two calls is two commands: nothing is said to be saved that was not', async () => {
    const commandId = aCommand()
    const results = []
    for (const n of [6, 7]) {
      const { callId, sid, from } = await ring(n)
      await claim(aroha, callId, commandId)
      await joins(callId, 1, aLeg(910 + n), 'lead', 1)
      await joins(callId, 1, sid, 'caller', 2)
      const params = { callId }
      const body = {
        kind: 'non_clinical',
        commandId,
        epoch: 0,
        notesRevision: 0,
        call: 'hoax',
        note: `call ${n}`,
      } as const
      results.push((await aroha.ask(routes.closeCall, { params, body })).kind)
      await hangsUp(sid, from)
    }
    const { db } = house.database
    const notes = await db.run(
      db.sql`select body ->> 'note' as note from outcomes where body ->> 'call' = 'hoax' order by 1`,
    )

    expect(results).toEqual(['closed', 'closed'])
    expect(notes).toEqual([{ note: 'call 6' }, { note: 'call 7' }])
  })

  test('an outcome for a call that a colleague closed is not said to be saved, nor told to the other line', async () => {
    const call = await talkingTo(house, aroha, '+447700900690')
    await closed(aroha, call)
    const stranger = await aNurse(house.url, 'aroha2')
    const close = (nurse: Nurse) =>
      nurse.ask(routes.closeCall, {
        params: call.params,
        body: {
          kind: 'non_clinical',
          commandId: aCommand(),
          epoch: 0,
          notesRevision: 0,
          call: 'silent',
          note: '',
        },
      })

    expect([(await close(bertil)).kind, (await close(stranger)).kind]).toEqual(['refused', 'refused'])
  })
})

describe('ringing back', () => {
  test('a nurse who gives up while it still rings has reached nobody: the task stays owed', async () => {
    const { callId: first, sid, from } = await ring(8)
    await hangsUp(sid, from)
    const task = await until(async () => (await aroha.board()).tasks.find(one => one.callId === first))
    const commandId = aCommand()
    const callId: string = commandId
    await aroha.ask(routes.callBack, {
      params: { taskId: TaskId.parse(task.taskId) },
      body: { commandId, answersBy: 'browser' },
    })

    await aroha.ask(routes.endCall, { params: { callId }, body: {} })

    const { calls, tasks, nurses } = await aroha.board()
    expect(calls.filter(call => call.callId === callId)).toEqual([])
    expect(tasks.find(one => one.taskId === task.taskId)).toMatchObject({ state: 'taken', tries: 1 })
    expect(nurses.find(nurse => nurse.name === 'Aroha 1')?.state).toBe('ready')
  })
})
