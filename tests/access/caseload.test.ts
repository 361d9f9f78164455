import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { liveConsole } from '#tests/support/browser.ts'
import { EVERYBODY, limit, type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const WHY_ON = 'Moved to our village last week, and registered with us'
const WHY_OFF = 'Moved to his daughter’s in Fife, with another practice'
const post = (who: string, path: string, body: object) => house.as(who).at.post(path, body)
const join = (who: string, id: string, because = WHY_ON, commandId = randomUUID()) =>
  post(who, `/api/people/${id}/caseload`, { commandId, because })
const leave = (who: string, id: string, because = WHY_OFF, commandId = randomUUID()) =>
  post(who, `/api/people/${id}/caseload/end`, { commandId, because })
const standingOf = async (who: string, id: string) => (await house.open(who, id)).standing
const onListOf = async (who: string, id: string) =>
  JSON.stringify((await house.as(who).at.get('/api/caseload')).body).includes(id)
const linesOf = async (who: string, id: string) => {
  const { body } = await house.as(who).at.get(`/api/people/${id}/access-log`)
  return routes.accessLog.reply.parse(body).lines
}
const listens = (who: string, id: string) => {
  const { url } = house.small
  return liveConsole(`${url}?record=${id}`, house.as(who).at.cookie, { origin: url })
}
/** The review that a claim or a glass of this person raised, and a verdict on it. */
async function judge(id: string, kind: string, verdict: string) {
  const { body } = await house.as('officer').at.get(`/api/reviews?kind=${kind}`)
  const { reviews } = routes.reviews.reply.parse(body)
  const review = reviews.find(({ patientId }) => patientId === id)
  const answer = { verdict, note: 'Asked them: they had no part in it.' }
  return (await post('officer', `/api/reviews/${review?.reviewId}/verdict`, answer)).body
}

describe('onto the list', () => {
  test('of whoever said why she looks after them, for all of her organisation, and the person reads it', async () => {
    const id = await house.person([EVERYBODY])
    await house.ask('mill', id, 'claim')

    expect((await join('mill', id)).status).toBe(200)

    expect(await standingOf('clerk', id)).toMatchObject({ kind: 'open', by: 'caseload' })
    expect(await onListOf('mill', id)).toBe(true)
    expect(await linesOf('mill', id)).toContainEqual(
      expect.objectContaining({
        who: 'mill, doctor or nurse, Mill Lane Surgery',
        did: 'wrote down that Mill Lane Surgery looks after you',
        what: ['That they look after you'],
        because: WHY_ON,
      }),
    )
  })

  test('twice is once, and so is a person who is on it already', async () => {
    const id = await house.person([EVERYBODY])
    await house.ask('mill', id, 'claim')
    const commandId = randomUUID()

    const answers = await Promise.all([
      join('mill', id, WHY_ON, commandId),
      join('mill', id, WHY_ON, commandId),
    ])
    answers.push(await join('mill', id))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const { db } = house.small.database
    const rows = await db.run(
      db.sql`select id from relationships where patient_id = ${id} and kind = 'caseload'`,
    )
    expect(rows).toEqual([{ id: commandId }])
  })

  test.each([
    ['without a way in', async (id: string) => void id, 403, 'call or a task'],
    ['through the broken glass', (id: string) => house.ask('mill', id, 'break-glass'), 409, 'opens no list'],
  ])('not %s', async (_, before, status, words) => {
    const id = await house.person([EVERYBODY])
    await before(id)

    const answer = await join('mill', id)

    expect(answer.status).toBe(status)
    expect(answer.body.message).toContain(words)
    expect(await onListOf('mill', id)).toBe(false)
  })

  test('not where the person does not share with the organisation, whatever was claimed', async () => {
    const hidden = limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_all' })
    for (const entries of [[], [EVERYBODY, hidden]]) {
      const id = await house.person(entries)
      await house.ask('mill', id, 'claim')

      expect((await join('mill', id)).status).toBe(403)
    }
  })

  test('where they want to be asked each time, once they were', async () => {
    const asks = limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'ask_each_time' })
    const id = await house.person([EVERYBODY, asks])
    await house.ask('mill', id, 'claim')
    const path = `/api/people/${id}/caseload?asked=yes`

    expect((await join('mill', id)).status).toBe(403)
    expect((await post('mill', path, { commandId: randomUUID(), because: WHY_ON })).status).toBe(200)
  })

  test('not of somebody who has died, and not of those who answer the line', async () => {
    const id = await house.person([EVERYBODY])
    await Promise.all([house.ask('mill', id, 'claim'), house.ask('lead', id, 'claim')])
    const { db } = house.small.database
    await db.run(db.sql`update patients set is_deceased = true where id = ${id}`)

    expect((await join('mill', id)).body.message).toContain('has died')
    expect((await join('lead', id)).body.message).toContain('keep no list of their own')
  })
})

