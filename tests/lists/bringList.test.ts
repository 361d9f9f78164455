import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_ROWS } from '#shared/lists.ts'
import { EVERYBODY, type SharedHouse, share, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { ada, bring, fileOf, rowsOf, write } from './bringing.ts'
import { readCells } from './readCells.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const peopleCalled = async (family: string) => {
  const { db } = house.small.database
  return db.run(db.sql<{ id: string; nhsNumber: string | null; status: string }[]>`
    select id, nhs_number, status from patients where family_name = ${family}`)
}
const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((all, count) => all + count, 0)
/** Somebody of the line with this NHS number, born on the day that `ada` is. */
const known = (family: string, nhsNumber: string, ...entries: Parameters<SharedHouse['person']>[0]) =>
  aPatient(house.small.database.db, house.hub, {
    identity: { name: { given: 'Ada', family }, birthDate: '1941-05-06', nhsNumber },
    entries: [...(entries.some(one => one.section === 'consentToShare') ? [] : [EVERYBODY]), ...entries],
  })

test('the dry run names every row and writes to no record; then each is written once, and the counts add up', async () => {
  const file = fileOf(
    ada('Newone', {
      'Agreement to share': 'Agreed by the person',
      Address: '1 Loud Lane; Loudham',
      Postcode: 'wz37qp',
    }),
    ada('Newtwo'),
    ada('', { 'First name': '' }),
  )

  const read = await bring(house, 'mill', file)
  const before = [...(await peopleCalled('Newone')), ...(await peopleCalled('Newtwo'))]
  const done = await write(house, 'mill', read.importId)

  expect([read.state, read.rows, read.verdicts]).toEqual(['read', 3, { new: 2, bad: 1 }])
  expect(read.reading[0]).toBe('Read as UTF-8.')
  expect(before).toEqual([])
  expect(done.outcomes).toEqual({ made: 2, left_out: 1 })
  expect(sum(done.outcomes)).toBe(done.rows)
  const [one] = await peopleCalled('Newone')
  expect(one?.status).toBe('referred')
  const opened = await house.open('mill', one?.id ?? '')
  expect(JSON.stringify(opened.record)).toContain('1 Loud Lane')
  expect(JSON.stringify(opened.record)).toContain('"kind":"import"')
})

test('the same file twice makes nobody twice', async () => {
  const file = fileOf(
    ada('Twice', { 'NHS number': '9990000026', 'Agreement to share': 'Yes' }),
    ada('Unnumbered', { 'Agreement to share': 'Yes' }),
  )

  const first = await bring(house, 'mill', file)
  await write(house, 'mill', first.importId)
  const second = await bring(house, 'mill', file)
  const done = await write(house, 'mill', second.importId)

  expect(second.verdicts).toEqual({ same: 2 })
  expect(done.outcomes).toEqual({ unchanged: 2 })
  expect([(await peopleCalled('Twice')).length, (await peopleCalled('Unnumbered')).length]).toEqual([1, 1])
})

test('two lists that are written at once make nobody twice', async () => {
  const file = fileOf(...Array.from({ length: 12 }, (_, n) => ada(`Race${n}`)))
  const both = await Promise.all([bring(house, 'mill', file), bring(house, 'hospice', file)])

  const done = await Promise.all([
    write(house, 'mill', both[0].importId),
    write(house, 'hospice', both[1].importId),
  ])

  expect(done.map(({ outcomes }) => outcomes.made ?? 0).reduce((a, b) => a + b)).toBe(12)
  for (const one of done) expect(sum(one.outcomes)).toBe(12)
  for (let n = 0; n < 12; n += 1) expect(await peopleCalled(`Race${n}`)).toHaveLength(1)
})

test('a list that was half written when the process died goes on where it was', async () => {
  const { db } = house.small.database
  const read = await bring(house, 'mill', fileOf(ada('Crashone'), ada('Crashtwo')))
  // As a crash leaves it: the first row done, the promise taken by nobody any more.
  await db.run(
    db.sql`update list_imports set state = 'running', begun_at = now() where id = ${read.importId}`,
  )
  await db.run(
    db.sql`update list_import_rows set outcome = 'made' where import_id = ${read.importId} and place = 1`,
  )
  await db.run(db.sql`
    insert into promises (key, kind, line_id, subject_id, body, due_at)
    select ${`list/${read.importId}/running`}, 'list.write', line_id, id, '{}', now() from list_imports where id = ${read.importId}`)

  const done = await write(house, 'mill', read.importId)

  expect(done.outcomes).toEqual({ made: 2 })
  expect([(await peopleCalled('Crashone')).length, (await peopleCalled('Crashtwo')).length]).toEqual([0, 1])
})

