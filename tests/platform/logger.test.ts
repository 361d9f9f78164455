import { expect, test } from 'vitest'
import { createLogger, errorFields, type LogFields } from '#server/platform/logger.ts'

function logging(level: 'debug' | 'warn' = 'debug') {
  const lines: string[] = []
  return { log: createLogger(level, line => void lines.push(line)), lines }
}

test('one thing is one line of JSON, whatever it holds', () => {
  const { log, lines } = logging()

  log.warn('call.offered', { callId: 'a\nb\u001b[31m\u2028' })

  expect(lines).toHaveLength(1)
  const text = lines[0]?.trimEnd() ?? ''
  expect(['\n', '\u001b'].filter(mark => text.includes(mark))).toEqual([])
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'warn',
    what: 'call.offered',
    callId: 'a\nb\u001b[31m\u2028',
  })
})

test('what is below the level is not written', () => {
  const { log, lines } = logging('warn')

  log.info('call.offered')

  expect(lines).toEqual([])
})

test('of an error only its class, its code and its place are told: messages quote values', () => {
  const error = Object.assign(new TypeError('duplicate key: Mrs Canary, 01632 960123'), {
    code: '23505',
    detail: 'Mrs Canary',
  })

  const told = errorFields(error)

  expect(told).toMatchObject({ error: 'TypeError', code: '23505' })
  expect(JSON.stringify(told)).not.toContain('Canary')
})

test('a line of a message that looks like a place is none', () => {
  const error = new Error('bad value "Mrs\n    at Canary, 12 Mill Lane, near the server/ LS21:1:2"')

  expect(JSON.stringify(errorFields(error))).not.toContain('Mill Lane')
})

test('a name, a number or a note has no field', () => {
  // @ts-expect-error: the list of fields is closed
  const fields: LogFields = { name: 'Mrs Canary' }

  expect(fields).toBeDefined()
})
