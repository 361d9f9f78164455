import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signingString } from '#server/practice/core/signingString.ts'
import { signatureOf } from '#server/practice/webhooks.ts'
import { aLine, CALLER, KEYS, twiml } from './aLine.ts'
import { published, SignatureVectors, twilioData } from './twilioData.ts'

published("the line signs as the carrier's own vectors say", () => {
  const { vectors } = twilioData('signature-vectors.json', SignatureVectors)

  const signed = vectors
    .filter(vector => vector.expect !== undefined)
    .map(({ name, signed_url, params, auth_token }) => {
      const form = Object.entries(params).flatMap(([key, value]) =>
        [value].flat().map((one): [string, string] => [key, one]),
      )
      return [name, signatureOf(auth_token, signed_url, form)]
    })

  expect(vectors).toHaveLength(18)
  expect(signed).toEqual(vectors.filter(v => v.expect !== undefined).map(v => [v.name, v.expect]))
})

test('the order of the fields never changes what is signed', () => {
  const field = fc.tuple(fc.string(), fc.string())
  fc.assert(
    fc.property(fc.array(field, { maxLength: 12 }), form => {
      expect(signingString('https://hub.example/', form.toReversed())).toBe(
        signingString('https://hub.example/', form),
      )
    }),
  )
})

test('a request is signed over its URL without the fragment, and with its query when it is a GET', async () => {
  const { line, hub } = await aLine({
    '/voice': twiml('<Redirect method="GET">/next?a=1&amp;b=%20two#rc=1</Redirect>'),
    '/next': twiml('<Hangup/>'),
  })

  line.phone(CALLER)
  await line.settle()

  const [post, get] = hub.asked
  const form = Object.entries(post?.form ?? {})
  expect(post?.headers['x-twilio-signature']).toBe(signatureOf(KEYS.authToken, `${hub.origin}/voice`, form))
  expect(get?.headers['x-twilio-signature']).toBe(signatureOf(KEYS.authToken, `${hub.origin}${get?.url}`, []))
  expect(get?.url).toContain('/next?a=1&b=%20two&')
  expect(get?.form.CallSid).toBe(post?.form.CallSid)
  expect(post?.headers['user-agent']).toBe('TwilioProxy/1.1')
  expect(post?.headers['i-twilio-idempotency-token']).not.toBe(get?.headers['i-twilio-idempotency-token'])
})
