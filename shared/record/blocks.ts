import { z } from 'zod'

/**
 * The blocks of the record at a glance, in the order a nurse needs them at night (the look guide). Last calls are shown with
 * them but belong to the calls.
 */
export const blocks = {
  resuscitation: 'Resuscitation and ceilings of treatment',
  matters: 'What matters',
  places: 'Preferred places',
  may_be_told: 'Who may be told what',
  urgent_medicines: 'Allergies and anticipatory medicines',
  course: 'Phase, prognosis and diagnosis',
  involved: 'Who is involved',
  alerts: 'Alerts',
  needs: 'Communication and needs',
  home: 'Where, and getting in',
  medicines: 'Medicines and devices',
  plans: 'Plans and papers',
  agreements: 'Agreements and sharing',
  register: 'Register, reviews and notes',
  after_death: 'After death',
} as const

export type BlockName = keyof typeof blocks
export const BlockName = z.enum(Object.keys(blocks) as [BlockName, ...BlockName[]]) // keys of a const object
