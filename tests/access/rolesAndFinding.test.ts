import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isKnownTo, keptFrom } from '#server/access/knownTo.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { mayAlreadyBe } from '#server/patients/mayAlreadyBe.ts'
import { FoundKnown } from '#shared/accessRoutes.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { routes } from '#shared/routes.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { CANARY, EVERYBODY, limit, type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const as = (name: string) => house.as(name)
const person: SharedHouse['person'] = (...given) => house.person(...given)
const open: SharedHouse['open'] = (...given) => house.open(...given)

describe('roles', () => {
  test('a paramedic is shown what a crew needs, and nothing of agreements and registers', async () => {
    const id = await person([EVERYBODY], 'crew')

    const { standing, record } = await open('crew', id)

    const shown = (record?.blocks ?? []).filter(block => block.items.length > 0).map(block => block.name)
    expect(shown).toContain('resuscitation')
    expect(shown).not.toContain('agreements')
    expect(standing.leftOut).toContainEqual({
      block: 'agreements',
      because:
        'Not for people in your role to see. Something may be written there: ring the line if you need it.',
    })
  })

  test('an administrator is shown nothing clinical', async () => {
    const id = await person([EVERYBODY], 'clerk')

    const { record } = await open('clerk', id)

    expect(JSON.stringify(record)).not.toContain(CANARY)
    expect(JSON.stringify(record)).not.toContain('CPR')
  })

  const FORBIDDEN = [
    ['mill', 'get', '/api/board'],
    ['crew', 'get', '/api/board'],
    ['officer', 'get', '/api/caseload'],
    ['mill', 'get', '/api/reviews'],
    ['hub.nurse', 'get', '/api/reviews'],
  ] as const
  test.each(FORBIDDEN)('%s may not %s %s', async (name, _, path) => {
    expect((await as(name).at.get(path)).status).toBe(403)
  })

  test('an officer opens no record', async () => {
    const id = await person([EVERYBODY])

    expect((await as('officer').at.get(`/api/people/${id}/record`)).status).toBe(403)
  })

  test('what a role refuses is in the log of the person it was tried with, once each', async () => {
    const id = await person([EVERYBODY], 'clerk')
    const tries = [
      () => as('officer').at.get(`/api/people/${id}/record`),
      () => house.ask('clerk', id, 'break-glass'),
      () => as('clerk').at.get(`/api/people/${id}/access-log`),
      () => as('crew').at.post(`/api/people/${id}/record/confirm`, {}),
      () => as('clerk').at.post(`/api/people/${id}/record/reveal-place`, { because: 'x' }),
      () => as('officer').at.get(`/api/people/nobody/record`),
    ]

    const statuses: number[] = []
    for (const attempt of tries) statuses.push((await attempt()).status)

    expect(statuses).toEqual(tries.map(() => 403))
    const log = await as('officer').at.get(`/api/people/${id}/access-log`)
    const { lines } = routes.accessLog.reply.parse(log.body)
    const tried = lines.filter(({ tone }) => tone === 'refused')
    expect(tried.map(({ who, did, what }) => [who.split(',')[0], did, what])).toEqual([
      ['clerk', 'tried to see where you are or how to get in, and was refused', []],
      ['crew', 'tried to write in your record and was refused', []],
      ['clerk', 'tried to read this list and was refused', []],
      ['clerk', 'tried to open your record in an emergency and was refused', []],
      ['officer', 'asked for your record and was shown nothing of it', []],
    ])
  })
})

