import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Alongside,
  changeEntry,
  changeRecord,
  confirmEntries,
  retractEntry,
} from '#server/patients/changeRecord.ts'
import { keptRecords } from '#server/patients/keptRecords.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import type { Database } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import { EntryDraft, type EntryDraftInput } from '#shared/record/entry.ts'
import type { Actor } from '#shared/staff.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { AT, aLine, anEntry, aPatient, LOUD_AUTHOR } from './aPatient.ts'

let house: TestDatabase
let actor: Actor
beforeAll(async () => {
  house = await testDatabase()
  actor = await aLine(house.db)
})
afterAll(() => house.close())

const why = { kind: 'call', callId: randomUUID() } as const
const looking = (patientId: PatientId) => ({
  actor,
  patientId,
  why,
  relationship: house.db.sql`true`,
  at: AT,
})
const entriesOf = async (patientId: PatientId) => {
  const opened = await openRecord(house, looking(patientId))
  return opened.kind === 'opened' ? opened.entries : []
}

function aNote(patientId: string, changes: Partial<EntryDraftInput> = {}): EntryDraft {
  return EntryDraft.parse({
    section: 'preferredPlaceOfDeath',
    itemId: patientId,
    expectedVersion: 0,
    knownState: 'known',
    body: { first: { place: 'home' } },
    source: { kind: 'call', callId: why.callId },
    ...changes,
  })
}

