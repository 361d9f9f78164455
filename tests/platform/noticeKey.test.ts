import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { practiceNoticeKey } from '#server/platform/columnKeyFile.ts'
import { newColumnKey } from '#server/platform/columnKeys.ts'
import { readConfig } from '#server/platform/config.ts'
import { noticeKeysOf } from '#server/platform/noticeKey.ts'
import { passingFolder } from '#tests/support/passingFolder.ts'

test('a practice house makes its notice key at the first start and keeps it, for its owner alone', () => {
  const folder = passingFolder('goldthread-notice-key-')
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const first = practiceNoticeKey(folder)

  expect(practiceNoticeKey(folder)).toBe(first)
  expect(existsSync(join(folder, 'notice-key'))).toBe(true)
  expect(statSync(join(folder, 'notice-key')).mode & 0o077).toBe(0)
  expect(noticeKeysOf(first, 'https://care.example')).toMatchObject({ contact: 'https://care.example' })
})

test('the public key follows from the one that is set, so that every process has the same', () => {
  const text = newColumnKey()

  expect(noticeKeysOf(text, 'http://localhost:4000').publicKey).toMatch(/^B[\w-]{86}$/)
  expect(noticeKeysOf(text, 'http://localhost:4000')).toEqual(noticeKeysOf(text, 'http://localhost:4000'))
})

test.each([
  [{ NOTICE_KEY: 'too short' }, 'NOTICE_KEY'],
  [{ NOTICE_KEY: Buffer.alloc(32).toString('base64') }, 'NOTICE_KEY'],
  [{ PUSH_SERVICES: 'http://10.0.0.1' }, 'PUSH_SERVICES'],
  [{ PUSH_SERVICES: 'https://10.0.0.1' }, 'PUSH_SERVICES'],
  [{ PUSH_SERVICES: 'https://push.example/path' }, 'PUSH_SERVICES'],
  [{ NODE_ENV: 'production', PUSH_SERVICES: 'http://127.0.0.1:9000' }, 'PUSH_SERVICES'],
])('a setting that is none is refused: %j', (env, setting) => {
  const read = readConfig(env)

  expect(read.kind === 'refused' && read.refusals.map(one => one.setting)).toContain(setting)
})
