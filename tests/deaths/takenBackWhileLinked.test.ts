import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Nurse } from '#tests/support/aNurse.ts'
import { heldBack } from '#tests/support/heldBack.ts'
import { OWN, promised } from './deathHouse.ts'
import { because, type LinkedHouse, linkedHouse } from './linkedHouse.ts'

let people: LinkedHouse
let aroha: Nurse
let callBacks: LinkedHouse['callBacks']

beforeAll(async () => {
  people = await linkedHouse()
  ;({ aroha, callBacks } = people)
})
afterAll(() => people.house.close())

/** Two records of each of which a death was told before they were linked, and on each something that was promised. */
async function twoDeaths() {
  const [kept, other] = await people.two()
  for (const patientId of [kept, other]) await promised(people.house, patientId, OWN)
  const deaths = { kept: await people.dies(kept), other: await people.dies(other) }
  await people.link(kept, other)
  return { kept, other, deaths }
}
const owed = async ({ kept, other }: { kept: PatientId; other: PatientId }) => [
  ...(await callBacks(kept)),
  ...(await callBacks(other)),
]
const bereaved = async ({ kept, other }: { kept: PatientId; other: PatientId }) => [
  new Set(await people.bereavement(kept)),
  new Set(await people.bereavement(other)),
]
const OPEN = new Set(['open'])
const DONE = new Set(['done'])

describe.each(['kept', 'other'] as const)(
  'two records tell of a death, and the one of the %s record is taken back',
  first => {
    const second = first === 'kept' ? 'other' : 'kept'

    test('while the other tells of it everything stays stopped; with the second it starts again', async () => {
      const both = await twoDeaths()
      const linked = await owed(both)

      const replies = [await people.takeBack(both.deaths[first])]
      const between = await owed(both)
      replies.push(await people.takeBack(both.deaths[second]))

      expect(replies).toEqual([{ kind: 'done' }, { kind: 'done' }])
      expect([linked, between, await owed(both)]).toEqual([
        ['done', 'done'],
        ['done', 'done'],
        ['open', 'open'],
      ])
      expect(await bereaved(both)).toEqual([DONE, DONE])
    })

    test('then the two are parted: what is about somebody who lives starts again, and nothing else', async () => {
      const both = await twoDeaths()

      await people.takeBack(both.deaths[first])
      await people.part(both.kept)

      expect({ [first]: await callBacks(both[first]), [second]: await callBacks(both[second]) }).toEqual({
        [first]: ['open'],
        [second]: ['done'],
      })
      expect((await people.onBoard(both[first])).map(({ hasDied }) => hasDied)).toEqual([undefined])
    })

    test('the bereaved are rung for the other one, and no console hears of it before its day', async () => {
      const both = await twoDeaths()
      const { seq } = await aroha.board()

      await people.takeBack(both.deaths[first])

      expect(await bereaved(both)).toEqual(first === 'kept' ? [DONE, OPEN] : [OPEN, DONE])
      const feed = await aroha.ask(routes.feed, { query: { after: seq } })
      const told = feed.kind === 'entries' ? feed.entries.map(({ message }) => message) : []
      const kinds = told.flatMap(message =>
        message.kind === 'task' && message.task.state === 'open' ? [message.task.kind] : [],
      )
      expect(kinds).toContain('bereavement_day')
      expect(kinds).not.toContain('bereavement_weeks')
    })

    test('no bereavement call of the report that was wrong is left on its record', async () => {
      const both = await twoDeaths()

      await people.takeBack(both.deaths[first])

      const rows = await people.db.run(people.db.sql`
        select distinct on (item_id) change from record_entries
        where patient_id = ${both[first]} and section = 'bereavement' order by item_id, version desc`)
      expect(rows).toEqual([{ change: 'retracted' }, { change: 'retracted' }, { change: 'retracted' }])
    })

    test('the other at the same moment: everything starts again, whichever comes first', async () => {
      const both = await twoDeaths()

      const done = await heldBack(people.house.database, both.kept, [
        () => people.takeBack(both.deaths[first]),
        () => people.takeBack(both.deaths[second]),
      ])

      expect(done).toEqual(done.map(() => ({ status: 'fulfilled', value: { kind: 'done' } })))
      expect(await owed(both)).toEqual(['open', 'open'])
      expect(await bereaved(both)).toEqual([DONE, DONE])
    })

    test.each(['the parting', 'the taking back'] as const)(
      'the two are parted at the same moment, %s first: only the dead stay stopped',
      async sooner => {
        const both = await twoDeaths()
        await people.decide(people.lead, both.kept, 'ask_parting')
        const { linkId, version } = await people.linkOf(both.kept)
        const acts = [
          () =>
            people.office.ask(routes.decideLink, {
              params: { linkId },
              body: { version, act: 'confirm', because },
            }),
          () => people.takeBack(both.deaths[first]),
        ]

        const done = await heldBack(
          people.house.database,
          both.kept,
          sooner === 'the parting' ? acts : acts.toReversed(),
        )

        expect(done).toEqual(done.map(() => ({ status: 'fulfilled', value: { kind: 'done' } })))
        expect([await callBacks(both[first]), await callBacks(both[second])]).toEqual([['open'], ['done']])
        expect(await bereaved(both)).toEqual(first === 'kept' ? [DONE, OPEN] : [OPEN, DONE])
      },
    )
  },
)

