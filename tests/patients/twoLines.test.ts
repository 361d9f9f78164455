import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeEntry } from '#server/patients/changeRecord.ts'
import { compareIdentity, findLookAlikes } from '#server/patients/compareIdentity.ts'
import { findByNumber, findPatients } from '#server/patients/findPatients.ts'
import { keptRecords } from '#server/patients/keptRecords.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { registerPatient } from '#server/patients/registerPatient.ts'
import type { PatientId } from '#shared/ids.ts'
import { EntryDraft } from '#shared/record/entry.ts'
import type { Actor } from '#shared/staff.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { AT, aLine, anEntry, anIdentity, aPatient, TODAY } from './aPatient.ts'

/** Two lines with the same person on each, down to the telephone: whatever crosses would be seen. */
let house: TestDatabase
let here: { actor: Actor; patientId: PatientId }
let there: { actor: Actor; patientId: PatientId }
const PHONE = '+447700900777'

beforeAll(async () => {
  house = await testDatabase()
  here = await twin('canary here')
  there = await twin('canary there')
})
afterAll(() => house.close())

async function twin(canary: string) {
  const actor = await aLine(house.db)
  const patientId = await aPatient(house.db, actor, {
    identity: { nhsNumber: '9990000018' },
    entries: [
      anEntry('phones', { number: PHONE, use: 'home' }),
      anEntry('addresses', { kind: 'main', lines: ['12 Mill Lane'], postcode: 'LS21 1AA' }),
      anEntry('notes', { text: canary }),
    ],
  })
  return { actor, patientId }
}

const why = { kind: 'search' } as const
const across = () => ({
  actor: here.actor,
  patientId: there.patientId,
  why,
  relationship: house.db.sql`true`,
  at: AT,
})

describe('nothing crosses from one line to another', () => {
  test('not by telephone', async () => {
    const match = await findByNumber(house, { lineId: here.actor.lineId, from: PHONE })

    expect(match).toMatchObject({ candidates: [{ patientId: here.patientId }], more: false })
  })

  test.each([
    { name: 'Margaret Ellis' },
    { name: 'Margret Elis' },
    { birthDate: '1948-03-09' },
    { nhsNumber: '9990000018' },
    { postcode: 'LS21 1AA' },
    { phone: PHONE },
  ])('not by searching for %j', async query => {
    const found = await findPatients(house, { actor: here.actor, why, query, today: TODAY })

    expect(found.patients.map(({ patientId }) => patientId)).toEqual([here.patientId])
    expect(found.more).toBe(false)
  })

  test('not by opening, even where a reason is claimed or the record is at hand', async () => {
    const kept = keptRecords()
    const theirs = { ...across(), actor: there.actor }
    await openRecord({ db: house.db, kept }, theirs)

    const opened = await openRecord({ db: house.db, kept }, across())

    expect(opened.kind).toBe('refused')
  })

  test('not by comparing or by look-alikes', async () => {
    const compared = await compareIdentity(house, { ...across(), said: { birthDate: '1948-03-09' } })
    const alike = await findLookAlikes(house, across())
    const own = await findLookAlikes(house, { ...across(), patientId: here.patientId })

    expect([compared.kind, alike.kind]).toEqual(['refused', 'refused'])
    expect(own).toEqual({ kind: 'alike', people: [] })
  })

  test('not by writing', async () => {
    const draft = EntryDraft.parse({
      section: 'identity',
      itemId: there.patientId,
      expectedVersion: 1,
      knownState: 'known',
      body: anIdentity({ name: { family: 'Changed' } }),
      source: { kind: 'console' },
    })

    const written = await changeEntry(house, { ...across(), draft })

    expect(written.kind).toBe('refused')
    const seen = await openRecord(house, { ...across(), actor: there.actor })
    expect(JSON.stringify(seen)).not.toContain('Changed')
  })

  test('not by registering somebody under an id of the other line', async () => {
    const registered = await registerPatient(house, {
      actor: here.actor,
      patientId: there.patientId,
      why: { kind: 'registration' },
      at: AT,
      entries: [anEntry('identity', anIdentity(), { itemId: there.patientId })],
    })

    expect(registered.kind).toBe('already_registered')
    const [row] = await house.db.run(house.db.sql<{ entries: number }[]>`
      select count(*) as entries from record_entries
      where patient_id = ${there.patientId} and line_id = ${here.actor.lineId}`)
    expect(row).toEqual({ entries: 0 })
  })
})