test('what differs is shown and left alone, unless the list is to be written over it; agreements never are', async () => {
  const id = await known('Differ', '9990000034', anEntry('primaryDiagnosis', { text: 'Heart failure' }))
  await onCaseload(house.small.database.db, house.as('mill').actor, id)
  const file = fileOf(
    ada('Differ', {
      'NHS number': '999 000 0034',
      'Main diagnosis': 'Lung cancer',
      'Agreement to share': 'Said no',
    }),
  )
  const diagnosis = async () => JSON.stringify((await house.open('mill', id)).record?.blocks)

  const first = await bring(house, 'mill', file)
  const [shown] = await rowsOf(house, 'mill', first.importId)
  const left = await write(house, 'mill', first.importId)
  const untouched = await diagnosis()
  const second = await bring(house, 'mill', file)
  const changed = await write(house, 'mill', second.importId, true)

  expect(shown?.differences).toEqual([
    { column: 'Main diagnosis', record: 'Heart failure', list: 'Lung cancer' },
    { column: 'Agreement to share', record: 'Agreed by the person', list: 'Said no' },
  ])
  expect([left.outcomes, changed.outcomes]).toEqual([{ unchanged: 1 }, { changed: 1 }])
  expect(untouched).toContain('Heart failure')
  expect(await diagnosis()).toContain('Lung cancer')
  expect((await house.open('mill', id)).standing.kind).toBe('open')
})

test('who has a record on the line joins the caseload by number, name and birth date; a privacy officer hears of it', async () => {
  const id = await known('Joiner', '9990000042')

  const read = await bring(house, 'hospice', fileOf(ada('Joiner', { 'NHS number': '9990000042' })))
  const said = JSON.stringify(await rowsOf(house, 'hospice', read.importId))
  const before = (await house.open('hospice', id)).standing.kind
  const done = await write(house, 'hospice', read.importId)
  const { body } = await house.as('hospice.officer').at.get('/api/reviews')

  expect([read.verdicts, before, done.outcomes]).toEqual([{ to_join: 1 }, 'may_exist', { joined: 1 }])
  expect(said).not.toContain('window open at night')
  expect((await house.open('hospice', id)).standing.kind).toBe('open')
  expect(body.reviews).toContainEqual(expect.objectContaining({ kind: 'joined_by_list' }))
  const log = await house.as('officer').at.get(`/api/people/${id}/access-log`)
  expect(JSON.stringify(log.body)).toContain('That they look after you')
  expect(JSON.stringify(log.body)).toContain('wrote down that St Brannoc Hospice looks after you')
})

test('who is on the caseload and not on the list stays: a list ends nothing', async () => {
  const id = await house.person([EVERYBODY], 'hospice')

  const { importId } = await bring(house, 'hospice', fileOf(ada('Leftalone')))
  await write(house, 'hospice', importId)

  expect((await house.open('hospice', id)).standing).toMatchObject({ kind: 'open', by: 'caseload' })
})

test('an NHS number beside another name is refused, and a name and birth date alone join nobody', async () => {
  await known('Other', '9990000050')
  await known('Namesake', '9990000069')

  const read = await bring(
    house,
    'hospice',
    fileOf(ada('Somebody', { 'NHS number': '9990000050', 'First name': 'Zoe' }), ada('Namesake')),
  )
  const done = await write(house, 'hospice', read.importId)

  expect(read.verdicts).toEqual({ bad: 1, may_be: 1 })
  expect(done.outcomes).toEqual({ left_out: 2 })
  expect(await peopleCalled('Namesake')).toHaveLength(1)
})

test('of somebody who does not share the list learns nothing', async () => {
  const id = await known(
    'Private',
    '9990000077',
    share({ scope: 'everyone_caring', value: 'declined' }),
    anEntry('primaryDiagnosis', { text: 'Secret-Canary' }),
  )
  await onCaseload(house.small.database.db, house.as('mill').actor, id)

  const read = await bring(
    house,
    'mill',
    fileOf(ada('Private', { 'NHS number': '9990000077', 'Main diagnosis': 'Guess' })),
  )

  expect(read.verdicts).toEqual({ same: 1 })
  expect(JSON.stringify(await rowsOf(house, 'mill', read.importId))).not.toContain('Secret-Canary')
})

