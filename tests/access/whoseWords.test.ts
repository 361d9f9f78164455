import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { agreed, said, settling, withdrawal } from './settling.ts'
import { CANARY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const { post, view, standing } = settling(() => house)

describe('whose words they are', () => {
  const WIFE = 'Angela Ashby, wife'
  const reviewsOf = async (id: string) => {
    const { body } = await house.as('officer').at.get('/api/reviews?kind=on_anothers_word')
    return routes.reviews.reply.parse(body).reviews.filter(({ patientId }) => patientId === id)
  }
  const millIn = async (id: string) =>
    (await view('hospice', id)).organisations.find(({ name }) => name === 'Mill Lane Surgery')

  test('a wife’s no closes the practice’s page at once, is written down as hers, and is looked at', async () => {
    const id = await house.person([agreed()], 'mill', 'hospice')
    const mill = await millIn(id)
    const answer = { about: 'organisation', organisationId: mill?.organisationId, says: 'no', version: 0 }
    const told = { ...said, toldBy: WIFE }

    await post('hospice', id, 'sharing', { said: told, answers: [{ ...answer, itemId: randomUUID() }] })

    expect(await standing('mill', id)).toBe('not_shared')
    expect(JSON.stringify((await house.open('hospice', id)).record)).toContain(
      `Not heard from the person: as told by: ${WIFE}`,
    )
    const because = `As told by ${WIFE}; not heard from the person. They said: “${said.inTheirWords}” Mill Lane Surgery sees nothing; before, the whole record.`
    expect(await reviewsOf(id)).toMatchObject([{ because }])
  })

  test.each([
    ['an organisation', 'hospice', 'organisation', 1],
    ['a member of staff', 'hospice', 'person', 1],
    ['everybody', 'hospice', 'section', 1],
    ['an organisation', 'mill', 'organisation', 0],
  ] as const)(
    'a limit on %s that is ended by %s holds no more; where it kept something from themselves it is looked at',
    async (_, by, against, looked) => {
      const id = await house.person([agreed()], 'mill', 'hospice')
      const [itemId, organisations] = [randomUUID(), (await view('mill', id)).organisations]
      const organisation = organisations.find(({ name }) => name === 'St Brannoc Hospice')
      const on = {
        organisation: { kind: 'organisation', organisationId: organisation?.organisationId },
        person: { kind: 'person', staffId: house.as('hospice').actor.staffId },
        section: { kind: 'section', section: 'whatMatters' },
      }[against]
      const kept = { commandId: itemId, against: on, rule: 'hide_sections', sections: ['whatMatters'] }
      await post('mill', id, 'limits', { ...kept, inTheirWords: 'Not what matters to me.' })
      const hidden = JSON.stringify(await house.open('hospice', id))

      const ended = await post(by, id, `limits/${itemId}/end`, {
        version: 1,
        inTheirWords: 'They may again.',
      })

      const { body } = await house.as('officer').at.get('/api/reviews?kind=own_limit')
      const raised = routes.reviews.reply.parse(body).reviews.filter(({ patientId }) => patientId === id)
      expect([hidden.includes(CANARY), ended.status]).toEqual([false, 200])
      expect(JSON.stringify(await house.open('hospice', id))).toContain(CANARY)
      expect(raised).toHaveLength(looked)
      if (looked) expect(raised[0]?.because).toContain('They said: “They may again.”')
    },
  )

  test.each([
    ['stops all sharing', 'withdraw-sharing', withdrawal],
    [
      'keeps a part back',
      'limits',
      { against: { kind: 'section', section: 'whatMatters' }, rule: 'hide_all', inTheirWords: 'Not that.' },
    ],
  ])('so does one that %s; the person’s own words raise nothing', async (_, what, body) => {
    const [hers, own] = [await house.person([agreed()], 'mill'), await house.person([agreed()], 'mill')]

    const answers = [
      await post('mill', hers, what, { ...body, toldBy: WIFE }),
      await post('mill', own, what, body),
    ]

    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect([(await reviewsOf(hers)).length, (await reviewsOf(own)).length]).toEqual([1, 0])
  })

  test.each([
    [
      'consentToShare',
      (toldBy?: string) => ({ scope: 'gp', value: 'declined', evidence: { ...(toldBy ? { toldBy } : {}) } }),
    ],
    [
      'sharingRestrictions',
      (toldBy?: string) => ({
        against: { kind: 'section', section: 'whatMatters' },
        rule: 'hide_sections',
        ...(toldBy ? { toldBy } : {}),
      }),
    ],
  ])('so does one that is written by the form of %s', async (section, body) => {
    const [hers, own] = [await house.person([agreed()], 'mill'), await house.person([agreed()], 'mill')]
    const write = (id: string, said: object) =>
      post('mill', id, 'entries', { section, itemId: randomUUID(), version: 0, body: said })

    const saved = [await write(hers, body(WIFE)), await write(own, body())]

    expect(saved.map(({ status }) => status)).toEqual([200, 200])
    expect([(await reviewsOf(hers)).length, (await reviewsOf(own)).length]).toEqual([1, 0])
  })

  test('nor does anybody agree to more for the person by a form', async () => {
    const id = await house.person([agreed()], 'mill')
    const yes = { value: 'given_by_person', evidence: { toldBy: WIFE } }

    const refused = await post('mill', id, 'entries', {
      section: 'consentToRecording',
      version: 0,
      body: yes,
    })

    expect(refused).toMatchObject({
      status: 409,
      said: { message: expect.stringContaining('hear it from the person') },
    })
  })

  test('nobody agrees to more, or ends a limit, for the person', async () => {
    const id = await house.person([agreed()], 'mill')
    await post('mill', id, 'limits', {
      against: { kind: 'section', section: 'whatMatters' },
      rule: 'hide_all',
      inTheirWords: 'Not that.',
    })
    const [made] = (await view('mill', id)).limits

    const refused = [
      await post('mill', id, 'sharing', {
        said: { ...said, toldBy: WIFE },
        answers: [{ about: 'recording', says: 'yes', version: 0 }],
      }),
      await post('mill', id, `limits/${made?.itemId}/end`, {
        version: made?.version,
        inTheirWords: 'They may.',
        toldBy: WIFE,
      }),
    ]

    for (const { status, said: says } of refused)
      expect([status, JSON.stringify(says)]).toEqual([
        409,
        expect.stringContaining('hear it from the person'),
      ])
    expect((await view('mill', id)).limits).toHaveLength(1)
  })

  test('after a death nobody agrees, stops or ends anything in their name; who speaks for them keeps more back', async () => {
    const id = await house.person([agreed()], 'mill')
    const { db } = house.small.database
    const keep = {
      against: { kind: 'section', section: 'whatMatters' },
      rule: 'hide_all',
      inTheirWords: 'He told me once that nobody need know.',
    }
    await post('mill', id, 'limits', keep)
    await post('mill', id, 'sharing', { said, answers: [{ about: 'recording', says: 'no', version: 0 }] })
    const [made] = (await view('mill', id)).limits
    const inError = (section: string, itemId: unknown) =>
      post('mill', id, 'retract', { item: { section, itemId, version: 1 }, because: 'Of somebody else.' })
    await db.run(db.sql`update patients set is_deceased = true where id = ${id}`)

    const refused = [
      await post('mill', id, 'sharing', { said, answers: [{ about: 'recording', says: 'yes', version: 0 }] }),
      await post('mill', id, 'withdraw-sharing', withdrawal),
      await post('mill', id, `limits/${made?.itemId}/end`, {
        version: made?.version,
        inTheirWords: 'So be it.',
      }),
      await post('mill', id, 'limits', keep),
      await inError('sharingRestrictions', made?.itemId),
      await inError('consentToRecording', id),
    ]
    const kept = await post('mill', id, 'limits', { ...keep, toldBy: WIFE })
    const write = (section: string, body: object, itemId: string = randomUUID(), version = 0) =>
      post('mill', id, 'entries', { section, itemId, version, body })
    const notHers = { against: { kind: 'section', section: 'alerts' }, rule: 'hide_sections' }
    const nobodySays = [
      await write('sharingRestrictions', notHers),
      await write('consentToShare', { scope: 'gp', value: 'declined' }),
      await write('registerStatus', { status: 'withdrawn' }, id),
    ]
    const byForm = await write('sharingRestrictions', { ...notHers, toldBy: WIFE })
    const bereaved = await write('personalContacts', {
      name: 'Ben Ashby',
      relationship: 'Son',
      roles: [],
      phones: [],
      mayBeTold: { unknown: 'not_asked' },
    })

    expect(refused.map(({ status, said: says }) => [status, String(says.message).slice(0, 14)])).toEqual(
      refused.map(() => [409, 'They have died']),
    )
    expect(nobodySays.map(({ status, said: says }) => [status, String(says.message).slice(0, 40)])).toEqual([
      [409, 'They have died. Write who asks for it to'],
      [409, 'They have died. Write who asks for it to'],
      [409, 'They have died: nobody agrees to more in'],
    ])
    expect([kept.status, byForm.status, bereaved.status]).toEqual([200, 200, 200])
    expect((await view('mill', id)).limits).toHaveLength(3)
  })
})