describe('writing to the record', () => {
  test('a new item is version 1, with who wrote it and from which call', async () => {
    const patientId = await aPatient(house.db, actor)

    const saved = await changeEntry(house, { ...looking(patientId), draft: aNote(patientId) })

    expect(saved).toMatchObject({ kind: 'saved', version: 2, entries: [{ version: 1 }] })
    expect(
      (await entriesOf(patientId)).find(entry => entry.section === 'preferredPlaceOfDeath'),
    ).toMatchObject({
      version: 1,
      change: 'added',
      author: {
        id: actor.staffId,
        name: 'Nurse Loud',
        role: 'nurse coordinator',
        organisation: 'Loud Hospice',
      },
      source: { kind: 'call', callId: why.callId },
      recordedAt: AT,
    })
  })

  test('a change supersedes and keeps the version before', async () => {
    const patientId = await aPatient(house.db, actor)
    await changeEntry(house, { ...looking(patientId), draft: aNote(patientId) })

    const draft = aNote(patientId, { expectedVersion: 1, body: { first: { place: 'hospice' } } })
    await changeEntry(house, { ...looking(patientId), draft })

    const versions = await house.db.run(house.db.sql<{ version: number; body: unknown }[]>`
      select version, body from record_entries
      where patient_id = ${patientId} and section = 'preferredPlaceOfDeath' order by version`)
    expect(versions).toEqual([
      { version: 1, body: { first: { place: 'home' } } },
      { version: 2, body: { first: { place: 'hospice' } } },
    ])
  })

  test('a stale version is refused and says who changed it', async () => {
    const patientId = await aPatient(house.db, actor)
    await changeEntry(house, { ...looking(patientId), draft: aNote(patientId) })

    const late = await changeEntry(house, { ...looking(patientId), draft: aNote(patientId) })

    expect(late).toMatchObject({
      kind: 'stale',
      changed: [{ section: 'preferredPlaceOfDeath', version: 1, by: { name: 'Nurse Loud' } }],
    })
  })

  test('of ten who change the same version at once, one is saved and nine are told', async () => {
    const patientId = await aPatient(house.db, actor)

    const results = await Promise.all(
      Array.from({ length: 10 }, () =>
        changeEntry(house, { ...looking(patientId), draft: aNote(patientId) }),
      ),
    )

    expect(results.map(result => result.kind).sort()).toEqual([
      'saved',
      ...Array.from({ length: 9 }, () => 'stale'),
    ])
  })

  test('one stale entry keeps the others of the same save from being written', async () => {
    const patientId = await aPatient(house.db, actor)
    await changeEntry(house, { ...looking(patientId), draft: aNote(patientId) })
    const place = anEntry('preferredPlaceOfDeath', { first: { place: 'hospital' } }, { itemId: patientId })
    const note = anEntry('notes', { text: 'Rang from the car' })

    const result = await changeRecord(house, { ...looking(patientId), entries: [note, place] })

    expect(result).toMatchObject({ kind: 'stale' })
    expect((await entriesOf(patientId)).some(entry => entry.section === 'notes')).toBe(false)
  })

  test('without a reason nothing is written, and the attempt is logged', async () => {
    const patientId = await aPatient(house.db, actor)

    const result = await changeEntry(house, {
      ...looking(patientId),
      relationship: house.db.sql`false`,
      draft: aNote(patientId),
    })

    expect(result.kind).toBe('refused')
    const [log] = await house.db.run(house.db.sql<{ action: string; outcome: string }[]>`
      select action, outcome from access_log where patient_id = ${patientId} order by id desc limit 1`)
    expect(log).toEqual({ action: 'changed', outcome: 'refused' })
  })

  test.each(['identity', 'registerStatus'] as const)(
    '%s cannot be said to be unknown as a whole',
    async section => {
      const patientId = await aPatient(house.db, actor)

      const draft = aNote(patientId, { section, expectedVersion: 1, knownState: 'declined' })
      const result = await changeEntry(house, { ...looking(patientId), draft })

      expect(result).toMatchObject({ kind: 'refused', because: expect.stringContaining('at its fields') })
    },
  )

  test('what is not known is written with the reason why, and read again', async () => {
    const patientId = await aPatient(house.db, actor)

    await changeEntry(house, { ...looking(patientId), draft: aNote(patientId, { knownState: 'declined' }) })

    const kept = (await entriesOf(patientId)).find(entry => entry.section === 'preferredPlaceOfDeath')
    expect(kept).toMatchObject({ version: 1, knownState: 'declined' })
    expect(kept?.body).toBeUndefined()
  })

  test('a section with one item takes no second', async () => {
    const patientId = await aPatient(house.db, actor)

    const result = await changeEntry(house, { ...looking(patientId), draft: aNote(randomUUID()) })

    expect(result.kind).toBe('refused')
  })

  test('confirming keeps what was written and by whom, and says who confirmed it', async () => {
    const patientId = await aPatient(house.db, actor)
    const item = {
      section: 'identity',
      itemId: patientId,
      expectedVersion: 1,
      source: { kind: 'console' },
    } as const

    const result = await confirmEntries(house, {
      ...looking(patientId),
      items: [item],
      confirmedWith: 'her daughter',
    })

    expect(result.kind).toBe('saved')
    expect((await entriesOf(patientId)).find(entry => entry.section === 'identity')).toMatchObject({
      version: 2,
      change: 'confirmed',
      author: LOUD_AUTHOR,
      recordedAt: '2026-10-01T09:00:00.000Z',
      confirmedBy: { name: 'Nurse Loud' },
      confirmedAt: AT,
      confirmedWith: 'her daughter',
      body: { name: { family: 'Ellis' } },
    })
  })

  test('an item entered in error stays with the reason, and its telephone suggests nobody', async () => {
    const phone = anEntry('phones', { number: '+447700900111', use: 'mobile' })
    const patientId = await aPatient(house.db, actor, { entries: [phone] })
    const item = {
      section: 'phones',
      itemId: phone.itemId,
      expectedVersion: 1,
      source: { kind: 'console' },
    } as const

    await retractEntry(house, { ...looking(patientId), item, because: 'Another person’s number' })

    expect((await entriesOf(patientId)).find(entry => entry.section === 'phones')).toMatchObject({
      change: 'retracted',
      retracted: { because: 'Another person’s number' },
      body: { number: '+447700900111' },
    })
    const left = await house.db.run(
      house.db.sql`select 1 from patient_phones where patient_id = ${patientId}`,
    )
    expect(left).toEqual([])
  })

  test('nothing in the record or its log can be rewritten', async () => {
    const patientId = await aPatient(house.db, actor)
    const { db } = house

    const attempts = [
      db.run(db.sql`update record_entries set body = '{}' where patient_id = ${patientId}`),
      db.run(db.sql`delete from record_entries where patient_id = ${patientId}`),
      db.run(db.sql`update access_log set outcome = 'allowed' where patient_id = ${patientId}`),
      db.run(db.sql`truncate access_log`),
    ]

    const outcomes = await Promise.allSettled(attempts)
    expect(outcomes.map(outcome => outcome.status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
  })

  test('a record kept in memory is never older than the database', async () => {
    const patientId = await aPatient(house.db, actor)
    const tools = { db: house.db, kept: keptRecords() }
    await openRecord(tools, looking(patientId))
    await changeEntry(house, { ...looking(patientId), draft: aNote(patientId) })

    const changed = await openRecord(tools, looking(patientId))
    const again = await openRecord(tools, looking(patientId))

    expect(changed).toMatchObject({ kind: 'opened', version: 2 })
    expect(changed.kind === 'opened' && changed.entries.map(entry => entry.section)).toContain(
      'preferredPlaceOfDeath',
    )
    expect(again).toMatchObject({ entries: changed.kind === 'opened' ? changed.entries : [] })
    const refused = await openRecord(tools, { ...looking(patientId), relationship: house.db.sql`false` })
    expect(refused.kind).toBe('refused')
    const log = await house.db.run(house.db.sql<{ what: string[]; outcome: string }[]>`
      select what, outcome from access_log where patient_id = ${patientId} and action = 'opened' order by id desc limit 2`)
    expect(log).toEqual([
      { what: [], outcome: 'refused' },
      { what: expect.arrayContaining(['identity', 'preferredPlaceOfDeath']), outcome: 'allowed' },
    ])
  })
})

describe('what another module keeps with a change', () => {
  const runs = async (alongside: Alongside) => {
    let times = 0
    const counted: Database = {
      ...house.db,
      run: (query, options) => {
        times += 1
        return house.db.run(query, options)
      },
    }
    const patientId = await aPatient(house.db, actor)
    const entries = [anEntry('notes', { text: 'She sleeps at last' })]
    const changed = await changeRecord({ db: counted }, { ...looking(patientId), entries, alongside })
    return { changed, times }
  }
  /** As of a version of the record that is past. */
  const past = (): Alongside['keeps'] => isWritten =>
    house.db.sql`
    kept as (update lines set name = name where id = ${actor.lineId} and must_hold(not ${isWritten}))`

  test('is not run again once what it was worked out from is past: it is to be read again', async () => {
    const { changed, times } = await runs({ keeps: past(), isOfOneReading: true })

    expect(changed).toMatchObject({ kind: 'stale', isOutrun: true })
    expect(times).toBe(2) // the statement, and who was first
  })

  test('is run again where it holds whatever was written', async () => {
    const { changed, times } = await runs({ keeps: past() })

    expect(changed).toMatchObject({ kind: 'stale', isOutrun: true })
    expect(times).toBe(5)
  })
})
