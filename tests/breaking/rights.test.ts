import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type PatientId, TaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { nobody } from '#tests/access/everyAsk.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { asks, OF_A_CALL } from './askEvery.ts'
import { aCaller, aCanary, CANARY, closed, confirmed, freed, talkingTo } from './heldCall.ts'

let house: LineHouse
let aroha: Nurse
let bertil: Nurse
let stranger: Nurse
let margaret: PatientId
let foreigner: PatientId

beforeAll(async () => {
  house = await lineHouse()
  // What only a shift lead may do is asked by the other line as well.
  const { db } = house.database
  await db.run(db.sql`update staff set role = 'shift_lead' where sign_in_name = 'aroha2'`)
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
  stranger = await aNurse(house.url, 'aroha2')
  margaret = await aCanary(house, 'north')
  foreigner = await aCanary(house, 'south', 'Magda')
})
afterAll(() => house.close())
beforeEach(() => freed([aroha, bertil]))

/**
 * Of a call on the board each nurse reads, in initials and a month, whom its number suggests; and which links were sent in it, for any of
 * them may have to stop one.
 */
const FOR_ALL_WHO_ANSWER: readonly string[] = ['candidates', 'visitLinks']
const logged = async (patientId: string, outcome: string) => {
  const { db } = house.database
  const rows = await db.run(
    db.sql`select id from access_log where patient_id = ${patientId} and outcome = ${outcome}`,
  )
  return rows.length
}

describe('what a nurse reads of a call that is not hers', () => {
  test('notes, caller and person of a colleague’s call stay with the colleague', async () => {
    const call = await talkingTo(house, aroha, '+447700900701')
    await confirmed(aroha, call, margaret)
    await aroha.ask(routes.saveNotes, { params: call.params, body: { text: CANARY.note, revision: 0 } })

    const refusals = await Promise.all(
      [bertil, stranger].map(nurse => nurse.refused(routes.callDetail, { params: call.params })),
    )
    await closed(aroha, call)
    const afterwards = await aroha.refused(routes.callDetail, { params: call.params })

    expect(refusals.map(({ status }) => status)).toEqual([403, 404])
    expect(afterwards.status).toBe(403)
    expect(JSON.stringify([refusals, afterwards])).not.toMatch(/canary/i)
  })

  test('no route of a call answers the other line otherwise than for a call that never was', async () => {
    const call = await talkingTo(house, aroha, '+447700900702')
    await confirmed(aroha, call, margaret)
    const [theirs, none] = [{ ...nobody(), ...call.params, patientId: margaret }, nobody()]

    for (const [name, route] of OF_A_CALL) {
      const answer = await asks(house.url, stranger, name, route, theirs)

      expect(answer, name).toEqual(await asks(house.url, stranger, name, route, none))
      expect(answer.status === 404 || answer.said.kind === 'refused', name).toBe(true)
    }
    await closed(aroha, call)
  })

  test('no route of a call does anything for a colleague who does not hold it, or tells her anything of it', async () => {
    const call = await talkingTo(house, aroha, '+447700900710')
    await confirmed(aroha, call, margaret)
    const ids = { ...nobody(), ...call.params, patientId: margaret }
    const before = await aroha.detail(call.callId)

    for (const [name, route] of OF_A_CALL) {
      const { status, said } = await asks(house.url, bertil, name, route, ids)

      const isRefused = status === 403 || said.kind === 'refused' || said.kind === 'taken'
      expect([name, isRefused || FOR_ALL_WHO_ANSWER.includes(name), JSON.stringify(said)]).toEqual([
        name,
        true,
        expect.not.stringMatching(/canary/i),
      ])
    }
    expect(await aroha.detail(call.callId)).toEqual(before)
    await closed(aroha, call)
  })

  test('hints are for callers on the board: an old call tells nobody whom its number suggests', async () => {
    const call = await talkingTo(house, aroha, '+447700900703')
    await closed(aroha, call)

    const { candidates } = await bertil.ask(routes.candidates, { params: call.params })

    expect(candidates).toEqual([])
  })

  test('a try to open the record of a colleague’s call is refused, and the person can read that it was tried', async () => {
    const call = await talkingTo(house, aroha, '+447700900704')
    await confirmed(aroha, call, margaret)
    const before = await logged(margaret, 'refused')

    const refusal = await bertil.refused(routes.openRecord, { params: call.params, query: { epoch: 1 } })

    expect(refusal.status).toBe(403)
    expect(await logged(margaret, 'refused')).toBe(before + 1)
    await closed(aroha, call)
  })
})

