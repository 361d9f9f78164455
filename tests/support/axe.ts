import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** By night nothing but the colours is another. */
const ofTheme = { light: {}, dark: { runOnly: ['color-contrast'] } }

/** What a page makes hard for somebody, by day and by night: one line each, and none when all is well. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion, a colour is there at once and not on its way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const rules = await page.evaluate(async only => {
      type Axe = { run(options: object): Promise<{ violations: Violation[] }> }
      type Violation = { id: string; nodes: { target: string[] }[] }
      const { axe } = window as unknown as { axe: Axe } // put there above
      const { violations } = await axe.run(only)
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      )
    }, ofTheme[colorScheme])
    found.push(...rules.map(rule => `${colorScheme}: ${rule}`))
  }
  return found
}
