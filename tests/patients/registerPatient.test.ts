import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeEntry } from '#server/patients/changeRecord.ts'
import { findPatients } from '#server/patients/findPatients.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { registerPatient, registerProvisional } from '#server/patients/registerPatient.ts'
import { PatientId } from '#shared/ids.ts'
import { EntryDraft } from '#shared/record/entry.ts'
import { parseBody } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { AT, aLine, anEntry, anIdentity, aPatient, TODAY } from './aPatient.ts'

let house: TestDatabase
let actor: Actor
beforeAll(async () => {
  house = await testDatabase()
  actor = await aLine(house.db)
})
afterAll(() => house.close())

const why = { kind: 'registration' } as const
const aPatientId = () => PatientId.parse(randomUUID())

describe('registering', () => {
  test('the same registration sent twice makes one person', async () => {
    const patientId = aPatientId()
    const entries = [anEntry('identity', anIdentity(), { itemId: patientId })]

    const results = await Promise.all([
      registerPatient(house, { actor, patientId, why, entries, at: AT }),
      registerPatient(house, { actor, patientId, why, entries, at: AT }),
    ])

    expect(results.map(result => result.kind).sort()).toEqual(['already_registered', 'registered'])
  })

  test('without saying who it is, is refused', async () => {
    const registered = await registerPatient(house, {
      actor,
      patientId: aPatientId(),
      why,
      entries: [],
      at: AT,
    })

    expect(registered).toEqual({ kind: 'refused', because: expect.any(String) })
  })

  test('somebody of whom nothing is known is possible at once', async () => {
    const patientId = aPatientId()
    const callId = randomUUID()

    const registered = await registerProvisional(house, {
      actor,
      patientId,
      why: { kind: 'call', callId },
      person: { identity: { name: { unknown: 'not_known' }, birthDate: { unknown: 'not_known' } } },
      source: { kind: 'call', callId },
      at: AT,
      newId: randomUUID(),
    })

    expect(registered.kind).toBe('registered')
    const opened = await openRecord(house, { actor, patientId, why, relationship: house.db.sql`true` })
    expect(opened.kind === 'opened' && opened.entries.map(entry => entry.section).sort()).toEqual([
      'identity',
      'registerStatus',
    ])
  })

  test('a provisional person is found by what becomes known', async () => {
    const patientId = aPatientId()
    await registerProvisional(house, {
      actor,
      patientId,
      why,
      person: { identity: { name: { unknown: 'not_known' }, birthDate: { unknown: 'not_known' } } },
      source: { kind: 'console' },
      at: AT,
      newId: randomUUID(),
    })

    await changeEntry(house, {
      actor,
      patientId,
      why,
      relationship: house.db.sql`true`,
      at: AT,
      draft: EntryDraft.parse({
        section: 'identity',
        itemId: patientId,
        expectedVersion: 1,
        knownState: 'known',
        body: { name: { given: 'Thaddeus', family: 'Quill' }, birthDate: '1931-05-06' },
        source: { kind: 'console' },
      }),
    })

    const found = await findPatients(house, {
      actor,
      why: { kind: 'search' },
      query: { name: 'Thadeus Quil' },
      today: TODAY,
    })
    expect(found.patients).toMatchObject([
      { patientId, name: 'Thaddeus Quill', isProvisional: true, age: 95 },
    ])
  })
})

describe('hostile names', () => {
  test.each([
    ['right-to-left', 'שרה כהן'],
    ['another script with vowel signs', 'रवि'],
    ['quotes and tags', `Robert'); drop table patients;--<img src=x onerror=alert(1)>`.slice(0, 70)],
    ['a backslash and percent', '%_\\x'],
    ['seventy letters', 'W'.repeat(70)],
    ['a four-byte letter', '𠮷野'],
    ['words of code', '__proto__ constructor'],
  ])('%s come back as they were written', async (_, family) => {
    const patientId = await aPatient(house.db, actor, { identity: { name: { family } } })

    const opened = await openRecord(house, { actor, patientId, why, relationship: house.db.sql`true` })

    const entries = opened.kind === 'opened' ? opened.entries : []
    const identity = entries.find(entry => entry.section === 'identity')
    expect(identity?.body).toMatchObject({ name: { family } })
    const found = await findPatients(house, {
      actor,
      why: { kind: 'search' },
      query: { name: family },
      today: TODAY,
    })
    expect(found.patients.length).toBeLessThanOrEqual(20)
  })

  test.each([
    ['NUL', 'Ell\u0000is'],
    ['ten thousand accents', `E${'\u0301'.repeat(10_000)}`],
    ['seventy-one letters', 'W'.repeat(71)],
    ['only marks that turn the text round', '\u202e\u2067'],
  ])('%s are refused before anything is asked of the database', (_, family) => {
    expect(parseBody('identity', anIdentity({ name: { family } })).success).toBe(false)
  })

  test('a lone surrogate is made visible and then kept', async () => {
    const parsed = parseBody('identity', anIdentity({ name: { family: 'Ell\ud800is' } }))
    if (!parsed.success) throw parsed.error
    const patientId = await aPatient(house.db, actor, { identity: parsed.data })

    const opened = await openRecord(house, { actor, patientId, why, relationship: house.db.sql`true` })

    expect(JSON.stringify(opened)).toContain('Ell\ufffdis')
  })
})
