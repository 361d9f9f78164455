import { type Finding, Urgency } from '#shared/record/findings.ts'
import { afterDeathRules, bereavementWithoutDeath } from './afterDeath.ts'
import { agreementRules } from './agreements.ts'
import { allergyRules } from './allergies.ts'
import { datedAhead } from './datedAhead.ts'
import { decisionRules } from './decisions.ts'
import { homeRules } from './home.ts'
import { mandatoryRules } from './mandatory.ts'
import { medicineRules } from './medicines.ts'
import { peopleRules } from './people.ts'
import { placeRules } from './places.ts'
import { reviewRules } from './reviews.ts'
import type { FindingRule, Whole } from './rule.ts'
import { stockRules } from './stock.ts'

/** In life, in the order in which a nurse needs to know. */
export const rulesInLife: readonly FindingRule[] = [
  ...decisionRules,
  ...medicineRules,
  ...stockRules,
  ...allergyRules,
  ...homeRules,
  ...placeRules,
  ...peopleRules,
  bereavementWithoutDeath,
  ...agreementRules,
  datedAhead,
  ...reviewRules,
  ...mandatoryRules,
]

export const rulesAfterDeath: readonly FindingRule[] = afterDeathRules

/**
 * Contradictions, gaps and things that run out, in the whole record: the most urgent first, then as the rules stand. Once a
 * death is on the record what was to be done in life falls silent, and whoever is not shown whether the person lives is told
 * nothing. Findings add words; they take nothing off the record.
 */
export function findingsOf(reading: Whole): Finding[] {
  if (!reading.sees('death')) return []
  const rules = reading.hasDied ? rulesAfterDeath : rulesInLife
  return rules
    .flatMap(({ key, urgency, source, find }): Finding[] => {
      const found = find(reading)
      return found ? [{ key, urgency, source, ...found, about: [...found.about] }] : []
    })
    .toSorted((a, b) => rank(a.urgency) - rank(b.urgency))
}

function rank(urgency: Urgency): number {
  return Urgency.options.indexOf(urgency)
}
