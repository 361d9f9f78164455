import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DOORS_A_DAY, type DoorKind } from '#shared/doors.ts'
import type { PatientId } from '#shared/ids.ts'
import { PASSWORD_MINUTES } from '#shared/proof.ts'
import { routes } from '#shared/routes.ts'
import {
  aCaller,
  aCanary,
  CANARY,
  confirmed,
  freed,
  type HeldCall,
  talkingTo,
} from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { everythingIn } from '#tests/support/everythingIn.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { PASSWORD } from '#tests/support/smallHouse.ts'

const CODE = 'C4711-canary'
let house: LineHouse
let aroha: Nurse
let bertil: Nurse
beforeAll(async () => {
  house = await lineHouse()
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())
beforeEach(() => freed([aroha, bertil]))

type Held = HeldCall & { epoch: number; patientId: PatientId }
let numbers = 0
/** A call about somebody, in the hands of this nurse, whose caller was identified. */
async function aboutHer(nurse: Nurse, patientId: PatientId, skipsChecks = false): Promise<Held> {
  numbers += 1
  const call = await talkingTo(house, nurse, `+4477009009${String(numbers).padStart(2, '0')}`)
  if (skipsChecks) await confirmed(nurse, call, patientId)
  else {
    const said = { name: `Margaret ${CANARY.family}`, birthDate: '1948-03-09' }
    const body = { commandId: aCommand(), epoch: 0, patientId, said, caller: aCaller }
    await nurse.ask(routes.confirmIdentity, { params: call.params, body })
  }
  const { identity } = await nurse.detail(call.callId)
  return { ...call, epoch: identity.epoch, patientId }
}

const keep = (nurse: Nurse, { params, epoch }: Held, version = 0, value = CODE, commandId = aCommand()) =>
  nurse.ask(routes.changeDoorForCall, {
    params,
    body: {
      commandId,
      epoch,
      kind: 'keysafe_code',
      version,
      change: { what: 'keep', value, verifiedOn: '2026-01-05' },
    },
  })
const change = (nurse: Nurse, { params, epoch }: Held, version: number, what: object) =>
  nurse.ask(routes.changeDoorForCall, {
    params,
    body: { commandId: aCommand(), epoch, kind: 'keysafe_code', version, change: what as never },
  })
const reveal = (nurse: Nurse, { params, epoch }: Held, kind: DoorKind = 'keysafe_code') =>
  nurse.ask(routes.revealDoorForCall, { params, body: { epoch, kind } })
const open = (nurse: Nurse, { params, epoch }: Held) =>
  nurse.ask(routes.openRecord, { params, query: { epoch } })

type Logged = { action: string; what: string[]; outcome: string }
async function logOf(patientId: string): Promise<Logged[]> {
  const { db } = house.database
  return db.run(
    db.sql<
      Logged[]
    >`select action, what, outcome from access_log where patient_id = ${patientId} order by id`,
  )
}
async function reviewsOf(patientId: string): Promise<string[]> {
  const { db } = house.database
  const rows = await db.run(
    db.sql<
      { kind: string }[]
    >`select kind from access_reviews where patient_id = ${patientId} order by raised_at`,
  )
  return rows.map(({ kind }) => kind)
}
async function forgetBudgets() {
  await house.database.db.run(house.database.db.sql`delete from reveal_counts`)
}

describe('a keysafe code', () => {
  test('is kept in a call, and the record says that there is one and on whose word, never which', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)

    expect(await keep(aroha, call)).toEqual({ kind: 'saved', version: 1 })
    const opened = await open(aroha, call)

    expect(opened.doors).toMatchObject([
      { kind: 'keysafe_code', version: 1, verifiedOn: '2026-01-05', by: { name: 'Aroha 1' } },
    ])
    expect(JSON.stringify(opened)).not.toContain(CODE)
  })

  test('is shown to her who holds the call, and the person can read that she was shown it', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    await keep(aroha, call)
    await forgetBudgets()

    expect(await reveal(aroha, call)).toEqual({
      kind: 'shown',
      value: CODE,
      verifiedOn: '2026-01-05',
      left: DOORS_A_DAY - 1,
    })
    expect((await logOf(margaret)).at(-1)).toEqual({
      action: 'revealed',
      what: ['door: keysafe_code'],
      outcome: 'allowed',
    })
    expect(await reviewsOf(margaret)).toEqual([])
  })

  test('T-07: is not shown at a screen where the password was typed a while ago, before it is typed again', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    await keep(aroha, call)
    await forgetBudgets()
    const before = await logOf(margaret)
    const { db } = house.database
    await db.run(db.sql`
      update sessions
      set password_typed_at = now() - make_interval(mins => ${PASSWORD_MINUTES})
      where staff_id = (select id from staff where sign_in_name = 'aroha1')`)

    expect(await reveal(aroha, call)).toEqual({ kind: 'type_password' })
    const wrong = await aroha.refused(routes.provePassword, { body: { password: 'not it' } })
    expect(await reveal(aroha, call)).toEqual({ kind: 'type_password' })
    await aroha.ask(routes.provePassword, { body: { password: PASSWORD } })
    const shown = await reveal(aroha, call)

    expect(wrong.status).toBe(400)
    // What was not shown cost nothing of the day's budget and is no look.
    expect(shown).toMatchObject({ kind: 'shown', value: CODE, left: DOORS_A_DAY - 1 })
    expect(await logOf(margaret)).toHaveLength(before.length + 1)
  })

  test('that nobody wrote down is said not to be there, and costs nothing', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    await forgetBudgets()

    expect(await reveal(aroha, call, 'alarm_code')).toMatchObject({ kind: 'not_shown' })
    expect(await house.database.db.run(house.database.db.sql`select from reveal_counts`)).toHaveLength(0)
  })

  test('is replaced, tried and taken away, each as a version, and none is overwritten', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    await keep(aroha, call)
    await keep(aroha, call, 1, 'C9999')
    expect(await change(aroha, call, 2, { what: 'verified', on: '2026-02-01' })).toMatchObject({ version: 3 })
    const shown = await reveal(aroha, call)
    await change(aroha, call, 3, { what: 'remove', because: 'The keysafe was taken off the wall' })

    const { db } = house.database
    const rows = await db.run(db.sql`
      select version, change, sealed is null as is_empty, author ->> 'name' as by from door_secrets
      where patient_id = ${margaret} order by version`)
    expect(shown).toMatchObject({ value: 'C9999', verifiedOn: '2026-02-01' })
    expect(rows).toEqual([
      { version: 1, change: 'added', isEmpty: false, by: 'Aroha 1' },
      { version: 2, change: 'changed', isEmpty: false, by: 'Aroha 1' },
      { version: 3, change: 'verified', isEmpty: false, by: 'Aroha 1' },
      { version: 4, change: 'removed', isEmpty: true, by: 'Aroha 1' },
    ])
    expect((await open(aroha, call)).doors).toEqual([])
    expect(await reveal(aroha, call)).toMatchObject({ kind: 'not_shown' })
    await expect(db.run(db.sql`delete from door_secrets`)).rejects.toThrow(/only ever added to/)
    await expect(db.run(db.sql`update door_secrets set verified_on = now()`)).rejects.toThrow(
      /only ever added to/,
    )
  })

  test('saved twice by one press is one version; of two who write, the second hears who was first', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    const commandId = aCommand()

    const both = await Promise.all([1, 2].map(() => keep(aroha, call, 0, CODE, commandId)))
    const late = await keep(aroha, call, 0, 'C0000')

    expect(both).toEqual([
      { kind: 'saved', version: 1 },
      { kind: 'saved', version: 1 },
    ])
    expect(late).toMatchObject({ kind: 'changed_meanwhile', by: 'Aroha 1' })
    expect(await reveal(aroha, call)).toMatchObject({ value: CODE })
  })

  test('a ciphertext that is moved to another person opens for nobody', async () => {
    const [margaret, iris] = [await aCanary(house, 'north'), await aCanary(house, 'north')]
    const hers = await aboutHer(aroha, margaret)
    await keep(aroha, hers)
    await freed([aroha])
    const others = await aboutHer(aroha, iris)
    await keep(aroha, others, 0, 'C0000')
    const { db } = house.database
    await db.run(db.sql`
      update door_secrets theirs set sealed = hers.sealed
      from door_secrets hers
      where theirs.patient_id = ${iris} and hers.patient_id = ${margaret}`)

    expect(await reveal(aroha, others)).toMatchObject({
      kind: 'not_shown',
      because: expect.stringContaining('touched since'),
    })
  })
})

