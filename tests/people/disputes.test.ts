import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STOPPED } from '#server/patients/core/stopped.ts'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aColleague, onCaseload } from '#tests/support/colleagues.ts'
import { caller, OBJECTION, type PeopleHouse, peopleHouse } from './peopleHouse.ts'

let people: PeopleHouse
let aroha: Nurse
let bertil: Nurse
let lead: Nurse
let doctor: Nurse
const aPerson = () => people.aPerson()
const talkingAbout: PeopleHouse['talkingAbout'] = (...about) => people.talkingAbout(...about)
const dispute: PeopleHouse['dispute'] = (...about) => people.dispute(...about)
const outcomeOf: PeopleHouse['outcomeOf'] = (...about) => people.outcomeOf(...about)
const endAndClose: PeopleHouse['endAndClose'] = (...about) => people.endAndClose(...about)
const read: PeopleHouse['read'] = (...about) => people.read(...about)

beforeAll(async () => {
  people = await peopleHouse()
  ;({ aroha, bertil, lead, doctor } = people)
})
afterAll(() => people.house.close())

describe('a record that is disputed in a call', () => {
  test('is stopped by one act: every way to write is refused with words, and reading goes on with the warning', async () => {
    const talk = await talkingAbout(aroha, await aPerson())
    const before = await read(aroha, talk)
    const matters = before.record.blocks
      .flatMap(({ items }) => items)
      .find(({ section }) => section === 'whatMatters')
    const seen = { section: 'whatMatters' as const, itemId: matters?.itemId as never, version: 1 } // an id it just gave

    await dispute(aroha, talk)

    const { params, epoch } = talk
    const command = () => ({ commandId: aCommand(), epoch })
    const refusals = await Promise.all([
      aroha.refused(routes.editRecord, {
        params,
        body: { ...command(), section: 'notes', version: 0, body: { text: 'Hers' } },
      }),
      aroha.refused(routes.confirmEntries, { params, body: { ...command(), items: [seen] } }),
      aroha.refused(routes.retractEntry, { params, body: { ...command(), item: seen, because: 'Not so' } }),
    ])
    const closed = await aroha.ask(routes.closeCall, await outcomeOf(aroha, talk))
    const after = await read(aroha, talk)

    expect(refusals.map(({ status, message }) => [status, message])).toEqual(
      refusals.map(() => [409, STOPPED.disputed]),
    )
    expect(closed).toEqual({ kind: 'refused', because: STOPPED.disputed })
    expect(after.record.version).toBe(before.record.version)
    expect(after.record.blocks).toEqual(before.record.blocks)
    expect(after.marks.disputed).toMatchObject({ because: OBJECTION, by: 'Aroha 1, Test Hospice' })
    await endAndClose(aroha, talk)
  })

  test('does not hold back the nurse: said to be about somebody else, the call is closed on them, with what she wrote', async () => {
    const talk = await talkingAbout(aroha, await aPerson())
    await aroha.ask(routes.keepOutcomeDraft, {
      params: talk.params,
      body: {
        reason: 'pain',
        found: 'In pain',
        advice: '',
        disposition: '',
        whereAfter: '',
        next: '',
        callBack: '',
        callBackAt: '',
      },
    })
    await dispute(aroha, talk)
    await aroha.ask(routes.closeCall, await outcomeOf(aroha, talk))

    const detail = await aroha.ask(routes.provisionalPerson, {
      params: talk.params,
      body: { commandId: aCommand(), epoch: talk.epoch, name: 'Somebody Ellis', caller },
    })
    await aroha.ask(routes.endCall, { params: talk.params, body: {} })
    const closed = await aroha.ask(routes.closeCall, await outcomeOf(aroha, talk))

    expect(detail.outcomeDraft).toMatchObject({ found: 'In pain' })
    expect(closed.kind).toBe('closed')
  })

  test('said twice, or by two, is disputed once, in the words of whoever was first', async () => {
    const talk = await talkingAbout(aroha, await aPerson())
    const commandId = aCommand()

    await Promise.all([dispute(aroha, talk, commandId), dispute(aroha, talk, commandId)])
    await dispute(aroha, talk)

    const { disputes } = await lead.ask(routes.disputes)
    expect(disputes.filter(({ patientId }) => patientId === talk.patientId)).toHaveLength(1)
    await endAndClose(aroha, talk)
  })

  test('never stops somebody from taking back what they agreed to', async () => {
    const talk = await talkingAbout(aroha, await aPerson())
    await dispute(aroha, talk)

    const { withdrawn } = await aroha.ask(routes.withdrawSharing, {
      params: talk.params,
      body: {
        commandId: aCommand(),
        epoch: talk.epoch,
        inTheirWords: 'No more',
        consequencesExplained: true,
      },
    })

    expect(withdrawn).toBe(1)
    await endAndClose(aroha, talk)
  })

  test('is told to every console by an id alone', async () => {
    const talk = await talkingAbout(aroha, await aPerson())
    const { seq } = await bertil.board()

    await dispute(aroha, talk)

    const told = await bertil.ask(routes.feed, { query: { after: seq } })
    expect(told).toMatchObject({
      kind: 'entries',
      entries: [{ message: { kind: 'record', patientId: talk.patientId } }],
    })
    expect(JSON.stringify(told)).not.toContain('birth')
    await endAndClose(aroha, talk)
  })

  test('is not disputed by a nurse whose call is about somebody else by now', async () => {
    const talk = await talkingAbout(aroha, await aPerson())
    const { params } = talk
    await aroha.ask(routes.clearIdentity, {
      params,
      body: { commandId: aCommand(), epoch: 1, because: 'Somebody else' },
    })

    const refused = await aroha.refused(routes.disputeForCall, {
      params,
      body: { commandId: aCommand(), epoch: 1, because: OBJECTION },
    })

    expect(refused.code).toBe('stale')
    await endAndClose(aroha, talk)
  })
})

