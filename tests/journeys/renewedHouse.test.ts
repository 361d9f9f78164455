import type { Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { barriers } from '#tests/support/axe.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

/** A new version has other names for its scripts: those of the version before are gone. */
const OLD_SCRIPTS = '**/assets/*.js'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

test('a sign-in that stayed open while the house was renewed still opens the board: it came before', async () => {
  const { page, signIn, asked, boardIsHere } = await atSignIn()
  await boardIsHere()
  await page.route(OLD_SCRIPTS, route => route.fulfill({ status: 404 }))
  asked.length = 0

  await signIn('maren')

  await page.getByRole('heading', { name: 'Waiting' }).waitFor()
  expect(asked).toEqual([])
})

test('a page that did not come says so, and comes when it is asked for again', async () => {
  const { page, signIn, asked, boardIsHere } = await atSignIn()
  await boardIsHere()
  let isAway = true
  await page.route(OLD_SCRIPTS, route => (isAway ? route.abort() : route.continue()))

  await signIn('miriam')

  await page.getByRole('heading', { name: 'We could not open this page' }).waitFor()
  expect(await barriers(page)).toEqual([])
  isAway = false
  asked.length = 0
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'You look after' }).waitFor()
  // The people and their lists come with it, and a crew's page does not.
  expect(asked.filter(name => /otherPages/.test(name))).toHaveLength(1)
  expect(asked.filter(name => /CrewPage/.test(name))).toEqual([])
})

test('a crew waits for no script of the board', async () => {
  const { page, asked } = await aWindow()

  await page.goto(`${house.url}/crew`)
  await page.getByRole('textbox').first().waitFor()

  expect(asked.filter(name => /CrewPage/.test(name))).toHaveLength(1)
  expect(asked.filter(name => /Console|otherPages/.test(name))).toEqual([])
})

test('a crew whose page does not come is told to ring the line', async () => {
  const { page } = await aWindow()
  await page.route('**/assets/CrewPage*.js', route => route.abort())

  await page.goto(`${house.url}/crew`)

  await page.getByText('If it does not come, ring the line.').waitFor()
  expect(await barriers(page)).toEqual([])
})

test.each<[string, () => string, string]>([
  ['of the house', () => `${house.url}/crew`, 'ring the line'],
  ['of the handsets', () => house.phone.origin, 'No telephone of the practice line can ring'],
])(
  'a page %s without its first script says so by itself, and not before it has had time to come',
  async (_, address, whatToDo) => {
    const { page } = await aWindow()
    await page.route(OLD_SCRIPTS, route => route.abort())

    await page.goto(address())

    const words = page.getByRole('heading', { name: 'This page has not opened' })
    const [coming] = await page.evaluate(() =>
      document.getAnimations().map(each => each.effect?.getTiming().duration),
    )
    expect(coming).toBeGreaterThan(2_000)
    await page.evaluate(() => {
      for (const each of document.getAnimations()) each.finish()
    })
    await words.waitFor()
    await page.getByText(whatToDo).waitFor()
    expect(await barriers(page)).toEqual([])
  },
)

async function aWindow() {
  const { page } = await openWindow(house.browser)
  const asked: string[] = []
  const coming = new Set<Request>()
  page.on('request', request => {
    const { pathname } = new URL(request.url())
    if (!pathname.endsWith('.js')) return
    asked.push(pathname)
    coming.add(request)
  })
  page.on('requestfinished', request => coming.delete(request))
  /** Not when nothing is asked for a while: on a busy machine the page asks for it a good while after it is there itself. */
  const boardIsHere = () =>
    expect.poll(() => asked.some(name => /Console/.test(name)) && coming.size === 0).toBe(true)
  return { page, asked, boardIsHere }
}

async function atSignIn() {
  const { page, asked, boardIsHere } = await aWindow()
  const signIn = async (name: string) => {
    await page.getByLabel('Sign-in name').fill(name)
    await page.getByLabel('Password').fill(PRACTICE_PASSWORD)
    await page.keyboard.press('Enter')
  }
  await page.goto(house.url)
  await page.getByLabel('Sign-in name').waitFor()
  return { page, asked, boardIsHere, signIn }
}
