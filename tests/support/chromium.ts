import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** What Chromium says where a page goes while it waits for a lock: in a page that is no more nothing can catch it, and nobody is harmed. */
const GONE_WHILE_ASKING = 'The provided callback is no longer runnable.'

/** A real browser: the machine's own, the one named in CHROMIUM_PATH, or the one that came with `npm ci`. */
export async function launchBrowser(): Promise<Browser> {
  const named = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find(path => path && existsSync(path))
  return chromium.launch({
    executablePath: named ?? (await sparticuz.executablePath()),
    // Not the package's own list of arguments: it switches off web security, and Origin headers with it.
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--autoplay-policy=no-user-gesture-required',
    ],
    headless: true,
  })
}

/** Every window that is open: when a journey fails, what stood in each of them is the first thing one asks. */
export const openWindows = new Set<Page>()

/** A window of its own, with nobody signed in. What the page says in its console is kept: a journey ends with none of it. */
export async function openWindow(
  browser: Browser,
  size = { width: 1366, height: 768 },
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({ viewport: size, locale: 'en-GB', timezoneId: 'Europe/London' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000) // how long a broken journey may hang; nothing here measures time
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', error => {
    if (error.message !== GONE_WHILE_ASKING) complaints.push(error.message)
  })
  openWindows.add(page)
  page.on('close', () => openWindows.delete(page))
  return { page, context, complaints }
}
