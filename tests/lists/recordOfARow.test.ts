import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { PatientId } from '#shared/ids.ts'
import { EVERYBODY, limit, type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { ada, bring, fileOf, type Row, rowsOf, write } from './bringing.ts'
import { readCells } from './readCells.ts'

// A list is read once, and its rows for a month: what the record says is asked of the record each time, for whoever reads.
const CLOSED = expect.stringContaining('not open to you now')
const LISTED = { Address: '9 Else Street', 'Main diagnosis': 'Asthma' }

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

/** Somebody on the practice's list, of whom a list says otherwise than the record. */
async function differing(number: string, row: Row = LISTED, ...also: EntryToWrite[]) {
  const [consent, address, ill] = [randomUUID(), randomUUID(), randomUUID()]
  const entries = [
    { ...EVERYBODY, itemId: consent },
    anEntry(
      'addresses',
      { kind: 'main', lines: ['77 Canary Close'], postcode: 'WZ3 7QP' },
      { itemId: address },
    ),
    anEntry('primaryDiagnosis', { text: 'Canary of the lung' }, { itemId: ill }),
    ...also,
  ]
  const family = `Row${number.slice(-3)}`
  const identity = { name: { given: 'Ada', family }, birthDate: '1941-05-06', nhsNumber: number }
  const id = await aPatient(house.small.database.db, house.hub, { identity, entries })
  await onCaseload(house.small.database.db, house.as('mill').actor, id)
  const { importId } = await bring(house, 'mill', fileOf(ada(family, { 'NHS number': number, ...row })))
  return { id, importId, consent, address }
}

const change = async (id: PatientId, entry: EntryToWrite) => {
  const { db } = house.small.database
  const way = { actor: house.hub, patientId: id, why: { kind: 'registration' as const } }
  const done = await changeRecord(
    { db },
    { ...way, relationship: db.sql`true`, entries: [entry], at: new Date().toISOString() },
  )
  expect(done.kind).toBe('saved')
}
const withdraws = (id: PatientId, itemId: string) =>
  change(id, {
    ...anEntry('consentToShare', { scope: 'everyone_caring', value: 'withdrawn' }, { itemId }),
    change: 'changed',
    expectedVersion: 1,
  })
const protect = (id: PatientId) =>
  change(id, { ...anEntry('locationProtection', { isProtected: true }), itemId: id })
const ended = (id: PatientId) => {
  const { db } = house.small.database
  return db.run(db.sql`update relationships set ended_at = now() where patient_id = ${id}`)
}
const looks = (id: PatientId) => {
  const { db } = house.small.database
  return db.run(db.sql<{ actorName: string; what: string[]; outcome: string }[]>`
    select actor_name, what, outcome from access_log where patient_id = ${id} and action = 'compared' order by id`)
}
/** All that the rows of lists hold. */
const kept = async () => {
  const { db } = house.small.database
  const rows = await db.run(db.sql<{ text: string }[]>`select r::text as text from list_import_rows r`)
  return rows.map(({ text }) => text).join()
}
const leftOutOf = async (who: string, importId: string) => {
  const { body } = await house.as(who).at.get(`/api/caseload/imports/${importId}/left-out`)
  return String(body.text)
}
const columns = (row: { differences: { column: string }[] } | undefined) =>
  row?.differences.map(({ column }) => column)

test('what the record says is asked of the record by whoever reads the row, and each reading is in the log', async () => {
  const { id, importId } = await differing('9990000204')

  const first = await rowsOf(house, 'mill', importId)
  await rowsOf(house, 'mill', importId)

  expect(first[0]?.differences).toEqual([
    { column: 'Address', record: '77 Canary Close', list: '9 Else Street' },
    { column: 'Main diagnosis', record: 'Canary of the lung', list: 'Asthma' },
  ])
  const look = { actorName: 'mill', what: ['addresses', 'primaryDiagnosis'], outcome: 'allowed' }
  expect(await looks(id)).toEqual([look, look])
  expect(await kept()).toContain('9 Else Street')
  expect(await kept()).not.toContain('Canary')
})

test.each([
  ['the sharing was withdrawn', async ({ id, consent }: Differing) => withdraws(id, consent), '9990000212'],
  ['the caseload ended', async ({ id }: Differing) => ended(id), '9990000220'],
  [
    'all of it is kept from the practice',
    async ({ id }: Differing) =>
      change(id, limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_all' })),
    '9990000239',
  ],
  [
    'they want to be asked each time',
    async ({ id }: Differing) =>
      change(id, limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'ask_each_time' })),
    '9990000247',
  ],
])(
  'once %s the row tells nothing, is logged as refused, and is closed without a write',
  async (_, closes, number) => {
    const somebody = await differing(number)
    const { id, importId } = somebody
    await closes(somebody)

    const [row] = await rowsOf(house, 'mill', importId)
    const log = await looks(id)
    const done = await write(house, 'mill', importId, true)
    const after = await rowsOf(house, 'mill', importId)

    expect(row).toMatchObject({ verdict: 'changed', outcome: null, differences: [], because: CLOSED })
    expect(log).toEqual([{ actorName: 'mill', what: [], outcome: 'refused' }])
    expect(done.outcomes).toEqual({ unchanged: 1 })
    expect(after[0]).toMatchObject({ outcome: 'unchanged', differences: [], because: CLOSED })
    expect(JSON.stringify([row, after, await leftOutOf('mill', importId)])).not.toContain('Canary')
    expect(await versionsOf(id, 'primaryDiagnosis')).toBe(1)
  },
)