describe('who has no reason to be there', () => {
  test('is shown nothing: a colleague without the call, an epoch that is over, a caller whom nobody identified yet', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    await keep(aroha, call)
    const asked = { params: call.params, body: { epoch: call.epoch, kind: 'keysafe_code' as const } }

    expect(await bertil.refused(routes.revealDoorForCall, asked)).toMatchObject({ code: 'not_allowed' })
    expect((await logOf(margaret)).at(-1)).toEqual({ action: 'revealed', what: [], outcome: 'refused' })
    const stale = { ...asked, body: { ...asked.body, epoch: call.epoch - 1 } }
    expect(await aroha.refused(routes.revealDoorForCall, stale)).toMatchObject({ status: 409 })
    await aroha.ask(routes.clearIdentity, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, because: 'Somebody else' },
    })
    const cleared = { ...asked, body: { ...asked.body, epoch: call.epoch + 1 } }
    expect(await aroha.refused(routes.revealDoorForCall, cleared)).toMatchObject({ status: 409 })
  })

  test('a call whose checks were skipped shows it, and a privacy officer is told', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret, true)
    await keep(aroha, call)

    expect(await reveal(aroha, call)).toMatchObject({ kind: 'shown' })
    expect(await reviewsOf(margaret)).toContain('door_without_call')
  })
})

