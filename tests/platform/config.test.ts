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
    ['TRUSTED_PROXIES', '0.0.0.0/0'],
    ['NODE_ENV', 'prod'],
    ['NODE_ENV', 'Production'],
    ['LOG_LEVEL', 'loud'],
    ['DOCUMENTS_URL', 'ftp://documents.example'],
  ])('%s=%s is refused by name', (setting, value) => {
    expect(named({ [setting]: value })).toEqual([setting])
  })

  test.each([
    [
      'the practice line’s port on ours',
      { PORT: '4321', PRACTICE_PORT: '4321' },
      'PRACTICE_PORT',
      'another port than PORT: 4321',
    ],
    [
      'our port on the one it has by default',
      { PORT: '4001' },
      'PRACTICE_PORT',
      'another port than PORT: 4001',
    ],
    [
      'a line elsewhere without the shared secret',
      { PRACTICE_LINE_URL: 'http://127.0.0.1:4001' },
      'PRACTICE_SECRET',
      'share one',
    ],
    [
      'anchors in the data folder',
      { DATA_DIR: 'kept', AUDIT_ANCHOR_DIR: './kept/' },
      'AUDIT_ANCHOR_DIR',
      'give a second place',
    ],
    [
      'anchors where they are by default',
      { AUDIT_ANCHOR_DIR: '.data/anchors' },
      'AUDIT_ANCHOR_DIR',
      'give a second place',
    ],
    [
      'an owner of the tables who is the server as well',
      { DATABASE_URL: PRODUCTION.DATABASE_URL, DATABASE_OWNER_URL: PRODUCTION.DATABASE_URL },
      'DATABASE_OWNER_URL',
      'a role of its own',
    ],
    [
      'an owner of the tables of another database',
      {
        DATABASE_URL: PRODUCTION.DATABASE_URL,
        DATABASE_OWNER_URL: 'postgres://owner:secret@db.example/goldthread_old',
      },
      'DATABASE_OWNER_URL',
      'another database than DATABASE_URL',
    ],
    [
      'a port for a line of ours, where the line is another',
      {
        PRACTICE_LINE_URL: 'http://127.0.0.1:4009',
        PRACTICE_SECRET: 'eight letters',
        PRACTICE_PORT: '4001',
      },
      'PRACTICE_PORT',
      'PRACTICE_LINE_URL names another',
    ],
    [
      'an owner of the tables, and nobody who serves',
      { DATABASE_OWNER_URL: PRODUCTION.DATABASE_URL },
      'DATABASE_URL',
      'serves nobody',
    ],
    [
      'a real database under a mode we do not know',
      { NODE_ENV: 'prod', DATABASE_URL: PRODUCTION.DATABASE_URL },
      'NODE_ENV',
      'Give production for real calls',
    ],
  ])('%s is refused, with what to do', (_, env, setting, words) => {
    expect(refusalsOf(env)).toEqual([{ setting, because: expect.stringContaining(words) }])
  })

  test.each([
    ['development', { NODE_ENV: 'development' }],
    ['any free ports for both', { PORT: '0', PRACTICE_PORT: '0' }],
    [
      'a line elsewhere on the port that ours would have',
      { PORT: '4001', PRACTICE_LINE_URL: 'http://127.0.0.1:4009', PRACTICE_SECRET: 'eight letters' },
    ],
    [
      'a server beside the owner of the tables',
      {
        DATABASE_URL: PRODUCTION.DATABASE_URL,
        DATABASE_OWNER_URL: 'postgres://owner:secret@pooler.example:6432/goldthread',
      },
    ],
    ['anchors beside the data folder', { DATA_DIR: '/srv/thread', AUDIT_ANCHOR_DIR: '/srv/thread-anchors' }],
  ])('%s is taken', (_, env) => {
    expect(refusalsOf(env)).toEqual([])
  })

  test('a name of another tool, or of the tests, that begins like the carrier’s is told, and asks for no real calls', () => {
    expect(readConfig({ TWILIO_DATA: '/data/twilio', TWILIO_PROFILE: 'mine' })).toMatchObject({
      kind: 'ready',
      config: { mode: 'practice' },
      unknown: [{ setting: 'TWILIO_DATA' }, { setting: 'TWILIO_PROFILE' }],
    })
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

  test.each([
    ['PUBLIC_URL', 'PUBLIC_URL', /^Set it to the address people and the carrier use/],
    ['DATABASE_URL', 'DATABASE_URL', /^Set it to the address of PostgreSQL/],
    ['COLUMN_KEY', 'COLUMN_KEY', /^Set it to the key of the encrypted columns/],
    ['TWILIO_ACCOUNT_SID', 'TWILIO_ACCOUNT_SID', /^Set it to the account SID, which begins with AC\.$/],
    ['TWILIO_AUTH_TOKEN', 'TWILIO_AUTH_TOKEN', /^Set it to the auth token of the account/],
    ['TWILIO_API_KEY_SID', 'TWILIO_API_KEY_SID', /^Set it to the SID of an API key, which begins with SK\.$/],
    ['TWILIO_API_KEY_SECRET', 'TWILIO_API_KEY_SECRET', /^Set it to the secret of the API key\.$/],
    ['TWILIO_APP_SID', 'TWILIO_APP_SID', /^Set it to the SID of the TwiML application/],
    ['TWILIO_REGION', 'TWILIO_REGION', /^Set it as well: edge dublin without a region/],
    ['TWILIO_EDGE', 'TWILIO_EDGE', /^Set it as well: region ie1 is reached through its own edge\.$/],
  ])('without %s it does not start, and says %s alone', (missing, setting, words) => {
    expect(refusalsOf({ ...PRODUCTION, [missing]: undefined })).toEqual([
      { setting, because: expect.stringMatching(words) },
    ])
  })

  test('texts are sent from a mobile, written in any spelling, or from nothing; a day allows two thousand', () => {
    const messages = (env: Record<string, string>) => {
      const read = readConfig({ ...PRODUCTION, ...env })
      return read.kind === 'ready' ? read.config.messages : undefined
    }

    expect(messages({})).toEqual({ from: undefined, perDay: 2_000 })
    expect(messages({ SMS_FROM: '07400 123456', MESSAGES_A_DAY: '50' })).toEqual({
      from: '+447400123456',
      perDay: 50,
    })
  })

  test.each([
    ['SMS_FROM', '0113 496 0001', /mobile number/],
    ['SMS_FROM', '07012 345678', /mobile number/],
    ['SMS_FROM', 'CareLine', /mobile number/],
    ['SMS_FROM', '+447700900900', /for drama/],
    ['MESSAGES_A_DAY', '0', /1 or more/],
    ['MESSAGES_A_DAY', 'many', /whole number/],
  ])('%s may not be %s', (setting, value, words) => {
    expect(refusalsOf({ ...PRODUCTION, [setting]: value })).toEqual([
      { setting, because: expect.stringMatching(words) },
    ])
  })

  test('the mode may be left away, where the carrier is named', () => {
    expect(readConfig({ ...PRODUCTION, NODE_ENV: undefined })).toMatchObject({
      kind: 'ready',
      config: { mode: 'production' },
    })
  })

  test.each([
    ['an address in the clear', { PUBLIC_URL: 'http://care.example' }, 'PUBLIC_URL'],
    ['an address that is this machine', { PUBLIC_URL: 'https://localhost' }, 'PUBLIC_URL'],
    ['an address that is every machine', { PUBLIC_URL: 'https://0.0.0.0' }, 'PUBLIC_URL'],
    ['an address inside a network', { PUBLIC_URL: 'https://192.168.1.20' }, 'PUBLIC_URL'],
    [
      'the token of the account as the secret of the key',
      { TWILIO_API_KEY_SECRET: 'x'.repeat(32) },
      'TWILIO_API_KEY_SECRET',
    ],
    ['everybody as a proxy', { TRUSTED_PROXIES: '::/0' }, 'TRUSTED_PROXIES'],
    [
      'anchors in the data folder',
      { DATA_DIR: '/srv/thread', AUDIT_ANCHOR_DIR: '/srv/thread/' },
      'AUDIT_ANCHOR_DIR',
    ],
    ['a misspelt mode beside the carrier', { NODE_ENV: 'prod' }, 'NODE_ENV'],
    ['a word for practice beside the carrier', { NODE_ENV: 'development' }, 'NODE_ENV'],
    ['the word of the tests beside the carrier', { NODE_ENV: 'test' }, 'NODE_ENV'],
    [
      'an owner of the tables of another database',
      { DATABASE_OWNER_URL: 'postgres://owner:secret@db.example/goldthread_old' },
      'DATABASE_OWNER_URL',
    ],
    ['a region without its edge', { TWILIO_EDGE: undefined }, 'TWILIO_EDGE'],
    ['an edge without its region', { TWILIO_REGION: undefined }, 'TWILIO_REGION'],
    ['region and edge of different countries', { TWILIO_EDGE: 'ashburn' }, 'TWILIO_EDGE'],
    ['an account that is a key', { TWILIO_ACCOUNT_SID: sid('SK') }, 'TWILIO_ACCOUNT_SID'],
    [
      'the next token the same as the present',
      { TWILIO_AUTH_TOKEN_NEXT: 'x'.repeat(32) },
      'TWILIO_AUTH_TOKEN_NEXT',
    ],
    ['the practice line beside real calls', { PRACTICE_PORT: '4001' }, 'PRACTICE_PORT'],
    ['documents in the clear', { DOCUMENTS_URL: 'http://documents.example' }, 'DOCUMENTS_URL'],
  ])('%s is refused', (_, changed, setting) => {
    expect(named({ ...PRODUCTION, ...changed })).toEqual([setting])
  })

  test('a setting that is misspelt is named beside what is missing for it', () => {
    const { TWILIO_ACCOUNT_SID, ...others } = PRODUCTION

    expect(named({ ...others, TWILIO_ACOUNT_SID: TWILIO_ACCOUNT_SID })).toEqual([
      'TWILIO_ACCOUNT_SID',
      'TWILIO_ACOUNT_SID',
    ])
  })

  test('a name that is none of ours does not keep the house closed, and is told', () => {
    expect(readConfig({ ...PRODUCTION, TWILIO_PROFILE: 'mine' })).toMatchObject({
      kind: 'ready',
      config: { mode: 'production' },
      unknown: [{ setting: 'TWILIO_PROFILE' }],
    })
  })

  test('a refusal never repeats a secret', () => {
    const refusals = refusalsOf({ ...PRODUCTION, TWILIO_AUTH_TOKEN: 'hunter2', DATABASE_URL: 'secret-words' })

    expect(JSON.stringify(refusals)).not.toMatch(/hunter2|secret-words/)
  })
})