type Differing = Awaited<ReturnType<typeof differing>>
const versionsOf = async (id: PatientId, section: string) => {
  const { db } = house.small.database
  return (await db.run(db.sql`select from record_entries where patient_id = ${id} and section = ${section}`))
    .length
}

test('a place that was protected since is not told, is not written, and the rest of the row is', async () => {
  const { id, importId } = await differing('9990000255')
  await protect(id)

  const [row] = await rowsOf(house, 'mill', importId)
  const done = await write(house, 'mill', importId, true)

  expect(columns(row)).toEqual(['Main diagnosis'])
  expect(row?.because).toContain('a part is not open to you now')
  expect(JSON.stringify(row)).not.toMatch(/77 Canary|9 Else/)
  expect((await looks(id))[0]?.what).toEqual(['primaryDiagnosis'])
  expect(done.outcomes).toEqual({ changed: 1 })
  expect([await versionsOf(id, 'addresses'), await versionsOf(id, 'primaryDiagnosis')]).toEqual([1, 2])
})

test('an administrator reads of a colleague’s list what her role is shown: of the record, and of the list', async () => {
  const { id, importId } = await differing('9990000263')
  const broken = await bring(
    house,
    'mill',
    Buffer.concat([
      fileOf(ada('Torn', { 'Birth date': '31/02/1941', 'Main diagnosis': 'Canary of the list' })),
      Buffer.from('"Canary of a row that breaks off\r\n'),
    ]),
  )

  const [row] = await rowsOf(house, 'clerk', importId)
  const [torn, brokenOff] = await rowsOf(house, 'clerk', broken.importId)
  const theirs = readCells(await leftOutOf('clerk', broken.importId))
  const own = await leftOutOf('mill', broken.importId)

  expect(columns(row)).toEqual(['Address'])
  expect((await looks(id)).at(-1)).toEqual({ actorName: 'clerk', what: ['addresses'], outcome: 'allowed' })
  expect(torn?.problems).toMatchObject([
    { column: 'Birth date', because: expect.stringContaining('no 31 February') },
  ])
  expect(theirs[0]).toMatchObject({ 'Family name': 'Torn', 'Main diagnosis': '(kept back)' })
  expect(JSON.stringify([row, torn, brokenOff, theirs])).not.toMatch(/Canary of|Asthma/)
  expect(own).toContain('Canary of the list')
  expect(own).toContain('Canary of a row')
})

