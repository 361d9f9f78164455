import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LinkRow, linkHash, listText, NOTHING, rowText } from '#server/audit/core/linkHash.ts'
import { hashing } from '#server/audit/hashing.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await testDatabase()
})
afterAll(() => house.close())

/** What could be taken for the end of a field or of a row, what PostgreSQL quotes, and any other text it can keep. */
const tricky = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        ',',
        '"',
        '\\',
        ' ',
        '\n',
        '\t',
        '\v',
        'N',
        'NULL',
        'null',
        'é',
        '\u2028',
        '🧵',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 6,
  })
  .filter(text => !text.includes('\0'))
const nullable = fc.option(tricky, { nil: null })

const aRow: fc.Arbitrary<LinkRow> = fc.record({
  lineId: fc.constant(randomUUID()),
  organisation: fc.constant('Loud Hospice'),
  seq: fc.constant(1),
  place: fc.constantFrom('1', '2', '12'),
  at: fc.constant('1795846678.197000'),
  previousHash: fc.constant(NOTHING),
  hash: fc.constant(NOTHING),
  id: fc.constantFrom('1', '11', '112'),
  actorId: nullable,
  actorName: tricky,
  actorRole: tricky,
  sessionId: nullable,
  requestId: nullable,
  action: tricky,
  patientId: nullable,
  what: tricky,
  why: tricky,
  outcome: tricky,
  software: nullable,
  device: nullable,
})

test('different rows never give the same text, however a name is written', () => {
  fc.assert(
    fc.property(fc.array(aRow, { maxLength: 3 }), fc.array(aRow, { maxLength: 3 }), (some, others) => {
      fc.pre(JSON.stringify(some) !== JSON.stringify(others))

      expect(some.map(rowText).join('\n')).not.toBe(others.map(rowText).join('\n'))
    }),
    { numRuns: 3_000 },
  )
})

test('what stands in one field cannot be told from its text to be in two', () => {
  const fields = fc.array(nullable, { minLength: 1, maxLength: 4 })

  fc.assert(
    fc.property(fields, fields, (some, others) => {
      fc.pre(JSON.stringify(some) !== JSON.stringify(others))

      expect(listText(some)).not.toBe(listText(others))
    }),
    { numRuns: 20_000 },
  )
})

test('a list reads as PostgreSQL writes it', async () => {
  const { db } = house
  const lists = fc.sample(fc.array(nullable, { minLength: 1, maxLength: 5 }), { numRuns: 2_000, seed: 3 })

  const rows = await db.run(db.sql<{ text: string }[]>`
    select array(select item #>> '{}' from jsonb_array_elements(list) with ordinality as items (item, place) order by place)::text as text
    from jsonb_array_elements(${db.sql.json(lists)}::jsonb) with ordinality as lists (list, nth)
    order by nth`)

  expect(rows.map(row => row.text)).toEqual(lists.map(listText))
})

test('the hash of a link is what the database makes of it', async () => {
  const { db } = house
  const [first, second] = fc.sample(aRow, { numRuns: 2, seed: 5 })
  if (!first || !second) throw new Error('two rows were asked for')
  const [both, neither] = [
    { software: '0.1.0', device: 'Edge on Windows' },
    { software: null, device: null },
  ]
  const rows = [first, second].map((row, i) => ({
    ...row,
    ...(i === 0 ? both : neither),
    place: String(i + 1),
    actorId: randomUUID(),
    sessionId: null,
    patientId: randomUUID(),
    what: '{name,"past calls"}',
    why: '{"kind": "search"}',
  }))
  const previousHash = hashing.ofText('the link before')
  const link = { ...first, previousHash, seq: 12 }

  const [row] = await db.run(db.sql<{ hash: string }[]>`
    select encode(access_link_hash(
      decode(${previousHash}, 'hex'),
      sha256(convert_to(string_agg(access_row_text(
        id, place, "actorId", "actorName", "actorRole", "sessionId", "requestId", action, "patientId", what, why, outcome,
        software, device
      ), E'\n' order by place), 'UTF8')),
      ${link.lineId}, ${link.organisation}, 12, to_timestamp(${link.at}::numeric)
    ), 'hex') as hash
    from jsonb_to_recordset(${db.sql.json(rows.map(one => ({ ...one, why: JSON.parse(one.why) })))}::jsonb) as r (
      id bigint, place int, "actorId" uuid, "actorName" text, "actorRole" text, "sessionId" uuid, "requestId" text,
      action text, "patientId" uuid, what text[], why jsonb, outcome text, software text, device text
    )`)

  expect(row?.hash).toBe(linkHash(hashing, link, rows))
})
