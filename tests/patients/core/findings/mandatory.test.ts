import { expect, test } from 'vitest'
import { mandatoryRules } from '#server/patients/core/findings/mandatory.ts'
import { SECTION_NAMES, sectionOf } from '#shared/record/sections.ts'
import { aReading, entry } from '../entries.ts'
import { found, nothingIn, testRules } from './aRecord.ts'

testRules(mandatoryRules, {
  mandatory_missing: {
    fires: [
      ['nobody wrote who referred them', nothingIn('referral')],
      ['no GP practice', nothingIn('gpPractice')],
      ['no diagnosis was asked for', entry('primaryDiagnosis', undefined, { knownState: 'not_asked' })],
      ['nothing of the register', nothingIn('registerStatus')],
    ],
    silent: [
      ['everything is there'],
      ['somebody asked, and it is not known', entry('referral', undefined, { knownState: 'not_known' })],
      ['does not apply', entry('gpPractice', undefined, { knownState: 'not_applicable' })],
      ['an agreement is missing: another rule says so', nothingIn('consentToRecording')],
      ['no review was ever set: another rule says so', nothingIn('reviewDates')],
    ],
  },
})

test('all that is missing is one calm finding, by the names of the sections', () => {
  expect(found([nothingIn('referral', 'gpPractice', 'addresses')])).toEqual([
    {
      key: 'mandatory_missing',
      urgency: 'when_you_can',
      source: 'Domain guide 2.9: what SCCI1580 and PRSB Palliative and End of Life Care v1.1 call mandatory',
      words: 'Not on the record yet: GP practice, addresses and referral',
      toDo: 'Ask, when it fits the call, or write that it is not known',
      about: [{ section: 'gpPractice' }, { section: 'addresses' }, { section: 'referral' }],
    },
  ])
})

// Whatever becomes mandatory: some rule finds that it is missing, and none does for a reader who is not shown it.
test.each(SECTION_NAMES.filter(name => sectionOf(name).isMandatory && name !== 'identity'))(
  'that nothing is written of %s is found',
  name => {
    const about = found([nothingIn(name)]).flatMap(finding => finding.about)
    const hidden = mandatoryRules.flatMap(({ find }) => {
      const others = SECTION_NAMES.filter(each => each !== name)
      return find(aReading([], undefined, others))?.about ?? []
    })

    expect(about).toContainEqual({ section: name })
    expect(hidden).not.toContainEqual({ section: name })
  },
)