test('a row against a version that is no more says so, and is not written', async () => {
  const { id, importId, address } = await differing('9990000271')
  await change(id, {
    ...anEntry('addresses', { kind: 'main', lines: ['1 Newer Row'] }, { itemId: address }),
    change: 'changed',
    expectedVersion: 1,
  })

  const [row] = await rowsOf(house, 'mill', importId)
  const done = await write(house, 'mill', importId, true)

  expect(row?.differences[0]).toEqual({ column: 'Address', record: '1 Newer Row', list: '9 Else Street' })
  expect(row?.because).toContain('Somebody changed the record since')
  expect(done.outcomes).toEqual({ unchanged: 1 })
  expect(await versionsOf(id, 'addresses')).toBe(2)
})

test('what the list does not say of an item stays on the record when the row is written', async () => {
  const { id, importId } = await differing('9990000298')
  const { db } = house.small.database

  await write(house, 'mill', importId, true)

  const [written] = await db.run(db.sql<{ body: object }[]>`
    select body from record_entries where patient_id = ${id} and section = 'addresses' and version = 2`)
  expect(written?.body).toEqual({ kind: 'main', lines: ['9 Else Street'], postcode: 'WZ3 7QP' })
})

test('of somebody who has died the row says so only to whom the record is open', async () => {
  const dead = anEntry('death', { stage: 'verified', at: '2026-10-09T10:00:00.000Z', place: 'home' })
  const { id, importId } = await differing('9990000301', LISTED, dead)

  const [before] = await rowsOf(house, 'mill', importId)
  await ended(id)
  const [after] = await rowsOf(house, 'mill', importId)

  expect(before?.because).toContain('Has died, as the record has it')
  expect((await looks(id)).map(({ what, outcome }) => [what, outcome])).toEqual([
    [['death'], 'allowed'],
    [[], 'refused'],
  ])
  expect(after?.because).toEqual(CLOSED)
  expect(readCells(await leftOutOf('mill', importId))[0]?.['What to do']).toEqual(CLOSED)
})

test('what rows of before kept of records is taken out of them, and what such a row means is written all the same', async () => {
  const { db } = house.small.database
  const { id, importId } = await differing('9990000328')
  const item = { section: 'primaryDiagnosis', itemId: id, version: 1 }
  // As a process of the version before left it.
  await db.run(db.sql`alter table list_import_rows add column draft jsonb`)
  await db.run(db.sql`
    update list_import_rows
    set draft = ${db.sql.json({ bodies: {}, changes: [{ ...item, body: { text: 'Asthma', note: 'Canary note' } }] })},
        finding = (finding - 'differs') || ${db.sql.json({
          differences: [
            { column: 'Main diagnosis', record: 'Canary of the lung', list: 'Asthma' },
            { column: 'Agreement to share', record: 'Canary note', list: 'Said no' },
          ],
        })}
    where import_id = ${importId}`)
  await db.sql.begin(sql =>
    sql.unsafe(readFileSync('server/migrations/0063_lists_keep_nothing_of_the_record.sql', 'utf8')),
  )

  expect(await kept()).not.toContain('Canary of the lung')
  expect(await kept()).not.toContain('Canary note')
  const [row] = await rowsOf(house, 'mill', importId)
  const done = await write(house, 'mill', importId, true)
  expect(row?.differences).toEqual([
    { column: 'Main diagnosis', record: 'Canary of the lung', list: 'Asthma' },
    { column: 'Agreement to share', record: 'Agreed by the person', list: 'Said no' },
  ])
  expect(done.outcomes).toEqual({ changed: 1 })
  expect(await versionsOf(id, 'primaryDiagnosis')).toBe(2)
})
