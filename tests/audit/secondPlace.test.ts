import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startAnchoring } from '#server/audit/anchoring.ts'
import { createLogger } from '#server/platform/logger.ts'
import { startHouse } from '#server/start.ts'
import { until } from '#tests/support/browser.ts'
import { type SmallHouse, smallHouse, testConfig } from '#tests/support/smallHouse.ts'
import { look } from './aLog.ts'
import { aReviewer, type Reviewer } from './aReviewer.ts'

/** A second place that was not written for fifteen of these has ended. */
const ROUND_MS = 40

let small: SmallHouse
let officer: Reviewer
let folder: string
const running = new Set<{ stop: () => Promise<void> }>()
beforeEach(async () => {
  small = await smallHouse()
  officer = await aReviewer(small, 'second_place_ended')
  folder = mkdtempSync(join(tmpdir(), 'goldthread-second-'))
})
afterEach(async () => {
  for (const one of running) await one.stop()
  running.clear()
  await small.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A process that anchors, with a second place or without. */
function aProcess(name: string, elsewhere: string | undefined, said: string[] = []) {
  const anchoring = startAnchoring({
    db: small.database.db,
    places: { dataDir: join(folder, name), elsewhere },
    clock: () => new Date().toISOString(),
    everyMs: ROUND_MS,
    log: createLogger('info', line => void said.push(JSON.parse(line).what)),
  })
  const one = {
    ...anchoring,
    stop: async () => {
      running.delete(one)
      await anchoring.stop()
    },
  }
  running.add(one)
  return one
}
const witness = () => join(folder, 'witness')
const SAYS = 'The anchors of the access log are no longer kept in a second place.'
const endsFor = (one: { trouble: () => string | undefined }) =>
  until('it is said that the second place has ended', () => one.trouble() !== undefined)
const rounds = (count: number) => pause(count * ROUND_MS)

test('a house that never had a second place is asked nothing', async () => {
  const one = aProcess('one', undefined)
  await rounds(25)

  expect([one.trouble(), await officer.open()]).toEqual([undefined, []])
})

test('a house that goes on without it says so, in its log too, and the privacy officers are asked once', async () => {
  await aProcess('one', witness()).stop()
  const said: string[] = []
  const after = aProcess('one', undefined, said)
  await rounds(3)
  const atFirst = after.trouble()
  await endsFor(after)
  await rounds(10)

  const cards = await officer.open()
  expect([atFirst, after.trouble()]).toEqual([undefined, SAYS])
  expect(said.filter(what => what === 'anchor.second_place_ended')).toHaveLength(1)
  expect(cards).toHaveLength(1)
  expect(cards[0]).toMatchObject({ patientId: null, isAboutYou: false, looks: [], people: null })
  expect(cards[0]?.because).toMatch(
    /^From \d\d-\w{3}-\d{4} \d\d:\d\d to .* in a second place as well .*Is it right that there is no second place any more\?/,
  )
})

test('a card that tells of the hour which the clocks tell twice says which of the two it was', async () => {
  await aProcess('one', witness()).stop()
  const { db } = small.database
  await db.run(
    db.sql`update second_place set since = '2026-10-25T00:45:00Z', last_at = '2026-10-25T01:45:00Z'`,
  )
  await endsFor(aProcess('one', undefined))

  const [card] = await officer.open()
  expect(card?.because).toMatch(/^From 25-Oct-2026 01:45 BST to 25-Oct-2026 01:45 GMT copies that prove/)
})

test('every line’s hub has a card of its own, and no other organisation has one', async () => {
  await aProcess('one', witness()).stop()
  await endsFor(aProcess('one', undefined))

  const { db } = small.database
  const cards = await db.run(db.sql`
    select access_reviews.line_id, organisations.kind
    from access_reviews join organisations on organisations.id = organisation_id
    where access_reviews.kind = 'second_place_ended'`)
  const hubs = [small.north, small.south].map(({ lineId }) => ({ lineId, kind: 'hub' }))
  expect(cards).toEqual(expect.arrayContaining(hubs))
  expect(cards).toHaveLength(2)
})

test('a card is closed by a person with a reason, and only “There was good reason” of every hub ends the trouble', async () => {
  const south = await aReviewer(small, 'second_place_ended', small.south.lineId)
  await aProcess('one', witness()).stop()
  const after = aProcess('one', undefined)
  await endsFor(after)

  const unsaid = await officer.judge('justified', ' ')
  await officer.judge('justified', 'We move the witness to another building this week.')
  await south.judge('followed_up', 'Nobody told me of it.')
  await rounds(4)
  const notAgreed = after.trouble()
  await small.administrator(`update access_reviews set verdict = 'justified' where verdict = 'followed_up'`)
  await until('it is agreed', () => after.trouble() === undefined)

  expect([unsaid, notAgreed]).toEqual([400, SAYS])
  expect(await officer.open()).toEqual([]) // not asked again
})

test('what is closed is asked again when the second place begins again and ends again', async () => {
  await aProcess('one', witness()).stop()
  const without = aProcess('one', undefined)
  await endsFor(without)
  await officer.judge('justified', 'The share is being replaced.')
  await without.stop()

  await aProcess('one', witness()).stop()
  await endsFor(aProcess('one', undefined))

  expect(await officer.open()).toHaveLength(1)
})

test('a card stays open until somebody judges it, though the second place is there again', async () => {
  await aProcess('one', witness()).stop()
  const without = aProcess('one', undefined)
  await endsFor(without)
  const again = aProcess('one', witness())
  await until('the trouble is over', () => without.trouble() === undefined)

  expect(again.trouble()).toBeUndefined()
  expect(await officer.open()).toHaveLength(1)
})

test('of two processes over one database one that keeps it is enough, and when that stops the other says so', async () => {
  const keeps = aProcess('one', witness())
  const without = aProcess('two', undefined)
  await rounds(25)
  const meanwhile = [without.trouble(), await officer.open()]
  await keeps.stop()
  await endsFor(without)

  expect(meanwhile).toEqual([undefined, []])
  expect(await officer.open()).toHaveLength(1)
})

test('two processes that both find it ended ask once', async () => {
  await aProcess('one', witness()).stop()
  const [one, two] = [aProcess('one', undefined), aProcess('two', undefined)]
  await endsFor(one)
  await endsFor(two)

  expect(await officer.open()).toHaveLength(1)
})

test('a restart that is shorter than that is no ending, and nobody looking is none either', async () => {
  await aProcess('one', witness()).stop()
  await rounds(5)
  const again = aProcess('one', witness())
  await rounds(25)
  const { db } = small.database
  const rows = await db.run(db.sql<{ span: number }[]>`
    select extract(epoch from last_at - since)::float8 * 1000 as span from second_place`)

  expect([again.trouble(), await officer.open()]).toEqual([undefined, []])
  expect(rows[0]?.span).toBeGreaterThan(25 * ROUND_MS)
})

test('a place that is set and takes nothing any more has ended as well', async () => {
  await aProcess('one', witness()).stop()
  const file = join(folder, 'one', 'anchor-key.pub')
  const { actor } = officer
  const blocked = aProcess('one', join(file, 'no folder'))
  await look(small.database.db, actor)
  await endsFor(blocked)

  expect(await officer.open()).toHaveLength(1)
})

test('an open house opens without it, and its health says that it is gone', async () => {
  const opened = (auditAnchorDir: string | undefined) =>
    startHouse({
      config: testConfig(small.database.url, { dataDir: join(folder, 'house'), auditAnchorDir }),
      log: createLogger('error', () => {}),
      anchorMs: ROUND_MS,
    })
  await (await opened(witness())).stop()
  const without = await opened(undefined)
  running.add(without)
  const health = async () => (await fetch(`${without.publicUrl}/health`)).json()
  await until('it says so, and has anchored', async () => {
    const said = await health()
    return said.ready === true && 'troubles' in said
  })

  expect(await health()).toEqual({ ready: true, troubles: [SAYS] })
})

test('a database that does not answer keeps nobody from anchoring later, and is said in the log', async () => {
  const said: string[] = []
  await small.administrator('alter table second_place rename to hidden')
  const one = aProcess('one', witness(), said)
  await until('it is said', () => said.includes('anchor.second_place_not_asked'))
  await small.administrator('alter table hidden rename to second_place')
  const { db } = small.database
  await until('the place is known', async () => (await db.run(db.sql`select from second_place`)).length === 1)

  expect(one.trouble()).toBeUndefined()
})
