import { ConsentGuide } from '#shared/consentGuide.ts'
import starter from './guides/starter.json' with { type: 'json' }

/** What is shown where nobody on the line has written and signed a guide of their own. */
export const starterGuide: ConsentGuide = ConsentGuide.parse(starter)

/** The guide as a row keeps it; the starter set where there is none. */
export function guideFrom(stored: unknown): ConsentGuide {
  return stored === null || stored === undefined ? starterGuide : ConsentGuide.parse(stored)
}
