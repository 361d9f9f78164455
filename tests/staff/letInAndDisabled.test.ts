import type { TransactionSql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { proposing } from './proposing.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const { staff, cardOf, say, proposed, standing } = proposing(() => house)

test('who is let in at one terminal and disabled at another at the same moment is let in by no yes', async () => {
  const { signIn } = await proposed('administrator')
  await staff('disable', '--sign-in', signIn)
  const { db } = house.small.database
  // Both wait for the same row: the one that enables has it first.
  let both: Promise<unknown> | undefined
  await db.sql.begin(async sql => {
    await sql`select from staff where sign_in_name = ${signIn} for update`
    const enabling = staff('enable', '--sign-in', signIn)
    await waiting(sql, 1)
    both = Promise.all([enabling, staff('disable', '--sign-in', signIn)])
    await waiting(sql, 2)
  })
  await both
  const card = await cardOf('officer', signIn)
  const said = await say('officer', card?.proposalId)

  expect(card).toMatchObject({ state: 'asked', isGone: true })
  expect(said.because).toContain('it cannot be given')
  expect((await standing(signIn))?.isDisabled).toBe(true)

  async function waiting(sql: TransactionSql, count: number): Promise<void> {
    for (;;) {
      await sql`select pg_stat_clear_snapshot()`
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int from pg_stat_activity
        where datname = current_database() and application_name = 'goldthread staff' and wait_event_type = 'Lock'`
      if ((row?.count ?? 0) >= count) return
    }
  }
})