describe('off the list', () => {
  test('the record is closed to all of the organisation at once, open pages too, and the person reads who and why', async () => {
    const id = await house.person([EVERYBODY], 'mill', 'hospice')
    await Promise.all(['mill', 'clerk', 'hospice'].map(who => house.open(who, id)))
    const page = await listens('clerk', id)
    const told = new Promise(resolve =>
      page.socket.on('recordChanged', (_, version) => version === null && resolve(true)),
    )

    expect((await leave('mill', id)).status).toBe(200)

    expect(await told).toBe(true)
    page.close()
    for (const who of ['mill', 'clerk'])
      expect(await standingOf(who, id)).toMatchObject({
        kind: 'may_exist',
        ended: {
          says: expect.stringMatching(
            /^mill wrote at \d\d:\d\d that Mill Lane Surgery no longer looks after/,
          ),
        },
      })
    await expect(listens('clerk', id)).rejects.toThrow()
    expect(await onListOf('mill', id)).toBe(false)
    expect(await standingOf('hospice', id)).toMatchObject({ kind: 'open' })
    expect(await linesOf('hospice', id)).toContainEqual(
      expect.objectContaining({
        did: 'wrote down that Mill Lane Surgery no longer looks after you',
        because: WHY_OFF,
      }),
    )
  })

  test('with what was claimed before they came onto it; onto it again with another claim', async () => {
    const id = await house.person([EVERYBODY])
    await house.ask('mill', id, 'claim')
    await join('mill', id)

    await leave('mill', id)

    expect(await standingOf('mill', id)).toMatchObject({ kind: 'may_exist' })
    await house.ask('mill', id, 'claim')
    expect((await join('mill', id)).status).toBe(200)
    expect(await standingOf('clerk', id)).toMatchObject({ kind: 'open', by: 'caseload' })
  })

  test('by whichever of the person’s linked records they are on it', async () => {
    const { db } = house.small.database
    const [kept, other] = [await house.person([EVERYBODY], 'mill'), await house.person([EVERYBODY], 'mill')]
    await db.run(db.sql`update patients set kept_at = ${kept} where id = ${other}`)
    await db.run(db.sql`update patients set others = 1 where id = ${kept}`)

    await leave('clerk', other)

    for (const id of [kept, other]) expect(await standingOf('mill', id)).toMatchObject({ kind: 'may_exist' })
  })

  test('also where the person shares nothing with it', async () => {
    const id = await house.person([], 'mill')

    expect((await leave('mill', id)).status).toBe(200)
    expect(await standingOf('mill', id)).toMatchObject({ kind: 'may_exist' })
  })

  test('twice is once: sent again it ends nothing that was begun since', async () => {
    const id = await house.person([EVERYBODY], 'mill')
    const commandId = randomUUID()
    await leave('mill', id, WHY_OFF, commandId)
    await house.ask('mill', id, 'claim')
    await join('mill', id)

    expect((await leave('mill', id, WHY_OFF, commandId)).status).toBe(200)
    expect(await standingOf('mill', id)).toMatchObject({ kind: 'open', by: 'caseload' })
  })

  test('of another organisation: as of nobody, and nothing is ended', async () => {
    const id = await house.person([EVERYBODY], 'hospice')

    const [theirs, none] = [await leave('mill', id), await leave('mill', randomUUID())]

    expect([theirs.status, theirs.body.message]).toEqual([none.status, none.body.message])
    expect(theirs.status).toBe(403)
    expect(await standingOf('hospice', id)).toMatchObject({ kind: 'open' })
    expect(await standingOf('mill', id)).toEqual({ kind: 'may_exist' })
  })

  test('who was never shown the record is told of no end', async () => {
    const id = await house.person([EVERYBODY], 'mill')
    await leave('mill', id)

    expect(await standingOf('clerk', id)).toEqual({ kind: 'may_exist' })
    expect(await standingOf('hospice', id)).toEqual({ kind: 'may_exist' })
  })
})

