import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aboutThem, idsInPaths } from './aboutThem.ts'
import {
  CLOSED,
  HIDDEN,
  type Made,
  NEVER,
  NOTED,
  ON_NO_LIST,
  onList,
  PAST,
  PRACTICE,
  person,
  related,
  rowAbout,
  SEALED,
  SEALED_ITEM,
  sealed,
  somebody,
  WHO,
} from './closedStates.ts'
import { type Asking, crawling, DRAWN, isReading, ROUTES, routesAbout, UNSEAL } from './crawl.ts'
import { ask, BIRTH, CANARY, type Ids, QUERIES, together } from './everyAsk.ts'
import { inHand } from './inHand.ts'
import { EVERYBODY, limit, type SharedHouse, sharedHouse } from './sharedHouse.ts'

// Own line, own people: who may see a record, and what of it, by relationship, agreement, limit and role. Each state of a record is
// crawled through every route of the table; a new route is in it by existing.
type Named = Partial<Ids> & { patientId: PatientId }

let house: SharedHouse
let people: Map<string, Made>
beforeAll(async () => {
  house = await sharedHouse()
  people = new Map(
    await Promise.all(CLOSED.map(async ({ state, make }) => [state, await make(house)] as const)),
  )
})
afterAll(() => house.small.close())

const { nobodyOf, told, listens } = crawling(() => house)

test('what names nobody, each list and each search are answered with nothing of anybody they are closed to', async () => {
  await inHand(house, house.hub, [], [sealed()])
  const about = new Set(routesAbout({ patientId: randomUUID() }).entries)
  const lists = ROUTES.filter(entry => !about.has(entry) && !/:(callId|taskId)/.test(entry[1].path))
  // A call and a task are of those who answer the line: others are refused by their role, as in matrix.test.ts.
  const ofTheLine = ROUTES.filter(entry => !about.has(entry) && !lists.includes(entry))
  const others = [
    ...[...WHO, ...ANSWERING].flatMap(who => lists.map(entry => [who, entry] as const)),
    ...['hub.nurse', 'lead'].flatMap(who => ofTheLine.map(entry => [who, entry] as const)),
  ]
  const closedTo = (who: string) =>
    CLOSED.flatMap(({ state, to = PRACTICE, isNobody }) =>
      isNobody && to.some(one => one === who) ? (people.get(state)?.patientId ?? []) : [],
    )

  const telling = await together(others, async ([who, entry]) => {
    const { status, whole } = await nobodyOf(who, entry)
    const isOfNobody = entry[1].path.includes(':')
    const tells = NEVER.test(whole) || (isOfNobody && whole.includes(CANARY))
    const names = closedTo(who).some(id => whole.includes(id))
    return tells || names || status >= 500 ? [`${who} ${entry[0]} ${status} ${whole}`] : []
  })

  expect(others.length).toBeGreaterThan(300)
  expect(telling.flat()).toEqual([])
})

test('every id in an address is one that somebody has here, in each state that is closed', () => {
  const named = idsInPaths(ROUTES.map(([, { path }]) => path)).filter(name => name !== 'itemId')
  const missing = [...people].flatMap(([state, made]) =>
    named.filter(name => !(name in made)).map(name => `${state}: ${name}`),
  )

  expect(people.size).toBe(CLOSED.length)
  expect(missing).toEqual([])
})

describe.each(CLOSED)(
  'a person who $state',
  ({ state, to = PRACTICE, isNobody = false, hears, byReading, seenBy = [] }) => {
    test('is closed to the practice by every route, and by the socket', async () => {
      const made = people.get(state)
      const id = made?.patientId ?? ''
      const { ids, entries } = routesAbout({ ...made, itemId: id })
      // Who takes them off the list hears of them no more.
      const mayStay = hears ? entries.filter(([name]) => name !== 'leaveCaseload') : entries
      const asked = byReading ? entries.filter(isReading) : mayStay
      const isAsNobody = ([, { path }]: Asking) => isNobody && path.includes(':patientId')
      for (const who of to) {
        expect(await told(who, ids, asked, { isAsNobody, isWhole: to === WHO })).toEqual([])

        if (hears) (await listens(who, id)).close()
        else await expect(listens(who, id), who).rejects.toThrow()
        const { body } = await house.as(who).at.get('/api/caseload')
        if (!hears) expect(JSON.stringify(body), who).not.toContain(id)
      }
      // What they see to whom it is not closed: so that the crawl is known to look.
      for (const who of seenBy) expect(JSON.stringify(await house.open(who, id)), who).toContain(HIDDEN)
    })
  },
)

