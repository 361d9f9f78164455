import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { softwareAt } from '#server/platform/software.ts'
import { deviceOf } from '#server/staff/core/deviceOf.ts'

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/141.0.3537.57`, 'Edge on Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}`, 'Chrome on Windows'],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME}`, 'Chrome on ChromeOS'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${CHROME.replace('Chrome', 'HeadlessChrome')}`, 'Chrome on Linux'],
  ['Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0', 'Firefox on Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${CHROME.replace('Chrome', 'SamsungBrowser/28.0 Chrome')}`,
    'Samsung Internet on Android',
  ],
  ['Mozilla/5.0 (Martian 3)', 'another browser on another system'],
  ['node', 'integration'],
  ['curl/8.5.0', 'integration'],
  ['', 'unknown'],
  [undefined, 'unknown'],
])('%s is %s', (said, device) => {
  expect(deviceOf(said)).toBe(device)
})

test('nothing of what a browser says of itself goes into the log, but one of some fifty families', () => {
  const known = fc.constantFrom(
    'Mozilla/5.0 ',
    'Chrome/',
    'Edg/',
    'Windows',
    '; DROP',
    'é',
    '\u0000',
    'SM-G998B',
  )
  fc.assert(
    fc.property(
      fc.array(fc.oneof(known, fc.string())).map(parts => parts.join(' ')),
      said => {
        expect(deviceOf(said)).toMatch(/^(unknown|integration|[A-Za-z ]{4,20} on [A-Za-z ]{3,14})$/)
      },
    ),
  )
})

test('the version is that of the package, with the commit where there is a checkout', () => {
  const project = mkdtempSync(join(tmpdir(), 'goldthread-software-'))
  const at = (name: string, text: string) => writeFileSync(join(project, name), text)
  const commit = 'a'.repeat(40)
  at('package.json', '{"version": "1.2.3"}')
  const bare = softwareAt(project)
  mkdirSync(join(project, '.git'))
  at('.git/HEAD', 'ref: refs/heads/main\n')
  const unborn = softwareAt(project)
  at('.git/packed-refs', `# pack-refs\n${commit} refs/heads/main\n`)
  const packed = softwareAt(project)
  at('.git/HEAD', `${'b'.repeat(40)}\n`)

  expect([bare, unborn, packed, softwareAt(project)]).toEqual([
    '1.2.3',
    '1.2.3',
    '1.2.3+aaaaaaa',
    '1.2.3+bbbbbbb',
  ])
  rmSync(project, { recursive: true })
})
