import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHILD_IS_FOLLOWED, CHILD_IS_NOT_ASKED } from '#shared/calls.ts'
import { ItemId, type PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { plusSeconds } from '#shared/time.ts'
import { type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// Scene 9 of the domain guide: a child rings.
const LANDLINE = '+441134960555'
const LEADS_PHONE = '+447700900349'
let house: LineHouse
let aroha: Nurse
let jan: PatientId

beforeAll(async () => {
  house = await lineHouse()
  const [registering] = house.north.nurses
  const registrar = Actor.parse({
    ...registering,
    lineId: house.north.lineId,
    sessionId: randomUUID(),
    role: 'coordinator',
    organisation: 'Test Hospice',
    organisationId: randomUUID(),
    organisationKind: 'hub',
  })
  const { db } = house.database
  const phones = [{ number: LANDLINE, use: 'home' as const }]
  const leo = { name: 'Leo Hart', relationship: 'grandson', roles: [], mayBeTold: 'all' as const, phones }
  jan = await aPatient(db, registrar, {
    identity: { name: { given: 'Jan', family: 'Quill' }, birthDate: '1944-09-12' },
    entries: [anEntry('personalContacts', leo, { itemId: ItemId.parse(randomUUID()) })],
  })
  await db.run(db.sql`
    update staff set role = 'shift_lead', phone_number = ${LEADS_PHONE} where sign_in_name = 'bertil1'`)
  aroha = await aNurse(house.url, 'aroha1')
})
afterAll(() => house.close())

async function janIsConfirmed({ params }: HeldCall, body: { epoch: number; isChild: boolean }) {
  const reply = await aroha.ask(routes.confirmIdentity, {
    params,
    body: {
      commandId: aCommand(),
      epoch: body.epoch,
      patientId: jan,
      // What a child says of a birth date proves nothing, right or wrong.
      said: { name: 'Jan Quill', birthDate: '1944-09-12' },
      caller: { name: 'Leo Hart', relationship: 'grandson', ...(body.isChild ? { isChild: true } : {}) },
    },
  })
  if (reply.kind !== 'confirmed') throw new Error('the record did not open')
  return reply.detail.identity
}

const textsToLeads = () => {
  const { db } = house.database
  return db.run(db.sql`select to_number, template from messages where template = 'child_rings'`)
}

test('nothing that a child says is held against a record, a lead is told once, nothing may be told, and no such call ends without a ring to a grown-up', async () => {
  const call = await talkingTo(house, aroha, LANDLINE)
  const identity = await janIsConfirmed(call, { epoch: 0, isChild: true })

  expect(identity).toMatchObject({ checked: [], skippedBecause: CHILD_IS_NOT_ASKED })
  const { db } = house.database
  expect(await db.run(db.sql`select 1 from access_log where action = 'compared'`)).toEqual([])
  const board = await aroha.board()
  expect(board.calls.map(({ isFromChild }) => isFromChild)).toEqual([true])

  // No lead sits at a console that answers: the text goes once, however often it is said anew whom it is about.
  const texts = await until(async () => {
    const rows = await textsToLeads()
    return rows.length > 0 && rows
  })
  const again = await janIsConfirmed(call, { epoch: identity.epoch, isChild: true })
  expect(texts).toEqual([{ toNumber: LEADS_PHONE, template: 'child_rings' }])
  expect(await textsToLeads()).toEqual(texts)

  const { mayBeTold, mayHearLog } = await aroha.ask(routes.openRecord, {
    params: call.params,
    query: { epoch: again.epoch },
  })
  expect(mayBeTold).toEqual({ level: 'nothing', because: expect.stringContaining('A child is calling') })
  expect(mayHearLog.may).toBe(false)

  const outcome = {
    reason: 'other_symptom',
    found: 'Breathes, cannot be roused',
    advice: 'Stay with Nana',
    disposition: 'district_nurse',
    whereAfter: 'usual_home',
    next: 'Night nurse',
  } as const
  const close = (callBack: { needed: false } | { needed: true; dueAt: string }) =>
    aroha.ask(routes.closeCall, {
      params: call.params,
      body: {
        kind: 'clinical',
        commandId: aCommand(),
        epoch: again.epoch,
        notesRevision: 0,
        outcome: { ...outcome, callBack },
      },
    })
  expect(await close({ needed: false })).toEqual({ kind: 'refused', because: CHILD_IS_FOLLOWED })
  const asNoCare = await aroha.ask(routes.closeCall, {
    params: call.params,
    body: {
      kind: 'non_clinical',
      commandId: aCommand(),
      epoch: again.epoch,
      notesRevision: 0,
      call: 'test_call',
      note: '',
    },
  })
  expect(asNoCare).toEqual({ kind: 'refused', because: CHILD_IS_FOLLOWED })
  const tomorrow = plusSeconds(new Date().toISOString(), 8 * 3_600)
  expect(await close({ needed: true, dueAt: tomorrow })).toMatchObject({ kind: 'closed' })
})
