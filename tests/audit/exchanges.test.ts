import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { anchorNow } from '#server/audit/anchoring.ts'
import { verdictInWords } from '#server/audit/verdict.ts'
import { verifyLog } from '#server/audit/verifyLog.ts'
import { connectDatabase } from '#server/platform/database.ts'
import type { Actor } from '#shared/staff.ts'
import { aLine } from '#tests/patients/aPatient.ts'
import { until } from '#tests/support/aNurse.ts'
import { aLog, type Log, look } from './aLog.ts'

// Attacks that need two chains, a whole database, or the anchors of another house.
let log: Log
let keptAnchors: string
beforeAll(async () => {
  log = await aLog({ anchored: 'each link' })
  const other: Actor = { ...log.actor, organisation: 'Another Hospice' }
  for (let link = 1; link <= 6; link += 1) await look(log.db, other)
  await log.anchor()
  keptAnchors = join(log.dataDir, 'kept')
  cpSync(log.anchors, keptAnchors, { recursive: true })
  await log.attack(
    'create table kept as select * from access_log',
    'create table kept_heads as select * from access_log_heads',
  )
})
afterEach(async () => {
  rmSync(log.anchors, { recursive: true })
  cpSync(keptAnchors, log.anchors, { recursive: true })
  await log.attack(
    'truncate access_log, access_log_heads',
    'insert into access_log overriding system value select * from kept',
    'insert into access_log_heads select * from kept_heads',
  )
})
afterAll(() => log.close())

const kindsOf = async () => [...new Set((await log.findings()).map(({ kind }) => kind))].sort()

/** Every hash of a chain made anew, and its head: as if it had always been so. */
const MADE_ANEW = (organisation: string) => `
  do $$
  declare
    link record;
    before bytea := decode(repeat('00', 32), 'hex');
  begin
    for link in
      select line_id, organisation, seq, at, sha256(convert_to(string_agg(access_row_text(
        id, place, actor_id, actor_name, actor_role, session_id, request_id, action, patient_id, what, why, outcome,
        software, device
      ), E'\\n' order by place), 'UTF8')) as rows_hash
      from access_log where organisation = '${organisation}' group by line_id, organisation, seq, at order by seq
    loop
      update access_log
      set previous_hash = before,
          hash = access_link_hash(before, link.rows_hash, link.line_id, link.organisation, link.seq, link.at)
      where organisation = link.organisation and seq = link.seq;
      select hash into before from access_log where organisation = link.organisation and seq = link.seq limit 1;
    end loop;
    update access_log_heads head
    set previous_hash = l.previous_hash, hash = l.hash
    from access_log l
    where l.organisation = head.organisation and l.seq = head.seq and head.organisation = '${organisation}';
  end
  $$`
/** The rows of one link of one organisation become those of the other, and the other way round. */
const EXCHANGED = (seq: number) => [
  `update access_log set organisation = 'x' where organisation = 'Loud Hospice' and seq = ${seq}`,
  `update access_log set organisation = 'Loud Hospice' where organisation = 'Another Hospice' and seq = ${seq}`,
  `update access_log set organisation = 'Another Hospice' where organisation = 'x'`,
]

/** Each keeps the time of the place where it now stands. */
const IN_TIME = (seq: number) => `
  update access_log here set at = there.at
  from access_log there
  where here.seq = ${seq} and there.seq = ${seq} and there.place = 1 and there.organisation <> here.organisation`

describe('two organisations’ links exchanged', () => {
  test('are found in both chains', async () => {
    await log.attack(...EXCHANGED(4))

    expect(await log.findings()).toEqual([
      { kind: 'changed', from: 4, to: 4 },
      { kind: 'changed', from: 4, to: 4 },
    ])
  })

  test('with all hashes made anew are found by the anchors', async () => {
    await log.attack(...EXCHANGED(4), IN_TIME(4), MADE_ANEW('Loud Hospice'), MADE_ANEW('Another Hospice'))

    expect(await log.findings()).toEqual([
      { kind: 'rewritten', from: 1, to: 6 },
      { kind: 'rewritten', from: 4, to: 4 },
    ])
  })

  test('of two lines are found as well', async () => {
    const line = await aLine(log.db)
    for (let link = 1; link <= 6; link += 1) await look(log.db, line)
    const sound = await log.findings()
    await log.attack(
      `update access_log set seq = -seq where seq = 3 and line_id = '${line.lineId}'`,
      `update access_log set line_id = '${line.lineId}' where seq = 3 and line_id = '${log.actor.lineId}' and organisation = 'Loud Hospice'`,
      `update access_log set line_id = '${log.actor.lineId}', seq = 3 where seq = -3`,
    )

    expect(sound).toEqual([])
    expect(await log.findings()).toEqual([
      { kind: 'changed', from: 3, to: 3 },
      { kind: 'changed', from: 3, to: 3 },
    ])
  })
})