describe('three records of one person, of whom the two that are not kept tell of a death', () => {
  const three = async () => {
    const [kept, one] = await people.two()
    const another = await people.one()
    await promised(people.house, kept, OWN)
    const deaths = [await people.dies(one), await people.dies(another)] as const
    for (const other of [one, another]) await people.link(kept, other)
    return { kept, one, another, deaths }
  }

  test('one is parted, the other taken back: the kept one is owed its call with the last of them', async () => {
    const { kept, one, deaths } = await three()

    await people.part(kept, one)
    const between = await callBacks(kept)
    await people.takeBack(deaths[1])

    expect([between, await callBacks(kept)]).toEqual([['done'], ['open']])
  })

  test('one is taken back, the other parted: as well', async () => {
    const { kept, another, deaths } = await three()

    await people.takeBack(deaths[0])
    const between = await callBacks(kept)
    await people.part(kept, another)

    expect([between, await callBacks(kept)]).toEqual([['done'], ['open']])
  })

  test('both are taken back at one moment', async () => {
    const { kept, deaths } = await three()

    const done = await heldBack(
      people.house.database,
      kept,
      deaths.map(deathId => () => people.takeBack(deathId)),
    )

    expect(done).toEqual(done.map(() => ({ status: 'fulfilled', value: { kind: 'done' } })))
    expect(await callBacks(kept)).toEqual(['open'])
  })
})

test('three deaths of one person: the bereaved are rung by one, whichever is taken back', async () => {
  const kept = await people.one()
  const others = await people.two()
  const all = [kept, ...others]
  const deaths = [await people.dies(kept), await people.dies(others[0]), await people.dies(others[1])]
  for (const other of others) await people.link(kept, other)
  const ringing = async () => {
    const states = await Promise.all(all.map(people.bereavement))
    return states.filter(([state]) => state === 'open').length
  }
  const counts = [await ringing()]

  for (const deathId of deaths) {
    await people.takeBack(deathId)
    counts.push(await ringing())
  }

  expect(counts).toEqual([1, 1, 1, 0])
})

test('linked, parted and linked again: what a death stopped is stopped again', async () => {
  const [kept, other] = await people.two()
  await promised(people.house, kept, OWN)
  await people.dies(other)

  await people.link(kept, other)
  await people.part(kept)
  const between = await callBacks(kept)
  await people.propose(kept, other)
  const { links } = await people.lead.ask(routes.links)
  const open = links.find(link => link.kept.patientId === kept && link.state === 'proposed')
  const again = await people.lead.ask(routes.decideLink, {
    params: { linkId: open?.linkId ?? '' },
    body: { version: 1, act: 'confirm', because },
  })

  expect([again, between, await callBacks(kept)]).toEqual([{ kind: 'done' }, ['open'], ['done']])
})
