import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { starterGuide } from '#server/access/consentGuide.ts'
import { guidesCommand } from '#server/access/runGuidesCommand.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { askedHere, askedInATerminal } from '#tests/support/operatorCommand.ts'
import { passingFolder } from '#tests/support/passingFolder.ts'
import { agreed, settling } from './settling.ts'
import { limit, type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
let number = ''
beforeAll(async () => {
  house = await sharedHouse()
  const { db } = house.small.database
  const rows = await db.run(
    db.sql<{ number: string }[]>`select phone_number as number from lines where id = ${house.hub.lineId}`,
  )
  number = rows[0]?.number ?? ''
})
const folder = passingFolder('goldthread-guides-')
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  return house.small.close()
})

const { view } = settling(() => house)
const env = () => ({ DATABASE_URL: house.small.database.url })
const guides = (...args: string[]) => askedHere(guidesCommand, args, env())

/** No words of any language: nothing is translated here. */
function aGuide(language: string, more: object = {}) {
  const { version: _, ...guide } = starterGuide
  const signed = { author: 'Ana Brook', approver: 'Dr Miriam Holroyd', reviewOn: '2199-01-31' }
  const steps = guide.steps.map(step => ({ ...step, say: `(${language}) {line}` }))
  return { ...guide, ...signed, language, steps, ...more }
}
async function inFile(guide: unknown): Promise<string> {
  const path = join(folder, `${randomUUID()}.json`)
  await writeFile(path, typeof guide === 'string' ? guide : JSON.stringify(guide))
  return path
}
const add = async (guide: unknown, ...more: string[]) =>
  guides('add', '--line', number, '--file', await inFile(guide), ...more)

const speaking = (language: string, ...limits: ReturnType<typeof limit>[]) =>
  house.person([agreed(), anEntry('interpreter', { isNeeded: true, language }), ...limits], 'mill')

test('a dry run names every fault at once, and puts nothing in', async () => {
  const [what, who] = starterGuide.steps
  const faulty = aGuide('Polish', {
    version: 3,
    approver: undefined,
    reviewOn: '2020-01-01',
    ifNo: 'Thank you, {name}.',
    steps: [what, { ...who, key: 'what', say: '' }],
  })

  const { code, out, err } = await add(faulty, '--dry-run')

  expect([code, out]).toEqual([1, ''])
  expect(
    err
      .trim()
      .split('\n')
      .map(line => line.trim().split(':')[0]),
  ).toEqual([
    'Nothing was put in. To mend',
    'language',
    'approver',
    'step 2, say',
    'ifNo',
    'version',
    'steps',
    'steps',
    'reviewOn',
  ])
  expect((await guides('list')).out).toContain('English: version 5; by Goldthread, starter set; nobody')
})

test('a version is put in once, is listed, and is offered to whoever speaks it, on this line alone', async () => {
  const id = await speaking('Polish')
  expect((await view('mill', id)).theirLanguage).toEqual({
    name: 'Polish',
    needsInterpreter: true,
    guide: null,
  })

  const dry = await add(aGuide('pl'), '--dry-run')
  const first = await add(aGuide('pl'))
  const again = await add(aGuide('pl'))
  const own = await add(aGuide('en'))
  const next = await add(aGuide('pl', { author: 'Jo Fenn' }))

  expect([dry, first, again, own, next].map(({ code, out }) => [code, out.split(' for ')[0]])).toEqual([
    [0, 'No fault is found. It would be Polish'],
    [0, 'In force: Polish'],
    [0, 'It is in force already: Polish'],
    [0, 'In force: English'],
    [0, 'In force: Polish'],
  ])
  expect([first.out, own.out, next.out].map(out => /version .*/.exec(out)?.[0])).toEqual([
    'version 6.',
    'version 7.',
    'version 8 in place of version 6.',
  ])
  const shown = await view('mill', id)
  expect([shown.guide, ...shown.otherGuides].map(one => [one.language, one.version, one.author])).toEqual([
    ['en', 7, 'Ana Brook'],
    ['pl', 8, 'Jo Fenn'],
  ])
  expect(shown.otherGuides[0]?.steps[0]?.say).not.toContain('{line}')
  expect(shown.theirLanguage?.guide).toBe('pl')
  const { out } = await guides('list')
  expect(out).toContain('Polish: version 8; by Jo Fenn; approved by Dr Miriam Holroyd; review 31')
  expect(out.match(/Polish/g)).toHaveLength(1)
})

test('a language that is kept from the practice is not said with the guide', async () => {
  const hidden = limit({
    against: { kind: 'scope', scope: 'gp' },
    rule: 'hide_sections',
    sections: ['interpreter'],
  })

  expect((await view('mill', await speaking('Gujarati', hidden))).theirLanguage).toBeNull()
})

test('what cannot be done is said in words, with its exit code', async () => {
  const path = await inFile(aGuide('pl'))
  const said = [
    await guides('add', '--line', '01632 960999', '--file', path),
    await guides('add', '--line', number, '--file', `${path}.not`),
    await add('{ "language": '),
    await guides('add', '--file', path),
    await guides('drop'),
  ]

  expect(said.map(({ code, err }) => [code, err.split('\n')[0]])).toEqual([
    [1, '--line: No line has this number. “npm run guides -- list” shows them.'],
    [2, '--file: It cannot be read. Look at the path.'],
    [1, 'Nothing was put in. To mend:'],
    [2, '--line: Give the number of the line, such as 01632 960001.'],
    [2, 'Say what to do, one of: list, add, add-letter.'],
  ])
  const help = await askedInATerminal('access/guidesCommand.ts', ['--help'], env())
  expect([help.code, help.out.includes('the one place for it')]).toEqual([0, true])
})
