import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookOver } from '#server/oversight/lookOver.ts'
import type { ReviewKind, ReviewQueue, Verdict } from '#shared/access.ts'
import { routes } from '#shared/routes.ts'
import { EVERYBODY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const queueOf = async (who: string, query = ''): Promise<ReviewQueue> =>
  routes.reviews.reply.parse((await house.as(who).at.get(`/api/reviews${query}`)).body)
const judge = (who: string, reviewId: string | undefined, note: string, verdict: Verdict = 'justified') =>
  house.as(who).at.post(`/api/reviews/${reviewId}/verdict`, { verdict, note })

/** Raised by hand, about somebody of the staff; due so many hours ago. */
async function aReview(kind: ReviewKind, staff: string, hoursLate = -1): Promise<string> {
  const { db } = house.small.database
  const { actor } = house.as(staff)
  const id = randomUUID()
  await db.run(db.sql`
    insert into access_reviews (id, key, line_id, organisation_id, kind, staff_id, staff_name, due_at)
    values (${id}, ${id}, ${actor.lineId}, ${actor.organisationId}, ${kind}, ${actor.staffId}, ${actor.name},
            now() - make_interval(hours => ${hoursLate}))`)
  return id
}

test('a rule’s review shows the looks it is about, in words, with their links', async () => {
  const { db } = house.small.database
  const id = await house.person([EVERYBODY], 'mill')
  await db.run(db.sql`update staff set name = 'Dr Mill Ellis' where sign_in_name = 'mill'`)
  await house.open('mill', id)
  await house.open('mill', id)
  await lookOver({ db, clock: () => new Date().toISOString() }, 'at_once')

  const { reviews, waiting } = await queueOf('officer', '?kind=same_surname')

  expect(waiting.same_surname).toBe(1)
  expect(reviews).toMatchObject([
    {
      kind: 'same_surname',
      patientId: id,
      staffName: 'Dr Mill Ellis',
      isAboutYou: false,
      looks: [
        {
          did: 'opened the record by the caseload',
          link: 1,
          what: expect.arrayContaining(['Resuscitation (CPR)']),
        },
        { link: 2 },
      ],
    },
  ])
})

test('a broken glass shows what it was used for', async () => {
  const id = await house.person([EVERYBODY])
  await house.as('crew').at.get(`/api/people/${id}/record`)
  await house.ask('crew', id, 'break-glass', 'On the doorstep, nobody answers')
  const phone = { 'user-agent': 'Mozilla/5.0 (Linux; Android 10; K) Chrome/141.0 Safari/537.36' }
  await house.as('crew').at.get(`/api/people/${id}/record`, phone)

  const { reviews } = await queueOf('officer', '?kind=break_glass')

  const looks = reviews.find(({ patientId }) => patientId === id)?.looks
  expect(looks?.map(({ did, device }) => [did, device])).toEqual([
    ['tried to open the record, and was refused', 'integration'],
    ['broke the glass', 'integration'],
    ['opened the record by the broken glass', 'Chrome on Android'],
  ])
})

test('a broken glass shows what it was used for at the other record of the same person as well', async () => {
  const { db } = house.small.database
  const [kept, other] = [await house.person([EVERYBODY]), await house.person([EVERYBODY])]
  await db.run(db.sql`update patients set kept_at = ${kept} where id = ${other}`)
  await db.run(db.sql`update patients set others = 1 where id = ${kept}`)
  await house.ask('crew', other, 'break-glass', 'On the doorstep, nobody answers')
  await house.open('crew', kept)

  const { reviews } = await queueOf('officer', '?kind=break_glass')

  const seen = reviews.find(({ patientId }) => patientId === other)?.looks.flatMap(({ what }) => what)
  expect(seen).toContain('Resuscitation (CPR)')
})

test('what is late is counted, and an organisation’s officer has her own people’s alone', async () => {
  const [late, hers] = [await aReview('after_death', 'crew', 2), await aReview('own_record', 'hospice')]

  const [hub, own] = [await queueOf('officer'), await queueOf('hospice.officer')]

  expect(hub.late).toBe(1)
  expect(hub.reviews[0]?.reviewId).toBe(late) // due first
  expect(own.reviews.map(({ reviewId }) => reviewId)).toEqual([hers])
  expect([own.late, Object.keys(own.waiting)]).toEqual([0, ['own_record']])
})

test('nobody judges herself, nothing is judged without a reason, and who judged is told', async () => {
  const about = await aReview('many_in_an_hour', 'officer')
  const other = await aReview('many_in_an_hour', 'hub.nurse')

  const own = (await queueOf('officer')).reviews.find(({ reviewId }) => reviewId === about)
  const tried = [await judge('officer', about, 'It was me'), await judge('officer', other, '  ')]
  const done = await judge('officer', other, 'The weekly meeting')
  const judged = (await queueOf('officer', '?show=judged')).reviews.find(({ reviewId }) => reviewId === other)

  expect(own?.isAboutYou).toBe(true)
  expect(tried.map(({ status, body }) => [status, body.kind])).toEqual([
    [200, 'refused'],
    [400, undefined],
  ])
  expect(done.body.kind).toBe('closed')
  expect(judged?.verdict).toMatchObject({ verdict: 'justified', note: 'The weekly meeting', by: 'officer' })
})

test('a long queue comes page by page, and its counts are of all of it', async () => {
  const before = await queueOf('officer')
  await Promise.all(Array.from({ length: 60 }, () => aReview('skipped_checks', 'hub.nurse')))

  const [first, second] = [
    await queueOf('officer', '?kind=skipped_checks'),
    await queueOf('officer', '?kind=skipped_checks&skip=50'),
  ]

  expect([first.reviews.length, first.more, second.reviews.length, second.more]).toEqual([
    50,
    true,
    10,
    false,
  ])
  expect(first.waiting).toMatchObject({ ...before.waiting, skipped_checks: 60 })
  const ids = [...first.reviews, ...second.reviews].map(({ reviewId }) => reviewId)
  expect(new Set(ids).size).toBe(60)
})
