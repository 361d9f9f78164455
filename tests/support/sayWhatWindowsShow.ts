import { afterEach } from 'vitest'
import { openWindows } from './chromium.ts'

// A journey that fails on a machine that nobody can look into leaves what each window showed, in words; the people are invented.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const page of openWindows) {
    const words = await page.locator('body').innerText({ timeout: 2_000 }).catch(String)
    process.stderr.write(`When "${task.name}" failed, ${page.url()} showed:\n${words}\n`)
  }
})
