import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import starterGuide from '#server/access/guides/starterLetter.json' with { type: 'json' }
import { reviewsDue } from '#server/shift/core/reviewsDue.ts'
import { starters } from '#server/triage/starters.ts'
import { dayInBritain } from '#shared/days.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

// Words that a line signed are looked at again by a day, and somebody says so before it has come.
describe('what is to be looked at again', () => {
  const protocol = (title: string, reviewOn: string | null) => ({
    what: 'protocol' as const,
    title,
    reviewOn,
  })
  const TODAY = '2026-12-01'

  test('is what is due within thirty days, or was, the longest overdue first', () => {
    const all = [
      protocol('In a month', '2026-12-31'),
      protocol('In a month and a day', '2027-01-01'),
      protocol('Long ago', '2026-05-01'),
      protocol('Today', TODAY),
      protocol('No day is agreed', null),
    ]

    expect(reviewsDue(all, TODAY).map(({ title }) => title)).toEqual(['Long ago', 'Today', 'In a month'])
  })
})

describe('on the page of the shift', () => {
  let house: LineHouse
  const people: Record<string, Nurse> = {}
  beforeAll(async () => {
    house = await lineHouse()
    for (const [signInName, role, lineId] of [
      ['nurse', 'coordinator', house.north.lineId],
      ['lead', 'shift_lead', house.north.lineId],
      ['second', 'shift_lead', house.north.lineId],
      ['elsewhere', 'shift_lead', house.south.lineId],
    ] as const) {
      await aColleague(house.database.db, lineId, {
        signInName,
        role,
        organisation: 'Test Hospice',
        kind: 'hub',
      })
      people[signInName] = await aNurse(house.url, signInName)
    }
  })
  afterAll(() => house.close())

  const as = (who: string): Nurse => {
    const nurse = people[who]
    if (!nurse) throw new Error(`nobody is ${who}`)
    return nurse
  }
  const reviews = async (who: string) =>
    (await as(who).ask(routes.shiftNow, { query: { show: 'all', rows: 1 } })).reviews
  const inDays = (days: number) => dayInBritain(new Date(Date.now() + days * 86_400_000).toISOString())

  /** Written by the lead, and approved by another until a day. */
  async function approved(starter: (typeof starters)[number], reviewOn: string): Promise<void> {
    const { protocolId, content, version } = starter
    await as('lead').ask(routes.beginProtocol, {
      params: { protocolId },
      body: { commandId: aCommand(), basedOn: { version, isStarter: true } },
    })
    const params = { protocolId, version: 2 }
    await as('lead').ask(routes.writeProtocol, {
      params,
      body: { commandId: aCommand(), revision: 1, content, reviewOn: null },
    })
    const act = (
      who: string,
      revision: number,
      given: { kind: 'send' } | { kind: 'approve'; reviewOn: string },
    ) => as(who).ask(routes.actOnProtocol, { params, body: { commandId: aCommand(), revision, act: given } })
    await act('lead', 2, { kind: 'send' })
    expect(await act('second', 3, { kind: 'approve', reviewOn })).toEqual({ kind: 'done' })
  }

  test('those who lead read what is due of protocols, guides and the letter of their line, and nobody else does', async () => {
    const [one, other] = starters
    if (!one || !other) throw new Error('there are no two starters')
    await approved(one, inDays(10))
    await approved(other, inDays(200))
    const { sql, run } = house.database.db
    const words = { ...starterGuide, version: 2, approver: 'Dr Another Person', reviewOn: inDays(-3) }
    await run(sql`
      insert into letter_words (line_id, version, words)
      values (${house.north.lineId}, 2, ${sql.json(words as never)}::jsonb)`)

    expect(await reviews('lead')).toEqual([
      { what: 'letter', title: 'Letter to a person', reviewOn: inDays(-3) },
      { what: 'protocol', title: one.content.title, reviewOn: inDays(10) },
    ])
    expect(await reviews('nurse')).toEqual([])
    expect(await reviews('elsewhere')).toEqual([])
  })
})
