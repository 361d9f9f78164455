import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

const ANGELA = '+447700900555'
const caller = { name: 'Angela Ellis', relationship: 'wife' }

let house: LineHouse
let aroha: Nurse
let bertil: Nurse
let margaret: PatientId
let marian: PatientId

beforeAll(async () => {
  house = await lineHouse()
  const [nurse] = house.north.nurses
  const registrar = Actor.parse({
    ...nurse,
    lineId: house.north.lineId,
    sessionId: randomUUID(),
    role: 'coordinator',
    organisation: 'Test Hospice',
    organisationId: randomUUID(),
    organisationKind: 'hub',
  })
  const { db } = house.database
  const angela = {
    name: 'Angela Ellis',
    relationship: 'wife',
    roles: ['carer' as const],
    phones: [{ number: ANGELA, use: 'mobile' as const }],
    mayBeTold: 'condition' as const,
  }
  margaret = await aPatient(db, registrar, {
    identity: { name: { given: 'Margaret', family: 'Ellis' }, birthDate: '1948-03-09' },
    entries: [
      anEntry('personalContacts', angela),
      anEntry('addresses', { kind: 'main', lines: ['12 Canary Row'], postcode: 'BD16 4XX' }),
    ],
  })
  marian = await aPatient(db, registrar, {
    identity: { name: { given: 'Marian', family: 'Ellis' }, birthDate: '1948-03-09' },
  })
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())

async function talking(nurse: Nurse, from = ANGELA) {
  const phone = house.phone.phone(from, house.numberOf(1))
  const { callId } = await nurse.waitForCall(call => call.from === from)
  await nurse.ask(routes.claimCall, {
    params: { callId },
    body: { commandId: aCommand(), answersBy: 'browser' },
  })
  const { identity } = await nurse.ask(routes.softphonePass, { body: {} })
  const softphone = house.phone.softphone(identity)
  await softphone.connect({ callId })
  await nurse.waitForCall(call => call.callId === callId && call.state === 'talking')
  return { callId, params: { callId }, phone, softphone }
}

async function endAndClose(nurse: Nurse, call: { callId: string; params: { callId: string } }) {
  const before = await nurse.detail(call.callId)
  if (before.call.state === 'talking') await nurse.ask(routes.endCall, { params: call.params, body: {} })
  const detail = await nurse.detail(call.callId)
  return nurse.ask(routes.closeCall, {
    params: call.params,
    body: {
      kind: 'non_clinical',
      commandId: aCommand(),
      epoch: detail.identity.epoch,
      notesRevision: detail.notes.revision,
      call: 'test_call',
      note: '',
    },
  })
}

describe('before anybody is confirmed', () => {
  test('a number suggests initials and a month, and never a name, an address or a whole birthday', async () => {
    const call = await talking(aroha)

    const { candidates } = await aroha.ask(routes.candidates, { params: call.params })

    expect(candidates).toEqual([
      { patientId: margaret, initials: 'M. E.', birthMonth: 'March 1948', numberIs: 'wife', sharedWith: 0 },
    ])
    await endAndClose(aroha, call)
  })

  test('what the caller says is compared, and one thing is not enough', async () => {
    const call = await talking(aroha)
    const said = { name: 'Margaret Ellis' }
    const body = { commandId: aCommand(), epoch: 0, patientId: margaret, said, caller }

    const { matches } = await aroha.ask(routes.checkIdentity, { params: call.params, body: { said } })
    const confirmed = await aroha.ask(routes.confirmIdentity, { params: call.params, body })

    expect(matches[0]).toMatchObject({ patientId: margaret, matched: ['name'], isEnough: false })
    expect(confirmed.kind).toBe('not_enough')
    expect(JSON.stringify([matches, confirmed])).not.toContain('Canary')
    // Who could be taken for her is told by no more than the number may: nobody is confirmed yet.
    expect(matches[0]?.differences.join(' ')).toMatch(/^Not to be taken for M\. E\., born March 1948: /)
    expect(JSON.stringify(matches)).not.toContain('Marian')
    await endAndClose(aroha, call)
  })

  test('the record of a call about nobody yet stays shut', async () => {
    const call = await talking(aroha)

    const refusal = await aroha.refused(routes.openRecord, { params: call.params, query: { epoch: 0 } })

    expect(refusal).toMatchObject({ status: 409, code: 'conflict' })
    await endAndClose(aroha, call)
  })

  test('people who look alike are told apart in words', async () => {
    const call = await talking(aroha, '+447700900556')

    const { matches } = await aroha.ask(routes.findPerson, {
      params: call.params,
      body: { name: 'Marian Ellis', birthDate: '1948-03-09' },
    })

    expect(matches[0]).toMatchObject({ patientId: marian, isEnough: true })
    expect(matches[0]?.differences.join(' ')).toContain('Margaret Ellis')
    await endAndClose(aroha, call)
  })
})

describe('once it is confirmed who the call is about', () => {
  async function confirmed(nurse: Nurse) {
    const call = await talking(nurse)
    const said = { name: 'Margaret Ellis', birthDate: '1948-03-09' }
    const reply = await nurse.ask(routes.confirmIdentity, {
      params: call.params,
      body: { commandId: aCommand(), epoch: 0, patientId: margaret, said, caller },
    })
    if (reply.kind !== 'confirmed') throw new Error('two things matched and it was not confirmed')
    return { ...call, epoch: reply.detail.identity.epoch }
  }

  test('the record opens, says what this caller may be told, and the look is in the access log', async () => {
    const call = await confirmed(aroha)

    const opened = await aroha.ask(routes.openRecord, { params: call.params, query: { epoch: call.epoch } })

    expect(opened.record.banner).toMatchObject({ name: 'Margaret Ellis', birthDate: '1948-03-09' })
    expect(opened.mayBeTold.level).toBe('condition')
    const { db } = house.database
    const looks = await db.run(db.sql`
      select 1 from access_log where patient_id = ${margaret} and why ->> 'callId' = ${call.callId} and action = 'opened' and outcome = 'allowed'`)
    expect(looks.length).toBeGreaterThan(0)
    await endAndClose(aroha, call)
  })

  test('opened again it says what it said, as of now, and what was changed since', async () => {
    const call = await confirmed(aroha)
    const open = async () =>
      (await aroha.ask(routes.openRecord, { params: call.params, query: { epoch: call.epoch } })).record
    const first = await open()
    const again = await open()
    const address = first.blocks.flatMap(block => block.items).find(item => item.section === 'addresses')
    await aroha.ask(routes.editRecord, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        section: 'addresses',
        itemId: address?.itemId,
        version: address?.version ?? 0,
        body: { kind: 'main', lines: ['14 Canary Row'], postcode: 'BD16 4XX' },
      },
    })
    const changed = await open()

    expect({ ...again, asOf: first.asOf }).toEqual(first)
    expect(again.asOf > first.asOf).toBe(true)
    expect(JSON.stringify(first)).toContain('12 Canary Row')
    expect(JSON.stringify(changed)).toContain('14 Canary Row')
    expect(JSON.stringify(changed)).not.toContain('12 Canary Row')
    await endAndClose(aroha, call)
  })

  test('a record that was just shown to her is not shown to a colleague, and the refusal is logged', async () => {
    const call = await confirmed(aroha)
    const asked = { params: call.params, query: { epoch: call.epoch } }
    await aroha.ask(routes.openRecord, asked)

    const refusal = await bertil.refused(routes.openRecord, asked)

    expect(JSON.stringify(refusal)).not.toContain('Canary')
    const { db } = house.database
    const [last] = await db.run(db.sql`
      select actor_name, outcome, what from access_log where patient_id = ${margaret} order by id desc limit 1`)
    expect(last).toEqual({ actorName: 'Bertil 1', outcome: 'refused', what: [] })
    await endAndClose(aroha, call)
  })

  test('the look at her last calls is one row of the log with the look at her record', async () => {
    const call = await confirmed(aroha)
    await aroha.ask(routes.openRecord, { params: call.params, query: { epoch: call.epoch } })

    const { db } = house.database
    const looks = await db.run(db.sql<{ what: string[] }[]>`
      select what from access_log
      where why ->> 'callId' = ${call.callId} and action = 'opened' and outcome = 'allowed'`)
    expect(looks).toEqual([{ what: expect.arrayContaining(['identity', 'addresses', 'past calls']) }])
    await endAndClose(aroha, call)
  })

  test('a colleague who does not hold the call cannot open it', async () => {
    const call = await confirmed(aroha)

    const refusal = await bertil.refused(routes.openRecord, {
      params: call.params,
      query: { epoch: call.epoch },
    })

    expect(refusal).toMatchObject({ status: 403, code: 'not_allowed' })
    await endAndClose(aroha, call)
  })

  test('"this is the wrong person" shuts it at once, and a save that still means her is refused', async () => {
    const call = await confirmed(aroha)
    await aroha.ask(routes.clearIdentity, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, because: 'The caller meant her sister.' },
    })

    const read = await aroha.refused(routes.openRecord, { params: call.params, query: { epoch: call.epoch } })
    const edit = await aroha.refused(routes.editRecord, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        section: 'phones',
        version: 0,
        body: { number: ANGELA, use: 'home' },
      },
    })

    expect([read.code, edit.code]).toEqual(['stale', 'stale'])
    await endAndClose(aroha, call)
  })

  test('what the call taught is a new version that says where it came from; a second editor sees what differs', async () => {
    const call = await confirmed(aroha)
    const { epoch } = call
    const edit = (version: number, text: string) =>
      aroha.ask(routes.editRecord, {
        params: call.params,
        body: { commandId: aCommand(), epoch, section: 'whatMatters', version, body: { whatMatters: text } },
      })

    const first = await edit(0, 'The garden, and the dog at the foot of the bed.')
    const second = await edit(0, 'Quiet.')

    expect(first).toMatchObject({ kind: 'saved', version: 1 })
    expect(second).toMatchObject({ kind: 'changed_meanwhile', by: 'Aroha 1', version: 1 })
    await endAndClose(aroha, call)
  })

  test('the outcome puts the call on her timeline, promises the call-back and frees the nurse', async () => {
    const call = await confirmed(aroha)
    await aroha.ask(routes.saveNotes, {
      params: call.params,
      body: { text: 'Settled after the second dose.', revision: 0 },
    })
    await aroha.ask(routes.endCall, { params: call.params, body: {} })
    const dueAt = new Date(Date.now() + 45 * 60_000).toISOString()
    const body = {
      kind: 'clinical' as const,
      commandId: aCommand(),
      epoch: call.epoch,
      notesRevision: 1,
      outcome: {
        reason: 'pain' as const,
        found: 'Pain 7 of 10, new dose given',
        advice: 'Rest, ring again in 45 minutes',
        disposition: 'advice_only' as const,
        whereAfter: 'usual_home' as const,
        next: 'We ring back',
        callBack: { needed: true as const, dueAt },
      },
    }

    const closed = await aroha.ask(routes.closeCall, { params: call.params, body })
    const again = await aroha.ask(routes.closeCall, { params: call.params, body })

    expect(closed).toMatchObject({ kind: 'closed' })
    expect(again).toEqual(closed)
    const board = await aroha.board()
    expect(board.tasks.filter(task => task.callId === call.callId)).toMatchObject([
      { kind: 'call_back_promised', dueAt },
    ])
    expect(board.nurses.find(nurse => nurse.name === 'Aroha 1')?.state).toBe('ready')
    const next = await confirmed(bertil)
    const { pastCalls } = await bertil.ask(routes.openRecord, {
      params: next.params,
      query: { epoch: next.epoch },
    })
    expect(pastCalls[0]).toMatchObject({
      callId: call.callId,
      notes: 'Settled after the second dose.',
      callerName: 'Angela Ellis',
    })
    await endAndClose(bertil, next)
  })

  test('what stands in the outcome’s fields is there again after a reload, and only for her who has the call', async () => {
    const call = await confirmed(aroha)
    const draft = {
      reason: 'pain' as const,
      found: 'Pain 7 of 10 ',
      advice: '',
      disposition: '' as const,
      whereAfter: '' as const,
      next: '',
      callBack: '' as const,
      callBackAt: '',
    }

    await aroha.ask(routes.keepOutcomeDraft, { params: call.params, body: draft })
    const refusal = await bertil.refused(routes.keepOutcomeDraft, { params: call.params, body: draft })
    const saved = await aroha.ask(routes.saveNotes, {
      params: call.params,
      body: { text: 'Begun.', revision: 0 },
    })

    const detail = await aroha.detail(call.callId)
    expect(detail).toMatchObject({ outcomeDraft: draft, notes: { text: 'Begun.', revision: 1 } })
    expect(saved.kind).toBe('saved')
    expect(refusal.status).toBe(403)
    await endAndClose(aroha, call)
  })

  test('somebody on nobody’s list gets a provisional record and the same care', async () => {
    const call = await talking(aroha, '+447700900557')

    const detail = await aroha.ask(routes.provisionalPerson, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: 0,
        name: 'Ron',
        where: 'next door to number 12',
        caller: { name: 'Jo', relationship: 'neighbour' },
      },
    })

    const opened = await aroha.ask(routes.openRecord, {
      params: call.params,
      query: { epoch: detail.identity.epoch },
    })
    expect(opened.record.banner).toMatchObject({ name: 'Ron', isProvisional: true })
    expect(opened.mayBeTold.level).toBe('nothing')
    await endAndClose(aroha, call)
  })
})

test('a call that is owed is rung back: the nurse first, then the caller, and the outcome closes the task', async () => {
  const phone = house.phone.phone('+447700900558', house.numberOf(1))
  await aroha.waitForCall(call => call.from === '+447700900558')
  phone.hangUp()
  const task = await until(async () => (await aroha.board()).tasks.find(one => one.from === '+447700900558'))
  const handset = house.phone.handset('+447700900558')

  const calling = await aroha.ask(routes.callBack, {
    params: { taskId: task.taskId },
    body: { commandId: aCommand(), answersBy: 'browser' },
  })
  if (calling.kind !== 'calling') throw new Error(calling.because)
  const { callId } = calling.detail.call
  const { identity } = await aroha.ask(routes.softphonePass, { body: {} })
  await house.phone.softphone(identity).connect({ callId })
  const ring = await handset.waitForRing()
  ring.answer()
  await aroha.waitForCall(call => call.callId === callId && call.state === 'talking')
  await endAndClose(aroha, { callId, params: { callId } })

  const board = await aroha.board()
  expect(board.tasks.filter(one => one.taskId === task.taskId)).toEqual([])
  expect(board.calls).toEqual([])
})
