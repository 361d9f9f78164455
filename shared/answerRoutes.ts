import { z } from 'zod'
import { AnswerDetail, AnswerTaken, TakeAnswer } from './answers.ts'
import { AnswerId } from './ids.ts'
import { route } from './route.ts'

const none = z.strictObject({})
const answer = z.strictObject({ answerId: AnswerId })

/** What came back by text or key and no rule could use. Part of the one table in routes.ts. */
export const answerRoutes = {
  answer: route({
    method: 'GET',
    path: '/api/answers/:answerId',
    params: answer,
    query: none,
    body: z.undefined(),
    reply: AnswerDetail,
  }),
  takeAnswer: route({
    method: 'POST',
    path: '/api/answers/:answerId/take',
    params: answer,
    query: none,
    body: TakeAnswer,
    reply: AnswerTaken,
  }),
}
