import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { openRecordAsOf } from '#server/patients/recordAsOf.ts'
import { PatientId } from '#shared/ids.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { SECTION_NAMES, type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { anyBody } from '#tests/support/anyBody.ts'
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

async function read(patientId: PatientId): Promise<RecordAtAGlance> {
  const opened = await openRecord(house, looking(patientId))
  if (opened.kind === 'refused') throw new Error(opened.because)
  return recordAtAGlance(opened)
}

async function readAsOf(patientId: PatientId, at: Instant): Promise<RecordAtAGlance> {
  const opened = await openRecordAsOf(house, { ...looking(patientId), at })
  if (opened.kind === 'refused') throw new Error(opened.because)
  return recordAtAGlance(opened)
}

/** Moments are told to a thousandth of a second: what is written next belongs to the next one. */
async function aMomentLater(after: Instant): Promise<void> {
  while (new Date().toISOString() <= after) await new Promise(resolve => setTimeout(resolve, 1))
}

type Act = {
  section: SectionName
  item: number
  how: 'write' | 'not_known' | 'confirm' | 'retract'
  body: unknown
}

/** A place that is protected since is covered in the past as well: protectedPlace.test.ts. */
const OFTEN_READ = SECTION_NAMES.filter(section => section !== 'locationProtection')
const anAct: fc.Arbitrary<Act> = fc.constantFrom(...OFTEN_READ).chain(section =>
  fc.record({
    section: fc.constant(section),
    item: fc.integer({ min: 0, max: 1 }),
    how: fc.constantFrom('write', 'write', 'write', 'not_known', 'confirm', 'retract'),
    body: anyBody(section),
  }),
)

/** What a nurse who sees the newest version would send. */
function toEntry({ section, item, how, body }: Act, itemId: string, version: number): EntryToWrite {
  const entry = {
    section,
    itemId,
    expectedVersion: version,
    author: LOUD_AUTHOR,
    source: { kind: 'console' },
    recordedAt: AT,
  } as const
  const by = { at: AT, by: LOUD_AUTHOR, because: `Of another person (${item})` }
  if (how === 'confirm' && version > 0)
    return {
      ...entry,
      change: 'confirmed',
      knownState: 'not_known',
      confirmedAt: AT,
      confirmedBy: LOUD_AUTHOR,
    }
  if (how === 'retract' && version > 0)
    return { ...entry, change: 'retracted', knownState: 'not_known', retracted: by }
  const change = version === 0 ? 'added' : 'changed'
  return how === 'not_known'
    ? { ...entry, change, knownState: 'declined' }
    : { ...entry, change, knownState: 'known', body }
}

describe('the record as it was', () => {
  test('is what was read then, through two hundred edits of whatever kind', async () => {
    let saved = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 50, maxLength: 50 }), async acts => {
        const patientId = await aPatient(house.db, actor)
        const versions = new Map([
          [`identity ${patientId}`, 1],
          [`registerStatus ${patientId}`, 1],
        ])
        const items = [randomUUID(), randomUUID()]
        const readings = [await read(patientId)]
        for (const act of acts) {
          await aMomentLater(readings.at(-1)?.asOf ?? '')
          const itemId =
            sectionOf(act.section).cardinality === 'one' ? patientId : (items[act.item] ?? patientId)
          const entry = toEntry(act, itemId, versions.get(`${act.section} ${itemId}`) ?? 0)
          const result = await changeRecord(house, { ...looking(patientId), entries: [entry] })
          if (result.kind === 'saved') {
            saved += 1
            versions.set(`${act.section} ${itemId}`, entry.expectedVersion + 1)
          }
          readings.push(await read(patientId))
        }

        for (const then of readings) expect(await readAsOf(patientId, then.asOf)).toEqual(then)
      }),
      { numRuns: 4, endOnFailure: true },
    )
    expect(saved).toBeGreaterThan(100)
  })

  test('shows what was marked as entered in error only later, and is as fresh as it was', async () => {
    const phone = anEntry('phones', { number: '+447700900111', use: 'mobile' })
    const patientId = await aPatient(house.db, actor, { entries: [phone] })
    const before = await read(patientId)
    await aMomentLater(before.asOf)
    const retracted: Act = { section: 'phones', item: 0, how: 'retract', body: undefined }
    await changeRecord(house, { ...looking(patientId), entries: [toEntry(retracted, phone.itemId, 1)] })

    const then = await readAsOf(patientId, before.asOf)
    const now = await read(patientId)

    const phones = ({ blocks }: RecordAtAGlance) =>
      blocks.flatMap(({ items }) => items).filter(({ section }) => section === 'phones')
    expect(phones(then)).toEqual(phones(before))
    expect(phones(now)).toEqual([])
    expect([then.enteredInError, now.enteredInError.map(({ headline }) => headline)]).toEqual([
      [],
      ['07700 900 111'],
    ])
  })

  test('can be limited to some sections, and so is what is logged', async () => {
    const phone = anEntry('phones', { number: '+447700900111', use: 'mobile' })
    const patientId = await aPatient(house.db, actor, { entries: [phone] })
    const at = (await read(patientId)).asOf

    const then = await openRecordAsOf(house, { ...looking(patientId), at, only: ['phones'] })

    expect(then.kind === 'opened' && then.entries.map(({ section }) => section)).toEqual(['phones'])
    const [look] = await house.db.run(house.db.sql<{ what: string[] }[]>`
      select what from access_log where patient_id = ${patientId} order by id desc limit 1`)
    expect(look?.what).toEqual([`record as of ${at}`, 'phones'])
  })

  test('before anything was written is empty', async () => {
    const patientId = await aPatient(house.db, actor)

    const then = await readAsOf(patientId, '2020-01-01T00:00:00.000Z')

    expect(then).toMatchObject({
      version: 0,
      asOf: '2020-01-01T00:00:00.000Z',
      banner: { name: 'Name not known' },
    })
    expect(then.blocks.flatMap(({ items }) => items)).toEqual([])
  })

  test('is in the access log with its moment and with what was shown; a refusal with nothing', async () => {
    const patientId = await aPatient(house.db, actor)
    const at = (await read(patientId)).asOf

    await readAsOf(patientId, at)
    const refused = await openRecordAsOf(house, {
      ...looking(patientId),
      relationship: house.db.sql`false`,
      at,
    })

    expect(refused.kind).toBe('refused')
    const looks = await house.db.run(house.db.sql`
      select what, outcome from access_log where patient_id = ${patientId} order by id desc limit 2`)
    expect(looks).toEqual([
      { what: [], outcome: 'refused' },
      { what: [`record as of ${at}`, 'identity', 'registerStatus'], outcome: 'allowed' },
    ])
  })

  test('of a person of another line is refused exactly like that of nobody, and sealed sections stay out', async () => {
    const note = anEntry('safeguarding', { concern: 'Said in confidence', about: 'adult' })
    const patientId = await aPatient(house.db, actor, { entries: [note] })
    const stranger = await aLine(house.db)
    const at = (await read(patientId)).asOf
    const ask = (id: PatientId) => openRecordAsOf(house, { ...looking(id), actor: stranger, at })

    const theirs = await ask(patientId)

    expect(theirs.kind).toBe('refused')
    expect(theirs).toEqual(await ask(PatientId.parse(randomUUID())))
    expect(JSON.stringify(await openRecordAsOf(house, { ...looking(patientId), at }))).not.toContain(
      'confidence',
    )
  })
})
