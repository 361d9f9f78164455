import type { BlockName } from '#shared/record/blocks.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'

/**
 * The titles of the record of somebody who has died. What was a wish, a plan or a permission in life is told as what it was:
 * nobody reads out "preferred place of death" to a widow as if it were still to come.
 */
export const BLOCKS_AFTER_DEATH: Readonly<Partial<Record<BlockName, string>>> = {
  resuscitation: 'What was decided about resuscitation and treatment',
  matters: 'What mattered to them',
  places: 'Where they had wished to be',
  may_be_told: 'Who was to be told what',
  urgent_medicines: 'Allergies and medicines in the house',
  course: 'How the illness went',
  involved: 'Who was involved',
  needs: 'What they needed',
  plans: 'What had been planned',
}

const SECTIONS_AFTER_DEATH: Readonly<Partial<Record<SectionName, string>>> = {
  preferredPlaceOfCare: 'Where they had wished to be cared for',
  preferredPlaceOfDeath: 'Where they had wished to die',
  whatMatters: 'What mattered to them',
  treatmentEscalation: 'How far treatment was to go',
  contingencyPlans: 'Had been planned',
  phaseOfIllness: 'The last phase',
  prognosis: 'What had been expected',
  currentLocation: 'Where they were',
  hospitalStays: 'Stays they had in hospital or hospice',
  personalContacts: 'Family and friends',
  consentToTellCarers: 'Agreement that carers could be told',
  awareness: 'Who knew what',
  registerStatus: 'The register',
  carerSupport: 'Support they had at home',
  carerStrain: 'How the carer was coping',
}

/** The parts of the one page, by their titles in life. */
export const PARTS_AFTER_DEATH: Readonly<Record<string, string>> = {
  Resuscitation: 'What was decided',
  'How far to go': 'How far treatment was to go',
  'Where they want to be': 'Where they had wished to be',
  'What matters': 'What mattered',
  'How they are': 'How the illness went',
  'Who else is involved': 'Who else was involved',
}

/** What a section is called on this record. */
export function titleOf(section: SectionName, hasDied: boolean): string {
  return (hasDied && SECTIONS_AFTER_DEATH[section]) || sectionOf(section).title
}
