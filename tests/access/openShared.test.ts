import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeRecord } from '#server/patients/changeRecord.ts'
import { routes } from '#shared/routes.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { CANARY, EVERYBODY, limit, type SharedHouse, share, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const as = (name: string) => house.as(name)
const person: SharedHouse['person'] = (...given) => house.person(...given)
const open: SharedHouse['open'] = (...given) => house.open(...given)
const ask: SharedHouse['ask'] = (...given) => house.ask(...given)

describe('what opens a record', () => {
  test('looking after the person, who agreed to share with everybody who gives care', async () => {
    const id = await person([EVERYBODY], 'mill')

    const { standing, record } = await open('mill', id)

    expect(standing).toMatchObject({ kind: 'open', by: 'caseload', leftOut: [] })
    expect(JSON.stringify(record)).toContain(CANARY)
  })

  test('nothing: somebody who does not exist and somebody one has nothing to do with are answered alike', async () => {
    const id = await person([EVERYBODY], 'mill')

    const [stranger, nobody] = [await open('hospice', id), await open('hospice', randomUUID())]

    expect(stranger).toEqual({
      standing: { kind: 'may_exist' },
      record: null,
      marks: null,
      doors: null,
      lastCalls: null,
      halfWritten: [],
    })
    expect(nobody).toEqual(stranger)
  })

  test('not what another line looks after, under the same name', async () => {
    const id = await person([EVERYBODY], 'mill')

    expect(await open('other.gp', id)).toEqual({
      standing: { kind: 'may_exist' },
      record: null,
      marks: null,
      doors: null,
      lastCalls: null,
      halfWritten: [],
    })
  })

  test('a claim with a reason, for a day', async () => {
    const id = await person([EVERYBODY])

    const answer = await ask('hospice', id, 'claim')
    const { standing } = await open('hospice', id)
    const colleague = await open('mill', id)

    expect(answer.status).toBe(200)
    expect(standing).toMatchObject({
      kind: 'open',
      by: 'claimed',
      because: 'She rang me from the ward, in tears',
    })
    expect(colleague.standing.kind).toBe('may_exist')
  })

  test('a claim only where the person shares', async () => {
    const id = await person([])
    await ask('hospice', id, 'claim')

    expect((await open('hospice', id)).standing.kind).toBe('not_shared')
  })

  test('a word is no reason', async () => {
    const id = await person([EVERYBODY])

    const answer = await ask('hospice', id, 'break-glass', 'needed')

    expect([answer.status, answer.body.fields]).toEqual([
      400,
      { because: expect.stringContaining('Say in a sentence') },
    ])
  })
})

