import { randomUUID } from 'node:crypto'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReviewFacts } from '#client/access/ReviewFacts.tsx'
import type { CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { caller, type PeopleHouse, peopleHouse, type Talk } from '#tests/people/peopleHouse.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'

// A call that is put right before anything of it was saved leaves no record: nothing comes off, and no log says that it was (decision 028).
let people: PeopleHouse
let aroha: Nurse
let officer: Nurse
beforeAll(async () => {
  people = await peopleHouse()
  aroha = people.aroha
  const at = { signInName: 'officer', organisation: 'Test Hospice', kind: 'hub' as const }
  await aColleague(people.db, people.house.north.lineId, { ...at, role: 'privacy_officer' })
  officer = await aNurse(people.house.url, 'officer')
})
afterAll(() => people.house.close())

/** What a rule found odd: the looks of the nurse at this person in this call. */
async function flagged(patientId: PatientId, callId: CallId): Promise<string> {
  const { sql } = people.db
  const id = randomUUID()
  await people.db.run(sql`
    insert into access_reviews (
      id, key, line_id, organisation_id, kind, patient_id, staff_id, staff_name, due_at, by_rule, look_ids
    )
    select ${id}, ${id}, access_log.line_id, (select id from organisations where line_id = access_log.line_id and kind = 'hub' limit 1),
           'no_call_or_task', patient_id, actor_id, min(actor_name), now() + interval '1 day', true, array_agg(id order by id)
    from access_log
    where patient_id = ${patientId} and why ->> 'callId' = ${callId} and action = 'opened'
    group by access_log.line_id, patient_id, actor_id`)
  return id
}

async function cardOf(reviewId: string) {
  const { reviews } = await officer.ask(routes.reviews, { query: { kind: 'no_call_or_task' } })
  const review = reviews.find(one => one.reviewId === reviewId)
  if (!review) throw new Error('the review is not in the queue')
  return { ...review, says: renderToStaticMarkup(createElement(ReviewFacts, { review })) }
}

async function lookedAt(): Promise<Talk & { reviewId: string }> {
  const talk = await people.talkingAbout(aroha, await people.aPerson())
  await people.read(aroha, talk)
  return { ...talk, reviewId: await flagged(talk.patientId, talk.callId) }
}

const because = 'That is Marian, her sister'
const isWrong = ({ params }: Talk, epoch: number) =>
  aroha.ask(routes.clearIdentity, { params, body: { commandId: aCommand(), epoch, because } })
const isAbout = ({ params }: Talk, patientId: PatientId, epoch: number) =>
  aroha.ask(routes.confirmIdentity, {
    params,
    body: { commandId: aCommand(), epoch, patientId, said: {}, caller, skippedBecause: 'no time to ask' },
  })

const PUT_RIGHT = /was about somebody else: Aroha 1 put that right in the call itself, .*\d\d:\d\d/

test.each([
  ['with “This is the wrong person”', false],
  ['and is settled as somebody else', true],
])('an officer reads that a call was put right in hand, %s, and not whom it is about', async (_, isKnown) => {
  const talk = await lookedAt()
  const before = await cardOf(talk.reviewId)
  const marian = await people.aPerson()

  await isWrong(talk, 1)
  if (isKnown) await isAbout(talk, marian, 2)
  const after = await cardOf(talk.reviewId)

  expect([before.looks.length, before.takenOff]).toEqual([1, []])
  expect(after.takenOff).toEqual([{ at: expect.any(String), by: 'Aroha 1', because: null, wasInHand: true }])
  expect(after.says.replace(/<[^>]*>/g, '')).toMatch(PUT_RIGHT)
  expect(JSON.stringify(after)).not.toMatch(new RegExp(`${marian}|sister`))
  await people.endAndClose(aroha, talk)
})

test('a call that is about them after all explains nothing', async () => {
  const talk = await lookedAt()

  await isWrong(talk, 1)
  await isAbout(talk, talk.patientId, 2)

  expect((await cardOf(talk.reviewId)).takenOff).toEqual([])
  await people.endAndClose(aroha, talk)
})

test('what was saved first and came off the record in hand is said once, as that', async () => {
  const talk = await lookedAt()
  const { params, body } = await people.outcomeOf(aroha, talk)
  await aroha.ask(routes.closeCall, { params, body })

  await isWrong(talk, 1)

  expect((await cardOf(talk.reviewId)).takenOff).toMatchObject([{ by: 'Aroha 1', wasInHand: false }])
  await aroha.ask(routes.endCall, { params, body: {} })
})