test('a whole database that was brought back from a copy is behind its anchors, also when it has gone on', async () => {
  const copy = `copy_${randomUUID().replaceAll('-', '')}`
  const server = new URL(log.url)
  const name = server.pathname.slice(1)
  server.pathname = '/postgres'
  const admin = postgres(server.href, { max: 1, onnotice: () => {} })
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and pid <> pg_backend_pid()`
  await admin.unsafe(`create database ${copy} template ${name}`)
  // Its connection was ended from outside: what is asked of it next may be what finds that out.
  await until(() =>
    log.db.run(log.db.sql`select 1`).then(
      () => true,
      () => false,
    ),
  )
  for (let link = 7; link <= 9; link += 1) await look(log.db, log.actor)
  await log.anchor()
  server.pathname = `/${copy}`
  const back = connectDatabase({ url: server.href })
  const findings = async () =>
    (await verifyLog(back, { folders: [log.anchors] })).findings.map(({ kind, from, to }) => ({
      kind,
      from,
      to,
    }))

  const restored = await findings()
  for (let link = 7; link <= 12; link += 1) await look(back, log.actor)
  await anchorNow(back, { dataDir: log.dataDir, elsewhere: undefined }, new Date().toISOString())
  const wentOn = await findings()
  await back.close()
  await admin.unsafe(`drop database ${copy} with (force)`)
  await admin.end()

  expect([restored, wentOn]).toEqual([
    [{ kind: 'restored', from: 7, to: 9 }],
    [expect.objectContaining({ kind: 'restored', from: 7 })],
  ])
})

describe('the anchors', () => {
  const files = () => readdirSync(log.anchors).sort()

  test('two lines of a file exchanged are found', async () => {
    const [first] = files()
    const file = join(log.anchors, first ?? '')
    const all = files().flatMap(one => readFileSync(join(log.anchors, one), 'utf8').trim().split('\n'))
    for (const one of files()) rmSync(join(log.anchors, one))
    writeFileSync(file, `${all.map((_, i) => all[i === 2 ? 3 : i === 3 ? 2 : i]).join('\n')}\n`)

    expect(await kindsOf()).toEqual(['anchor_moved'])
  })

  test('of another house in the place of ours are not taken for ours', async () => {
    const foreign = await aLog({ anchored: 'each link' })
    for (const one of files()) rmSync(join(log.anchors, one))
    for (const one of readdirSync(foreign.anchors))
      writeFileSync(join(log.anchors, one), readFileSync(join(foreign.anchors, one)))
    const found = await kindsOf()
    await foreign.close()

    expect(found).toContain('restored') // chains that this database never had
  })

  test('brought back together with the database are missed by the second place', async () => {
    const second = mkdtempSync(join(tmpdir(), 'goldthread-second-'))
    await anchorNow(log.db, { dataDir: log.dataDir, elsewhere: second }, new Date().toISOString())
    await log.attack(
      "delete from access_log where organisation = 'Loud Hospice' and seq >= 5",
      `update access_log_heads head
       set seq = 4, at = l.at, previous_hash = l.previous_hash, hash = l.hash
       from access_log l where l.organisation = 'Loud Hospice' and l.seq = 4 and head.organisation = 'Loud Hospice'`,
    )
    for (const one of files()) rmSync(join(log.anchors, one))

    const { findings } = await verifyLog(log.db, { folders: [log.anchors, second] })
    rmSync(second, { recursive: true })

    expect(findings.map(({ kind, from, to }) => ({ kind, from, to }))).toContainEqual({
      kind: 'restored',
      from: 5,
      to: 6,
    })
  })
})

describe('a clock that was moved', () => {
  test('far ahead and back again leaves links in order, and nothing to find', async () => {
    await log.attack(
      "update access_log_heads set at = at + interval '300 days' where organisation = 'Loud Hospice'",
    )
    await look(log.db, log.actor) // as after a moment in which the clock was wrong
    await look(log.db, log.actor)

    expect(await log.findings()).toEqual([])
  })

  test('far ahead as a link was anchored hides no restore behind it, and what is said is what is known', async () => {
    await log.attack(
      "update access_log_heads set at = at + interval '300 days' where organisation = 'Loud Hospice'",
    )
    await look(log.db, log.actor)
    const earlier = new Date(Date.now() - 15 * 60_000).toISOString()
    await anchorNow(log.db, { dataDir: log.dataDir, elsewhere: undefined }, earlier)
    await log.attack(
      "delete from access_log where organisation = 'Loud Hospice' and seq > 6",
      "delete from access_log_heads where organisation = 'Loud Hospice'",
      "insert into access_log_heads select * from kept_heads where organisation = 'Loud Hospice'",
    )
    await look(log.db, log.actor)

    const { findings } = await verifyLog(log.db, { folders: [log.anchors] })

    expect(findings).toMatchObject([
      {
        kind: 'restored',
        from: 7,
        to: 7,
        says: expect.stringContaining('or somebody put others in their place'),
      },
    ])
  })
})

test('two lines of one name are told apart by their numbers', async () => {
  const line = await aLine(log.db) // 'Loud Line' as well
  await look(log.db, line)
  await log.attack(`delete from access_log where line_id = '${line.lineId}'`)

  const verified = await verifyLog(log.db, { folders: [log.anchors] })
  const words = verdictInWords(verified, [log.anchors])

  const names = new Set(verified.chains.map(chain => chain.line))
  expect(names.size).toBe(2)
  expect(words).toMatch(/Loud Line, 01632 960 \d{3}, Loud Hospice: Link 1 is missing from the end\./)
})
