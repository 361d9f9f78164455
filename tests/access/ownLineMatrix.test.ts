import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { aPastCall } from '#tests/outcomes/aPastCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { liveConsole } from '#tests/support/browser.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { ALL, type Asked, ask, BODIES, CANARY, type Ids, nobody } from './everyAsk.ts'
import { inHand } from './inHand.ts'
import { EVERYBODY, limit, type SharedHouse, share, sharedHouse } from './sharedHouse.ts'

// Own line, own people: who may see a record, and what of it, by relationship, agreement, limit and role. Each state of a record is
// crawled through every route of the table; a new route is in it by existing.
const [SEALED, HIDDEN] = ['Sealed-Canary', 'Hidden-Canary']
/** They would open the record: what they answer is theirs to answer. */
const OPENERS = ['claimPerson', 'breakGlass']
/** Opens what is sealed, one section at a time, for a reason that is in the log. */
const UNSEALS = 'openSealedShared'
/** They close the record, or part of it, to others too: asked last, each time of a person of its own. */
const NARROWS = ['withdrawSharingShared', 'limitSharingShared']
const WHO = ['mill', 'clerk', 'hospice', 'crew'] as const
const ROUTES = ALL.filter(
  ([name]) => !OPENERS.includes(name) && !['choosePassword', 'provePassword'].includes(name),
).toSorted(([a], [b]) => Number(NARROWS.includes(a)) - Number(NARROWS.includes(b)))

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const millOnly = () => house.as('mill').actor

const sealed = () => anEntry('safeguarding', { concern: SEALED, about: 'adult' })

/** Somebody whose every part is a canary of its kind. */
async function person(entries: readonly EntryToWrite[] = []): Promise<PatientId> {
  const identity = { name: { given: CANARY, family: CANARY } }
  const own = [anEntry('whatMatters', { whatMatters: HIDDEN }), anEntry('notes', { text: CANARY }), sealed()]
  const { db } = house.small.database
  const id = await aPatient(db, house.hub, { identity, entries: [...own, ...entries] })
  await aPastCall(db, house.hub, id, { found: `${HIDDEN} was what she spoke of`, notes: SEALED })
  return id
}

async function related(
  id: PatientId,
  kind: 'claimed' | 'break_glass',
  rest: { until?: string; endedAt?: string },
  { lineId, organisationId, staffId }: Actor = millOnly(),
) {
  const { db } = house.small.database
  await db.run(db.sql`
    insert into relationships (id, line_id, patient_id, organisation_id, staff_id, kind, because, until, ended_at)
    values (${randomUUID()}, ${lineId}, ${id}, ${organisationId}, ${staffId}, ${kind}, 'A reason that was one',
            ${rest.until ?? '2099-01-01T00:00:00.000Z'}, ${rest.endedAt ?? null})`)
}
const onMill = (id: PatientId) => onCaseload(house.small.database.db, millOnly(), id)
const PAST = '2020-01-01T00:00:00.000Z'

/** States in which nothing of the record may be seen by the practice. `isNobody`: not even that there is such a person. */
const CLOSED: { state: string; isNobody?: true; hears?: true; make: () => Promise<PatientId> }[] = [
  { state: 'is on nobody’s list', isNobody: true, make: () => person([EVERYBODY]) },
  {
    state: 'was on the list, which was ended',
    isNobody: true,
    make: async () => {
      const id = await person([EVERYBODY])
      await onMill(id)
      const { db } = house.small.database
      await db.run(db.sql`update relationships set ended_at = now() where patient_id = ${id}`)
      return id
    },
  },
  {
    state: 'was claimed until yesterday',
    isNobody: true,
    make: async () => {
      const id = await person([EVERYBODY])
      await related(id, 'claimed', { until: PAST })
      return id
    },
  },
  {
    state: 'was opened by a glass that has closed',
    isNobody: true,
    make: async () => {
      const id = await person([EVERYBODY])
      await related(id, 'break_glass', { until: PAST })
      return id
    },
  },
  {
    state: 'was opened by a glass that was ended',
    isNobody: true,
    make: async () => {
      const id = await person([EVERYBODY])
      await related(id, 'break_glass', { endedAt: PAST })
      return id
    },
  },
  ...(
    [
      ['has agreed to nothing', []],
      ['has withdrawn', [share({ scope: 'everyone_caring', value: 'withdrawn' })]],
      ['has agreed for hospices alone', [share({ scope: 'hospice', value: 'given_by_person' })]],
      [
        'keeps all of it from this practice',
        [
          EVERYBODY,
          limit({ against: { kind: 'organisation', name: 'Mill Lane Surgery' }, rule: 'hide_all' }),
        ],
      ],
      [
        'keeps all of it from practices',
        [EVERYBODY, limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_all' })],
      ],
      [
        'wants to be asked each time',
        [EVERYBODY, limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'ask_each_time' })],
      ],
    ] as const
  ).map(([state, entries]) => ({
    state,
    // Once she has asked, she hears of it: whether she did is asked when the record is opened.
    ...(state === 'wants to be asked each time' && { hears: true as const }),
    make: async () => {
      const id = await person(entries)
      await onMill(id)
      return id
    },
  })),
]