describe('look-alikes in a call', () => {
  test('stand side by side once something matches, each look in the log; and not before', async () => {
    const twin = { name: { given: 'Perdita', family: 'Twinley' }, birthDate: '1939-09-09' }
    const one = await people.aPerson({ identity: twin })
    const other = await people.aPerson({
      identity: { ...twin, name: { given: 'Perditta', family: 'Twinley' } },
    })
    const call = await people.talking(aroha)
    const ask = (said: object) => ({ params: call.params, body: { patientId: one, said } })

    const refused = await aroha.refused(routes.besideAlike, ask({ name: 'Somebody Else' }))
    const beside = await aroha.ask(routes.besideAlike, ask({ birthDate: '1939-09-09' }))

    expect(refused.status).toBe(403)
    expect(JSON.stringify(refused)).not.toContain('Twinley')
    expect(beside.people.map(({ patientId }) => patientId)).toEqual([one, other])
    expect(beside.rows[0]?.cells[1]?.mark).toBe('differs')
    const looks = await people.db.run(people.db.sql<{ n: number }[]>`
      select count(distinct patient_id)::int as n from access_log
      where patient_id in (${one}, ${other}) and action = 'compared' and outcome = 'allowed' and 'identity' = any(what)`)
    expect(looks[0]?.n).toBe(2)
    await people.endAndClose(aroha, call)
  })
})

describe('beside a call', () => {
  test('who looks after the person may say so, and is refused with the same words when she writes', async () => {
    const patientId = await aPerson()
    await onCaseload(people.db, people.atMillLane, patientId)
    const params = { patientId }
    const edit = () => ({
      params,
      body: { commandId: aCommand(), section: 'notes' as const, version: 0, body: { text: 'His' } },
    })

    await doctor.ask(routes.editShared, edit())
    await doctor.ask(routes.disputeShared, { params, body: { commandId: aCommand(), because: OBJECTION } })
    const refused = await doctor.refused(routes.editShared, edit())
    const opened = await doctor.ask(routes.openShared, { params })

    expect(refused).toMatchObject({ status: 409, message: STOPPED.disputed })
    expect(opened.marks?.disputed?.because).toBe(OBJECTION)
    const summary = await doctor.ask(routes.summary, { params })
    expect(summary.marks.disputed?.because).toBe(OBJECTION)
  })

  test('who has nothing to do with the person stops nothing', async () => {
    const patientId = await aPerson()

    const refused = await doctor.refused(routes.disputeShared, {
      params: { patientId },
      body: { commandId: aCommand(), because: OBJECTION },
    })

    expect(refused.status).toBe(403)
  })
})