test('a list says neither that a place is the same nor that it differs, where another record of theirs protects it', async () => {
  const { db } = house.small.database
  const home = { kind: 'main' as const, lines: ['1 Canary Lane'], postcode: 'WZ3 7QP' }
  const id = await known('Sheltered', '9990000093', anEntry('addresses', home))
  const kept = await house.person([anEntry('locationProtection', { isProtected: true })])
  await onCaseload(db, house.as('mill').actor, id)
  const asked = ['1 Canary Lane', '9 Else Street'].map(Address =>
    fileOf(ada('Sheltered', { 'NHS number': '9990000093', Address, Postcode: 'WZ3 7QP' })),
  )
  const told = async () => {
    const rows = []
    for (const file of asked)
      rows.push(...(await rowsOf(house, 'mill', (await bring(house, 'mill', file)).importId)))
    return rows.map(({ verdict, differences }) => [verdict, differences.length])
  }

  const before = await told()
  await db.run(db.sql`update patients set kept_at = ${kept} where id = ${id}`)
  await db.run(db.sql`update patients set others = 1 where id = ${kept}`)

  expect(before).toEqual([
    ['same', 0],
    ['changed', 1],
  ])
  expect(await told()).toEqual([
    ['same', 0],
    ['same', 0],
  ])
})

test('no list brings the dead back', async () => {
  const dead = anEntry('death', { stage: 'verified', at: '2026-10-09T10:00:00.000Z', place: 'home' })
  const id = await known('Gone', '9990000085', dead)
  await onCaseload(house.small.database.db, house.as('mill').actor, id)

  const read = await bring(
    house,
    'mill',
    fileOf(
      ada('Gone', { 'NHS number': '9990000085', 'Main diagnosis': 'Alive' }),
      ada('Declared', { 'Has died': 'Yes' }),
    ),
  )
  const done = await write(house, 'mill', read.importId, true)

  expect([read.verdicts, done.outcomes]).toEqual([{ died: 2 }, { left_out: 2 }])
  expect(await peopleCalled('Declared')).toEqual([])
})

test('of somebody who dies between the dry run and the writing nothing is written, and the row is named', async () => {
  const { db } = house.small.database
  const id = await known('Between', '9990000301', anEntry('primaryDiagnosis', { text: 'Heart failure' }))
  await onCaseload(db, house.as('mill').actor, id)
  const joiner = await known('Betwixt', '9990000107')
  const file = fileOf(
    ada('Between', { 'NHS number': '9990000301', 'Main diagnosis': 'Lung cancer' }),
    ada('Betwixt', { 'NHS number': '9990000107' }),
  )
  const read = await bring(house, 'mill', file)
  await db.run(db.sql`update patients set is_deceased = true where id = any(${[id, joiner]}::uuid[])`)

  const done = await write(house, 'mill', read.importId, true)

  expect([read.verdicts, done.outcomes]).toEqual([{ changed: 1, to_join: 1 }, { left_out: 2 }])
  const { body } = await house.as('mill').at.get(`/api/caseload/imports/${read.importId}/left-out`)
  expect(readCells(String(body.text)).map(row => row['What to do'])).toEqual([
    expect.stringContaining('Has died since'),
    // Not of somebody who is on no list of theirs.
    expect.stringContaining('only a person can tell now'),
  ])
  expect(JSON.stringify((await house.open('mill', id)).record?.blocks)).toContain('Heart failure')
})

test('of a record on which nothing is written the dry run says why, and so does the row afterwards', async () => {
  const { db } = house.small.database
  const id = await known('Disputed', '9990000115', anEntry('primaryDiagnosis', { text: 'Heart failure' }))
  await onCaseload(db, house.as('hospice').actor, id)
  await db.run(db.sql`update patients set is_disputed = true where id = ${id}`)
  const row = ada('Disputed', { 'NHS number': '9990000115', 'Main diagnosis': 'Lung cancer' })

  const read = await bring(house, 'hospice', fileOf(row))
  const [before] = await rowsOf(house, 'hospice', read.importId)
  const done = await write(house, 'hospice', read.importId, true)
  const [after] = await rowsOf(house, 'hospice', read.importId)

  expect([read.verdicts, done.outcomes]).toEqual([{ changed: 1 }, { unchanged: 1 }])
  for (const one of [before, after])
    expect(one?.because).toContain('nothing is written on it until a shift lead')
})

