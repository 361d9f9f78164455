import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeEntry, confirmEntries, retractEntry } from '#server/patients/changeRecord.ts'
import { itemHistory } from '#server/patients/history.ts'
import { PatientId } from '#shared/ids.ts'
import { EntryDraft } from '#shared/record/entry.ts'
import { ItemHistory } from '#shared/record/history.ts'
import type { KnownState } from '#shared/record/knownState.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { AT, aLine, anEntry, aPatient } from './aPatient.ts'

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
const PLACE = 'preferredPlaceOfDeath'
const source = { kind: 'call', callId: why.callId } as const

async function written(
  patientId: PatientId,
  version: number,
  body: unknown,
  knownState: KnownState = 'known',
) {
  const draft = EntryDraft.parse({
    section: PLACE,
    itemId: patientId,
    expectedVersion: version - 1,
    knownState,
    body,
    source,
  })
  const result = await changeEntry(house, { ...looking(patientId), draft })
  expect(result.kind).toBe('saved')
}

async function historyOf(patientId: PatientId, section: SectionName = PLACE, before?: number) {
  const shown = await itemHistory(house, {
    ...looking(patientId),
    section,
    itemId: patientId,
    ...(before ? { before } : {}),
  })
  if (shown.kind !== 'shown') throw new Error(shown.kind)
  return shown.history
}

const lastLook = async (patientId: string) => {
  const [look] = await house.db.run(house.db.sql<{ action: string; what: string[]; outcome: string }[]>`
    select action, what, outcome from access_log where patient_id = ${patientId} order by id desc limit 1`)
  return look
}

describe('the history of an item', () => {
  test('has every version, the newest first, with who, from where, and what differs', async () => {
    const patientId = await aPatient(house.db, actor)
    const item = { section: PLACE, itemId: patientId, source } as const
    await written(patientId, 1, { first: { place: 'hospice' } })
    await written(patientId, 2, { first: { place: 'home' } })
    await confirmEntries(house, {
      ...looking(patientId),
      items: [{ ...item, expectedVersion: 2 }],
      confirmedWith: 'her daughter',
    })
    await written(patientId, 4, undefined, 'declined')
    await retractEntry(house, {
      ...looking(patientId),
      item: { ...item, expectedVersion: 4 },
      because: 'It was her sister who said so.',
    })
    await written(patientId, 6, { first: { place: 'home' } })

    const history = await historyOf(patientId)

    expect(ItemHistory.safeParse(JSON.parse(JSON.stringify(history))).error).toBeUndefined()
    const told = history.versions.map(({ version, change, differences }) => [
      version,
      change,
      differences
        .map(({ words, before, after }) => `${words}: ${before ?? '–'} → ${after ?? '–'}`)
        .join('; '),
    ])
    expect(told).toEqual([
      [
        6,
        'changed',
        'Entered in error: yes → no; Known: asked; would rather not say → yes; First choice: – → Home',
      ],
      [5, 'retracted', ''],
      [4, 'changed', 'Known: yes → asked; would rather not say; First choice: Home → –'],
      [3, 'confirmed', ''],
      [2, 'changed', 'First choice: Hospice → Home'],
      [1, 'added', 'First choice: – → Hospice'],
    ])
    expect(history.versions[0]).toMatchObject({
      headline: 'Home',
      author: { name: 'Nurse Loud', role: 'nurse coordinator', organisation: 'Loud Hospice' },
      source,
      recordedAt: AT,
    })
    expect(history.versions[1]).toMatchObject({
      retracted: { because: 'It was her sister who said so.', by: { name: 'Nurse Loud' } },
    })
    expect(history.versions[3]).toMatchObject({
      confirmedWith: 'her daughter',
      confirmedBy: { name: 'Nurse Loud' },
    })
  })

  test('is in the access log as what it is', async () => {
    const patientId = await aPatient(house.db, actor)

    await historyOf(patientId, 'identity')

    expect(await lastLook(patientId)).toEqual({
      action: 'opened',
      what: ['history of identity'],
      outcome: 'allowed',
    })
  })

  test('without a reason shows nothing, and the refusal is logged', async () => {
    const patientId = await aPatient(house.db, actor)

    const shown = await itemHistory(house, {
      ...looking(patientId),
      relationship: house.db.sql`false`,
      section: 'identity',
      itemId: patientId,
    })

    expect(shown).toEqual({ kind: 'refused', because: expect.any(String) })
    expect(await lastLook(patientId)).toEqual({ action: 'opened', what: [], outcome: 'refused' })
  })

  test('of a person of another line is refused exactly like that of nobody', async () => {
    const patientId = await aPatient(house.db, actor)
    const stranger = await aLine(house.db)
    const ask = (id: PatientId) =>
      itemHistory(house, { ...looking(id), actor: stranger, section: 'identity', itemId: id })

    const theirs = await ask(patientId)

    expect(theirs.kind).toBe('refused')
    expect(theirs).toEqual(await ask(PatientId.parse(randomUUID())))
  })

  test.each([
    ['safeguarding', anEntry('safeguarding', { concern: 'Said in confidence', about: 'adult' })],
    ['agreedPhrases', anEntry('agreedPhrases', { with: 'patient', phrase: 'said in confidence' })],
  ] as const)('of %s is kept back as the section is', async (section, entry) => {
    const patientId = await aPatient(house.db, actor, { entries: [entry] })

    const shown = await itemHistory(house, { ...looking(patientId), section, itemId: entry.itemId })

    expect(shown.kind).toBe('refused')
    expect(await lastLook(patientId)).toMatchObject({ outcome: 'refused', what: [] })
  })

  test('of a section that this actor is not shown is refused, and that is logged', async () => {
    const patientId = await aPatient(house.db, actor)

    const shown = await itemHistory(house, {
      ...looking(patientId),
      section: 'identity',
      itemId: patientId,
      only: ['phones'],
    })

    expect(shown.kind).toBe('refused')
    expect(await lastLook(patientId)).toMatchObject({ outcome: 'refused', what: [] })
  })

  test('of an item that is not there says so', async () => {
    const patientId = await aPatient(house.db, actor)

    const shown = await itemHistory(house, { ...looking(patientId), section: 'notes', itemId: randomUUID() })

    expect(shown.kind).toBe('no_such_item')
  })

  test('that is long comes in parts, and none of it is left out between them', async () => {
    const patientId = await aPatient(house.db, actor)
    await written(patientId, 1, { first: { place: 'hospice' } })
    const item = { section: PLACE, itemId: patientId, source } as const
    for (let version = 1; version < 53; version += 1)
      await confirmEntries(house, { ...looking(patientId), items: [{ ...item, expectedVersion: version }] })

    const newest = await historyOf(patientId)
    const earlier = await historyOf(patientId, PLACE, newest.versions.at(-1)?.version)

    const versions = [...newest.versions, ...earlier.versions].map(({ version }) => version)
    expect(versions).toEqual(Array.from({ length: 53 }, (_, at) => 53 - at))
    expect([newest.hasEarlier, earlier.hasEarlier]).toEqual([true, false])
    expect(newest.versions.at(-1)?.differences).toEqual([])
  })
})