/** The ids of this state among those of nobody, and the routes that can tell it from another: what names nobody only is asked once. */
function routesAbout(real: Partial<Ids>): { ids: Ids; entries: typeof ROUTES } {
  const ids = { ...nobody(), ...real }
  const named = Object.values(real)
  const entries = ROUTES.filter(([name, { path }]) => {
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, key]) => key as keyof Ids)
    const inBody = JSON.stringify(BODIES[name]?.(ids) ?? {})
    return inPath.length === 0 || inPath.some(key => key in real) || named.some(id => inBody.includes(id))
  })
  return { ids, entries }
}

test('what names nobody is answered with nothing of anybody', async () => {
  await onMill(await person([EVERYBODY]))
  const about = new Set(routesAbout({ patientId: randomUUID(), itemId: randomUUID() }).entries)
  const others = ROUTES.filter(entry => !about.has(entry))
  expect(others.length).toBeGreaterThan(50)

  for (const who of [...WHO, ...ANSWERING])
    for (const entry of others) {
      const { status, whole } = await nobodyOf(who, entry)
      expect(status, `${who} ${entry[0]}`).toBeLessThan(500)
      expect(whole, `${who} ${entry[0]}`).not.toMatch(new RegExp(`${HIDDEN}|${SEALED}|${CANARY}`))
    }
})

/** What nobody at all is answered, once for each who asks and each route. */
const answers = new Map<string, Promise<Asked>>()
const nobodyOf = (who: string, [name, route]: (typeof ALL)[number]) => {
  const key = `${who} ${name}`
  const known = answers.get(key) ?? ask(house, who, name, route, nobody())
  answers.set(key, known)
  return known
}

describe.each(CLOSED)('a person who $state', ({ isNobody, hears, make }) => {
  test('is closed to the practice by every route, and by the socket', async () => {
    const patientId = await make()
    const { ids, entries } = routesAbout({ patientId, itemId: patientId })
    for (const who of isNobody ? WHO : (['mill', 'clerk'] as const))
      for (const entry of entries) {
        const [name, route] = entry
        const [theirs, none] = await Promise.all([ask(house, who, name, route, ids), nobodyOf(who, entry)])

        for (const canary of [HIDDEN, SEALED]) expect(theirs.whole, `${who} ${name}`).not.toContain(canary)
        expect(theirs.status, name).toBeLessThan(500)
        if (!isNobody || !route.path.includes(':patientId')) continue
        expect(theirs.whole, `${who} ${name}`).not.toContain(CANARY)
        expect([theirs.status, theirs.said], `${who} ${name}`).toEqual([none.status, none.said])
      }

    const url = house.small.url
    const live = liveConsole(`${url}?record=${ids.patientId}`, house.as('mill').at.cookie, { origin: url })
    if (hears) (await live).close()
    else await expect(live).rejects.toThrow()
    const { body } = await house.as('mill').at.get('/api/caseload')
    if (!hears) expect(JSON.stringify(body)).not.toContain(ids.patientId)
  })
})

/** Those who answer the line, and the officers: with everybody on their board, and nobody's record but for a reason. */
const ANSWERING = ['hub.nurse', 'lead', 'officer', 'hospice.officer'] as const
/** Theirs to ask of anybody on the line: an officer of the hub reads who looked. */
const THEIRS: Readonly<Record<string, readonly string[]>> = { officer: ['accessLog'] }
const OF_A_COLLEAGUE: {
  state: string
  make: (who: string) => Promise<Partial<Ids> & { patientId: string }>
}[] = [
  { state: 'is on nobody’s list', make: async () => ({ patientId: await person([EVERYBODY]) }) },
  {
    state: 'was claimed by her until yesterday',
    make: async who => {
      const id = await person([EVERYBODY])
      await related(id, 'claimed', { until: PAST }, house.as(who).actor)
      return { patientId: id }
    },
  },
  {
    state: 'is in a colleague’s call, and whom a task is about that the colleague has taken',
    make: async who => {
      const colleague = colleagueOf(who)
      const ids = await inHand(house, colleague, [], [sealed()])
      const { db } = house.small.database
      await db.run(db.sql`
        update tasks set state = 'taken', taken_by = ${colleague.staffId}, version = 2 where id = ${ids.taskId}`)
      return ids
    },
  },
  {
    state: 'is whom a task was about that she has done',
    make: async who => {
      const ids = await inHand(house, colleagueOf(who), [], [sealed()])
      const { db } = house.small.database
      const { staffId } = house.as(who).actor
      await db.run(db.sql`
        update tasks set state = 'done', result = 'reached', done_at = now(), done_by = ${staffId} where id = ${ids.taskId}`)
      return ids
    },
  },
]
const colleagueOf = (who: string) => house.as(who === 'lead' ? 'hub.nurse' : 'lead').actor

