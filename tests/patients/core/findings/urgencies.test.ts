import { expect, test } from 'vitest'
import { rulesAfterDeath, rulesInLife } from '#server/patients/core/findings/findingsOf.ts'
import type { Urgency } from '#shared/record/findings.ts'
import { entry } from '../entries.ts'
import { aCprDecision, aRespect, standing } from '../standing/papers.ts'
import { found, nothingIn, phase } from './aRecord.ts'

/** How soon each finding is to be seen to, as it is read in a call: a rule that is moved is moved here as well. */
const USUAL: Readonly<Record<Urgency, string>> = {
  now: `cpr_against_respect cpr_against_adrt dying_without_cpr_decision cpr_paper_not_placed
    three_doses_in_four_hours over_six_doses_in_a_day more_doses_than_the_chart_allows dose_sooner_than_the_chart_allows
    pump_overdue dying_without_anticipatory_medicines medicines_without_chart chart_ran_out chart_runs_out_first
    medicine_used_up allergy_against_medicine icd_active_when_dying dying_without_preferred_place told_against_refusal
    death_not_verified urgent_rites pump_running_after_death`,
  soon: `deteriorating_without_cpr_decision adrt_against_lpa refusal_without_cpr_decision cpr_older_than_phase
    advocate_needed deteriorating_without_anticipatory_medicines chart_runs_out_soon chart_not_known
    prescribed_not_in_house pump_due pump_due_not_known medicine_runs_low medicine_out_of_date medicine_expires_soon
    allergies_against_each_other allergies_never_asked icd_active_when_deteriorating oxygen_and_smoking
    safety_flag_past_review place_of_stay_past in_hospital_or_hospice catheter_change_overdue
    deteriorating_without_preferred_place home_with_nobody home_with_frail_carer carer_strained place_against_ceiling
    nobody_may_be_told main_carer_not_settled interpreter_without_language bereavement_without_death
    agreed_by_no_attorney dated_ahead icd_active_after_death medicines_left_after_death register_still_open
    bereavement_overdue`,
  when_you_can: `course_against_itself main_carer_told_nothing consent_not_asked best_interests_incomplete
    sharing_to_revisit review_overdue review_never_set plans_older_than_phase mandatory_missing
    nobody_offered_bereavement place_differs_without_reason`,
}

test('every finding is as urgent as it was agreed to be', () => {
  const agreed = Object.entries(USUAL).flatMap(([urgency, keys]) =>
    keys.split(/\s+/).map(key => `${key}: ${urgency}`),
  )

  const rules = [...rulesInLife, ...rulesAfterDeath].map(({ key, urgency }) => `${key}: ${urgency}`)
  expect(rules.toSorted()).toEqual(agreed.toSorted())
})

const words = (key: string, ...changes: Parameters<typeof found>[0]) => {
  const one = found(changes).find(finding => finding.key === key)
  return one && `${one.words}. ${one.toDo}`
}

test('of somebody who would not talk about CPR it is not said that nobody asked', () => {
  const declined = entry('cprDecision', undefined, { knownState: 'declined' })
  const key = 'dying_without_cpr_decision'

  expect(words(key, phase('dying'), declined)).toContain('they did not want to talk about it. Keep to it')
  expect(words(key, phase('dying'), nothingIn('cprDecision'))).not.toMatch(/did not want|Keep to it/)
})

test('which place it is that stands against a ceiling is said', () => {
  const ceiling = entry('treatmentEscalation', {
    problem: 'Chest infection',
    advised: 'Tablets',
    ceiling: 'home_only',
  })
  const hospital = { first: { place: 'hospital' as const } }
  const key = 'place_against_ceiling'

  expect(words(key, ceiling, entry('preferredPlaceOfDeath', hospital))).toMatch(
    /^Preferred place of death is/,
  )
  expect(
    words(key, ceiling, nothingIn('preferredPlaceOfDeath'), entry('preferredPlaceOfCare', hospital)),
  ).toMatch(/^Preferred place of care is/)
})

test('a catheter that was due yesterday was due one day ago', () => {
  const due = (on: string) => entry('devices', { kind: 'catheter', changeDueOn: on })

  expect(words('catheter_change_overdue', due('2026-11-22'))).toMatch(/22-Nov-2026, 1 day ago/)
  expect(words('catheter_change_overdue', due('2026-11-21'))).toMatch(/21-Nov-2026, 2 days ago/)
})

test('one plan without a day to look again is named, several are not', () => {
  const plan = (trigger: string, number: number) =>
    entry(
      'contingencyPlans',
      { trigger, whatShouldHappen: 'Ring us' },
      { itemId: `00000000-0000-4000-8000-00000000000${number}` },
    )
  const key = 'review_never_set'

  expect(words(key, plan('She falls', 1))).toContain('the plan for “She falls”')
  expect(words(key, plan('She falls', 1), plan('He is ill', 2))).toContain('the plans for what may happen')
})

test('what is older than a change says which change: the phase, or a discharge', () => {
  const later = entry('registerStatus', { status: 'discharged', since: '2026-11-20' })
  const key = 'plans_older_than_phase'

  expect(words(key, phase('stable', 3), phase('unstable', 12))).toContain(
    'since the phase of illness changed',
  )
  expect(words(key, phase('stable', 3), phase('unstable', 12), later)).toContain('since they were discharged')
})

test.each([
  ['the form has no day', { signedOn: undefined }, {}],
  ['the decision has no day', {}, { decidedOn: undefined }],
  ['both are of one day', { signedOn: '2026-06-01' }, { decidedOn: '2026-06-01' }],
] as const)(
  'a form and a decision that say the opposite: %s, and neither is called the newer',
  (_, form, decision) => {
    const respect = aRespect({ cpr: 'recommended', ...form })
    const says = JSON.stringify([
      standing(aCprDecision(decision), respect),
      standing(respect, aCprDecision(decision)),
    ])

    expect(says.match(/Not known which is newer/g)).toHaveLength(2)
    expect(says).not.toContain('the newer of the two')
  },
)
