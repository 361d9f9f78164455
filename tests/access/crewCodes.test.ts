import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { PatientId } from '#shared/ids.ts'
import { CODE_LETTERS, LINK_LENGTH } from '#shared/summary.ts'
import { type Browser, browserAt } from '#tests/support/browser.ts'
import { CANARY, EVERYBODY, limit, type SharedHouse, share, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
let crew: Browser
beforeAll(async () => {
  house = await sharedHouse()
  crew = browserAt(house.small.url)
})
afterAll(() => house.small.close())

const draw = (id: string, because?: string) =>
  house
    .as('hospice')
    .at.post(`/api/people/${id}/crew-code`, { commandId: randomUUID(), ...(because ? { because } : {}) })
const type = (code: unknown) =>
  crew.post('/api/crew/open', { code }, { 'user-agent': 'Mozilla/5.0 (iPhone) Version/26.0 Safari/604.1' })
const logOf = async (id: string) => {
  const { body } = await house.as('officer').at.get(`/api/people/${id}/access-log`)
  return (body.lines as { who: string; did: string }[]).map(line => `${line.who} ${line.did}`)
}

test('a code opens one page for somebody without an account, and each opening is in the log', async () => {
  const id = await house.person([EVERYBODY], 'hospice')

  const made = await draw(id)
  const code = String(made.body.code)
  const opened = await type(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)
  const { db } = house.small.database
  const devices = await db.run(db.sql`
    select action, device from access_log where patient_id = ${id} and action in ('gave_code', 'summarised') order by id`)

  expect(code).toMatch(new RegExp(`^[${CODE_LETTERS}]{6}$`))
  expect(opened.status).toBe(200)
  // The tests ask without a browser.
  expect(devices).toEqual([
    { action: 'gave_code', device: 'integration' },
    { action: 'summarised', device: 'Safari on iPhone' },
  ])
  expect(opened.body.givenBy).toBe('hospice, St Brannoc Hospice')
  expect(JSON.stringify(opened.body.summary)).toContain('Kitchen drawer')
  expect(JSON.stringify(opened.body.summary)).toContain(CANARY)
  expect((await logOf(id)).slice(0, 2)).toEqual([
    'A crew with a code from hospice, St Brannoc Hospice opened the one-page summary of your record by a code alone',
    'hospice, doctor or nurse, St Brannoc Hospice gave an ambulance crew a code that opens one page of your record for two hours, because their organisation looks after you',
  ])
})

test('a code that was never given, one whose time is over and one whose person said no are answered alike', async () => {
  const agreed = share({ scope: 'everyone_caring', value: 'given_by_person' })
  const [late, refused] = [
    await house.person([EVERYBODY], 'hospice'),
    await house.person([agreed], 'hospice'),
  ]
  const codes = [(await draw(late)).body.code, (await draw(refused)).body.code]
  const { db } = house.small.database
  await db.run(
    db.sql`update crew_codes set made_at = now() - interval '3 hours', expires_at = now() where patient_id = ${late}`,
  )
  const entry = {
    ...agreed,
    body: { scope: 'everyone_caring', value: 'withdrawn' },
    change: 'changed' as const,
    expectedVersion: 1,
  }
  const way = { actor: house.hub, why: { kind: 'registration' as const }, relationship: db.sql`true` }
  await changeRecord({ db }, { ...way, patientId: refused, entries: [entry], at: new Date().toISOString() })

  const answers = await Promise.all(['AAAAAA', ...codes].map(type))

  const said = answers.map(({ status, body }) => ({ status, message: body.message }))
  expect(said[0]).toMatchObject({ status: 404, message: expect.stringContaining('opens nothing') })
  expect(said).toEqual([said[0], said[0], said[0]])
})

test('where crews are not agreed to, a code needs a reason, which a privacy officer reads', async () => {
  const id = await house.person([share({ scope: 'hospice', value: 'given_by_person' })], 'hospice')

  const asked = await draw(id)
  const forced = await draw(id, 'Choking, crew at the door, wife cannot speak')
  const opened = await type(forced.body.code)
  const { body } = await house.as('officer').at.get('/api/reviews')

  expect(asked.body.kind).toBe('not_shared')
  expect(opened.status).toBe(200)
  expect(body.reviews).toContainEqual(
    expect.objectContaining({ patientId: id, because: 'Choking, crew at the door, wife cannot speak' }),
  )
})

test('one hand gives a person five codes at a time and no more; somebody else still gives one, and she again when they are over', async () => {
  const id = await house.person([EVERYBODY], 'hospice', 'mill')
  const { db } = house.small.database
  for (let given = 1; given <= 5; given += 1) expect((await draw(id)).body.kind).toBe('made')

  const sixth = await draw(id)
  const forced = await draw(id, 'Crew at the door')
  const hers = await house.as('mill').at.post(`/api/people/${id}/crew-code`, { commandId: randomUUID() })
  await db.run(db.sql`update crew_codes set expires_at = now() where patient_id = ${id}`)
  const later = await draw(id)

  expect([sixth.status, forced.status]).toEqual([409, 409])
  expect(JSON.stringify(sixth.body)).toContain('a colleague can give another')
  expect([hers.body.kind, later.body.kind]).toEqual(['made', 'made'])
})

describe('a code opens no more than whoever gave it may see', () => {
  const against = { kind: 'organisation', name: 'St Brannoc Hospice' } as const
  const HIDES = limit({ against, rule: 'hide_sections', sections: ['whatMatters'] })
  const drawAs = async (name: string, id: string, because?: string) => {
    const given = { commandId: randomUUID(), ...(because ? { because } : {}) }
    return (await house.as(name).at.post(`/api/people/${id}/crew-code`, given)).body
  }
  const write = (patientId: PatientId, ...entries: EntryToWrite[]) => {
    const { db } = house.small.database
    const way = { actor: house.hub, why: { kind: 'registration' as const }, relationship: db.sql`true` }
    return changeRecord({ db }, { ...way, patientId, entries, at: new Date().toISOString() })
  }
  const ended = (entry: EntryToWrite) => ({
    ...entry,
    body: { ...(entry.body as object), endedAt: new Date().toISOString() },
    change: 'changed' as const,
    expectedVersion: 1,
  })

  test('what the person keeps from an organisation is on no page that its people open for a crew', async () => {
    const id = await house.person([EVERYBODY, HIDES], 'hospice', 'mill')

    const pages = [await drawAs('hospice', id), await drawAs('mill', id)]
    const [limited, whole] = await Promise.all(pages.map(({ code }) => type(code)))

    expect([limited?.status, whole?.status]).toEqual([200, 200])
    expect(JSON.stringify(limited?.body)).not.toContain(CANARY)
    expect(limited?.body.summary).toMatchObject({ notShown: ['What matters'] })
    expect(JSON.stringify(whole?.body)).toContain(CANARY)
  })

  test('a page that is open loses what is kept from the giver since; once given, no code shows more', async () => {
    const since = limit({ against, rule: 'hide_sections', sections: ['whatMatters'] })
    const [narrowed, widened] = [
      await house.person([EVERYBODY], 'hospice'),
      await house.person([EVERYBODY, HIDES], 'hospice'),
    ]
    const [one, two] = [(await drawAs('hospice', narrowed)).code, (await drawAs('hospice', widened)).code]
    const before = await type(one)

    await write(narrowed, since)
    await write(widened, ended(HIDES))
    const still = await crew.post('/api/crew/still', { code: one })
    const after = [await type(one), await type(two)]

    expect(JSON.stringify(before.body)).toContain(CANARY)
    expect(still.body).toMatchObject({ opens: true, notShown: ['What matters'] })
    expect(after.map(({ status }) => status)).toEqual([200, 200])
    expect(JSON.stringify(after.map(({ body }) => body))).not.toContain(CANARY)
    // Who may see it again gives another code.
    const again = await type((await drawAs('hospice', widened)).code)
    expect(JSON.stringify(again.body)).toContain(CANARY)
  })

  test.each([
    ['the organisation', against],
    ['whoever gave it', { kind: 'person', name: 'hospice' } as const],
  ])('where everything is kept from %s it opens nothing any more', async (_, whom) => {
    const id = await house.person([EVERYBODY], 'hospice')
    const { code } = await drawAs('hospice', id)
    expect((await type(code)).status).toBe(200)

    await write(id, limit({ against: whom, rule: 'hide_all' }))

    expect((await crew.post('/api/crew/still', { code })).body).toEqual({ opens: false })
    expect(await type(code)).toMatchObject({ status: 404 })
  })

  test('forced, with a reason that a privacy officer reads, it opens what the broken glass does', async () => {
    const id = await house.person([EVERYBODY, HIDES], 'hospice')

    const opened = await type((await drawAs('hospice', id, 'Crew at the door, nobody answers')).code)

    expect(JSON.stringify(opened.body)).toContain(CANARY)
    expect(opened.body.summary).toMatchObject({ notShown: [] })
  })

  test('what the glass opens does not travel with a code that nobody said a reason for', async () => {
    const id = await house.person([share({ scope: 'ambulance', value: 'given_by_person' })], 'hospice')
    await house.ask('hospice', id, 'break-glass')

    const asked = await drawAs('hospice', id)
    const forced = await drawAs('hospice', id, 'Found on the stairs, cannot speak')

    expect(asked).toMatchObject({ kind: 'not_shared', because: expect.stringContaining('with you') })
    expect((await type(forced.code)).status).toBe(200)
  })
})

describe('a link opens nothing by itself', () => {
  const NEVER = 'A'.repeat(LINK_LENGTH)
  type Two = Record<'code' | 'link', string>
  const at = async (path: 'open' | 'still' | 'pdf', body: object) => crew.post(`/api/crew/${path}`, body)
  const give = async (id: string) => (await draw(id)).body as Two
  let [own, others, alone, late]: Two[] = []
  let id: PatientId

  beforeAll(async () => {
    const { run, sql } = house.small.database.db
    id = await house.person([EVERYBODY], 'hospice')
    ;[own, others, alone, late] = [
      await give(id),
      await give(await house.person([EVERYBODY], 'hospice')),
      await give(id),
      await give(await house.person([EVERYBODY], 'hospice')),
    ]
    // As a server made them before there were links.
    await run(sql`
      update crew_codes set link_hash = null
      where id = (select id from crew_codes where patient_id = ${id} order by made_at desc limit 1)`)
    await run(sql`
      update crew_codes set made_at = now() - interval '3 hours', expires_at = now()
      where id = (select id from crew_codes order by made_at desc limit 1)`)
  })
  /** What was typed wrong before this is another test's. */
  beforeEach(async () => {
    const { run, sql } = house.small.database.db
    await run(sql`delete from sign_in_attempts`)
  })
  const counted = async () => {
    const { run, sql } = house.small.database.db
    const [row] = await run(
      sql<{ most: number }[]>`select coalesce(max(count), 0)::int as most from sign_in_attempts`,
    )
    return row?.most
  }
  const looks = async () => (await logOf(id)).filter(line => line.includes('summary'))

  test.each<[string, () => object]>([
    ['the code of this link', () => ({ code: own?.code, link: own?.link })],
    ['as a message mangles it', () => ({ code: own?.code, link: ` ${own?.link.toLowerCase()}. ` })],
    ['the code alone, at the plain address', () => ({ code: own?.code })],
    ['a code from before there were links, at the plain address', () => ({ code: alone?.code })],
  ])('opens: %s', async (_, typed) => {
    const answers = [await at('open', typed()), await at('still', typed()), await at('pdf', typed())]

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect([answers[1]?.body.opens, await counted()]).toEqual([true, 0])
  })

  test.each<[string, () => object]>([
    ['a code that opens, but not this link', () => ({ code: others?.code, link: own?.link })],
    ['a code that was never given', () => ({ code: 'AAAAAA', link: own?.link })],
    ['the right code at a link that never was', () => ({ code: own?.code, link: NEVER })],
    ['the right code at what is no link', () => ({ code: own?.code, link: '<b>é</b>' })],
    ['the right code at an empty link', () => ({ code: own?.code, link: '' })],
    ['a code from before there were links, at a link', () => ({ code: alone?.code, link: own?.link })],
    ['code and link whose time is over', () => ({ code: late?.code, link: late?.link })],
  ])('opens nothing, in the words for a wrong code, and is counted: %s', async (_, typed) => {
    const before = await looks()
    const wrong = await type('AAAAAA')
    const [open, still, pdf] = [
      await at('open', typed()),
      await at('still', typed()),
      await at('pdf', typed()),
    ]

    const { requestId: _1, ...said } = wrong.body
    for (const answer of [open, pdf])
      expect([answer.status, answer.body]).toEqual([404, expect.objectContaining(said)])
    expect(still.body).toEqual({ opens: false })
    expect([await counted(), await looks()]).toEqual([4, before])
  })

  test('a link with no code is asked for one, and so is one in the place of the code', async () => {
    const answers = [await at('open', { link: own?.link }), await at('open', { code: own?.link })]

    expect(answers.map(({ status }) => status)).toEqual([400, 400])
  })

  test('wrong codes at many links are held off as at the one address, and there too', async () => {
    for (const letter of CODE_LETTERS.slice(0, 10))
      await at('open', { code: own?.code, link: letter.repeat(14) })

    const held = [await at('open', { code: own?.code, link: own?.link }), await type(own?.code)]

    expect(held.map(({ status }) => status)).toEqual([429, 429])
  })

  test('every opening says by which way it came, to the person and to who judges it', async () => {
    const before = (await looks()).length
    await at('open', { code: own?.code, link: own?.link })
    await at('pdf', { code: own?.code, link: own?.link })
    await at('open', { code: own?.code })

    const after = await looks()

    expect(after.slice(0, after.length - before).map(line => line.split(' of your record')[1])).toEqual([
      ' by a code alone',
      ' by a link and its code',
    ])
    const copies = (await logOf(id)).filter(line => line.includes('took a copy'))
    expect(copies[0]).toMatch(/ by a link and its code$/)
  })
})

test('nobody makes a code without a way into the record', async () => {
  const id = await house.person([EVERYBODY])

  expect((await draw(id)).status).toBe(403)
  expect((await draw(randomUUID())).status).toBe(403)
})

test('the database holds no code and no link', async () => {
  const id = await house.person([EVERYBODY], 'hospice')
  const { code, link } = (await draw(id)).body
  const { db } = house.small.database

  const [row] = await db.run(db.sql<{ everything: string }[]>`
    select schema_to_xml('public', true, false, '')::text as everything`)

  expect(link).toMatch(new RegExp(`^[${CODE_LETTERS}]{${LINK_LENGTH}}$`))
  expect(row?.everything).not.toContain(code)
  expect(row?.everything).not.toContain(link)
})

test.each([
  ['', 'AAA'],
  ['seven', 'AAAAAAA'],
  ['a letter that is never used', 'AAAAAO'],
  ['a list', ['A']],
])('what is no code is refused in words: %s', async (_, code) => {
  const answer = await type(code)

  expect([answer.status, answer.body.code]).toEqual([400, 'bad_request'])
})

test('an open page learns that it changed, that there is a code to the door, that more is kept back, and that it is over; nothing else', async () => {
  const agreed = share({ scope: 'everyone_caring', value: 'given_by_person' })
  const id = await house.person([agreed], 'hospice')
  const code = String((await draw(id)).body.code)
  const { summary } = (await type(code)).body as { summary: { version: number } }
  const still = () => crew.post('/api/crew/still', { code })
  const { db } = house.small.database
  const way = { actor: house.hub, why: { kind: 'registration' as const }, relationship: db.sql`true` }
  const write = (...entries: Parameters<typeof changeRecord>[1]['entries'][number][]) =>
    changeRecord({ db }, { ...way, patientId: id, entries, at: new Date().toISOString() })
  const before = await logOf(id)

  const first = await still()
  await house.as('hospice').at.post(`/api/people/${id}/record/doors`, {
    commandId: randomUUID(),
    kind: 'keysafe_code',
    version: 0,
    change: { what: 'keep', value: 'C4711' },
  })
  const withDoor = await still()
  await write(
    limit({
      against: { kind: 'scope', scope: 'ambulance' },
      rule: 'hide_sections',
      sections: ['whatMatters'],
    }),
  )
  const changed = await still()
  await write({
    ...agreed,
    body: { scope: 'everyone_caring', value: 'withdrawn' },
    change: 'changed' as const,
    expectedVersion: 1,
  })
  const over = await still()

  expect(first.body).toEqual({
    opens: true,
    version: summary.version,
    notShown: [],
    isProtectedLocation: false,
  })
  expect(withDoor.body).toMatchObject({ opens: true, version: summary.version + 1, notShown: [] })
  expect(changed.body).toMatchObject({
    opens: true,
    version: summary.version + 2,
    notShown: ['What matters'],
  })
  expect([over.status, over.body]).toEqual([200, { opens: false }])
  expect((await crew.post('/api/crew/still', { code: 'AAAAAA' })).body).toEqual({ opens: false })
  // Who asks whether a page may stay has looked at nothing: the log has the two writings and who read it.
  expect((await logOf(id)).filter(line => line.includes('summary'))).toEqual(
    before.filter(line => line.includes('summary')),
  )
})