describe('settling', () => {
  const disputeOf = async (patientId: PatientId) => {
    const { disputes } = await lead.ask(routes.disputes)
    const found = disputes.find(one => one.patientId === patientId)
    if (!found) throw new Error('not in the list')
    return { disputeId: found.disputeId }
  }

  test('everybody who saw or received the record is listed, with when and what', async () => {
    const talk = await talkingAbout(aroha, await aPerson())
    await read(aroha, talk)
    await aroha.ask(routes.makeCodeForCall, {
      params: talk.params,
      body: { commandId: aCommand(), epoch: 1 },
    })
    await dispute(aroha, talk)
    await read(aroha, talk)

    const { seen } = await lead.ask(routes.seenBy, { params: await disputeOf(talk.patientId) })

    const hers = seen.find(({ who }) => who.startsWith('Aroha 1'))
    expect(hers).toMatchObject({ isSince: true })
    expect(hers?.did).toEqual(expect.arrayContaining(['opened the record', 'gave a crew a code to it']))
    expect(seen.some(({ who }) => who.startsWith('Bertil'))).toBe(false)
    await endAndClose(aroha, talk)
  })

  test('right after all: the record is as it was, and is written to again', async () => {
    const talk = await talkingAbout(aroha, await aPerson())
    await dispute(aroha, talk)
    const params = await disputeOf(talk.patientId)
    const settle = {
      commandId: aCommand(),
      verdict: 'right_after_all' as const,
      because: 'The GP confirmed each line',
      wrong: [],
    }

    expect(await lead.ask(routes.settleDispute, { params, body: settle })).toEqual({ kind: 'settled' })
    expect(await lead.ask(routes.settleDispute, { params, body: settle })).toEqual({ kind: 'settled' })

    const { marks } = await read(aroha, talk)
    expect(marks.disputed).toBeNull()
    const saved = await aroha.ask(routes.editRecord, {
      params: talk.params,
      body: { commandId: aCommand(), epoch: 1, section: 'notes', version: 0, body: { text: 'Hers' } },
    })
    expect(saved.kind).toBe('saved')
    await endAndClose(aroha, talk)
  })

  test('is answered again as it was, and otherwise says who settled it: to whoever settles it anew, or says it again', async () => {
    const talk = await talkingAbout(aroha, await aPerson())
    const commandId = aCommand()
    await dispute(aroha, talk, commandId)
    await dispute(aroha, talk, commandId)
    const params = await disputeOf(talk.patientId)
    const right = { verdict: 'right_after_all' as const, because: 'The GP confirmed each line', wrong: [] }
    const at = { signInName: 'lead2', organisation: 'Test Hospice', kind: 'hub' as const }
    await aColleague(people.db, people.registrar.lineId, { ...at, role: 'shift_lead', name: 'Second Lead' })
    const second = await aNurse(people.house.url, 'lead2')
    const settle = (nurse: Nurse, changes: object = {}) =>
      nurse.ask(routes.settleDispute, { params, body: { commandId: aCommand(), ...right, ...changes } })

    const answers = [
      await settle(lead),
      await settle(lead),
      await settle(lead, { because: 'His brother confirmed it' }),
      await settle(second),
    ]
    const raised = await aroha.refused(routes.disputeForCall, {
      params: talk.params,
      body: { commandId, epoch: talk.epoch, because: OBJECTION },
    })

    expect(answers).toMatchObject([
      { kind: 'settled' },
      { kind: 'settled' },
      { kind: 'refused', because: expect.stringContaining('You have settled this already') },
      { kind: 'refused', because: expect.stringContaining('Lena Lead has settled this already') },
    ])
    expect(raised).toMatchObject({
      status: 409,
      message: expect.stringContaining('Lena Lead has settled it'),
    })
    await endAndClose(aroha, talk)
  })

  test('what is about somebody else is named, and stands as entered in error from the same moment', async () => {
    const talk = await talkingAbout(aroha, await aPerson())
    await dispute(aroha, talk)
    const params = await disputeOf(talk.patientId)
    const { items } = await lead.ask(routes.disputedItems, { params })
    const cpr = items.find(({ section }) => section === 'cprDecision')
    if (!cpr) throw new Error('no decision')
    const { section, itemId, version } = cpr

    const settled = await lead.ask(routes.settleDispute, {
      params,
      body: {
        commandId: aCommand(),
        verdict: 'entries_wrong',
        because: 'It is the decision of Marian Ellis',
        wrong: [{ section, itemId, version }],
      },
    })

    expect(settled).toEqual({ kind: 'settled' })
    const { record, marks } = await read(aroha, talk)
    expect(marks.disputed).toBeNull()
    expect(record.enteredInError.map(({ section, retracted }) => [section, retracted.because])).toEqual([
      ['cprDecision', 'About somebody else: It is the decision of Marian Ellis'],
    ])
    await endAndClose(aroha, talk)
  })

  test('is for a shift lead alone, and needs a reason', async () => {
    const talk = await talkingAbout(aroha, await aPerson())
    await dispute(aroha, talk)
    const params = await disputeOf(talk.patientId)
    const body = {
      commandId: aCommand(),
      verdict: 'right_after_all' as const,
      because: 'Because I say so',
      wrong: [],
    }

    const [nurse, unsaid] = [
      await aroha.refused(routes.settleDispute, { params, body }),
      await lead.refused(routes.settleDispute, { params, body: { ...body, because: 'ok' } }),
    ]

    expect([nurse.status, unsaid.status]).toEqual([403, 400])
    await endAndClose(aroha, talk)
  })
})

test('writers who race with a dispute are before it or refused: nothing is written after it', async () => {
  const talk = await talkingAbout(aroha, await aPerson())
  const { params } = talk
  const write = () =>
    aroha
      .ask(routes.editRecord, {
        params,
        body: { commandId: aCommand(), epoch: 1, section: 'notes', version: 0, body: { text: 'A race' } },
      })
      .then(
        () => 'saved',
        () => 'refused',
      )

  const [early] = await Promise.all([
    Promise.all(Array.from({ length: 12 }, write)),
    dispute(aroha, talk),
    Promise.all(Array.from({ length: 12 }, write)),
  ])
  const { db } = people
  const late = await db.run(db.sql<{ n: number }[]>`
    select count(*)::int as n
    from record_entries e
    join identity_disputes d on d.patient_id = e.patient_id
    where e.patient_id = ${talk.patientId} and e.section = 'notes' and e.written_at > d.raised_at + interval '1 second'`)

  expect(early.length).toBe(12)
  expect(await write()).toBe('refused')
  expect(late[0]?.n).toBe(0)
  await until(async () => (await read(aroha, talk)).marks.disputed !== null)
  await endAndClose(aroha, talk)
})
