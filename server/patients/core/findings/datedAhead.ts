import { SECTION_NAMES, sectionOf } from '#shared/record/sections.ts'
import { stillToCome } from '../stillToCome.ts'
import { about, type FindingRule } from './rule.ts'

/**
 * What came onto the record before nothing could be dated ahead of its writing, or by a clock that was wrong: a measure of next year
 * stands before each that was taken since, on every page.
 */
export const datedAhead: FindingRule = {
  key: 'dated_ahead',
  urgency: 'soon',
  source: 'Hazard H09: a wrong time',
  find: reading => {
    const ahead = SECTION_NAMES.flatMap(section =>
      reading
        .of(section)
        .filter(({ body }) => stillToCome(section, body, reading.asOf) !== undefined)
        .map(item => ({ item, title: sectionOf(section).title })),
    )
    if (ahead.length === 0) return undefined
    const titles = [...new Set(ahead.map(({ title }) => `“${title}”`))]
    return {
      words: `Told as if it had been, and dated on a day that has not come: ${titles.join(', ')}`,
      toDo: 'Find out when it was and put the date right, or mark it as entered in error',
      about: about(...ahead.map(({ item }) => item)),
    }
  },
}