describe('finding somebody', () => {
  test('shows whom one looks after, and of another at most that a record may exist', async () => {
    const birthDate = '1931-02-03'
    const { db } = house.small.database
    const mine = await aPatient(db, house.hub, {
      identity: { name: { given: 'Wilf', family: 'Hartnoll' }, birthDate },
      entries: [EVERYBODY],
    })
    await onCaseload(db, as('mill').actor, mine)
    const query = { name: 'Wilf Hartnoll', birthDate }

    const [owner, stranger, other] = [
      await as('mill').at.post('/api/people/find', query),
      await as('hospice').at.post('/api/people/find', query),
      await as('other.gp').at.post('/api/people/find', query),
    ]

    expect(owner.body).toMatchObject({ people: [{ patientId: mine, name: 'Wilf Hartnoll' }], mayExist: null })
    expect(stranger.body).toEqual({ people: [], mayExist: mine })
    expect(other.body).toEqual({ people: [], mayExist: null })
  })

  test('two of one’s own list with nearly one name are marked, and nobody else', async () => {
    const { db } = house.small.database
    const named = async (family: string) => {
      const id = await aPatient(db, house.hub, {
        identity: { name: { given: 'Enid', family }, birthDate: '1938-09-02' },
        entries: [EVERYBODY],
      })
      await onCaseload(db, as('hospice').actor, id)
      return id
    }
    const [one, two, other, linked] = [
      await named('Hargreave'),
      await named('Hargreaves'),
      await named('Pickersgill'),
      await named('Pickersgil'),
    ]
    // Two records of one person: nobody is taken for herself.
    await db.run(db.sql`update patients set kept_at = ${other} where id = ${linked}`)
    await db.run(db.sql`update patients set others = 1 where id = ${other}`)

    const { body } = await as('hospice').at.get('/api/caseload')

    const { people } = routes.caseload.reply.parse(body)
    const marksOf = (id: string) => people.find(({ patientId }) => patientId === id)?.marks
    expect([one, two, other, linked].map(marksOf)).toEqual([
      { name: 'sounds_like' },
      { name: 'sounds_like' },
      {},
      {},
    ])
  })

  test('a person on one’s list who has two records is no reason to be told of anybody else', async () => {
    const { db } = house.small.database
    const [kept, other] = [await person([EVERYBODY], 'mill'), await person([EVERYBODY])]
    await db.run(db.sql`update patients set kept_at = ${kept} where id = ${other}`)
    await db.run(db.sql`update patients set others = 1 where id = ${kept}`)
    const stranger = await aPatient(db, house.hub, {
      identity: {
        name: { given: 'Wanda', family: 'Stranger' },
        birthDate: '1935-01-02',
        nhsNumber: '9990000107',
      },
      entries: [EVERYBODY, anEntry('phones', { number: '+441134960779', use: 'home' })],
    })

    const exactly = await as('mill').at.post('/api/people/find', { nhsNumber: '9990000107' })
    const byPhone = await as('mill').at.post('/api/people/find', { phone: '0113 496 0779' })

    expect(exactly.body).toEqual({ people: [], mayExist: stranger })
    expect(byPhone.status).toBe(400)
  })

  test('a telephone that is no number is said, and not left out of the search', async () => {
    const answer = await as('hospice').at.post('/api/people/find', { name: 'Wilf Hartnoll', phone: 'home' })

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      fields: { phone: expect.stringContaining('could not be read as a number') },
    })
  })

  test('of a stranger, asks for more than a name', async () => {
    const answer = await as('hospice').at.post('/api/people/find', { name: 'Hartnoll' })

    expect([answer.status, answer.body.code]).toEqual([400, 'bad_request'])
  })

  describe('by what one is not shown of one’s own caseload', () => {
    const birthDate = '1934-08-09'
    const hide = (...sections: SectionName[]) =>
      limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_sections', sections })
    const asked = [{ phone: '0113 496 0778' }, { postcode: 'LS28 7BB' }, { postcode: 'LS28 7' }]
    const someone = async (family: string, ...entries: EntryToWrite[]) => {
      const { db } = house.small.database
      const id = await aPatient(db, house.hub, {
        identity: { name: { given: 'Olive', family }, birthDate },
        entries: [
          EVERYBODY,
          anEntry('addresses', { kind: 'main' as const, lines: ['4 Loud Lane'], postcode: 'LS28 7BB' }),
          anEntry('phones', { number: '+441134960778', use: 'home' as const }),
          ...entries,
        ],
      })
      await onCaseload(db, as('mill').actor, id)
      await onCaseload(db, as('hospice').actor, id)
      return id
    }
    const foundBy = async (name: string, query: object) => {
      const { status, body } = await as(name).at.post('/api/people/find', query)
      return status === 200 ? FoundKnown.parse(body).people : []
    }

    test.each([
      ['a part that is kept from the practice', [hide('phones', 'addresses')]],
      [
        'the wish to be asked each time',
        [limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'ask_each_time' })],
      ],
      ['a protected place', [anEntry('locationProtection', { isProtected: true })]],
    ])('nobody is found, and no mark says whether it is right: %s', async (what, entries) => {
      const family = `Quiet${what.length}`
      const id = await someone(family, ...entries)

      for (const query of asked) {
        expect((await foundBy('mill', query)).map(({ patientId }) => patientId)).not.toContain(id)
        const named = (await foundBy('mill', { ...query, name: `Olive ${family}` }))[0]
        expect(named).toMatchObject({ patientId: id, marks: { name: 'match' } })
        expect(Object.keys(named?.marks ?? {})).toEqual(['name'])
        const whole = { ...query, name: `Olive ${family}`, birthDate: '1934-09-08' }
        expect(Object.keys((await foundBy('mill', whole))[0]?.marks ?? {}).sort()).toEqual([
          'birthDate',
          'name',
        ])
      }
    })

    test('an organisation from which nothing is kept finds by it', async () => {
      const id = await someone('Open', hide('phones', 'addresses'))

      for (const query of asked)
        expect((await foundBy('hospice', query)).map(({ patientId }) => patientId)).toContain(id)
    })

    test('nor does somebody who refers a new person learn by it who has one already', async () => {
      const id = await someone('Sewell', hide('phones', 'addresses'))
      const { db } = house.small.database
      const facts = {
        name: { given: 'O', family: 'Sewell' },
        phones: ['+441134960778'],
        postcode: 'LS28 7BB',
      }
      const ask = async (name: string) => {
        const { actor } = as(name)
        const why = { kind: 'registration' } as const
        const { sql } = db
        const asking = { actor, why, facts, isShown: isKnownTo(sql, actor), kept: keptFrom(sql, actor) }
        return (await mayAlreadyBe({ db }, asking)).people.map(({ patientId }) => patientId)
      }

      expect(await ask('mill')).toEqual([])
      expect(await ask('hospice')).toEqual([id])
    })
  })

  describe('by what was misheard', () => {
    const birthDate = '1933-04-05'
    const asked = [
      { name: 'Bill Fotherin' },
      { name: 'Bill Fothering', birthDate: '1933-05-04' },
      { name: 'Fothering', postcode: 'ls29 9' },
      { phone: '0113 496 0777' },
    ]
    let mine: string
    beforeAll(async () => {
      const { db } = house.small.database
      const identity = { name: { given: 'William', family: 'Fothering' }, birthDate }
      const entries = [
        EVERYBODY,
        anEntry('addresses', { kind: 'main' as const, lines: ['3 Loud Lane'], postcode: 'LS29 9AA' }),
        anEntry('phones', { number: '+441134960777', use: 'home' as const }),
      ]
      const known = await aPatient(db, house.hub, { identity, entries })
      await onCaseload(db, as('mill').actor, known)
      mine = known
      // The same name and day, whom nobody here looks after; and one who looks after him and with whom he does not share.
      await aPatient(db, house.hub, { identity, entries })
      const silent = await aPatient(db, house.hub, { identity })
      await onCaseload(db, as('mill').actor, silent)
    })

    test.each(asked)('%j finds whom one looks after and who shares, with how it was found', async query => {
      const { status, body } = await as('mill').at.post('/api/people/find', query)
      const { people, mayExist } = FoundKnown.parse(body)

      expect([status, people.map(({ patientId }) => patientId)]).toEqual([200, [mine]])
      expect(Object.keys(people[0]?.marks ?? {}).length).toBeGreaterThan(0)
      expect(mayExist).toBeNull()
    })

    test.each(asked)(
      '%j tells somebody who has nothing to do with them nothing, on this line and on another',
      async query => {
        const [stranger, other] = [
          await as('hospice').at.post('/api/people/find', query),
          await as('other.gp').at.post('/api/people/find', query),
        ]

        const nobody = 'birthDate' in query ? { people: [], mayExist: null } : { code: 'bad_request' }
        expect(stranger.body).toMatchObject(nobody)
        expect({ ...other.body, requestId: null }).toEqual({ ...stranger.body, requestId: null })
        expect(JSON.stringify(stranger.body)).not.toContain('William')
      },
    )
  })
})