test('of two records of one person a row means the one that is written to', async () => {
  const { db } = house.small.database
  const diagnosis = () => anEntry('primaryDiagnosis', { text: 'Heart failure' })
  const two = [
    await known('Linked', '9990000123', diagnosis()),
    await known('Linked', '9990000123', diagnosis()),
  ].sort()
  for (const id of two) await onCaseload(db, house.as('hospice').actor, id)
  // Whichever comes first by its id is the one that is not kept.
  const [other, kept] = two
  await db.run(db.sql`
    with o as (update patients set kept_at = ${kept ?? ''} where id = ${other ?? ''})
    update patients set others = 1 where id = ${kept ?? ''}`)
  const row = ada('Linked', { 'NHS number': '9990000123', 'Main diagnosis': 'Lung cancer' })

  const read = await bring(house, 'hospice', fileOf(row))
  const done = await write(house, 'hospice', read.importId, true)

  expect([read.verdicts, done.outcomes]).toEqual([{ changed: 1 }, { changed: 1 }])
  const [written] = await db.run(db.sql<{ patientId: string }[]>`
    select patient_id from record_entries where section = 'primaryDiagnosis' and version = 2 and patient_id = any(${two}::uuid[])`)
  expect(written?.patientId).toBe(kept)
})

test('a number that was put right on one record is free for whom it belongs to', async () => {
  const { db } = house.small.database
  const number = { 'NHS number': '9990000131', 'Agreement to share': 'Yes' }
  const first = await bring(house, 'hospice', fileOf(ada('Wrongnumber', number)))
  await write(house, 'hospice', first.importId)
  await db.run(db.sql`update patients set nhs_number = '9990000158' where family_name = 'Wrongnumber'`)

  const second = await bring(house, 'hospice', fileOf(ada('Rightnumber', number)))
  const done = await write(house, 'hospice', second.importId)

  expect([second.verdicts, done.outcomes]).toEqual([{ new: 1 }, { made: 1 }])
})

test('a list of more rows than one may have is refused in words, and none of it is kept', async () => {
  const file = Buffer.from(`First name,Family name,Birth date\n${'a,b,\n'.repeat(MOST_ROWS + 1)}`)

  const read = await bring(house, 'mill', file)

  expect([read.state, read.rows, read.reading]).toEqual([
    'refused',
    0,
    ['The list has more than 20000 rows. Divide it, and bring one part after the other.'],
  ])
  const { db } = house.small.database
  expect(await db.run(db.sql`select 1 from list_import_rows where import_id = ${read.importId}`)).toEqual([])
})

test('what was left out comes back as a file, to be mended and brought again', async () => {
  const file = fileOf(ada('Unmistakable'), ada('=Mend', { 'Birth date': '31/02/1941' }))
  const read = await bring(house, 'mill', file)

  const { body } = await house.as('mill').at.get(`/api/caseload/imports/${read.importId}/left-out`)
  const [row] = readCells(String(body.text))
  const mended = await bring(
    house,
    'mill',
    Buffer.from(String(body.text).replace('31/02/1941', '28/02/1941')),
  )

  expect(row).toMatchObject({
    'Family name': "'=Mend",
    Row: 'Row 2',
    'What to do': expect.stringContaining('Birth date:'),
  })
  expect(mended.verdicts).toEqual({ new: 1 })
  expect((await rowsOf(house, 'mill', mended.importId))[0]?.who).toBe('Ada =Mend')
})

test('our own list, taken and brought again, changes nothing', async () => {
  const { at } = house.as('mill')
  const asked = await at.post('/api/caseload/exports', {
    commandId: randomUUID(),
    purpose: 'direct_care',
    because: 'To see that it comes back',
  })
  const taken = await at.get(`/api/caseload/exports/${asked.body.exportId}/file`)

  const read = await bring(house, 'mill', Buffer.from(String(taken.body.text)))

  const { died = 0, same = 0, ...others } = read.verdicts
  expect(others).toEqual({})
  expect(died + same).toBe(read.rows)
})

test('a list of another organisation is nobody’s', async () => {
  const read = await bring(house, 'mill', fileOf(ada('Mine')))
  const path = `/api/caseload/imports/${read.importId}`
  const { at } = house.as('hospice')

  const answers = [
    await at.get(path),
    await at.get(`${path}/rows`),
    await at.get(`${path}/left-out`),
    await at.post(`${path}/write`, { writesChanges: false }),
  ]

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
})

test('a file that is no list is refused as a whole, and says what to do', async () => {
  const read = await bring(house, 'mill', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1, 2, 3, 0xff]))

  expect(read.state).toBe('refused')
  expect(read.reading[0]).toContain('The template has all headings')
})
