import { z } from 'zod'
import { longText } from '../text.ts'
import { Instant } from '../time.ts'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'

/** Field 25. Source: PRSB v1.1. */
export const prognoses = {
  last_days: { text: 'Last days', code: '511401000000102' },
  last_weeks: { text: 'Last weeks', code: '955231000000109' },
  last_months: { text: 'Last months', code: '968211000000101' },
  about_a_year: { text: 'About one year', code: '767503006' },
  more_than_a_year: { text: 'More than a year', code: '1413121000000106' },
} as const satisfies Record<string, Choice>

/** Gold Standards Framework. Source: PRSB v1.1. */
export const gsfStages = {
  blue: { text: 'Blue: a year or more', code: '845701000000104' },
  green: { text: 'Green: months', code: '845721000000108' },
  yellow: { text: 'Yellow: weeks', code: '845751000000103' },
  red: { text: 'Red: days', code: '845771000000107' },
} as const satisfies Record<string, Choice>

/** Palliative Care Outcomes Collaboration. Phases are not in order: people move between them both ways. */
export const phases = {
  stable: { text: 'Stable: the plan is working' },
  unstable: { text: 'Unstable: the plan needs urgent change' },
  deteriorating: { text: 'Deteriorating, as foreseen' },
  dying: { text: 'Dying: likely within days' },
  bereavement: { text: 'Bereavement' },
} as const satisfies Record<string, Choice>

/** Clinical Frailty Scale v2, judged on how the person was before any acute illness. */
export const frailtyLevels = {
  '1': { text: '1 Very fit' },
  '2': { text: '2 Fit' },
  '3': { text: '3 Managing well' },
  '4': { text: '4 Very mild frailty' },
  '5': { text: '5 Mild frailty' },
  '6': { text: '6 Moderate frailty' },
  '7': { text: '7 Severe frailty' },
  '8': { text: '8 Very severe frailty' },
  '9': { text: '9 Terminally ill' },
} as const satisfies Record<string, Choice>

const measured = { at: Instant, note: longText(1000).optional() }

export const Prognosis = z.strictObject({ prognosis: oneOf(prognoses), note: longText(1000).optional() })
export const Gsf = z.strictObject({ stage: oneOf(gsfStages), ...measured })
export const PhaseOfIllness = z.strictObject({ phase: oneOf(phases), ...measured })
/** Australia-modified Karnofsky Performance Status: 0 to 100 in tens. */
export const Akps = z.strictObject({ score: z.int().min(0).max(100).multipleOf(10), ...measured })
export const ClinicalFrailty = z.strictObject({ level: oneOf(frailtyLevels), ...measured })

export const iposVersions = {
  patient: { text: 'The person' },
  staff: { text: 'A member of staff' },
} as const satisfies Record<string, Choice>

const Score = z.int().min(0).max(4)
/** Integrated Palliative care Outcome Scale: each item 0 none to 4 overwhelming. The licence is with its makers; items are keys only. */
export const Ipos = z.strictObject({
  version: oneOf(iposVersions),
  scores: z.partialRecord(
    z.enum([
      'pain',
      'breathlessness',
      'weakness',
      'nausea',
      'vomiting',
      'appetite',
      'constipation',
      'mouth',
      'drowsiness',
      'mobility',
      'anxiety',
      'family_anxiety',
      'depression',
      'peace',
      'sharing_feelings',
      'information',
      'practical',
    ]),
    Score,
  ),
  ...measured,
})
