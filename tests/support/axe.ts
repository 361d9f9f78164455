import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What a page makes hard for somebody, by day and by night: one line each, and none when all is well. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion, a colour is there at once and not on its way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const rules = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } } // put there above
      type Violation = { id: string; nodes: { target: string[] }[] }
      const { violations } = await axe.run()
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      )
    })
    found.push(...rules.map(rule => `${colorScheme}: ${rule}`))
  }
  return found
}
