import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig, SETTINGS } from '#server/platform/config.ts'

const text = readFileSync(join(import.meta.dirname, '..', '..', '.env.example'), 'utf8')
const settings = [...text.matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name)

test('.env.example describes every setting there is, once, and no other', () => {
  expect(settings.toSorted()).toEqual(SETTINGS.toSorted())
})

test('every setting stands in lines of comment: as the file comes it changes nothing', () => {
  expect(text.split('\n').filter(line => line !== '' && !line.startsWith('#'))).toEqual([])
})

test('each has words above it, of its own or with the settings beside it', () => {
  const lines = text.split('\n')
  const bare = settings.filter(name => {
    let at = lines.findIndex(line => line.startsWith(`#${name}=`)) - 1
    while (/^#[A-Z][A-Z_]+=/.test(lines[at] ?? '')) at--
    return !/^# [^-]/.test(lines[at] ?? '')
  })
  expect(bare).toEqual([])
})

test('the defaults it names are the ones the server takes', () => {
  const read = readConfig({})
  const config = read.kind === 'ready' ? read.config : undefined
  const named = (setting: string) =>
    new RegExp(`Default[^:]*: ([^.\\s]\\S*?)[.,]?(?:\\s[^#]*)?\\n#${setting}=`).exec(text)?.[1]

  expect(named('PORT')).toBe(String(config?.port))
  expect(named('HOST')).toBe(config?.host)
  expect(named('PRACTICE_PORT')).toBe(String(config?.practice?.port))
  expect(named('BUILD_PAGES')).toBe(config?.buildPages ? 'yes' : 'no')
  expect(text).toContain(`Default: info in production,\n# ${config?.logLevel} in practice.`)
})
