import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { starterLetter } from '#server/access/letterWords.ts'
import { guidesCommand } from '#server/access/runGuidesCommand.ts'
import { askedHere } from '#tests/support/operatorCommand.ts'
import { passingFolder } from '#tests/support/passingFolder.ts'
import { agreed, settling } from './settling.ts'
import { type SharedHouse, sharedHouse } from './sharedHouse.ts'

// The words of the letter are a line's own: written by one, signed by another, in versions that stay.
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
const folder = passingFolder('goldthread-letter-')
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  return house.small.close()
})

const { view } = settling(() => house)
const guides = (...args: string[]) =>
  askedHere(guidesCommand, args, { DATABASE_URL: house.small.database.url })

function aLetter(more: object = {}) {
  const { version: _, ...words } = starterLetter
  const signed = { author: 'Ana Brook', approver: 'Dr Miriam Holroyd', reviewOn: '2199-01-31' }
  return { ...words, ...signed, ...more }
}
async function add(words: unknown, ...more: string[]) {
  const path = join(folder, `${randomUUID()}.json`)
  await writeFile(path, JSON.stringify(words))
  return guides('add-letter', '--line', number, '--file', path, ...more)
}

test('every fault is named at once: who signs is another person, and what is filled in is known', async () => {
  const faulty = aLetter({
    version: 3,
    approver: 'ana  BROOK',
    reviewOn: '2020-01-01',
    seeAll: 'These look after you.',
    inShort: ['Ring {name}.'],
    askAnew: undefined,
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
    'askAnew',
    'version',
    'inShort',
    'seeAll',
    'approver',
    'reviewOn',
  ])
})

test('a version is put in once, is listed, and is what the letter says from then on, on this line alone', async () => {
  const id = await house.person([agreed()], 'mill')
  const before = (await view('mill', id)).letter

  const dry = await add(aLetter(), '--dry-run')
  const said = [await add(aLetter()), await add(aLetter()), await add(aLetter({ title: 'Your record' }))]

  expect([before.version, before.approver]).toEqual([1, null])
  expect(dry.out).toContain('No fault is found.')
  expect(said.map(({ code, out }) => [code, out.split(' for ')[0]])).toEqual([
    [0, 'In force: The letter'],
    [0, 'It is in force already: The letter'],
    [0, 'In force: The letter'],
  ])
  expect((await view('mill', id)).letter).toMatchObject({
    version: 3,
    title: 'Your record',
    approver: 'Dr Miriam Holroyd',
  })
  const { out } = await guides('list')
  expect(out).toContain('Letter to a person: version 3; by Ana Brook; approved by Dr Miriam Holroyd; review')
  const { db } = house.small.database
  expect(await db.run(db.sql`select version from letter_words order by version`)).toEqual([
    { version: 2 },
    { version: 3 },
  ])
})

test('whoever wrote a guide does not approve it either', async () => {
  const path = join(folder, 'guide.json')
  await writeFile(path, JSON.stringify({ language: 'en', author: 'Ana Brook', approver: 'Dr ana  Brook' }))

  const { err } = await guides('add', '--line', number, '--file', path, '--dry-run')

  expect(err).toContain('approver: Whoever wrote it does not approve it')
})
