import { ConsentGuide } from '#shared/consentGuide.ts'
import starter from './guides/starter.json' with { type: 'json' }

/** What is shown where nobody on the line has written and signed a guide of their own. */
export const starterGuide: ConsentGuide = ConsentGuide.parse(starter)

/**
 * The guide as a row keeps it; the starter set where there is none. It is read out by a nurse of the line, by a GP and at a
 * hospice: "{line}" in it is the name of the line, since "we" would be somebody else each time.
 */
export function guideFrom(stored: unknown, lineName: string): ConsentGuide {
  const guide = stored === null || stored === undefined ? starterGuide : ConsentGuide.parse(stored)
  const said = (words: string) => words.replaceAll('{line}', lineName)
  return {
    ...guide,
    steps: guide.steps.map(step => ({
      ...step,
      say: said(step.say),
      ...(step.ask && { ask: said(step.ask) }),
    })),
    teachBack: said(guide.teachBack),
    ifNo: said(guide.ifNo),
    ifTakenBack: said(guide.ifTakenBack),
  }
}