describe('what the person agreed to', () => {
  const REFUSED = [
    ['nothing was ever asked', []],
    ['it was not asked yet', [share({ scope: 'hospice', value: 'not_yet_asked' })]],
    ['it is still being settled', [share({ scope: 'everyone_caring', value: 'lacks_capacity_pending' })]],
    ['everybody was refused', [share({ scope: 'everyone_caring', value: 'declined' })]],
    [
      'this kind was refused, whatever everybody was given',
      [EVERYBODY, share({ scope: 'hospice', value: 'withdrawn' })],
    ],
    [
      'this very organisation was refused, whatever its kind was given',
      [
        share({ scope: 'hospice', value: 'given_by_person' }),
        share({ scope: 'hospice', organisation: 'ST BRANNOC hospice', value: 'declined' }),
      ],
    ],
    ['another kind was given', [share({ scope: 'gp', value: 'given_by_person' })]],
    [
      'another organisation of the kind was given',
      [share({ scope: 'hospice', organisation: 'Other', value: 'given_by_person' })],
    ],
    ['two say different things', [EVERYBODY, share({ scope: 'everyone_caring', value: 'withdrawn' })]],
    [
      'a limit hides everything from this organisation',
      [EVERYBODY, limit({ against: { kind: 'organisation', name: 'St Brannoc Hospice' }, rule: 'hide_all' })],
    ],
    [
      'a limit hides everything from this kind',
      [EVERYBODY, limit({ against: { kind: 'scope', scope: 'hospice' }, rule: 'hide_all' })],
    ],
    [
      'a limit hides everything from this one person',
      [EVERYBODY, limit({ against: { kind: 'person', name: 'Hospice' }, rule: 'hide_all' })],
    ],
  ] as const

  test.each(REFUSED)('closes the record when %s', async (_, entries) => {
    const id = await person([...entries], 'hospice')

    const { standing, record } = await open('hospice', id)

    expect([standing.kind, record]).toEqual(['not_shared', null])
  })

  const GIVEN = [
    [
      'this kind was given, though everybody was refused',
      [
        share({ scope: 'everyone_caring', value: 'declined' }),
        share({ scope: 'hospice', value: 'given_by_person' }),
      ],
    ],
    [
      'it was decided in their best interests',
      [share({ scope: 'hospice', value: 'best_interests_decision' })],
    ],
    [
      'a limit is over',
      [
        EVERYBODY,
        limit({ against: { kind: 'scope', scope: 'hospice' }, rule: 'hide_all', until: '2020-01-01' }),
      ],
    ],
    [
      'a limit is against somebody else',
      [EVERYBODY, limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_all' })],
    ],
  ] as const

  test.each(GIVEN)('opens it when %s', async (_, entries) => {
    const id = await person([...entries], 'hospice')

    expect((await open('hospice', id)).standing.kind).toBe('open')
  })

  test('leaves out what the person keeps back, says so, and does not call it missing', async () => {
    const hide = limit({
      against: { kind: 'scope', scope: 'hospice' },
      rule: 'hide_sections',
      sections: ['whatMatters', 'carerStrain'],
    })
    const id = await person([EVERYBODY, hide], 'hospice')

    const { standing, record } = await open('hospice', id)

    expect(JSON.stringify(record)).not.toContain(CANARY)
    expect(JSON.stringify(record)).toContain('Not for CPR')
    expect(standing.leftOut).toContainEqual({
      block: 'matters',
      because: 'The person keeps part of this from your organisation.',
    })
    expect(JSON.stringify(record?.blocks.find(block => block.name === 'matters'))).not.toContain(
      'nothingRecorded":[{',
    )
  })

  test('asks first where the person wants to be asked, and says so in the log', async () => {
    const id = await person(
      [EVERYBODY, limit({ against: { kind: 'scope', scope: 'everyone_caring' }, rule: 'ask_each_time' })],
      'hospice',
    )

    const [before, after] = [await open('hospice', id), await open('hospice', id, '?asked=yes')]

    expect([before.standing.kind, after.standing.kind]).toEqual(['ask_first', 'open'])
  })
})

describe('the broken glass', () => {
  test('opens the record against a withdrawal for an hour, and two officers learn of it', async () => {
    const id = await person([share({ scope: 'everyone_caring', value: 'withdrawn' })], 'hospice')
    const { db } = house.small.database

    await ask('hospice', id, 'break-glass', 'Found unrousable, alone, no crew within the hour')
    const { standing, record } = await open('hospice', id)
    const [own, all] = [
      await as('hospice.officer').at.get('/api/reviews'),
      await as('officer').at.get('/api/reviews'),
    ]
    await db.run(
      db.sql`update relationships set until = now() where patient_id = ${id} and kind = 'break_glass'`,
    )
    const later = await open('hospice', id)

    expect(standing).toMatchObject({ kind: 'open', by: 'break_glass' })
    expect(JSON.stringify(record)).toContain(CANARY)
    for (const queue of [own, all])
      expect(queue.body.reviews).toContainEqual(
        expect.objectContaining({
          kind: 'break_glass',
          patientId: id,
          because: 'Found unrousable, alone, no crew within the hour',
          verdict: null,
        }),
      )
    expect(later.standing.kind).toBe('not_shared')
  })

  test('the same command sent twice is one hour and one review', async () => {
    const id = await person([])
    const body = { commandId: randomUUID(), because: 'The line dropped and I pressed again' }
    const { db } = house.small.database

    const answers = [
      await as('crew').at.post(`/api/people/${id}/break-glass`, body),
      await as('crew').at.post(`/api/people/${id}/break-glass`, body),
    ]

    const [row] = await db.run(db.sql<{ glass: number; reviews: number }[]>`
      select (select count(*)::int from relationships where patient_id = ${id}) as glass,
             (select count(*)::int from access_reviews where patient_id = ${id}) as reviews`)
    expect([answers.map(answer => answer.status), row]).toEqual([[200, 200], { glass: 1, reviews: 1 }])
  })

  test('is closed by an officer with a verdict, once, and never by the one it is about', async () => {
    const id = await person([])
    await ask('crew', id, 'break-glass', 'Crew on the doorstep, patient not breathing')
    const { body } = await as('officer').at.get('/api/reviews')
    const review = (body.reviews as { reviewId: string; patientId: string }[]).find(
      one => one.patientId === id,
    )
    const path = `/api/reviews/${review?.reviewId}/verdict`

    const foreign = await as('hospice.officer').at.post(path, { verdict: 'justified', note: 'Theirs' })
    const first = await as('officer').at.post(path, { verdict: 'justified', note: 'Rang the crew.' })
    const second = await as('officer').at.post(path, { verdict: 'not_justified', note: 'Again' })

    expect([foreign.body.kind, first.body.kind, second.body.kind]).toEqual(['refused', 'closed', 'refused'])
  })
})

test('a change of mind closes the page that is open elsewhere, and the log tells the whole story', async () => {
  const { db } = house.small.database
  const agreed = anEntry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person' })
  const id = await person([agreed], 'mill', 'hospice')
  await open('mill', id)

  const withdrawn = {
    ...agreed,
    body: { scope: 'everyone_caring', value: 'withdrawn' },
    change: 'changed' as const,
    expectedVersion: 1,
  }
  const way = {
    actor: house.hub,
    patientId: id,
    why: { kind: 'registration' as const },
    relationship: db.sql`true`,
  }
  const saved = await changeRecord({ db }, { ...way, entries: [withdrawn], at: new Date().toISOString() })
  const after = await open('mill', id)
  await ask('hospice', id, 'break-glass', 'Her daughter rang: vomiting blood since midnight')
  await open('hospice', id)
  const log = async (query = '') =>
    routes.accessLog.reply.parse((await as('officer').at.get(`/api/people/${id}/access-log${query}`)).body)
  const { lines: read } = await log()
  const rest = await log(`?before=${read[3]?.id}`)
  const links = await db.run(
    db.sql<{ id: number; link: number }[]>`
      select id, seq as link from access_log where id = any(${db.sql.array(read.map(line => line.id))}::bigint[])
      order by id desc`,
  )

  expect(rest).toEqual({ lines: read.slice(4), before: null })
  expect(read.map(({ id, link }) => ({ id, link }))).toEqual(links) // the numbers by which the verifier names them
  expect(saved.kind).toBe('saved')
  expect(after).toMatchObject({ standing: { kind: 'not_shared' }, record: null, marks: null })
  const lines = read.map(line => `${line.who} ${line.did}`)
  expect(lines).toEqual([
    'hospice, doctor or nurse, St Brannoc Hospice opened your record',
    'hospice, doctor or nurse, St Brannoc Hospice opened your record in an emergency, without the usual reason',
    'mill, doctor or nurse, Mill Lane Surgery asked for your record and was shown nothing of it',
    'hub.nurse, nurse coordinator, Test Hospice wrote down with whom your record is shared',
    'mill, doctor or nurse, Mill Lane Surgery opened your record, because their organisation looks after you',
    'hub.nurse, nurse coordinator, Test Hospice began your record',
  ])
})
