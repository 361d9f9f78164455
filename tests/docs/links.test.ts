import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const PROJECT = join(import.meta.dirname, '..', '..')
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: PROJECT })].sort()
const textOf = (page: string) => readFileSync(join(PROJECT, page), 'utf8')

test.each(pages)('%s: every link and picture leads somewhere', page => {
  const targets = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => target ?? [])

  expect(targets.filter(target => !leadsSomewhere(page, target))).toEqual([])
})

test.each(pages)('%s: every file and folder it names is there', page => {
  const named = [...textOf(page).matchAll(/`((?:server|client|shared|tests|docs)\/[\w./-]*)`/g)]
  const gone = named.flatMap(([, path]) => (path && !existsSync(join(PROJECT, path)) ? [path] : []))

  expect(gone).toEqual([])
})

test.each(pages)('%s: every npm command it names is a script', page => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> } // npm's own file
  const named = [...textOf(page).matchAll(/npm run ([\w:]+)/g)].flatMap(([, name]) => name ?? [])

  expect(named.filter(name => !Object.hasOwn(scripts, name))).toEqual([])
})

test('every error and warning that the log can hold is on the page about running it', () => {
  const said = globSync('server/**/*.ts', { cwd: PROJECT }).flatMap(file =>
    [...textOf(file).matchAll(/\.(?:warn|error)\(\s*'([a-z_]+\.[a-z_]+)'/g)].map(([, what = '']) => what),
  )
  const page = textOf('docs/running-it.md')

  expect(new Set(said).size).toBeGreaterThan(30)
  expect(said.filter(what => !page.includes(`\`${what}\``))).toEqual([])
})

test('pictures are small enough to travel with the code, and each is shown', () => {
  const pictures = globSync('docs/pictures/*', { cwd: PROJECT })
  const large = pictures.filter(picture => statSync(join(PROJECT, picture)).size > 200_000)
  const shown = pages.map(textOf).join('\n')
  const unseen = pictures.filter(picture => !shown.includes(picture.split('/').at(-1) ?? picture))

  expect({ large, unseen }).toEqual({ large: [], unseen: [] })
})

function leadsSomewhere(page: string, target: string): boolean {
  if (/^https?:/.test(target)) return true
  const [path = '', heading] = target.split('#')
  const file = path === '' ? page : relative(PROJECT, join(PROJECT, dirname(page), path))
  if (file.startsWith('..') || !existsSync(join(PROJECT, file))) return false
  return heading === undefined || headingsOf(file).includes(heading)
}

/** Headings as a page of the code's host names them in addresses. */
function headingsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .trim()
      .replace(/\s/g, '-'),
  )
}
