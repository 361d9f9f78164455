import { SECTION_NAMES, type SectionName, sectionOf } from '#shared/record/sections.ts'
import { inASentence, listed } from '../standing/rule.ts'
import { type FindingRule, gap } from './rule.ts'

/** What a whole record has, and this one never had: found in one line, for a quiet moment. */
export const mandatoryRules: readonly FindingRule[] = [
  {
    key: 'mandatory_missing',
    urgency: 'when_you_can',
    source: 'Domain guide 2.9: what SCCI1580 and PRSB Palliative and End of Life Care v1.1 call mandatory',
    find: reading => {
      const missing = ASKED_HERE.filter(section => {
        const why = reading.whyNothing(section)
        return why === 'nothing_written' || why === 'not_asked'
      })
      if (missing.length === 0) return undefined
      return {
        words: `Not on the record yet: ${listed(missing.map(section => inASentence(sectionOf(section).title)))}`,
        toDo: 'Ask, when it fits the call, or write that it is not known',
        about: gap(...missing),
      }
    },
  },
]

/** Of these another rule speaks: `consent_not_asked`, `review_never_set`. */
const ELSEWHERE: readonly SectionName[] = [
  'consentToRegister',
  'consentToShare',
  'consentToTellCarers',
  'consentToRecording',
  'reviewDates',
]

const ASKED_HERE = SECTION_NAMES.filter(
  name => sectionOf(name).isMandatory === true && !ELSEWHERE.includes(name),
)
