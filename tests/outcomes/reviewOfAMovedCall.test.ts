import { randomUUID } from 'node:crypto'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReviewFacts } from '#client/access/ReviewFacts.tsx'
import type { CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { aPastCall } from './aPastCall.ts'
import { because, wrongRecords } from './wrongRecords.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const { db, onTheWrongRecord, toPerson, move } = wrongRecords(() => house)

/** What a rule found odd: the looks of the nurse at this person in this call. */
async function flagged(patientId: PatientId, callId: CallId): Promise<string> {
  const { actor } = house.as('hub.nurse')
  const id = randomUUID()
  await house.as('hub.nurse').at.get(`/api/calls/${callId}/outcome/saved`)
  await db().run(db().sql`
    insert into access_reviews (
      id, key, line_id, organisation_id, kind, patient_id, staff_id, staff_name, due_at, by_rule, look_ids
    )
    select ${id}, ${id}, ${actor.lineId}, ${actor.organisationId}, 'no_call_or_task', ${patientId}, ${actor.staffId}, ${actor.name},
           now() + interval '1 day', true, array_agg(id order by id)
    from access_log
    where patient_id = ${patientId} and why ->> 'callId' = ${callId} and action = 'opened'`)
  return id
}

async function cardOf(reviewId: string) {
  const { body } = await house.as('officer').at.get('/api/reviews?kind=no_call_or_task')
  const review = routes.reviews.reply.parse(body).reviews.find(one => one.reviewId === reviewId)
  if (!review) throw new Error('the review is not in the queue')
  return { ...review, says: renderToStaticMarkup(createElement(ReviewFacts, { review })) }
}

test('an officer reads that the call in which somebody looked was about somebody else, and not whom', async () => {
  const { margaret, marian, callId } = await onTheWrongRecord()
  const reviewId = await flagged(margaret, callId)

  const before = await cardOf(reviewId)
  await move('hub.nurse', callId, { to: toPerson(marian) })
  const after = await cardOf(reviewId)

  expect([before.looks.length, before.takenOff]).toEqual([1, []])
  expect(before.says).not.toContain('about somebody else')
  expect(after.takenOff).toEqual([
    { at: expect.any(String), by: house.as('hub.nurse').actor.name, because, wasInHand: false },
  ])
  expect(after.says).toMatch(
    new RegExp(`A call in which they looked was about somebody else: .* took it off .*: “${because}”`),
  )
  expect(JSON.stringify(after)).not.toMatch(new RegExp(`Marian|${marian}`))
})

test('a call that is back on the record explains nothing, nor does another call that left it', async () => {
  const { margaret, marian, callId } = await onTheWrongRecord()
  const reviewId = await flagged(margaret, callId)

  await move('hub.nurse', callId, { to: toPerson(marian) })
  const [off] = (await cardOf(reviewId)).takenOff
  await move('hub.nurse', callId, {
    to: toPerson(margaret, { said: { name: 'Margaret Shaw', birthDate: '1948-03-09' } }),
    epoch: 2,
  })
  const other = await aPastCall(db(), house.hub, margaret, {})
  const left = await move('hub.nurse', other, { to: { kind: 'nobody' } })

  expect([off?.because, left.status]).toEqual([because, 200])
  expect((await cardOf(reviewId)).takenOff).toEqual([])
})
