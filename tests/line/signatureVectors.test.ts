import { createHash } from 'node:crypto'
import twilio from 'twilio'
import { expect } from 'vitest'
import { z } from 'zod'
import { isSigned } from '#server/line/signature.ts'
import { published, twilioData } from '#tests/practice/twilioData.ts'

const Vectors = z.object({
  vectors: z.array(
    z.object({
      name: z.string(),
      signed_url: z.string(),
      received_url: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      auth_token: z.string(),
      expect: z.string().optional(),
      header: z.string().nullish(),
      raw_body: z.string().optional(),
      body_sha256: z.string().optional(),
      valid: z.boolean(),
    }),
  ),
})
const read = () => twilioData('signature-vectors.json', Vectors).vectors
const headerOf = (vector: ReturnType<typeof read>[number]) => vector.expect ?? vector.header ?? undefined

published('every form of the carrier’s own vectors is judged at our door as the carrier says', () => {
  const forms = read().filter(vector => vector.raw_body === undefined)

  const judged = forms.map(vector => [
    vector.name,
    isSigned([vector.auth_token], headerOf(vector), vector.received_url, vector.params),
  ])

  expect(judged).toHaveLength(14)
  expect(judged).toEqual(forms.map(vector => [vector.name, vector.valid]))
})

published('the JSON vectors hold for the call of the SDK that our door is built on', () => {
  const bodies = read().filter(vector => vector.raw_body !== undefined)

  const judged = bodies.map(vector => [
    vector.name,
    twilio.validateRequestWithBody(
      vector.auth_token,
      headerOf(vector) ?? '',
      vector.received_url,
      vector.raw_body ?? '',
    ),
  ])

  expect(judged).toHaveLength(4)
  expect(judged).toEqual(bodies.map(vector => [vector.name, vector.valid]))
  expect(
    bodies
      .filter(vector => vector.valid)
      .map(vector =>
        createHash('sha256')
          .update(vector.raw_body ?? '')
          .digest('hex'),
      ),
  ).toEqual(bodies.filter(vector => vector.valid).map(vector => vector.body_sha256))
})

published('during a rotation either of two tokens is good, and no third', () => {
  const [vector] = read()
  if (!vector) throw new Error('the file holds no vectors')
  const { auth_token: token, received_url: url, params } = vector
  const judge = (...tokens: string[]) => isSigned(tokens, headerOf(vector), url, params)

  expect([judge(token, 'next'), judge('next', token), judge('next', 'other'), judge()]).toEqual([
    true,
    true,
    false,
    false,
  ])
})
