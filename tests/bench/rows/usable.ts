import type { Browser } from 'playwright-core'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { launchBrowser } from '#tests/support/chromium.ts'
import type { Figure } from '../figures.ts'
import type { Row } from '../row.ts'
import type { Setting } from '../setting.ts'

const BAR_MS = 2_000

type Line = { latencyMs: number; megabitsDown: number; megabitsUp: number }
const LEAST_LINE: Line = { latencyMs: 40, megabitsDown: 10, megabitsUp: 1 }
const BYTES_OF_A_MEGABIT = 125_000
export type Opening = { signInMs: number; boardMs: number; kilobytes: number }

/**
 * A browser that has nothing of the house yet opens it, a nurse signs in without having to think, and the board is there to be used.
 * Each opening has a context of its own, so that nothing is in its cache; the worst of them counts. Once with nothing between browser
 * and server, and once over the least line that a home in Britain may ask for (the universal service: 10 Mbit/s down, 1 up).
 */
export const usableRow: Row = {
  name: 'usable',
  measure: async setting => {
    const browser = await launchBrowser()
    try {
      return [
        await measured(browser, setting, 'usable: board after the sign-in, cold cache'),
        await measured(browser, setting, 'usable: the same, 10 Mbit/s and 40 ms', LEAST_LINE),
      ]
    } finally {
      await browser.close()
    }
  },
}

async function measured(browser: Browser, setting: Setting, row: string, line?: Line): Promise<Figure> {
  const openings: Opening[] = []
  for (let i = 0; i < (setting.options.quick ? 3 : 10); i++)
    openings.push(await opened(browser, setting.server.origin, line))
  const worst = Math.max(...openings.map(({ boardMs }) => boardMs))
  const signIn = median(openings.map(({ signInMs }) => signInMs))
  const board = median(openings.map(({ boardMs }) => boardMs))
  const kilobytes = Math.max(...openings.map(opening => opening.kilobytes))
  return {
    row,
    value: seconds(worst),
    bar: `≤ ${BAR_MS / 1000} s`,
    met: worst <= BAR_MS,
    note: `the slowest of ${openings.length}; half of them within ${seconds(board)}, with the sign-in there after ${seconds(signIn)}; ${kilobytes.toFixed(0)} kB came, with heads, typefaces and data; browser and server on this machine`,
  }
}

/** The house opened by a browser that has nothing of it, until the board can be used. */
export async function opened(browser: Browser, origin: string, line?: Line): Promise<Opening> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  if (line)
    await wire.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.latencyMs,
      downloadThroughput: line.megabitsDown * BYTES_OF_A_MEGABIT,
      uploadThroughput: line.megabitsUp * BYTES_OF_A_MEGABIT,
    })
  let bytes = 0
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  const begin = performance.now()
  await page.goto(origin)
  await page.getByLabel('Sign-in name').click()
  const signInMs = performance.now() - begin
  await page.getByLabel('Sign-in name').fill('maren')
  await page.getByLabel('Password').fill(PRACTICE_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Waiting' }).waitFor()
  await page.getByRole('switch').click({ trial: true })
  const boardMs = performance.now() - begin
  await context.close()
  return { signInMs, boardMs, kilobytes: bytes / 1000 }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
