import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealDetails } from '#server/doors/sealDetails.ts'
import type { ColumnKeys } from '#server/platform/columnKeys.ts'
import { EVERYBODY, type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { everythingIn } from '#tests/support/everythingIn.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const migration = (name: string) => readFileSync(`server/migrations/${name}.sql`, 'utf8')
const only = (text: string, statement: RegExp) => statement.exec(text)?.[0] ?? 'not in the file'
const run = (text: string) => house.small.database.db.sql.begin(sql => sql.unsafe(text))

type Before = { gettingIn?: string; change?: 'changed' | 'confirmed' | 'retracted' }
/** Somebody whose record said how to enter in plain words, version by version, as a house of before wrote it. */
async function saidInPlain(...versions: Before[]): Promise<string> {
  const { db } = house.small.database
  const id = await house.person([EVERYBODY, anEntry('accessNotes', { parking: 'Yard' })], 'mill')
  for (const [index, { gettingIn, change = 'changed' }] of versions.entries())
    await db.run(db.sql`
      insert into record_entries (
        line_id, patient_id, section, item_id, version, is_single, change, known_state, body, author, source, recorded_at, retracted
      )
      select line_id, patient_id, section, item_id, ${index + 2}, is_single, ${change}, known_state,
             ${db.sql.json({ parking: 'Yard', ...(gettingIn ? { gettingIn } : {}) })}::jsonb,
             ${db.sql.json({ name: `Canary ${index}`, role: 'GP', organisation: 'Loud Surgery' })}::jsonb,
             source, ${`2026-0${index + 1}-02T03:04:05.000Z`},
             ${change === 'retracted' ? db.sql.json({ at: '2026-09-09T09:09:09.000Z', by: { name: 'Canary who retracts' }, because: 'Wrong house' }) : null}::jsonb
      from record_entries
      where patient_id = ${id} and section = 'accessNotes' and version = 1`)
  return id
}

/** The house is as one of before, then migrated, and not yet started with its key. */
async function migrated(people: () => Promise<string[]>): Promise<string[]> {
  await run('alter table record_entries drop constraint record_entries_says_not_how_to_enter')
  const ids = await people()
  const before = migration('0051_how_to_enter_is_kept_apart')
  await run(only(before, /^alter table record_entries[^;]*;$/m))
  await run(migration('0053_how_to_enter_leaves_the_record'))
  await run(only(migration('0054_no_entry_says_how_to_enter'), /^alter table record_entries[^;]*;$/m))
  return ids
}

const reveal = async (id: string) => {
  const { db } = house.small.database
  await db.run(db.sql`delete from reveal_counts`)
  return (await house.as('mill').at.post(`/api/people/${id}/record/reveal-door`, { kind: 'how_to_enter' }))
    .body
}
const kept = (id: string) => {
  const { db } = house.small.database
  return db.run(db.sql`
    select version, change, author ->> 'name' as by, to_char(written_at at time zone 'UTC', 'MM-DD HH24:MI') as at
    from door_secrets where patient_id = ${id} and kind = 'how_to_enter' order by version`)
}

test('what the record said in plain words is sealed at the start, older words too, and stands nowhere in plain', async () => {
  const { db } = house.small.database
  const [peel = '', gone = '', wrong = '', never = ''] = await migrated(async () => [
    await saidInPlain(
      { gettingIn: 'Canary key under the pot' },
      { gettingIn: 'Canary key under the pot', change: 'confirmed' },
      { gettingIn: 'Mrs Canary at number 7 has a key' },
    ),
    await saidInPlain({ gettingIn: 'Canary side door' }, {}),
    await saidInPlain(
      { gettingIn: 'Canary back door' },
      { gettingIn: 'Canary back door', change: 'retracted' },
    ),
    await saidInPlain({}),
  ])
  expect((await everythingIn(db, ['door_details_to_seal'])).join()).not.toMatch(
    /Canary (key|side|back)|Mrs Canary/,
  )

  const { stop } = await house.small.another()
  await stop()

  expect((await everythingIn(db)).join()).not.toMatch(/Canary (key|side|back)|Mrs Canary/)
  expect(await kept(peel)).toEqual([
    { version: 1, change: 'added', by: 'Canary 0', at: '01-02 03:04' },
    { version: 2, change: 'changed', by: 'Canary 2', at: '03-02 03:04' },
  ])
  expect(await reveal(peel)).toMatchObject({ kind: 'shown', value: 'Mrs Canary at number 7 has a key' })
  expect((await kept(gone)).map(({ change }) => change)).toEqual(['added', 'removed'])
  expect(await reveal(gone)).toMatchObject({ kind: 'not_shown' })
  expect(await kept(wrong)).toMatchObject([
    { change: 'added' },
    { change: 'removed', by: 'Canary who retracts', at: '09-09 09:09' },
  ])
  expect(await kept(never)).toEqual([])
})

test('the rest of each version is as it was written, and nothing of it can be written over afterwards', async () => {
  const { db } = house.small.database
  const [id = ''] = await migrated(async () => [await saidInPlain({ gettingIn: 'Canary key' }, {})])

  const versions = await db.run(db.sql`
    select version, body, author ->> 'name' as by from record_entries
    where patient_id = ${id} and section = 'accessNotes' order by version`)

  expect(versions).toEqual([
    { version: 1, body: { parking: 'Yard' }, by: 'Dr Loud Author' },
    { version: 2, body: { parking: 'Yard' }, by: 'Canary 0' },
    { version: 3, body: { parking: 'Yard' }, by: 'Canary 1' },
  ])
  await expect(
    db.run(db.sql`update record_entries set body = '{}' where patient_id = ${id}`),
  ).rejects.toThrow(/only ever added to/)
  await expect(saidInPlain({ gettingIn: 'Canary key' })).rejects.toThrow(/says_not_how_to_enter/)
})

test('what is kept already stays, the words of before come after it; of two who start together each word is sealed once', async () => {
  const { db } = house.small.database
  const keys: ColumnKeys = house.small.house.deps.columnKeys
  await house.small.another().then(({ stop }) => stop())
  const [id = ''] = await migrated(async () => [
    await saidInPlain({ gettingIn: 'Canary one' }, { gettingIn: 'Canary two' }),
  ])
  await house.as('mill').at.post(`/api/people/${id}/record/doors`, {
    commandId: crypto.randomUUID(),
    kind: 'how_to_enter',
    version: 0,
    change: { what: 'keep', value: 'Canary nought' },
  })

  const sealed = await Promise.all([sealDetails(db, keys), sealDetails(db, keys)])

  expect(sealed.toSorted()).toEqual([0, 1])
  expect((await kept(id)).map(({ version, change }) => [version, change])).toEqual([
    [1, 'added'],
    [2, 'changed'],
    [3, 'changed'],
  ])
  expect(await reveal(id)).toMatchObject({ value: 'Canary two' })
})

test('of a form that was never saved the words on how to enter go, and the rest stays', async () => {
  const { db } = house.small.database
  const id = await house.person([EVERYBODY], 'mill')
  const field = (text: string) => ({ kind: 'typed', text })
  const body = {
    isNew: false,
    base: { version: 1, knownState: 'known', body: { gettingIn: 'Canary key', parking: 'Yard' } },
    writing: {
      whyNot: '',
      value: { kind: 'group', fields: { gettingIn: field('Canary key'), pets: field('Cat') } },
    },
  }
  await db.run(db.sql`
    insert into half_written (line_id, patient_id, staff_id, way, section, item_id, body, typed_at)
    select p.line_id, p.id, s.id, 'any', 'accessNotes', p.id, ${db.sql.json(body)}::jsonb, now()
    from patients p
    join staff s on s.line_id = p.line_id
    where p.id = ${id}
    limit 1`)

  await run(only(migration('0052_a_kind_of_door_secret'), /^update half_written[^;]*;$/m))

  const [row] = await db.run(
    db.sql<{ body: unknown }[]>`select body from half_written where patient_id = ${id}`,
  )
  expect(row?.body).toEqual({
    isNew: false,
    base: { version: 1, knownState: 'known', body: { parking: 'Yard' } },
    writing: { whyNot: '', value: { kind: 'group', fields: { pets: field('Cat') } } },
  })
})