describe.each(OF_A_COLLEAGUE)(
  'to those who answer the line, and officers, a person who $state',
  ({ make }) => {
    test('is closed by every route, and by the socket', async () => {
      for (const who of ANSWERING) {
        const real = await make(who)
        const { ids, entries } = routesAbout({ ...real, itemId: real.patientId })
        for (const entry of entries) {
          const [name, route] = entry
          const [theirs, none] = await Promise.all([ask(house, who, name, route, ids), nobodyOf(who, entry)])

          for (const canary of [HIDDEN, SEALED]) expect(theirs.whole, `${who} ${name}`).not.toContain(canary)
          expect(theirs.status, `${who} ${name}`).toBeLessThan(500)
          if (!/:(patientId|callId|taskId)/.test(route.path) || THEIRS[who]?.includes(name)) continue
          expect(theirs.whole, `${who} ${name}`).not.toContain(CANARY)
          if (!route.path.includes(':patientId')) continue
          expect([theirs.status, theirs.said], `${who} ${name}`).toEqual([none.status, none.said])
        }
        const url = house.small.url
        const live = liveConsole(`${url}?record=${ids.patientId}`, house.as(who).at.cookie, { origin: url })
        await expect(live, who).rejects.toThrow()
      }
    })
  },
)

describe('of a record that is open', () => {
  const crawl = async (who: string, id: PatientId, query = '') => {
    const ids = { ...nobody(), patientId: id, itemId: id }
    const said: string[] = []
    for (const [name, route] of ROUTES) {
      if (!route.path.includes(':patientId') || name === UNSEALS) continue
      said.push(`${name} ${(await ask(house, who, name, route, ids)).whole}`)
    }
    const { body } = await house.as(who).at.get(`/api/people/${id}/record${query}`)
    return [...said, JSON.stringify(body)].join('\n')
  }

  test('what is sealed is in no answer, whoever asks', async () => {
    for (const who of WHO) {
      const id = await person([EVERYBODY])
      await onCaseload(house.small.database.db, house.as(who).actor, id)

      expect(await crawl(who, id), who).not.toContain(SEALED)
    }
  })

  test('a section that is kept from practices is in no answer to one, and in that to a hospice', async () => {
    const somebody = async () => {
      const id = await person([
        EVERYBODY,
        limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_sections', sections: ['whatMatters'] }),
      ])
      await onMill(id)
      await onCaseload(house.small.database.db, house.as('hospice').actor, id)
      return id
    }

    expect(await crawl('mill', await somebody())).not.toContain(HIDDEN)
    // What would have been seen: so that the crawl is known to look.
    const seen = (await crawl('hospice', await somebody())).split('\n').filter(line => line.includes(HIDDEN))
    expect(seen.map(line => line.split(' ')[0])).toEqual(
      expect.arrayContaining(['openShared', 'sharedHistory', 'sharedAsOf']),
    )
  })

  test('what is kept from one person is in no answer to her, and in that to her colleague', async () => {
    const { staffId } = millOnly()
    const id = await person([
      EVERYBODY,
      limit({ against: { kind: 'person', staffId, name: 'Mill' }, rule: 'hide_all' }),
    ])
    await onMill(id)

    expect(await crawl('mill', id)).not.toMatch(/(Hidden|Sealed)-Canary/)
    expect(await crawl('clerk', id)).toContain('"kind":"open"')
  })

  test('an administrator is shown nothing clinical, a crew no agreement', async () => {
    const id = await person([EVERYBODY])
    await onMill(id)
    await onCaseload(house.small.database.db, house.as('crew').actor, id)

    expect(await crawl('clerk', id)).not.toContain(HIDDEN)
    expect(JSON.stringify((await house.open('crew', id)).record)).not.toContain('given_by_person')
  })
})