/** Those who answer the line, and the officers: with everybody on their board, and nobody's record but for a reason. */
const ANSWERING = ['hub.nurse', 'lead', 'officer', 'hospice.officer'] as const
/** Theirs to ask of anybody on the line: an officer of the hub reads who looked, a shift lead holds two records side by side. */
const THEIRS: Readonly<Record<string, readonly string[]>> = { officer: ['accessLog'], lead: ['pairBeside'] }
const OF_A_COLLEAGUE: { state: string; make: (who: string) => Promise<Named> }[] = [
  { state: ON_NO_LIST, make: () => withThings() },
  {
    state: 'was claimed by her until yesterday',
    make: async who => {
      const made = await withThings()
      await related(house, made.patientId, 'claimed', { until: PAST }, house.as(who).actor)
      return made
    },
  },
  {
    state: 'is in a colleague’s call, and whom a task is about that the colleague has taken',
    make: async who => {
      const colleague = colleagueOf(who)
      const { patientId, callId, taskId, noteId, contactId } = await inHand(house, colleague, [], [sealed()])
      await takenBy(colleague, taskId)
      return { ...(await thingsAbout(patientId)), callId, taskId, noteId, contactId }
    },
  },
  {
    state: 'is whom a task was about that she has done',
    make: async who => {
      const { patientId, taskId } = await inHand(house, colleagueOf(who), [], [sealed()])
      const { db } = house.small.database
      const { staffId } = house.as(who).actor
      await db.run(db.sql`
        update tasks set state = 'done', result = 'reached', done_at = now(), done_by = ${staffId} where id = ${taskId}`)
      return { ...(await thingsAbout(patientId)), taskId }
    },
  },
]
/** With what hangs on them: of the practice that looked after them, a link and a dispute for the line to settle. */
const withThings = async () => {
  const one = await somebody(house, [EVERYBODY])
  return { patientId: one.id, ...(await aboutThem(house, 'mill', one.id, rowAbout(one))) }
}
const thingsAbout = async (id: string) => {
  const patientId = PatientId.parse(id)
  return { patientId, ...(await aboutThem(house, 'mill', patientId, rowAbout({ birthDate: BIRTH }))) }
}
const colleagueOf = (who: string) => house.as(who === 'lead' ? 'hub.nurse' : 'lead').actor
const takenBy = ({ staffId }: Actor, taskId: string) => {
  const { db } = house.small.database
  return db.run(
    db.sql`update tasks set state = 'taken', taken_by = ${staffId}, version = 2 where id = ${taskId}`,
  )
}

describe.each(OF_A_COLLEAGUE)(
  'to those who answer the line, and officers, a person who $state',
  ({ state, make }) => {
    test('is closed by every route, and by the socket', async () => {
      for (const who of ANSWERING) {
        const real = await make(who)
        const { ids, entries } = routesAbout({ ...real, itemId: real.patientId })
        const isAsNobody = ([name, { path }]: Asking) =>
          /:(patientId|callId|taskId)/.test(path) && !THEIRS[who]?.includes(name)

        expect(await told(who, ids, entries, { isAsNobody, isWhole: state === ON_NO_LIST })).toEqual([])
        await expect(listens(who, real.patientId), who).rejects.toThrow()
      }
    })
  },
)

