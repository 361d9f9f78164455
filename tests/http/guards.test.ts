import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRoutes } from '#shared/listRoutes.ts'
import { PAGE_OF_HEADER } from '#shared/whosePage.ts'
import { type Browser, browserAt, ownMarks, signedIn } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'
import { commands, everyRoute, forPeople } from './everyRoute.ts'

let small: SmallHouse
let stranger: Browser
let nurse: Browser
let officer: Browser
let lead: Browser
let goer: Browser

beforeAll(async () => {
  small = await smallHouse()
  stranger = browserAt(small.url)
  nurse = await signedIn(small.url, 'aroha1')
  const { lineId } = small.north
  const at = {
    signInName: 'officer',
    organisation: 'Test Hospice',
    kind: 'hub',
    role: 'privacy_officer',
  } as const
  await aColleague(small.database.db, lineId, at)
  officer = await signedIn(small.url, 'officer')
  await aColleague(small.database.db, lineId, { ...at, signInName: 'lead', role: 'shift_lead' })
  lead = await signedIn(small.url, 'lead')
  await aColleague(small.database.db, lineId, { ...at, signInName: 'goer', role: 'clinician' })
  goer = await signedIn(small.url, 'goer')
})
afterAll(() => small.close())

/** A nurse, or for what nurses may not do, somebody who may: a refusal for the role would hide any other. */
const OTHERS: Readonly<Record<string, () => Browser>> = {
  reviews: () => officer,
  judgeReview: () => officer,
  listsAsked: () => officer,
  decideList: () => officer,
  rolesAsked: () => officer,
  decideRole: () => officer,
  myTeamTasks: () => goer,
  myTeamTask: () => goer,
  answerTeamTask: () => goer,
  progressTeamTask: () => goer,
  noticeKey: () => goer,
  tellHere: () => goer,
  tellHereNoMore: () => goer,
  correctDeath: () => lead,
  correctDeathShared: () => lead,
  restCall: () => lead,
  changeTeams: () => lead,
  incidents: () => lead,
  changeIncident: () => lead,
  links: () => lead,
  linkBeside: () => lead,
  pairs: () => lead,
  pairBeside: () => lead,
  decideLink: () => lead,
  disputes: () => lead,
  openDisputes: () => lead,
  seenBy: () => lead,
  disputedItems: () => lead,
  settleDispute: () => lead,
  beginProtocol: () => lead,
  writeProtocol: () => lead,
  actOnProtocol: () => lead,
  withdrawProtocol: () => lead,
}
const LISTS = new Set(Object.keys(listRoutes))
const whoMay = (name: string) => OTHERS[name]?.() ?? (LISTS.has(name) ? lead : nurse)

