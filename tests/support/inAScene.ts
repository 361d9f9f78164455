import type { Page } from 'playwright-core'
import { openWindow } from '#tests/support/chromium.ts'
import { until } from './aNurse.ts'
import { aScene, type PlayedScene } from './aScene.ts'
import { type JourneyHouse, sayReady } from './journeyHouse.ts'
import { takeTheCall } from './onTheConsole.ts'

/** What a nurse does in a scene, besides what she does in every call. */

/** The caller of a scene rings, and this nurse takes the call. */
export async function takeScene(
  house: JourneyHouse,
  page: Page,
  name: string,
  options: Parameters<typeof aScene>[2] = {},
): Promise<PlayedScene> {
  await sayReady(page)
  const scene = await aScene(house.phone.origin, name, options)
  await takeTheCall(page)
  return scene
}

/** Says something to the caller, and waits for what is answered. */
export async function ask(page: Page, words: string, answer: string | RegExp): Promise<void> {
  await page.getByLabel('Say something (practice line)').fill(words)
  await page.keyboard.press('Enter')
  await page.getByLabel('Heard on the practice line').getByText(answer).last().waitFor()
}

type Asked = { kind: string; urgency: string; why: string }

export async function askTeam(page: Page, { kind, urgency, why }: Asked): Promise<void> {
  await page.keyboard.press('Alt+z')
  const dialog = page.getByRole('dialog', { name: 'Ask a community team' })
  await dialog.getByLabel('What is needed').selectOption({ label: kind })
  await dialog.getByLabel('How soon').selectOption(urgency)
  await dialog.getByLabel('Why now, in one line').fill(why)
  await page.keyboard.press('Enter')
  await page.getByText(`Asked for: ${kind}.`, { exact: false }).waitFor()
}

/** With what a team is asked, on a console. */
export const withTeams = (page: Page) => page.getByRole('region', { name: /^With teams/ })

export async function openPrompts(page: Page, title: string) {
  const prompts = page.getByRole('region', { name: 'Prompts' })
  await page.keyboard.press('Alt+f')
  await prompts.getByRole('combobox', { name: 'Prompts for' }).selectOption({ label: title })
  return prompts
}

/** The link that came to a telephone of the practice line, opened as a carer would: in a browser that nobody is signed in on. */
export async function openLinkOf(house: JourneyHouse, number: string): Promise<Page> {
  const inbox = () => house.phone.handset(number).inbox()
  const link = await until(
    async () => inbox().flatMap(({ body }) => /\S*\/v\S*#\S+|\S+\/visit\S*/.exec(body)?.[0] ?? [])[0],
  )
  const { page } = await openWindow(house.browser, { width: 390, height: 844 })
  await page.goto(link.startsWith('http') ? link : `http://${link}`)
  return page
}
