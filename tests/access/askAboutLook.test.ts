import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workingDaysLater } from '#server/audit/core/dueDay.ts'
import { type AccessLine, AccessLog, ReviewQueue } from '#shared/access.ts'
import type { PatientId } from '#shared/ids.ts'
import { inHand } from './inHand.ts'
import { EVERYBODY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

// "Why did she look at my record?" Source: domain guide 5.3.2: an answer within five working days.
let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const logOf = async (who: string, id: string): Promise<readonly AccessLine[]> =>
  AccessLog.parse((await house.as(who).at.get(`/api/people/${id}/access-log`)).body).lines
const queueOf = async (who: string) =>
  ReviewQueue.parse((await house.as(who).at.get('/api/reviews?kind=asked_about')).body).reviews
const question = (lookIds: readonly number[], commandId = randomUUID()) => ({
  commandId,
  lookIds,
  askedBy: 'Wyn Aspinall',
  question: 'Why did the hospice open it on a Sunday?',
  answerTo: 'telephone, after six',
})
const askOf = (who: string, id: string, body: object) =>
  house.as(who).at.post(`/api/people/${id}/access-log/questions`, body)
const aboutHospice = (lines: readonly AccessLine[]) => lines.filter(({ who }) => who.includes('St Brannoc'))

/** Somebody whom a hospice has looked at, and the looks of theirs. */
async function looked(): Promise<{ id: PatientId; lookIds: number[] }> {
  const id = await house.person([EVERYBODY], 'mill', 'hospice')
  await house.open('hospice', id)
  return { id, lookIds: aboutHospice(await logOf('mill', id)).map(line => line.id) }
}

test('a question about a look waits for the officer of whoever looked, with the look, the words and five working days', async () => {
  const { id, lookIds } = await looked()
  const before = new Date().toISOString()

  const answer = await askOf('mill', id, question(lookIds))

  expect(answer).toMatchObject({ status: 200, body: { kind: 'asked' } })
  const [review] = (await queueOf('hospice.officer')).filter(({ patientId }) => patientId === id)
  expect(review?.because).toContain('Wyn Aspinall asks: “Why did the hospice open it on a Sunday?”')
  expect(review?.because).toContain('Answer them by: telephone, after six.')
  expect(review?.looks.map(look => look.id)).toEqual(lookIds.toSorted((a, b) => a - b))
  expect(review?.dueAt.slice(0, 10)).toBe(workingDaysLater(before, 5).slice(0, 10))
  // The hub answers for the whole line.
  expect((await queueOf('officer')).map(({ reviewId }) => reviewId)).toContain(review?.reviewId)
})

test('the look says that it was asked about, and then what was answered', async () => {
  const { id, lookIds } = await looked()
  await askOf('mill', id, question(lookIds))

  const lineOf = async () => (await logOf('mill', id)).find(line => line.id === lookIds[0])

  const waiting = await lineOf()
  const [review] = (await queueOf('hospice.officer')).filter(({ patientId }) => patientId === id)
  await house.as('hospice.officer').at.post(`/api/reviews/${review?.reviewId}/verdict`, {
    verdict: 'justified',
    note: 'The nurse on call prepared for the visit of Monday.',
  })
  const answered = await lineOf()

  // Asked once more, what was answered before is there to be read.
  await askOf('mill', id, question(lookIds))

  expect(waiting?.asked).toEqual([{ at: expect.any(String), dueAt: review?.dueAt, answer: null }])
  expect(answered?.asked?.[0]?.answer).toMatchObject({
    verdict: 'justified',
    says: 'The nurse on call prepared for the visit of Monday.',
  })
  expect((await lineOf())?.asked?.map(asked => asked.answer?.says)).toEqual([
    undefined,
    'The nurse on call prepared for the visit of Monday.',
  ])
  expect((await logOf('mill', id)).find(({ who }) => who.startsWith('mill'))?.asked).toBeUndefined()
})

test('sent again it is one question', async () => {
  const { id, lookIds } = await looked()
  const body = question(lookIds)

  const answers = [await askOf('mill', id, body), await askOf('mill', id, body)]

  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect((await queueOf('officer')).filter(({ patientId }) => patientId === id)).toHaveLength(1)
})

test('a command that was used before, with other words or about somebody else, is refused and not said to be asked', async () => {
  const [one, other] = [await looked(), await looked()]
  const body = question(one.lookIds)
  await askOf('mill', one.id, body)

  const reworded = await askOf('mill', one.id, { ...body, question: 'And who was it?' })
  const elsewhere = await askOf('mill', other.id, question(other.lookIds, body.commandId))

  expect([reworded.status, elsewhere.status]).toEqual([409, 409])
  expect((await queueOf('officer')).filter(({ patientId }) => patientId === other.id)).toEqual([])
})

test('of looks of several people, it is about whoever looked last', async () => {
  const { id } = await looked()
  const all = (await logOf('mill', id)).map(line => line.id)

  await askOf('mill', id, question(all))

  const [review] = (await queueOf('officer')).filter(({ patientId }) => patientId === id)
  expect(review?.organisation).toBe('Mill Lane Surgery')
  expect(review?.looks.every(look => all.includes(look.id))).toBe(true)
  expect(review?.looks.length).toBeLessThan(all.length)
})

test('a look at somebody else is no look at this person, and whoever may not open the record asks nothing', async () => {
  const [mine, other] = [await looked(), await looked()]

  const elsewhere = await askOf('mill', mine.id, question(other.lookIds))
  const stranger = await askOf('crew', mine.id, question(mine.lookIds))

  expect([elsewhere.status, stranger.status]).toEqual([404, 403])
  expect((await queueOf('officer')).filter(({ patientId }) => patientId === mine.id)).toEqual([])
})

test('in a call, whoever has the person on the telephone asks it for them', async () => {
  const { callId, patientId } = await inHand(house, house.hub)
  const { at } = house.as('hub.nurse')
  const log = AccessLog.parse((await at.get(`/api/calls/${callId}/record/access-log?epoch=1`)).body)
  const body = { ...question(log.lines.map(line => line.id)), epoch: 1 }

  const answer = await at.post(`/api/calls/${callId}/record/access-log/questions`, body)

  expect(answer).toMatchObject({ status: 200, body: { kind: 'asked' } })
  expect((await queueOf('officer')).map(review => review.patientId)).toContain(patientId)
})
