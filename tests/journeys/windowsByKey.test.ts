import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JourneyHouse, journeyHouse, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, takeTheCall } from '#tests/support/onTheConsole.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

/** The windows that a key opens over a record, and what is first to be written in each; null where nothing is. */
const WINDOWS: [key: string, name: RegExp][] = [
  ['e', /code for a crew/i],
  ['g', /death/i],
  ['l', /sharing/i],
  ['Shift+l', /stop all sharing/i],
  ['d', /wrong person/i],
  ['k', /keys and codes/i],
  ['v', /summary/i],
]
const WORDS = 'qzx'

/** The field that has the caret takes letters: a focus without a caret loses them. Answers what is wrong, and nothing when all is well. */
async function opensAndGivesBack(
  page: Page,
  from: Locator,
  [key, name]: [string, RegExp],
): Promise<string[]> {
  await from.fill('before')
  await from.focus()
  await page.keyboard.press(`Alt+${key}`)
  const window = page.getByRole('dialog', { name })
  await window.waitFor()
  await window.getByText(/^(Looking what|Opening)/).waitFor({ state: 'detached' })
  await page.keyboard.type(WORDS)
  const took = await page.evaluate(() => {
    const now = document.activeElement
    const dialog = now?.closest('dialog') ?? null
    const first = dialog?.querySelector('form :is(input:not([readonly]), select, textarea)') ?? null
    return {
      isInside: dialog !== null,
      // What comes with a guide to be read begins at its title.
      isFirst: first === null || first === now || now?.matches('.app-dialog__title') === true,
      isText: now instanceof HTMLTextAreaElement || (now instanceof HTMLInputElement && now.type === 'text'),
      value: now instanceof HTMLTextAreaElement || now instanceof HTMLInputElement ? now.value : '',
    }
  })
  const wrong = [
    took.isInside ? '' : 'the focus is outside',
    took.isFirst ? '' : 'the first field has not the focus',
    took.isText && !took.value.includes(WORDS) ? `typed letters are not in it: ${took.value}` : '',
    (await from.inputValue()) === 'before' ? '' : 'letters went on into the field behind it',
  ]
  await page.keyboard.press('Escape')
  await window.waitFor({ state: 'detached' })
  await page.keyboard.press('End')
  await page.keyboard.type('x')
  const back = await from.inputValue()
  return [...wrong, back === 'beforex' ? '' : `given back, the field does not take letters: ${back}`]
    .filter(Boolean)
    .map(each => `Alt ${key}: ${each}`)
}

test('in a call, a window opened by a key out of the notes takes the next letters, and gives the notes back', async () => {
  const { page } = await house.nurse('maren')
  await sayReady(page)
  house.phone.phone('+447700900112', '+441134960001')
  await takeTheCall(page)
  await confirmPerson(page, {
    caller: 'Angela Ashby',
    relationship: 'wife',
    name: 'Ron Ashby',
    birthDate: '14 3 1955',
  })
  await page.getByText('Not for CPR').first().waitFor()
  const wrong: string[] = []
  for (const each of WINDOWS) wrong.push(...(await opensAndGivesBack(page, page.locator('#notes'), each)))
  expect(wrong).toEqual([])
})

test('beside a call, a window opened by a key out of a field takes the next letters, and gives the field back', async () => {
  const { page } = await house.colleague('miriam', { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^Ronald Ashby/ }).press('Enter')
  await page.locator('#person-name:focus').waitFor()
  const wrong: string[] = []
  for (const each of WINDOWS) wrong.push(...(await opensAndGivesBack(page, page.locator('#find-name'), each)))
  expect(wrong).toEqual([])
})
