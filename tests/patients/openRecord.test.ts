import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRecord } from '#server/patients/openRecord.ts'
import { PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { aLine, anEntry, aPatient } from './aPatient.ts'

let house: TestDatabase
let actor: Actor
beforeAll(async () => {
  house = await testDatabase()
  actor = await aLine(house.db)
})
afterAll(() => house.close())

const why = { kind: 'call', callId: randomUUID() } as const
const related = () => house.db.sql`true`
const unrelated = () => house.db.sql`false`

const logOf = (patientId: string) =>
  house.db.run(house.db.sql<
    { action: string; outcome: string; what: string[]; why: unknown; actorName: string }[]
  >`
    select action, outcome, what, why, actor_name from access_log where patient_id = ${patientId} order by id`)

describe('opening a record', () => {
  test('a nurse with a reason reads the newest version of every item', async () => {
    const { db } = house
    const allergy = anEntry('allergies', { kind: 'none_known' })
    const patientId = await aPatient(db, actor, { entries: [allergy] })

    const opened = await openRecord({ db }, { actor, patientId, why, relationship: related() })

    expect(opened).toMatchObject({
      kind: 'opened',
      version: 1,
      entries: expect.arrayContaining([
        expect.objectContaining({
          section: 'allergies',
          itemId: allergy.itemId,
          version: 1,
          body: allergy.body,
        }),
        expect.objectContaining({ section: 'identity', itemId: patientId }),
        expect.objectContaining({ section: 'registerStatus' }),
      ]),
    })
  })

  test('every look is in the access log with what was shown and why', async () => {
    const { db } = house
    const patientId = await aPatient(db, actor)

    await openRecord({ db }, { actor, patientId, why, relationship: related() })

    expect((await logOf(patientId)).at(-1)).toEqual({
      action: 'opened',
      outcome: 'allowed',
      what: ['identity', 'registerStatus'],
      why,
      actorName: 'Nurse Loud',
    })
  })

  test('without a reason nothing is shown, and the refusal is logged', async () => {
    const { db } = house
    const patientId = await aPatient(db, actor)

    const opened = await openRecord({ db }, { actor, patientId, why, relationship: unrelated() })

    expect(opened).toEqual({ kind: 'refused', because: expect.any(String) })
    expect((await logOf(patientId)).at(-1)).toMatchObject({ action: 'opened', outcome: 'refused', what: [] })
  })

  test('a person of another line is refused exactly like somebody who does not exist', async () => {
    const { db } = house
    const patientId = await aPatient(db, actor)
    const stranger = await aLine(db)

    const theirs = await openRecord({ db }, { actor: stranger, patientId, why, relationship: related() })
    const nobody = await openRecord(
      { db },
      { actor: stranger, patientId: PatientId.parse(randomUUID()), why, relationship: related() },
    )

    expect(theirs).toEqual(nobody)
    expect(theirs.kind).toBe('refused')
  })

  test('a look at some sections is logged as that, and says that it was no more', async () => {
    const { db } = house
    const patientId = await aPatient(db, actor)

    const opened = await openRecord(
      { db },
      { actor, patientId, why, relationship: related(), only: ['identity'] },
    )

    expect(opened.kind === 'opened' && opened.entries.map(entry => entry.section)).toEqual(['identity'])
    expect(opened).toMatchObject({ only: ['identity'] })
    expect((await logOf(patientId)).at(-1)).toMatchObject({ what: ['identity'] })
  })

  test('sealed sections are left out of an ordinary look', async () => {
    const { db } = house
    const note = anEntry('safeguarding', { concern: 'Said in confidence', about: 'adult' })
    const patientId = await aPatient(db, actor, { entries: [note] })

    const opened = await openRecord({ db }, { actor, patientId, why, relationship: related() })

    expect(JSON.stringify(opened)).not.toContain('Said in confidence')
  })
})
