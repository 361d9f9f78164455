import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What on the page keeps somebody out, by the rules of WCAG 2.2 that a machine can check: empty when nothing does. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') } // put there by the line above
    return (await axe.run(document, { resultTypes: ['violations'] })).violations
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`)
}