describe('of a record that is open', () => {
  /** Every answer about them, a line for each route: what only reads, then each change in turn, then the record as it is by then. */
  const crawl = async (who: string, patientId: string) => {
    const said = await readingOf(who, patientId)
    const { ids, open } = openRoutes(patientId)
    for (const entry of open.filter(entry => !isReading(entry))) said.push(await answerOf(who, entry, ids))
    const { body } = await house.as(who).at.get(`/api/people/${patientId}/record`)
    return [...said, `record ${JSON.stringify(body)}`]
  }
  const readingOf = (who: string, patientId: string) => {
    const { ids, open } = openRoutes(patientId)
    return together([...open.filter(isReading), SEALED_HISTORY], entry => answerOf(who, entry, ids))
  }
  const openRoutes = (patientId: string) => {
    const { ids, entries } = routesAbout({ patientId, itemId: patientId })
    const open = entries.filter(([name, { path }]) => path.includes(':patientId') && !LEFT_OUT.includes(name))
    return { ids, open }
  }
  const answerOf = async (who: string, entry: Asking, ids: Ids) =>
    `${entry[0]} ${(await asked(who, entry, ids)).whole}`
  /** No page asks for it: what was written before of what is sealed. */
  const SEALED_HISTORY: Asking = ['sharedHistory', routes.sharedHistory]
  const SEALED_HISTORY_IN_CALL: Asking = ['itemHistory', routes.itemHistory]
  const asked = (who: string, entry: Asking, ids: Ids) => {
    const [name, route] = entry
    if (entry !== SEALED_HISTORY && entry !== SEALED_HISTORY_IN_CALL) return ask(house, who, name, route, ids)
    const query = String(QUERIES[name]).replace('whatMatters', 'safeguarding')
    return ask(house, who, name, route, { ...ids, itemId: SEALED_ITEM }, { query })
  }
  const LEFT_OUT = [...UNSEAL, ...DRAWN]
  const holding = (word: string, said: readonly string[]) =>
    said.filter(line => line.includes(word)).map(line => line.split(' ')[0])
  const READING = ['openShared', 'sharedHistory', 'sharedAsOf']

  test.each(WHO)('what is sealed is in no answer: %s, who looks after them', async who => {
    const id = await person(house, [EVERYBODY])
    await onList(house, id, who)

    const said = await crawl(who, id)

    expect(holding('"kind":"open"', said)).toContain('openShared')
    expect(holding(SEALED, said)).toEqual([])
  })

  // An administrator breaks no glass.
  const WAYS = WHO.flatMap(who =>
    ['a claim', ...(who === 'clerk' ? [] : ['a broken glass'])].map(way => ({ who, way })),
  )
  test.each(WAYS)('nor of one that is open by $way: $who', async ({ who, way }) => {
    const id = await person(house, [EVERYBODY])
    if (way === 'a claim') await related(house, id, 'claimed', {}, house.as(who).actor)
    else await house.ask(who, id, 'break-glass', 'She has fallen and cannot tell us anything.')

    const said = await readingOf(who, id)

    expect(holding('"kind":"open"', said)).toContain('openShared')
    expect(holding(SEALED, said)).toEqual([])
  })

  /** To whoever answers the line the hub is an organisation like another, of which a part may be kept. */
  const KEPT_FROM_THE_HUB = [
    sealed(),
    anEntry('whatMatters', { whatMatters: HIDDEN }),
    limit({
      against: { kind: 'organisation', name: 'Test Hospice' },
      rule: 'hide_sections',
      sections: ['whatMatters'],
    }),
  ]

  test.each([
    { who: 'hub.nurse', way: 'a task that she has taken' },
    { who: 'lead', way: 'a claim' },
  ])('what is sealed, or kept from the hub, is in no answer: $who, by $way', async ({ who, way }) => {
    for (const entries of [[sealed()], KEPT_FROM_THE_HUB]) {
      const { patientId, taskId } = await inHand(house, colleagueOf(who), [], entries)
      const { actor } = house.as(who)
      if (way === 'a claim') await related(house, PatientId.parse(patientId), 'claimed', {}, actor)
      else await takenBy(actor, taskId)

      const said = await crawl(who, patientId)

      expect(holding('"kind":"open"', said)).toContain('openShared')
      expect([holding(SEALED, said), holding(HIDDEN, said)]).toEqual([[], []])
    }
  })

  test('nor in that of any route of a call to the nurse who holds it', async () => {
    const about = ROUTES.filter(([name, { path }]) => path.includes(':callId') && !LEFT_OUT.includes(name))
    const held = () => inHand(house, house.hub, [], KEPT_FROM_THE_HUB)
    const one = async (entry: Asking, ids: Ids) => ({
      name: entry[0],
      ...(await asked('hub.nurse', entry, ids)),
    })
    const ids = await held()
    const reading = [...about.filter(isReading), SEALED_HISTORY_IN_CALL]
    const told = await together(reading, entry => one(entry, ids))
    // Some end the call, or turn it to somebody else: each has a call of its own.
    for (const entry of about.filter(entry => !isReading(entry))) told.push(await one(entry, await held()))

    const holding = (word: string) => told.flatMap(({ name, whole }) => (whole.includes(word) ? [name] : []))
    expect(holding(SEALED)).toEqual([])
    // Nobody who answers the line is kept out by name while they have the call: so that the crawl is known to look.
    expect(holding(HIDDEN)).toEqual(expect.arrayContaining(['openRecord', 'itemHistory', 'recordAsOf']))
  })

  test('a section that is kept from practices is in no answer to one, and in that to a hospice', async () => {
    const somebody = async () => {
      const id = await person(house, [
        EVERYBODY,
        limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_sections', sections: ['whatMatters'] }),
      ])
      await onList(house, id, 'mill', 'hospice')
      return id
    }

    expect(holding(HIDDEN, await crawl('mill', await somebody()))).toEqual([])
    // What would have been seen: so that the crawl is known to look.
    expect(holding(HIDDEN, await readingOf('hospice', await somebody()))).toEqual(
      expect.arrayContaining(READING),
    )
  })

  test('what is kept from one person is in no answer to her, and in that to her colleague', async () => {
    const { staffId } = house.as('mill').actor
    const id = await person(house, [
      EVERYBODY,
      limit({ against: { kind: 'person', staffId, name: 'Mill' }, rule: 'hide_all' }),
    ])
    await onList(house, id, 'mill')

    // Before her crawl, which takes them off the list of both.
    expect(holding('"kind":"open"', await readingOf('clerk', id))).toContain('openShared')
    expect((await crawl('mill', id)).filter(line => NEVER.test(line))).toEqual([])
  })

  test('a list that a colleague brought tells an administrator nothing clinical, and her colleague what differs', async () => {
    const one = await somebody(house, [EVERYBODY])
    await onList(house, one.id, 'mill')
    const { ids, entries } = routesAbout(await aboutThem(house, 'mill', one.id, rowAbout(one)))
    const reading = (who: string) => together(entries.filter(isReading), entry => answerOf(who, entry, ids))

    const [clerk, mill] = [await reading('clerk'), await reading('mill')]

    expect([holding(one.ill, clerk), holding('Asthma', clerk)]).toEqual([[], []])
    expect(holding(one.ill, mill).toSorted()).toEqual(['fetchList', 'rowsOfList'])
  })

  test('an administrator is shown nothing clinical and no note, a crew no agreement, no note and no call', async () => {
    const [toClerk, toCrew] = [await person(house, [EVERYBODY]), await person(house, [EVERYBODY])]
    await Promise.all([onList(house, toClerk, 'mill'), onList(house, toCrew, 'crew')])

    const [clerk, crew] = [await crawl('clerk', toClerk), await crawl('crew', toCrew)]

    for (const word of [HIDDEN, NOTED]) expect(holding(word, clerk)).toEqual([])
    expect(holding(HIDDEN, crew)).toContain('openShared')
    for (const word of [NOTED, 'given_by_person']) expect(holding(word, crew)).toEqual([])
  })
})
