import type { Page } from 'playwright-core'

/**
 * The text inside these that stands out least from its ground, by day and by night: 'where: 6.5'. Empty where every text reaches
 * `atLeast`. Buttons inside have a ground of their own and are held to AA with the rest of the page.
 */
export async function tooFaint(page: Page, selectors: readonly string[], atLeast: number): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    found.push(...(await page.evaluate(measured, { selectors, atLeast, colorScheme })))
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  return found
}

/** Runs in the page. What is not there is a finding too: an alarm that is not shown has no contrast. */
function measured({
  selectors,
  atLeast,
  colorScheme,
}: {
  selectors: readonly string[]
  atLeast: number
  colorScheme: string
}): string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const bytesOf = (color: string): number[] => {
    if (!canvas) return [0, 0, 0, 0]
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const light = ([r = 0, g = 0, b = 0]: number[]) => {
    const [red = 0, green = 0, blue = 0] = [r, g, b].map(byte => {
      const part = byte / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const groundOf = (element: Element | null): number[] => {
    const bytes = element ? bytesOf(getComputedStyle(element).backgroundColor) : [255, 255, 255, 255]
    return element && bytes[3] === 0 ? groundOf(element.parentElement) : bytes
  }
  return selectors.flatMap(selector => {
    const around = document.querySelector(selector)
    if (!around) return [`${colorScheme}: ${selector} is not there`]
    return [around, ...around.querySelectorAll('*')].flatMap(element => {
      const says = [...element.childNodes].some(node => node.nodeType === 3 && node.nodeValue?.trim())
      if (!says || element.closest('.app-button')) return []
      const [one, other] = [light(bytesOf(getComputedStyle(element).color)), light(groundOf(element))]
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
      return ratio < atLeast
        ? [`${colorScheme}: ${selector} “${element.textContent?.trim()}”: ${ratio.toFixed(1)}`]
        : []
    })
  })
}