describe('the verdict that there was no good reason', () => {
  test.each([
    ['claimed', 'hospice', 'claim'],
    ['break_glass', 'crew', 'break-glass'],
  ] as const)('ends what it is about at once, open page included: %s', async (kind, who, what) => {
    const id = await house.person([EVERYBODY], 'mill')
    await house.ask(who, id, what)
    await house.open(who, id)
    const page = await listens(who, id)
    const told = new Promise(resolve =>
      page.socket.on('recordChanged', (_, version) => version === null && resolve(true)),
    )

    expect(await judge(id, kind, 'not_justified')).toEqual({ kind: 'closed' })

    expect(await told).toBe(true)
    page.close()
    expect(await standingOf(who, id)).toMatchObject({
      kind: 'may_exist',
      ended: { says: expect.stringMatching(/^officer, privacy officer, ended this at \d\d:\d\d\.$/) },
    })
    await expect(listens(who, id)).rejects.toThrow()
    expect(await linesOf('mill', id)).toContainEqual(
      expect.objectContaining({
        who: 'officer, privacy officer, Test Hospice',
        did: 'found no good reason why your record was open to somebody, and closed it to them',
        what: [`Closed to ${who}`],
      }),
    )
  })

  test.each(['justified', 'followed_up'])('another one ends nothing: %s', async verdict => {
    const id = await house.person([EVERYBODY])
    await house.ask('hospice', id, 'claim')

    await judge(id, 'claimed', verdict)

    expect(await standingOf('hospice', id)).toMatchObject({ kind: 'open', by: 'claimed' })
  })

  test('takes with a claim the list that it led to, and the codes that were given by it, and no colleague’s claim', async () => {
    const id = await house.person([EVERYBODY])
    await house.ask('mill', id, 'claim')
    await join('mill', id)
    await house.ask('hospice', id, 'claim')
    const { body: code } = await post('mill', `/api/people/${id}/crew-code`, { commandId: randomUUID() })

    const { body } = await house.as('officer').at.get('/api/reviews?kind=claimed')
    const { reviews } = routes.reviews.reply.parse(body)
    const ofMill = reviews.find(({ patientId, staffName }) => patientId === id && staffName === 'mill')
    const judged = { verdict: 'not_justified', note: 'Her neighbour, and no patient of theirs.' }
    await post('officer', `/api/reviews/${ofMill?.reviewId}/verdict`, judged)

    for (const who of ['mill', 'clerk'])
      expect(await standingOf(who, id)).toMatchObject({ kind: 'may_exist' })
    expect(await standingOf('hospice', id)).toMatchObject({ kind: 'open', by: 'claimed' })
    const opened = await post('mill', '/api/crew/open', { code: code.code })
    expect([code.kind, opened.status]).toEqual(['made', 404])
  })

  test('ends a code that was forced without good reason, and is judged once', async () => {
    const id = await house.person([])
    await house.ask('hospice', id, 'break-glass')
    const asked = { commandId: randomUUID(), because: 'A crew is on the stairs and needs it' }
    const { body: code } = await post('hospice', `/api/people/${id}/crew-code`, asked)
    const { body } = await house.as('officer').at.get('/api/reviews?kind=break_glass')
    const { reviews } = routes.reviews.reply.parse(body)
    const ofCode = reviews.find(each => each.patientId === id && each.because === asked.because)
    const judged = { verdict: 'not_justified', note: 'No crew was there.' }
    const path = `/api/reviews/${ofCode?.reviewId}/verdict`

    expect((await post('officer', path, judged)).body.kind).toBe('closed')

    expect((await post('mill', '/api/crew/open', { code: code.code })).status).toBe(404)
    expect((await post('officer', path, judged)).body.kind).toBe('refused')
  })
})
