import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { confirmed, freed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type Browser, browserAt, liveConsole, signedIn } from '#tests/support/browser.ts'
import { aColleague, onCaseload } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

const FOUND = 'Canary: gasping, feet on the floor'

let house: LineHouse
let aroha: Nurse
let doctor: Browser
let atMillLane: Actor
beforeAll(async () => {
  house = await lineHouse()
  aroha = await aNurse(house.url, 'aroha1')
  atMillLane = await aColleague(house.database.db, house.north.lineId, {
    signInName: 'mill',
    organisation: 'Mill Lane Surgery',
    kind: 'gp',
  })
  doctor = await signedIn(house.url, 'mill')
})
afterAll(() => house.close())
beforeEach(() => freed([aroha]))

async function aPerson(): Promise<PatientId> {
  const hub = Actor.parse({ ...atMillLane, role: 'coordinator', organisationKind: 'hub' })
  const agreed = anEntry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person' })
  const id = await aPatient(house.database.db, hub, { entries: [agreed] })
  await onCaseload(house.database.db, atMillLane, id)
  return id
}

/** The doctor's page with this record open: what stands on its timeline after it was told that the record changed. */
async function pageOf(id: PatientId) {
  const origin = new URL(house.url).origin
  const page = await liveConsole(`${house.url}?record=${id}`, doctor.cookie, { origin })
  let told = 0
  page.socket.on('recordChanged', (_, version) => {
    if (version === null) told += 1
  })
  const read = async () => {
    const { body } = await doctor.get(`/api/people/${id}/record`)
    const { record, lastCalls } = routes.openShared.reply.parse(body)
    return { version: record?.version ?? 0, found: lastCalls?.calls.map(({ outcome }) => outcome.found) }
  }
  return {
    read,
    readAfter: async (act: () => Promise<unknown>) => {
      const before = { told, ...(await read()) }
      await act()
      await until(async () => told > before.told)
      const after = await read()
      // A page that did not hear it compares versions when it is back.
      expect(after.version).toBeGreaterThan(before.version)
      return after.found
    },
    close: () => page.close(),
  }
}

const save = (
  call: HeldCall,
  callBack: { needed: false } | { needed: true; dueAt: string } = { needed: false },
) =>
  aroha.ask(routes.closeCall, {
    params: call.params,
    body: {
      kind: 'clinical',
      commandId: aCommand(),
      epoch: 1,
      notesRevision: 0,
      outcome: {
        reason: 'breathlessness',
        found: FOUND,
        advice: 'Fan, sit forward',
        disposition: 'district_nurse',
        whereAfter: 'usual_home',
        next: 'Night nurse within the hour',
        callBack,
      },
    },
  })

test('whoever has the record open reads a call as it is saved, and no more once it turns out to be about somebody else', async () => {
  const [id, other, beside] = [await aPerson(), await aPerson(), await aPerson()]
  await linked(id, beside)
  const [page, others] = [await pageOf(id), await pageOf(other)]
  const call = await talkingTo(house, aroha, '+447700900431')
  await confirmed(aroha, call, id)

  const before = await page.read()
  const saved = await page.readAfter(() => save(call))
  const seqThen = await feedSeq()
  const cleared = await page.readAfter(() => wrongPerson(call, 1))
  const toldOf = await recordsToldAfter(seqThen)
  await confirmed(aroha, call, other)

  expect([before.found, saved, cleared]).toEqual([[], [FOUND], []])
  expect((await others.read()).found).toEqual([])
  expect(toldOf).toEqual([id, beside].sort())
  await Promise.all([page.close(), others.close()])
})

