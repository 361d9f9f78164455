import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { diceOf } from './month/dice.ts'
import { type Flagged, liveMonth } from './month/liveMonth.ts'
import { townOf } from './month/population.ts'
import { plant } from './month/snoops.ts'
import { DAYS, type Month, monthOf } from './month/work.ts'

/**
 * T-08 of the reliability guide. What people do follows from their work (month/work.ts), and what snoops do from cases that came
 * before regulators (month/snoops.ts); neither knows a rule. Other seeds: MONTH_SEED=7 and this file; what they gave is in
 * docs/decisions/024.
 */
const SEED = Number(process.env.MONTH_SEED ?? 2026)

let database: TestDatabase
let month: Month
let planted: string[]
let reviews: Flagged[]
beforeAll(async () => {
  database = await testDatabase()
  const dice = diceOf(SEED)
  const town = townOf(dice)
  const before = monthOf(dice, town, -DAYS)
  month = monthOf(dice, town)
  planted = plant(dice, town, month)
  reviews = await liveMonth(database.db, town, { before, month, planted })
})
afterAll(() => database.close())

type Looked = Month['looks'][number] & { id: number }
const looks = (): Looked[] => month.looks.map((look, i) => ({ ...look, id: i + 1 }))
const flagged = () => new Set(reviews.flatMap(review => review.looks))
/** The work of one with one person on one day, of those who were at work. */
const episodes = () => [
  ...Map.groupBy(
    looks().filter(({ snoop }) => !snoop),
    ({ who, whom, at }) => `${who.id}|${whom.id}|${Math.floor(at / 24)}`,
  ).values(),
]
const pairOf = ({ staffId, patientId }: Flagged) => `${staffId}|${patientId ?? 'many'}`
const isFound = (one: string) => reviews.some(review => one.endsWith(`|${pairOf(review)}`))

test('of twenty planted snoops nine in ten are found, at five false flags in a hundred at most', () => {
  const [found, raised] = [planted.filter(isFound), flagged()]
  const all = episodes()
  const wrong = all.filter(own => own.some(({ id }) => raised.has(id)))
  const kinds = [...Map.groupBy(reviews, ({ kind }) => kind)].map(([kind, { length }]) => `${kind} ${length}`)
  if (process.env.MONTH_SEED)
    process.stdout.write(
      `seed ${SEED}: ${found.length} of ${planted.length} found, ${wrong.length} of ${all.length} episodes flagged (${((100 * wrong.length) / all.length).toFixed(1)} %), ${reviews.length} reviews: ${kinds.sort().join(', ')}; missed ${planted.filter(one => !isFound(one)).map(one => one.split('|')[0])}\n`,
    )

  expect(planted).toHaveLength(20)
  expect(all.length).toBeGreaterThan(3_000)
  expect(found.length / planted.length).toBeGreaterThanOrEqual(0.9)
  expect(wrong.length / all.length).toBeLessThanOrEqual(0.05)
})

test('those who look like snoops at their work are there, and are let be', () => {
  const raised = flagged()
  const rung = looks().filter(
    ({ who, whom, why, snoop }) => !snoop && why.kind === 'call' && who.family === whom.name.family,
  )
  const neighbours = looks().filter(({ who, whom, why }) => why.kind === 'call' && who.street === whom.street)
  const busy = [...Map.groupBy(looks(), ({ who, at }) => `${who.id} ${Math.floor(at)}`).values()].filter(
    own => own[0]?.who.role === 'coordinator' && own.length >= 8,
  )

  expect([rung.length > 5, neighbours.length > 0, busy.length > 0]).toEqual([true, true, true])
  const asked = [...rung, ...neighbours].filter(({ id }) => raised.has(id))
  expect(asked.length / (rung.length + neighbours.length)).toBeLessThan(0.1)
  expect(reviews.filter(({ kind }) => kind === 'many_in_an_hour')).toHaveLength(2) // the two who took lists away
})

test('what one officer has to read is little enough to be read', () => {
  const perWorkingDay = reviews.length / 22

  expect(perWorkingDay).toBeLessThan(10)
})
