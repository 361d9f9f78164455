import { appendFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAnchorKey } from '#server/audit/anchorKey.ts'
import { readAuditArguments } from '#server/audit/auditArguments.ts'
import { auditCommand } from '#server/audit/runAuditCommand.ts'
import { askedHere, askedInATerminal } from '#tests/support/operatorCommand.ts'
import { aLog, type Log, look } from './aLog.ts'

let log: Log
beforeAll(async () => {
  log = await aLog({ anchored: 'never' })
})
afterAll(() => log.close())

const here = () => ({ DATABASE_URL: log.url, DATA_DIR: log.dataDir })
const audit = (args: string[], env: Record<string, string> = {}) =>
  askedHere(auditCommand, args, { ...here(), ...env })
const atTheTerminal = (args: string[]) => askedInATerminal('audit/auditCommand.ts', args, here())

test('without an anchor the log is not called sound', async () => {
  const { code, out } = await atTheTerminal(['verify'])

  expect(code).toBe(2)
  expect(out).toContain('Loud Line, Loud Hospice: 6 links, 12 rows, not anchored.')
  expect(out).toContain('Held against no anchor')
})

test('an anchor is made by hand, in both places, and the log is sound against it', async () => {
  const elsewhere = join(log.dataDir, 'elsewhere')
  const anchored = await audit(['anchor'], { AUDIT_ANCHOR_DIR: elsewhere })
  const verified = await audit(['verify'], { AUDIT_ANCHOR_DIR: elsewhere })
  const { publicText } = openAnchorKey(log.dataDir)

  expect([anchored.code, verified.code]).toEqual([0, 0])
  expect(anchored.out).toContain(publicText)
  expect(verified.out).toContain('Loud Line, Loud Hospice: 6 links, 12 rows, anchored to link 6.')
  expect(verified.out).toContain(`Held against 2 anchors in ${log.anchors} and ${elsewhere}`)
  expect(verified.out).toMatch(/\n\nSound\. Every link is there/)
})

test('it says first what was checked, what a link is and what an anchor, for who has never heard of either', async () => {
  const { out } = await audit(['verify'])

  const [before = ''] = out.split('Loud Line, Loud Hospice:')
  expect(before.replaceAll('\n', ' ')).toMatch(
    /^Checked: the log of who looked at what\. Each look is one link: .*Every row was read.*An anchor is .*\. +$/,
  )
})

test('what is found is said with line, organisation and link, and never who looked at whom', async () => {
  const { db } = log
  await log.attack('create table kept as select * from access_log', 'delete from access_log where seq = 3')
  const inWords = await atTheTerminal(['verify'])
  const asJson = await audit(['verify', '--json', '--anchors', log.anchors])
  await log.attack('insert into access_log overriding system value select * from kept where seq = 3')
  const people = await db.run(db.sql<{ one: string }[]>`
    select patient_id::text as one from access_log
    union select actor_id::text from access_log
    union select actor_name from access_log`)

  expect([inWords.code, asJson.code]).toEqual([1, 1])
  expect(inWords.out).toContain('Loud Line, Loud Hospice: Link 3 is missing.')
  expect(inWords.out).toContain('1 finding.')
  expect(JSON.parse(asJson.out)).toMatchObject({
    verdict: 'findings',
    findings: [{ kind: 'missing', lineId: log.actor.lineId, organisation: 'Loud Hospice', from: 3, to: 3 }],
  })
  expect(people.length).toBeGreaterThan(10)
  for (const { one } of people)
    for (const { out, err } of [inWords, asJson]) expect(out + err).not.toContain(one)
})

test('an anchor that was changed is named by its file and line', async () => {
  const [name = ''] = readdirSync(log.anchors)
  appendFileSync(join(log.anchors, name), '{"anchor": "none"}\n')

  const { code, out } = await audit(['verify'])

  expect(code).toBe(1)
  expect(out).toContain(`Line 2 of ${join(log.anchors, name)} is not as it was signed.`)
})

test('a house that goes on meanwhile is no finding', async () => {
  let isOver = false
  let looks = 0
  const looking = Array.from({ length: 8 }, async () => {
    for (; !isOver; looks += 1) await look(log.db, log.actor)
  })
  const empty = join(log.dataDir, 'empty')
  mkdirSync(empty)

  const { out } = await audit(['verify', '--json', '--anchors', empty])
  isOver = true
  await Promise.all(looking)

  expect(looks).toBeGreaterThan(8)
  expect(JSON.parse(out)).toMatchObject({ findings: [] })
})

test.each([
  [['verify'], { DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/none' }, 'does not answer'],
  [['verify'], { DATABASE_URL: '' }, 'DATABASE_URL: Set it to the address of PostgreSQL'],
  [['verify', '--anchors', '/no/such/folder'], {}, 'There is no folder /no/such/folder.'],
  [['look'], {}, 'Say what to do, one of: verify, anchor, restored.'],
] as const)('%j that could not be done (%j) says so', async (args, env, because) => {
  const { code, out, err } = await audit([...args], env)

  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(because)
})

test('a database from before the chain is told from a broken one', async () => {
  const url = new URL(log.url)
  url.pathname = '/postgres'

  const { code, err } = await audit(['verify'], { DATABASE_URL: url.href })

  expect([code, err]).toEqual([2, expect.stringContaining('has no chain yet')])
})

test.each([
  [['verify', '--key', 'short'], '--key: Give the 43 letters and digits of anchor-key.pub.'],
  [['anchor', '--json'], '--json: There is no such field here: leave it out.'],
  [['verify', 'now'], "'now' belongs to nothing"],
  [['restored', '--by', 'Ruth Hale', '--because', 'x'], '--because: Say in a sentence'],
  [['restored', '--because', 'Restored to the backup of 02:00.'], '--by: This is missing.'],
  [[], 'Say what to do'],
])('%j is not as it should be, and says how', (args, because) => {
  expect(readAuditArguments(args)).toEqual({ kind: 'wrong', because: expect.stringContaining(because) })
})
