import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { addresses } from '#server/line/addresses.ts'
import { staticDocuments } from '#server/line/documents.ts'
import { practiceKeys } from '#server/platform/config.ts'
import { connectDatabase, type Database } from '#server/platform/database.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import type { PracticeLine, PracticeLineOptions } from '#server/practice/lineOptions.ts'
import { startPracticeLine } from '#server/practice/practiceLine.ts'
import { forTexts } from '#server/startPractice.ts'
import { LINE_KEYS, LINES, lineIdOf } from '#server/world/lines.ts'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { LineId } from '#shared/ids.ts'
import { launchBrowser, openWindow } from './chromium.ts'
import { filledDatabase, WORLD_COLUMN_KEY } from './filledDatabase.ts'
import { type HouseProcess, opened, startProcess } from './houseProcess.ts'
import { passingFolder } from './passingFolder.ts'
import { portOfOurOwn } from './portOfOurOwn.ts'

const SECRET = 'a secret of the journeys'
const PAGES = join(import.meta.dirname, '..', '..', 'client', 'dist')

/**
 * The whole house as a newcomer has it: the server in a process of its own, over the invented world, with a practice line
 * that outlives it as a carrier does, and a real browser.
 */
export type JourneyHouse = {
  url: string
  phone: PracticeLine
  browser: Browser
  db: Database
  /** Signs a nurse in, in a window of her own. */
  nurse: (signInName: string) => Promise<NurseWindow>
  /** Signs in somebody who has no board: of another organisation, or a privacy officer. */
  colleague: (signInName: string, size?: { width: number; height: number }) => Promise<NurseWindow>
  /** The handset page, in a window of its own. */
  handsets: () => Promise<Page>
  process: () => HouseProcess
  /** Starts the server again, at the same address. */
  restart: () => Promise<void>
  close: () => Promise<void>
}

export type NurseWindow = { page: Page; complaints: string[] }

export async function journeyHouse({
  databaseUrl,
  settings = {},
  ...options
}: Partial<PracticeLineOptions> & {
  databaseUrl?: string
  settings?: Record<string, string>
} = {}): Promise<JourneyHouse> {
  const database = databaseUrl ? undefined : await filledDatabase()
  const databaseAt = databaseUrl ?? database?.url ?? ''
  const { accountSid, authToken, apiKeySid, apiKeySecret, appSid } = practiceKeys(SECRET)
  const port = await portOfOurOwn()
  const url = `http://localhost:${port}`
  const phone = await startPracticeLine({
    accountSid,
    authToken,
    apiKeySid,
    apiKeySecret,
    numbers: [],
    applications: [],
    speechRate: 20,
    callsPerSecond: 100,
    pageDirectory: PAGES,
    ...options,
  })
  connectNumbers(phone, url, appSid)
  // Of its own: what one house could not store, another of the same folder would.
  const dataDir = passingFolder('goldthread-journey-')
  const start = async () => {
    const child = startProcess({
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: databaseAt,
      PRACTICE_LINE_URL: phone.origin,
      PRACTICE_SECRET: SECRET,
      COLUMN_KEY: WORLD_COLUMN_KEY,
      ...settings,
    })
    await opened(child)
    return child
  }
  let child = await start()
  const browser = await launchBrowser()
  const db = database?.db ?? connectDatabase({ url: databaseAt })

  return {
    url,
    phone,
    browser,
    db,
    nurse: async signInName => {
      const { page, complaints } = await openWindow(browser)
      await signIn(page, url, signInName)
      return { page, complaints }
    },
    colleague: async (signInName, size) => {
      const { page, complaints } = await openWindow(browser, size)
      await fillSignIn(page, url, signInName)
      await page.getByRole('button', { name: 'Sign out' }).waitFor()
      complaints.length = 0 // before the sign-in the page asked who is there, and was told: nobody
      return { page, complaints }
    },
    handsets: async () => {
      const { page } = await openWindow(browser, { width: 1100, height: 800 })
      await page.goto(phone.origin)
      return page
    },
    process: () => child,
    restart: async () => {
      child = await start()
    },
    close: async () => {
      await browser.close()
      child.signal('SIGTERM')
      await child.ended()
      await phone.close()
      if (database) await database.close()
      else await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function signIn(page: Page, url: string, signInName: string): Promise<void> {
  await fillSignIn(page, url, signInName)
  await page.getByRole('heading', { name: 'Waiting' }).waitFor()
}

async function fillSignIn(page: Page, url: string, signInName: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Sign-in name').fill(signInName)
  await page.getByLabel('Password').fill(PRACTICE_PASSWORD)
  await page.keyboard.press('Enter')
}

/** What an operator sets at the carrier, for the two lines of the invented world. */
function connectNumbers(phone: PracticeLine, url: string, appSid: string): void {
  const to = addresses({ publicUrl: url, documentsUrl: `${phone.origin}/documents` })
  const lines = LINE_KEYS.map(key => ({
    lineId: LineId.parse(lineIdOf(key)),
    name: LINES[key].name,
    number: LINES[key].number,
    onCallNumbers: LINES[key].onCall,
  }))
  phone.setDocuments(staticDocuments(lines, to))
  phone.setApplications([{ sid: appSid, voiceUrl: to.softphone, statusCallback: to.softphoneStatus }])
  const ofLines = lines.map(({ lineId, name, number }) => ({
    number,
    name,
    voiceUrl: to.incoming,
    voiceFallbackUrl: to.fallback(lineId),
    voiceFallbackMethod: 'GET' as const,
    statusCallback: to.status,
  }))
  phone.setNumbers([...ofLines, ...forTexts(to, PRACTICE_SMS_FROM)])
}

/** Says "ready" if she is not yet: then calls ring at her console. */
export async function sayReady(page: Page): Promise<void> {
  const ready = page.getByRole('switch')
  if ((await ready.getAttribute('aria-checked')) !== 'true') await ready.click()
  await page.locator('[role=switch][aria-checked=true]').waitFor()
}