describe('every route', () => {
  test.each(forPeople)('refuses a stranger: $name', async ({ route, path }) => {
    const answer = await stranger.send(route.method, path, given(route.method))

    expect([answer.status, answer.body.code]).toEqual([401, 'not_signed_in'])
  })

  test.each(forPeople)('refuses a cookie that nobody was given: $name', async ({ route, path }) => {
    const { headers, ...rest } = given(route.method)
    const cookie = `goldthread-sid=${'A'.repeat(43)}`

    const answer = await stranger.send(route.method, path, { ...rest, headers: { ...headers, cookie } })

    expect(answer.status).toBe(401)
  })

  test.each(forPeople)(
    'refuses the page of whoever was signed in before: $name',
    async ({ name, route, path }) => {
      const { headers, ...rest } = given(route.method)
      const pageOf = { [PAGE_OF_HEADER]: small.north.nurses[1]?.staffId ?? '' }

      const answer = await whoMay(name).send(route.method, path, {
        ...rest,
        headers: { ...headers, ...pageOf },
      })

      expect([answer.status, answer.body.message]).toEqual([
        401,
        'Somebody else has signed in on this browser since. Nothing was saved.',
      ])
    },
  )

  test('a page is told by its own nurse’s cookie who she is', async () => {
    const pageOf = { [PAGE_OF_HEADER]: small.north.nurses[0]?.staffId ?? '' }

    expect((await nurse.get('/api/me', pageOf)).status).toBe(200)
  })

  test.each(everyRoute)('is not kept by any cache: $name', async ({ route, path }) => {
    const answer = await stranger.send(route.method, path, given(route.method))

    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test.each(everyRoute)('refuses what another site’s page asks: $name', async ({ name, route, path }) => {
    const { headers, ...rest } = given(route.method)

    const answer = await whoMay(name).send(route.method, path, {
      ...rest,
      headers: { ...headers, 'sec-fetch-site': 'cross-site' },
    })

    expect([answer.status, answer.body.code]).toEqual([403, 'not_allowed'])
  })

  test.each(everyRoute)('refuses an unknown field in its address: $name', async ({ name, route, path }) => {
    const answer = await whoMay(name).send(route.method, `${path}?lineId=1`, given(route.method))

    expect([answer.status, fieldsOf(answer.body)]).toEqual([
      400,
      expect.objectContaining({ lineId: expect.any(String) }),
    ])
  })

  test.each(everyRoute)('is served: $name', async ({ route, path }) => {
    const other = await signedIn(small.url, 'bertil1') // one of the routes signs her out

    const answer = await other.send(route.method, path, given(route.method))

    expect(answer.body.message).not.toBe('There is nothing at this address.')
    expect(answer.status).toBeLessThan(500)
  })
})

describe('every command', () => {
  test.each(commands)('refuses a page of another origin: $name', async ({ name, route, path }) => {
    const foreign = [
      'https://evil.example',
      'null',
      `${small.url}.evil.example`,
      small.url.replace('localhost', 'evil.localhost'),
    ]

    const statuses = await Promise.all(
      foreign.map(async origin => {
        const answer = await whoMay(name).send(route.method, path, {
          body: '{}',
          headers: { ...ownMarks(small.url), origin },
        })
        return answer.status
      }),
    )

    expect(statuses).toEqual([403, 403, 403, 403])
  })

  test.each(commands)('refuses a request that names no origin: $name', async ({ name, route, path }) => {
    const { origin: _, ...headers } = ownMarks(small.url)

    const answer = await whoMay(name).send(route.method, path, { body: '{}', headers })

    expect(answer.status).toBe(403)
  })

  test.each(commands)('refuses a request without our pages’ mark: $name', async ({ name, route, path }) => {
    const { 'x-goldthread': _, ...headers } = ownMarks(small.url)

    const answer = await whoMay(name).send(route.method, path, { body: '{}', headers })

    expect(answer.status).toBe(403)
  })

  test.each(commands)(
    'refuses a form, and JSON that calls itself text: $name',
    async ({ name, route, path }) => {
      const types = [
        'application/x-www-form-urlencoded',
        'text/plain',
        'multipart/form-data; boundary=x',
        'application/jsonp',
      ]

      const statuses = await Promise.all(
        types.map(async type => {
          const answer = await whoMay(name).send(route.method, path, {
            body: '{}',
            headers: { ...ownMarks(small.url), 'content-type': type },
          })
          return answer.status
        }),
      )

      expect(statuses).toEqual([415, 415, 415, 415])
    },
  )

  test.each(commands)('refuses unknown fields, by name: $name', async ({ name, route, path }) => {
    const answer = await whoMay(name).send(route.method, path, {
      body: JSON.stringify({ lineId: 'x', role: 'shift_lead', verified: true }),
      headers: ownMarks(small.url),
    })

    expect([answer.status, answer.body.code]).toEqual([400, 'bad_request'])
  })

  test.each(commands)('refuses keys that reach a prototype: $name', async ({ name, route, path }) => {
    const bodies = ['{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{"isAdmin":true}}}']

    const statuses = await Promise.all(
      bodies.map(
        async body =>
          (await whoMay(name).send(route.method, path, { body, headers: ownMarks(small.url) })).status,
      ),
    )

    expect(statuses).toEqual([400, 400])
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  test.each(commands)('refuses a body that is too large: $name', async ({ name, route, path }) => {
    const body = JSON.stringify({ text: 'a'.repeat(300_000) })

    const answer = await whoMay(name).send(route.method, path, { body, headers: ownMarks(small.url) })

    expect([answer.status, answer.body.code]).toEqual([413, 'too_large'])
  })

  test.each(commands)(
    'refuses a missing body, and one that is not an object: $name',
    async ({ name, route, path }) => {
      const bodies = [undefined, '', 'null', '[]', '"x"', '5', '{', '\u0000']

      const statuses = await Promise.all(
        bodies.map(
          async body =>
            (
              await whoMay(name).send(route.method, path, {
                ...(body === undefined ? {} : { body }),
                headers: ownMarks(small.url),
              })
            ).status,
        ),
      )

      expect(new Set(statuses)).toEqual(new Set([400]))
    },
  )
})

function given(method: string): { body?: string; headers: Record<string, string> } {
  return method === 'GET' ? { headers: {} } : { body: '{}', headers: ownMarks(small.url) }
}

function fieldsOf(body: Record<string, unknown>): unknown {
  return body.fields
}
