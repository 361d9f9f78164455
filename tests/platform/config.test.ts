import { describe, expect, test } from 'vitest'
import { type ConfigRefusal, readConfig } from '#server/platform/config.ts'

/** A sid: built here, so that no scanner takes a test for a secret. */
const sid = (prefix: string) => `${prefix}${'0123456789abcdef'.repeat(2)}`

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://care.example',
  DATABASE_URL: 'postgres://thread:secret@db.example:5432/goldthread',
  COLUMN_KEY: Buffer.alloc(32, 7).toString('base64'),
  TWILIO_ACCOUNT_SID: sid('AC'),
  TWILIO_AUTH_TOKEN: 'x'.repeat(32),
  TWILIO_API_KEY_SID: sid('SK'),
  TWILIO_API_KEY_SECRET: 'y'.repeat(32),
  TWILIO_APP_SID: sid('AP'),
  TWILIO_REGION: 'ie1',
  TWILIO_EDGE: 'dublin',
}

function refusalsOf(env: Record<string, string | undefined>): ConfigRefusal[] {
  const read = readConfig(env)
  return read.kind === 'refused' ? read.refusals : []
}
const named = (env: Record<string, string | undefined>) => refusalsOf(env).map(({ setting }) => setting)

describe('in practice', () => {
  test('nothing need be set', () => {
    const read = readConfig({})

    expect(read).toMatchObject({
      kind: 'ready',
      config: { mode: 'practice', host: '127.0.0.1', port: 4000, practice: { port: 4001 } },
    })
  })

  test('two starts have different keys, unless they share a secret', () => {
    const keys = (env: Record<string, string>) => {
      const read = readConfig(env)
      return read.kind === 'ready' ? read.config.carrier : undefined
    }

    expect(keys({})).not.toEqual(keys({}))
    expect(keys({ PRACTICE_SECRET: 'one of the tests' })).toEqual(
      keys({ PRACTICE_SECRET: 'one of the tests' }),
    )
  })

  test.each([
    ['PORT', 'four thousand'],
    ['PORT', '70000'],
    ['PRACTICE_PORT', '-1'],
    ['PUBLIC_URL', 'care.example'],
    ['PUBLIC_URL', 'http://care.example/path'],
    ['DATABASE_URL', 'mysql://db/goldthread'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['TRUSTED_PROXIES', '10.0.0.0/64'],
    ['LOG_LEVEL', 'loud'],
    ['DOCUMENTS_URL', 'ftp://documents.example'],
  ])('%s=%s is refused by name', (setting, value) => {
    expect(named({ [setting]: value })).toEqual([setting])
  })
})

describe('in production', () => {
  test('a whole set of settings is taken', () => {
    const read = readConfig({ ...PRODUCTION, TRUSTED_PROXIES: '10.0.0.5, 2001:db8::/32' })

    expect(read).toMatchObject({
      kind: 'ready',
      config: {
        mode: 'production',
        publicUrl: 'https://care.example',
        practice: undefined,
        trustedProxies: ['10.0.0.5', '2001:db8::/32'],
      },
    })
  })

  test('every missing setting is named at once, each with what to do', () => {
    const refusals = refusalsOf({ NODE_ENV: 'production' })

    expect(refusals.map(({ setting }) => setting).sort()).toEqual([
      'COLUMN_KEY',
      'DATABASE_URL',
      'PUBLIC_URL',
      'TWILIO_ACCOUNT_SID',
      'TWILIO_API_KEY_SECRET',
      'TWILIO_API_KEY_SID',
      'TWILIO_APP_SID',
      'TWILIO_AUTH_TOKEN',
    ])
    expect(refusals.filter(({ because }) => !/^(Set|Give) .+\.$/.test(because))).toEqual([])
  })

  test('one carrier setting alone means real calls: then nothing may be missing', () => {
    expect(named({ TWILIO_ACCOUNT_SID: sid('AC') })).toContain('DATABASE_URL')
  })

  test.each(Object.keys(PRODUCTION).filter(name => name !== 'NODE_ENV'))(
    'without %s it does not start',
    setting => {
      const refusals = refusalsOf({ ...PRODUCTION, [setting]: undefined })

      expect(refusals).not.toEqual([])
    },
  )

  test.each([
    ['an address in the clear', { PUBLIC_URL: 'http://care.example' }, 'PUBLIC_URL'],
    ['an address that is this machine', { PUBLIC_URL: 'https://localhost' }, 'PUBLIC_URL'],
    ['a region without its edge', { TWILIO_EDGE: undefined }, 'TWILIO_EDGE'],
    ['an edge without its region', { TWILIO_REGION: undefined }, 'TWILIO_REGION'],
    ['region and edge of different countries', { TWILIO_EDGE: 'ashburn' }, 'TWILIO_EDGE'],
    ['an account that is a key', { TWILIO_ACCOUNT_SID: sid('SK') }, 'TWILIO_ACCOUNT_SID'],
    [
      'the next token the same as the present',
      { TWILIO_AUTH_TOKEN_NEXT: 'x'.repeat(32) },
      'TWILIO_AUTH_TOKEN_NEXT',
    ],
    ['a misspelt setting', { TWILIO_ACOUNT_SID: sid('AC') }, 'TWILIO_ACOUNT_SID'],
    ['the practice line beside real calls', { PRACTICE_PORT: '4001' }, 'PRACTICE_PORT'],
    ['documents in the clear', { DOCUMENTS_URL: 'http://documents.example' }, 'DOCUMENTS_URL'],
  ])('%s is refused', (_, changed, setting) => {
    expect(named({ ...PRODUCTION, ...changed })).toEqual([setting])
  })

  test('a refusal never repeats a secret', () => {
    const refusals = refusalsOf({ ...PRODUCTION, TWILIO_AUTH_TOKEN: 'hunter2', DATABASE_URL: 'secret-words' })

    expect(JSON.stringify(refusals)).not.toMatch(/hunter2|secret-words/)
  })
})