test('a script that asks fifty times is stopped at the day’s budget, with one alert', async () => {
  const margaret = await aCanary(house, 'north')
  const call = await aboutHer(aroha, margaret)
  await keep(aroha, call)
  await forgetBudgets()

  const answers = await Promise.all(Array.from({ length: 50 }, () => reveal(aroha, call)))

  expect(answers.filter(({ kind }) => kind === 'shown')).toHaveLength(DOORS_A_DAY)
  expect(answers.find(({ kind }) => kind === 'not_shown')).toMatchObject({
    because: expect.stringContaining('until tomorrow'),
  })
  expect(await reviewsOf(margaret)).toEqual(['many_reveals'])
  const looks = (await logOf(margaret)).filter(({ action }) => action === 'revealed')
  expect(looks.filter(({ outcome }) => outcome === 'allowed')).toHaveLength(DOORS_A_DAY)
  expect(looks.filter(({ outcome }) => outcome === 'refused')).toHaveLength(50 - DOORS_A_DAY)
})

test('no table, no log line and no answer but the one that shows it holds a code', async () => {
  const margaret = await aCanary(house, 'north')
  const call = await aboutHer(aroha, margaret)
  await forgetBudgets()
  const kept = await keep(aroha, call)
  const again = await keep(aroha, call) // refused as the second: quotes nothing
  await reveal(aroha, call)
  const badly = await aroha.refused(routes.changeDoorForCall, {
    params: call.params,
    body: {
      commandId: randomUUID() as never,
      epoch: call.epoch,
      kind: 'keysafe_code',
      version: 1,
      change: { what: 'keep', value: CODE, verifiedOn: '2199-01-01' },
    },
  })
  const { params, epoch } = call
  const reads = [
    await open(aroha, call),
    await aroha.ask(routes.summaryForCall, { params, query: { epoch } }),
    await aroha.ask(routes.recordAsOf, { params, query: { epoch, at: new Date().toISOString() } }),
    await aroha.ask(routes.callDetail, { params }),
    await aroha.board(),
    await aroha.ask(routes.feed, { query: { after: 0 } }),
  ]

  const everything = [await everythingIn(house.database.db), house.logged(), kept, again, badly, reads]
  expect(JSON.stringify(everything)).toContain('door: keysafe_code')
  expect(JSON.stringify(everything)).not.toContain(CODE)
  expect(JSON.stringify(everything)).not.toContain(Buffer.from(CODE).toString('hex'))
})
