import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ItemId, type PatientId, type TaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { confirmed } from '#tests/breaking/heldCall.ts'
import { aCommand, type Nurse } from '#tests/support/aNurse.ts'
import { type DeathHouse, deathHouse, promised, report, WIFE } from './deathHouse.ts'

// What a nurse left half-written under a task comes back by that task alone: nothing ends it meanwhile, whatever her page knows of it.
let house: DeathHouse
let bertil: Nurse
beforeAll(async () => {
  house = await deathHouse()
  bertil = house.bertil
})
afterAll(() => house.close())

const LEFT = {
  kind: 'refused',
  because:
    'Half-written on the record of this task: Notes. Open the record here, and save it or throw it away.',
}
const taken = async (taskId: string) => {
  await bertil.ask(routes.takeTask, { params: { taskId: taskId as TaskId }, body: { version: 1 } })
  return { taskId: taskId as TaskId }
}

/** As her page keeps it while she types; her page is closed before it is saved. */
async function typedOn(patientId: PatientId) {
  const key = { section: 'notes' as const, itemId: ItemId.parse(randomUUID()) }
  const form = {
    ...key,
    isNew: true,
    base: { version: 0, knownState: 'known' as const },
    writing: { text: 'Asked for the chaplain' },
    typedAt: '2026-11-20T02:10:00.000Z',
  }
  await bertil.ask(routes.keepSharedForm, { params: { patientId }, query: {}, body: form })
  return () => bertil.ask(routes.dropSharedForm, { params: { patientId }, query: {}, body: key })
}

test('a task is not closed over what is half-written under it, though no page has its record open', async () => {
  const patientId = await house.person()
  const params = await taken(await promised(house, patientId, WIFE))
  const throwAway = await typedOn(patientId)
  const close = () =>
    bertil.ask(routes.closeTask, {
      params,
      body: { version: 2, result: 'not_needed', note: 'They rang again' },
    })

  expect(await close()).toEqual(LEFT)
  await throwAway()
  expect(await close()).toMatchObject({ kind: 'done' })
})

test('nor is a verification written down over it, nor a bereavement call', async () => {
  const patientId = await house.person()
  const call = await house.callAbout(house.aroha, patientId)
  await report(house.aroha, call)
  await call.hangUp()
  const tasks = await house.tasks(patientId)
  const takeKind = (kind: string) => taken(tasks.find(task => task.kind === kind)?.id ?? '')
  const verifying = await takeKind('verify_death')
  const throwAway = await typedOn(patientId)
  const verify = () =>
    bertil.ask(routes.verifyDeathOfTask, {
      params: verifying,
      body: { commandId: aCommand(), verifiedAt: '2026-11-20T05:00:00.000Z', verifiedBy: 'Dr Mill' },
    })

  expect(await verify()).toEqual(LEFT)
  await throwAway()
  expect(await verify()).toEqual({ kind: 'done' })

  const ringing = await takeKind('bereavement_day')
  await typedOn(patientId)
  const close = bertil.ask(routes.closeBereavement, {
    params: ringing,
    body: { version: 2, response: 'accepted' },
  })
  expect(await close).toEqual(LEFT)
})

test('what comes back by no way holds nothing up: it is kept from her meanwhile', async () => {
  const patientId = await house.person()
  const params = await taken(await promised(house, patientId, WIFE))
  await typedOn(patientId)
  const { db } = house.database
  await db.run(
    db.sql`update half_written set kept_at = now() - interval '40 days' where patient_id = ${patientId}`,
  )

  const body = { version: 2, result: 'not_needed' as const, note: 'They rang again' }
  expect(await bertil.ask(routes.closeTask, { params, body })).toMatchObject({ kind: 'done' })
})

test('it goes along into the call that is made for the task, which ends it', async () => {
  const patientId = await house.person()
  const { taskId } = await taken(await promised(house, patientId, WIFE))
  await typedOn(patientId)
  const body = { commandId: aCommand(), answersBy: 'browser' as const }
  const calling = await bertil.ask(routes.callBack, { params: { taskId }, body })
  if (calling.kind !== 'calling') throw new Error(calling.because)
  const { callId } = calling.detail.call
  const { identity } = await bertil.ask(routes.softphonePass, { body: {} })
  await house.phone.softphone(identity).connect({ callId })
  ;(await house.phone.handset(WIFE).waitForRing()).answer()
  await bertil.waitForCall(call => call.callId === callId && call.state === 'talking')
  await confirmed(bertil, { params: { callId } }, patientId)
  const { epoch } = (await bertil.detail(callId)).identity

  const opened = await bertil.ask(routes.openRecord, { params: { callId }, query: { epoch } })

  expect(opened.halfWritten).toMatchObject([
    { section: 'notes', writing: { text: 'Asked for the chaplain' } },
  ])
})

test('where a second task opens the record to her, what she left under the first is there, and the first can be ended', async () => {
  const patientId = await house.person()
  const first = await taken(await promised(house, patientId, WIFE))
  await typedOn(patientId)
  await taken(await promised(house, patientId, WIFE))
  const body = { version: 2, result: 'not_needed' as const, note: 'They rang again' }
  const close = () => bertil.ask(routes.closeTask, { params: first, body })

  const before = await close()
  const opened = await bertil.ask(routes.openShared, { params: { patientId }, query: {} })

  expect(before).toEqual(LEFT)
  expect(opened.halfWritten).toMatchObject([{ section: 'notes' }])
  expect(await close()).toMatchObject({ kind: 'done' })
})
