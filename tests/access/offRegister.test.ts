import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { PatientId } from '#shared/ids.ts'
import { aPastCall } from '#tests/outcomes/aPastCall.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { CANARY, EVERYBODY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

/** Taking oneself off the register stops sharing, whatever was agreed to before (domain guide 2.7). */
const OFF = anEntry('registerStatus', { status: 'withdrawn', since: '2026-11-01' })
const SAID = 'Canary: what was said at night'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const WHO = ['mill', 'hospice', 'crew', 'hub.nurse'] as const

async function somebody(entries: readonly EntryToWrite[]): Promise<PatientId> {
  const id = await house.person([EVERYBODY, ...entries], ...WHO)
  await aPastCall(house.small.database.db, house.hub, id, { found: SAID })
  return id
}

describe('of somebody off the register whose agreement to share still stands', () => {
  test.each(['mill', 'hospice', 'clerk', 'crew'])('nothing is shown outside the line: %s', async who => {
    const opened = await house.open(who, await somebody([OFF]))

    expect(opened.standing.kind).toBe('not_shared')
    expect(JSON.stringify(opened)).not.toMatch(new RegExp(`${CANARY}|${SAID}|Kitchen drawer`))
  })

  test.each(['hub.nurse', 'lead'])(
    'the line’s own see without a call what a nurse sees in one: %s',
    async who => {
      const { standing, record, ...rest } = await house.open(who, await somebody([OFF]))

      expect(standing).toMatchObject({ kind: 'open', by: 'caseload' })
      expect(JSON.stringify(record)).toContain('Kitchen drawer') // the paper not to resuscitate keeps them safe
      expect(JSON.stringify([record, rest])).not.toMatch(new RegExp(`${CANARY}|${SAID}`))
      expect(rest).toMatchObject({
        lastCalls: { calls: [], teamTasks: [], leftOut: expect.stringContaining('off the register') },
      })
      expect(standing.leftOut).toContainEqual({
        block: 'matters',
        because: expect.stringContaining('off the register'),
      })
    },
  )

  test.each(['mill', 'hub.nurse'])('the broken glass shows all of it, with its reason: %s', async who => {
    const id = await somebody([OFF])

    await house.ask(who, id, 'break-glass', 'Found unrousable, alone, no crew within the hour')

    expect(JSON.stringify(await house.open(who, id))).toMatch(new RegExp(`${CANARY}.*${SAID}`))
  })

  test('it makes no difference in which of their records it stands, until the two are parted', async () => {
    const { db } = house.small.database
    const [id, other] = [await somebody([]), await house.person([OFF])]

    await db.run(db.sql`
      with other as (update patients set kept_at = ${id} where id = ${other})
      update patients set others = 1 where id = ${id}`)
    const together = (await house.open('mill', id)).standing.kind
    await db.run(db.sql`
      with parted as (update patients set kept_at = null where id = ${other})
      update patients set others = 0 where id = ${id}`)

    expect([together, (await house.open('mill', id)).standing.kind]).toEqual(['not_shared', 'open'])
  })

  test('it holds after their death', async () => {
    const died = anEntry('registerStatus', { status: 'deceased', since: '2026-11-20' })
    const taken = anEntry('consentToRegister', { value: 'withdrawn' })

    const [holds, other] = [await somebody([died, taken]), await somebody([died])]

    expect((await house.open('mill', holds)).standing.kind).toBe('not_shared')
    expect((await house.open('mill', other)).standing.kind).toBe('open')
  })

  test('a code that was given before opens nothing; given by the line afterwards, the little that it is shown', async () => {
    const { db } = house.small.database
    const id = await somebody([])
    const draw = async (who: string) =>
      (await house.as(who).at.post(`/api/people/${id}/crew-code`, { commandId: randomUUID() })).body
    const before = [await draw('mill'), await draw('hub.nurse')]
    await db.run(db.sql`update patients set status = 'withdrawn' where id = ${id}`)

    const after = await draw('hub.nurse')
    const opens = async (code: unknown) => (await house.as('crew').at.post('/api/crew/open', { code })).status

    expect(before).toMatchObject([{ kind: 'made' }, { kind: 'made' }])
    expect([await opens(before[0]?.code), await opens(before[1]?.code)]).toEqual([404, 404])
    expect([after.kind, await opens(after.code)]).toEqual(['made', 200])
  })
})