describe('whose record a call opens', () => {
  test('a person of the other line cannot be confirmed, not even in an emergency, and is like nobody', async () => {
    const call = await talkingTo(house, aroha, '+447700900705')
    const confirm = (patientId: string) =>
      aroha.refused(routes.confirmIdentity, {
        params: call.params,
        body: {
          commandId: aCommand(),
          epoch: 0,
          patientId,
          said: {},
          caller: aCaller,
          skippedBecause: 'no time to ask',
        },
      })

    const theirs = await confirm(foreigner)
    const nobody = await confirm(aCommand())

    expect({ ...theirs, requestId: '' }).toEqual({ ...nobody, requestId: '' })
    expect(theirs.status).toBe(404)
    expect((await aroha.detail(call.callId)).identity.patientId).toBeNull()
    await closed(aroha, call)
  })

  test('somebody known cannot be passed off as a new person, to open the record without any check', async () => {
    const call = await talkingTo(house, aroha, '+447700900706')
    const refusals = []

    for (const patientId of [margaret, foreigner])
      refusals.push(
        await aroha.refused(routes.provisionalPerson, {
          params: call.params,
          body: { commandId: patientId, epoch: 0, name: 'Somebody New', caller: aCaller },
        }),
      )

    expect(refusals.map(({ status }) => status)).toEqual([409, 409])
    expect((await aroha.detail(call.callId)).identity.patientId).toBeNull()
    await closed(aroha, call)
  })

  test('the same new person sent twice is one person', async () => {
    const call = await talkingTo(house, aroha, '+447700900707')
    const body = { commandId: aCommand(), epoch: 0, name: 'Somebody New', caller: aCaller }

    const [first, second] = [
      await aroha.ask(routes.provisionalPerson, { params: call.params, body }),
      await aroha.ask(routes.provisionalPerson, { params: call.params, body }),
    ]

    expect(second.identity).toEqual(first.identity)
    await closed(aroha, call)
  })
})

describe('what is owed', () => {
  test('a call-back of a colleague, asked for again by her own command, is not told to another nurse', async () => {
    const taskId = await owed('+447700900708')
    const commandId = aCommand()
    const body = { commandId, answersBy: 'browser' as const }
    await aroha.ask(routes.callBack, { params: { taskId }, body })

    const colleague = await bertil.ask(routes.callBack, { params: { taskId }, body })
    const outside = await stranger.refused(routes.callBack, { params: { taskId }, body })

    expect(colleague.kind).toBe('refused')
    expect(outside.status).toBe(404)
    await aroha.ask(routes.releaseCall, { params: { callId: commandId }, body: {} })
  })

  test('a message that is heard or read is in the access log before anything leaves, of the one line only', async () => {
    const caller = house.phone.phone('+447700900709', house.numberOf(1))
    await caller.waitForStatus('in-progress')
    await caller.waitToHear(/press any key/)
    caller.press('5')
    await caller.waitToHear(/press 1/)
    caller.press('1')
    await caller.waitFor(call => call.lines().some(line => line.text === 'beep'))
    caller.say(CANARY.caller)
    caller.press('#')
    await caller.waitForStatus('completed', 10_000)
    const task = await until(async () =>
      (await aroha.board()).tasks.find(one => one.from === '+447700900709' && one.recordingSid),
    )
    const params = { taskId: task.taskId }
    const rows = async () => {
      const { db } = house.database
      return db.run(db.sql<{ what: string[]; actorName: string }[]>`
        select what, actor_name from access_log where why ->> 'taskId' = ${task.taskId} order by id`)
    }

    const heard = await until(async () => {
      const voicemail = await bertil.ask(routes.voicemail, { params })
      return voicemail.kind === 'ready' && voicemail
    })
    const sound = await fetch(`${house.url}${heard.audioUrl}`, { headers: { cookie: bertil.cookie } })
    const outside = await fetch(`${house.url}${heard.audioUrl}`, { headers: { cookie: stranger.cookie } })

    expect([sound.status, outside.status]).toEqual([200, 404])
    const whats = (await rows()).map(row => row.what.join())
    expect(whats).toContain('message in words')
    expect(whats).toContain('message as sound')
    expect((await rows()).every(row => row.actorName === 'Bertil 1')).toBe(true)
  })

  async function owed(from: string): Promise<TaskId> {
    const caller = house.phone.phone(from, house.numberOf(1))
    await aroha.waitForCall(call => call.from === from)
    caller.hangUp()
    const task = await until(async () => (await aroha.board()).tasks.find(one => one.from === from))
    return TaskId.parse(task.taskId)
  }
})