describe('what was saved of a call that is still in hand, and turns out to be about somebody else,', () => {
  test('leaves the record, which reads so in its log without a name, and waits to be read before it goes to whom it was about', async () => {
    const [id, other] = [await aPerson(), await aPerson()]
    const call = await talkingTo(house, aroha, '+447700900434')
    await confirmed(aroha, call, id)
    await save(call)

    await wrongPerson(call, 1, 'It is Zenobia')
    const off = await onRecord(call)
    await confirmed(aroha, call, other)
    const still = await onRecord(call)
    const { outcomeHasLeft } = await aroha.ask(routes.callDetail, { params: call.params })
    const inHand = (await waiting()).length
    await aroha.ask(routes.endCall, { params: call.params, body: {} })
    await until(async () => (await waiting()).length > inHand)

    expect([off, still, outcomeHasLeft]).toEqual([null, null, true])
    expect((await waiting()).filter(({ callId }) => callId === call.callId)).toHaveLength(1)
    const [taken] = (await logOf(id)).filter(({ what }) => what.includes('call taken off'))
    expect(taken).toMatchObject({ action: 'changed', why: { kind: 'call', callId: call.callId } })
    expect(JSON.stringify([await logOf(id), await logOf(other)])).not.toContain('Zenobia')
    const words = await aroha.ask(routes.savedWords, { params: call.params })
    expect(words).toMatchObject({ outcome: { found: FOUND }, isCovered: false })
    await aroha.ask(routes.moveOutcome, onto(call, 3, other))
    expect((await readBy(other)).map(({ callId, outcome }) => [callId, outcome.found])).toEqual([
      [call.callId, FOUND],
    ])
  })

  test('goes onto no other record before a death that was told in the call, on the one it left, is taken back', async () => {
    const [id, other] = [await aPerson(), await aPerson()]
    const { db } = house.database
    const call = await talkingTo(house, aroha, '+447700900438')
    await confirmed(aroha, call, id)
    await save(call)
    const why = db.sql.json({ kind: 'call', callId: call.callId })
    await db.run(db.sql`
      insert into deaths (id, line_id, patient_id, reported_by, reported_by_name, why)
      select gen_random_uuid(), line_id, ${id}, id, name, ${why} from staff where sign_in_name = 'aroha1'`)
    await wrongPerson(call, 1)
    await aroha.ask(routes.endCall, { params: call.params, body: {} })
    await until(async () => (await waiting()).some(({ callId }) => callId === call.callId))

    const refused = await aroha.refused(routes.moveOutcome, onto(call, 2, other))

    expect([refused.status, refused.message]).toEqual([409, expect.stringContaining('Take that back first')])
  })

  test('is back where it was saved, once the call is about that person after all', async () => {
    const id = await aPerson()
    const call = await talkingTo(house, aroha, '+447700900435')
    await confirmed(aroha, call, id)
    await save(call)
    await wrongPerson(call, 1)

    await confirmed(aroha, call, id)

    expect([await onRecord(call), (await readBy(id)).map(({ moved }) => moved)]).toEqual([id, [null]])
    expect((await logOf(id)).filter(({ what }) => what.includes('call put back'))).toHaveLength(1)
    const { outcomeHasLeft } = await aroha.ask(routes.callDetail, { params: call.params })
    expect(outcomeHasLeft).toBe(false)
  })

  test('is not brought back onto a record that it was taken off by an act, while the call waited for another nurse', async () => {
    const id = await aPerson()
    const { db } = house.database
    const call = await talkingTo(house, aroha, '+447700900439')
    await confirmed(aroha, call, id)
    await save(call)
    await wrongPerson(call, 1)
    await confirmed(aroha, call, id)
    const because = 'Two people in one house'
    await db.run(db.sql`
      with taken_off as (
        update outcomes
        set patient_id = null, moved = ${db.sql.json({ at: new Date().toISOString(), by: 'Aroha 1', because })}
        where call_id = ${call.callId}
      ),
      epoch_grown as (
        update calls
        set patient_id = null, identity_epoch = 4, version = version + 1
        where id = ${call.callId}
        returning id, line_id, state
      )
      insert into call_events (source_key, call_id, line_id, received_at, event, moved_from, moved_to)
      select 'outcome-moved/' || id, id, line_id, now(),
             ${db.sql.json({ kind: 'outcome_moved', from: id, patientId: null, epoch: 4, because })}, state, state
      from epoch_grown`)

    await confirmed(aroha, call, id)

    expect([await onRecord(call), await readBy(id)]).toEqual([null, []])
  })

  test('stays where it was saved while the call is about another record of the same person', async () => {
    const [id, beside] = [await aPerson(), await aPerson()]
    await linked(id, beside)
    const call = await talkingTo(house, aroha, '+447700900436')
    await confirmed(aroha, call, id)
    await save(call)

    await aroha.ask(routes.moveToLinked, {
      params: call.params,
      body: { commandId: aCommand(), epoch: 1, patientId: beside },
    })

    expect([
      await onRecord(call),
      (await logOf(id)).filter(({ what }) => what.includes('call taken off')),
    ]).toEqual([id, []])
  })

  test('is covered where it was saved of somebody whose place is protected, whomever the call is about by now', async () => {
    const [id, other] = [await aPerson(), await aPerson()]
    const { db } = house.database
    const call = await talkingTo(house, aroha, '+447700900437')
    await confirmed(aroha, call, id)
    await save(call)
    await db.run(db.sql`update patients set is_protected = true where id = ${id}`)
    await confirmed(aroha, call, other)
    await aroha.ask(routes.endCall, { params: call.params, body: {} })
    await until(async () => (await waiting()).some(({ callId }) => callId === call.callId))

    const words = await aroha.ask(routes.savedWords, { params: call.params })

    expect(words).toMatchObject({ outcome: { found: '' }, isCovered: true })
  })
})

