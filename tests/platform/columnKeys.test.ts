import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { practiceColumnKey } from '#server/platform/columnKeyFile.ts'
import { readColumnKeys } from '#server/platform/columnKeySettings.ts'
import { columnKeys, keyId, newColumnKey, type Place } from '#server/platform/columnKeys.ts'
import { readConfig } from '#server/platform/config.ts'

const ONE = newColumnKey()
const TWO = newColumnKey()
const HERE: Place = { column: 'door_secrets.sealed', row: ['north', 'ron', 'keysafe_code', 1] }
const SECRET = '4711 canary'

test('a value opens at its place, and reads nowhere as itself', () => {
  const keys = columnKeys({ current: ONE, old: [] })

  const sealed = keys.seal(HERE, SECRET)

  expect(keys.open(HERE, sealed)).toBe(SECRET)
  expect(sealed.sealed.toString('latin1')).not.toContain('canary')
})

test.each<[string, Place]>([
  ['another column', { ...HERE, column: 'other.sealed' }],
  ['another line', { ...HERE, row: ['south', 'ron', 'keysafe_code', 1] }],
  ['another person', { ...HERE, row: ['north', 'iris', 'keysafe_code', 1] }],
  ['another kind', { ...HERE, row: ['north', 'ron', 'alarm_code', 1] }],
  ['another version', { ...HERE, row: ['north', 'ron', 'keysafe_code', 2] }],
])('moved to %s it does not open', (_, there) => {
  const keys = columnKeys({ current: ONE, old: [] })

  expect(keys.open(there, keys.seal(HERE, SECRET))).toBeUndefined()
})

test('touched in any byte it does not open', () => {
  const keys = columnKeys({ current: ONE, old: [] })
  const { sealed, keyId: id } = keys.seal(HERE, SECRET)

  const opened = [...sealed.keys()].map(at => {
    const touched = Buffer.from(sealed)
    touched[at] = (touched[at] ?? 0) ^ 1
    return keys.open(HERE, { sealed: touched, keyId: id })
  })

  expect(new Set(opened)).toEqual(new Set([undefined]))
  expect(keys.open(HERE, { sealed: sealed.subarray(0, 20), keyId: id })).toBeUndefined()
})

test('no nonce is used twice', () => {
  const keys = columnKeys({ current: ONE, old: [] })

  const nonces = Array.from({ length: 5_000 }, () =>
    keys.seal(HERE, SECRET).sealed.subarray(0, 12).toString('hex'),
  )

  expect(new Set(nonces).size).toBe(nonces.length)
})

test('a key that went before opens what it sealed, and seals nothing more', () => {
  const before = columnKeys({ current: ONE, old: [] }).seal(HERE, SECRET)
  const after = columnKeys({ current: TWO, old: [ONE] })

  expect(after.open(HERE, before)).toBe(SECRET)
  expect(after.seal(HERE, SECRET).keyId).toBe(keyId(TWO))
  expect(columnKeys({ current: TWO, old: [] }).open(HERE, before)).toBeUndefined()
})

test('practice makes its key once, for its owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-key-'))
  try {
    const first = practiceColumnKey(folder)
    const file = join(folder, 'column-key')

    expect(practiceColumnKey(folder)).toBe(first)
    expect(statSync(file).mode & 0o777).toBe(0o600)

    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 10))
    expect(() => practiceColumnKey(folder)).toThrow(/does not hold a key/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.each([
  [{ COLUMN_KEY: 'too short' }, 'COLUMN_KEY'],
  [{ COLUMN_KEY: ONE, COLUMN_KEYS_OLD: 'nothing of the kind' }, 'COLUMN_KEYS_OLD'],
  [{ COLUMN_KEY: ONE, COLUMN_KEYS_OLD: `${TWO},${ONE}` }, 'COLUMN_KEYS_OLD'],
])('settings that cannot be meant are refused by name', (env, setting) => {
  const read = readConfig(env)

  expect(read.kind === 'refused' && read.refusals.map(refusal => refusal.setting)).toEqual([setting])
})

test('the refusal says how to make a key, and never what was set', () => {
  const read = readColumnKeys({ COLUMN_KEY: 'my-secret-key' })

  expect(read).toMatchObject({ kind: 'refused', because: expect.stringContaining('openssl rand') })
  expect(JSON.stringify(read)).not.toContain('my-secret-key')
})
