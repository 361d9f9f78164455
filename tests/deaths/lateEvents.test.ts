import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { changeRecord } from '#server/patients/changeRecord.ts'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { freed, type HeldCall } from '#tests/breaking/heldCall.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aCommand, type Nurse } from '#tests/support/aNurse.ts'
import { shuffled } from '#tests/support/shuffled.ts'
import { type DeathHouse, deathHouse, report, SON, WIFE } from './deathHouse.ts'

let house: DeathHouse

beforeAll(async () => {
  house = await deathHouse()
})
afterEach(() => freed([house.aroha, house.bertil, house.lead]))
afterAll(() => house.close())

type Call = HeldCall & { epoch: number }
type Late = (nurse: Nurse, call: Call, patientId: PatientId) => Promise<unknown>

/** What another console, a slow carrier or an import may still say of somebody who has just died. */
const LATE: Readonly<Record<string, Late>> = {
  'the register: on the register': (nurse, call) => edit(nurse, call, 'registerStatus', { status: 'active' }),
  'the death: not known': (nurse, call) => edit(nurse, call, 'death', undefined, 'not_known'),
  'the death: entered in error by the way': async (nurse, call) => {
    const item = await newest(nurse, call, 'death')
    return nurse.ask(routes.retractEntry, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, item, because: 'she breathes' },
    })
  },
  'a phase: stable': (nurse, call) =>
    nurse.ask(routes.editRecord, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        section: 'phaseOfIllness',
        version: 0,
        body: { phase: 'stable', at: new Date().toISOString() },
      },
    }),
  'the register is still right': async (nurse, call) => {
    const item = await newest(nurse, call, 'registerStatus')
    return nurse.ask(routes.confirmEntries, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, items: [item] },
    })
  },
  'an import: paused': async (_, __, patientId) => {
    const { db } = house.database
    const [row] = await db.run(db.sql<{ version: number }[]>`
      select max(version)::int as version from record_entries
      where patient_id = ${patientId} and section = 'registerStatus'`)
    const version = row?.version ?? 0
    const entry = anEntry('registerStatus', { status: 'paused' }, { itemId: patientId })
    await changeRecord(
      { db },
      {
        actor: house.registrar,
        patientId,
        why: { kind: 'registration' },
        relationship: db.sql`true`,
        at: new Date().toISOString(),
        entries: [{ ...entry, expectedVersion: version, change: 'changed', source: { kind: 'import' } }],
      },
    )
  },
  'the carrier: the caller has hung up': async (_, call) => call.phone.hangUp(),
  'an outcome: at home': async (nurse, call) => {
    const { identity, notes, call: now } = await nurse.detail(call.callId)
    if (now.state === 'talking') await nurse.ask(routes.endCall, { params: call.params, body: {} })
    return nurse.ask(routes.closeCall, {
      params: call.params,
      body: {
        kind: 'clinical',
        commandId: aCommand(),
        epoch: identity.epoch,
        notesRevision: notes.revision,
        outcome: {
          reason: 'pain',
          found: '',
          advice: '',
          disposition: 'advice_only',
          whereAfter: 'usual_home',
          next: '',
          callBack: { needed: false },
        },
      },
    })
  },
}

async function newest(nurse: Nurse, call: Call, section: string) {
  const record = await house.record(nurse, call)
  const item = record.blocks.flatMap(({ items }) => items).find(one => one.section === section)
  if (!item) throw new Error(`nothing in ${section}`)
  return { section: item.section, itemId: item.itemId as never, version: item.version }
}

async function edit(
  nurse: Nurse,
  call: Call,
  section: 'registerStatus' | 'death',
  body: object | undefined,
  knownState: 'known' | 'not_known' = 'known',
) {
  const { itemId, version } = await newest(nurse, call, section)
  return nurse.ask(routes.editRecord, {
    params: call.params,
    body: { commandId: aCommand(), epoch: call.epoch, section, itemId, version, knownState, body },
  })
}

test.each([1, 2, 3, 4, 5, 6])('in any order, nothing late brings the person back: %i', async seed => {
  const patientId = await house.person()
  const hers = await house.callAbout(house.aroha, patientId, WIFE)
  const his = await house.callAbout(house.bertil, patientId, SON)
  await report(house.aroha, hers)

  for (const [, say] of shuffled(Object.entries(LATE), seed))
    await say(house.bertil, his, patientId).catch(() => null)

  expect(await house.row(patientId)).toEqual({ isDeceased: true, status: 'deceased', mayBeContacted: false })
  const record = await house.record(house.aroha, hers)
  expect(record.banner.deceased).toBe('Death reported, not yet verified')
})

test.each([1, 2, 3])('at the very moment of the report, too: %i', async seed => {
  const patientId = await house.person()
  const hers = await house.callAbout(house.aroha, patientId, WIFE)
  const his = await house.callAbout(house.bertil, patientId, SON)

  const late = shuffled(Object.entries(LATE), seed).slice(0, 4)
  await Promise.all([
    report(house.aroha, hers),
    ...late.map(([, say]) => say(house.bertil, his, patientId).catch(() => null)),
  ])

  expect(await house.row(patientId)).toEqual({ isDeceased: true, status: 'deceased', mayBeContacted: false })
})

test('what is refused says where it is done instead, and nothing of it is written', async () => {
  const patientId = await house.person()
  const call = await house.callAbout(house.aroha, patientId)
  await report(house.aroha, call)
  const { itemId, version } = await newest(house.aroha, call, 'registerStatus')

  const refusal = await house.aroha.refused(routes.editRecord, {
    params: call.params,
    body: {
      commandId: aCommand(),
      epoch: call.epoch,
      section: 'registerStatus',
      itemId,
      version,
      body: { status: 'active' },
    },
  })

  expect([refusal.status, refusal.message]).toEqual([409, expect.stringContaining('Report a death')])
})

test('nobody dies by a form either: the living are not marked as dead by the way', async () => {
  const patientId = await house.person()
  const call = await house.callAbout(house.aroha, patientId)
  const at = { params: call.params }
  const body = { commandId: aCommand(), epoch: call.epoch }

  const death = await house.aroha.refused(routes.editRecord, {
    ...at,
    body: {
      ...body,
      section: 'death',
      version: 0,
      body: { stage: 'reported', at: { unknown: 'not_known' }, place: 'home' },
    },
  })
  const register = await edit(house.aroha, call, 'registerStatus', { status: 'deceased' }).catch(
    () => 'refused',
  )

  expect([death.status, register]).toEqual([409, 'refused'])
  expect((await house.row(patientId)).isDeceased).toBe(false)
})

test('what is learnt afterwards is still written: whom the family has called', async () => {
  const patientId = await house.person()
  const call = await house.callAbout(house.aroha, patientId)
  await report(house.aroha, call)
  const record = await house.record(house.aroha, call)
  const death = record.blocks.flatMap(({ items }) => items).find(({ section }) => section === 'death')

  const saved = await edit(house.aroha, call, 'death', {
    ...(death?.body as object),
    funeralDirector: 'Holroyd and Daughters',
  })

  expect(saved).toMatchObject({ kind: 'saved' })
})