test('what was promised in it is owed about whom the call turns out to be about, and both records are told', async () => {
  const [id, other] = [await aPerson(), await aPerson()]
  const call = await talkingTo(house, aroha, '+447700900432')
  await confirmed(aroha, call, id)
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  const saved = await save(call, { needed: true, dueAt })
  const taskId = saved.kind === 'closed' ? saved.taskId : null
  const owed = async () =>
    (await aroha.board()).tasks.filter(task => task.taskId === taskId).map(({ patientId }) => patientId)
  const seqThen = await feedSeq()

  const before = await owed()
  await wrongPerson(call, 1)
  const between = await owed()
  await confirmed(aroha, call, other)

  expect([before, between, await owed()]).toEqual([[id], [null], [other]])
  expect(await recordsToldAfter(seqThen)).toEqual([id, other].sort())
})

test('a code that a crew was given in it opens the page as long as the call is about that person, and no page of anybody else', async () => {
  const [id, other] = [await aPerson(), await aPerson()]
  const call = await talkingTo(house, aroha, '+447700900433')
  await confirmed(aroha, call, id)
  const made = await aroha.ask(routes.makeCodeForCall, {
    params: call.params,
    body: { commandId: aCommand(), epoch: 1 },
  })
  const code = made.kind === 'made' ? made.code : ''
  const crew = browserAt(house.url)
  const ask = async () => [
    (await crew.post('/api/crew/open', { code })).status,
    (await crew.post('/api/crew/still', { code })).body.opens,
  ]

  const before = await ask()
  await confirmed(aroha, call, other)
  const about = await ask()
  await confirmed(aroha, call, id)

  expect([before, about, await ask()]).toEqual([
    [200, true],
    [404, false],
    [200, true],
  ])
})

const wrongPerson = (call: HeldCall, epoch: number, because = 'She meant her sister') =>
  aroha.ask(routes.clearIdentity, { params: call.params, body: { commandId: aCommand(), epoch, because } })

const onto = ({ params }: HeldCall, epoch: number, patientId: PatientId) => ({
  params,
  body: {
    commandId: aCommand(),
    epoch,
    because: 'Two people in one house',
    to: {
      kind: 'person' as const,
      patientId,
      said: {},
      skippedBecause: 'She rang again and said it',
      caller: { name: 'Angela Shaw', relationship: 'sister' },
      isRead: true as const,
    },
  },
})

/** Two records of one person, the first of which is kept. */
async function linked(kept: PatientId, other: PatientId): Promise<void> {
  const { db } = house.database
  await db.run(db.sql`
    with other as (update patients set kept_at = ${kept} where id = ${other})
    update patients set others = 1 where id = ${kept}`)
}

/** On whose record what was saved of the call stands. */
async function onRecord({ callId }: HeldCall): Promise<string | null | undefined> {
  const { db } = house.database
  const [row] = await db.run(db.sql<{ patientId: string | null }[]>`
    select patient_id from outcomes where call_id = ${callId}`)
  return row?.patientId
}

const waiting = async () => (await aroha.ask(routes.callsAboutNobody, {})).calls

async function readBy(id: PatientId) {
  const { body } = await doctor.get(`/api/people/${id}/record`)
  return routes.openShared.reply.parse(body).lastCalls?.calls ?? []
}

function logOf(id: PatientId) {
  const { db } = house.database
  return db.run(db.sql<{ action: string; what: string[]; why: object }[]>`
    select action, what, why from access_log where patient_id = ${id} order by id`)
}

async function feedSeq(): Promise<string> {
  const { db } = house.database
  const [head] = await db.run(db.sql<{ seq: string }[]>`
    select seq::text from feed_heads where line_id = ${house.north.lineId}`)
  return head?.seq ?? '0'
}

/** Of which records every page was told since: also of those that are linked. */
async function recordsToldAfter(seq: string): Promise<string[]> {
  const { db } = house.database
  const rows = await db.run(db.sql<{ patientId: string }[]>`
    select distinct message ->> 'patientId' as patient_id
    from feed
    where line_id = ${house.north.lineId} and seq > ${seq}::bigint and message ->> 'kind' = 'record'`)
  return rows.map(({ patientId }) => patientId).sort()
}
