import { ConsentGuide, languageName, NURSES_LANGUAGE } from '#shared/consentGuide.ts'
import type { GuidesOfLine } from '#shared/sharing.ts'
import starter from './guides/starter.json' with { type: 'json' }

/** What is shown where nobody on the line has written and signed a guide of their own. */
export const starterGuide: ConsentGuide = ConsentGuide.parse(starter)

/** The guides as rows keep them, the newest of each language; the starter set where there is none in the language of the nurses. */
export function guidesFrom(stored: readonly unknown[], lineName: string): GuidesOfLine {
  const guides = stored.map(one => ConsentGuide.parse(one))
  const isRead = ({ language }: ConsentGuide) => language === NURSES_LANGUAGE
  return {
    guide: named(guides.find(isRead) ?? starterGuide, lineName),
    otherGuides: guides
      .filter(guide => !isRead(guide))
      .map(guide => named(guide, lineName))
      .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))),
  }
}

function nameOf({ language }: ConsentGuide): string {
  return languageName(language) ?? language
}

/**
 * It is read out by a nurse of the line, by a GP and at a hospice: "{line}" in it is the name of the line, since "we" would be
 * somebody else each time.
 */
function named(guide: ConsentGuide, lineName: string): ConsentGuide {
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
