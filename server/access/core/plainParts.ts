import type { SectionName } from '#shared/record/sections.ts'

/** Parts of the record whose title is for those who work with it, as they are read aloud to the person or the family. */
export const plainParts: Partial<Readonly<Record<SectionName, string>>> = {
  cprDecision: 'Resuscitation (CPR)',
  respect: 'Emergency care (ReSPECT form)',
  treatmentEscalation: 'How far treatment should go',
  adrt: 'Treatment refused in advance (advance decision)',
  anticipatoryMedicines: 'Medicines kept at home in case of need',
  anticipatoryDoses: 'Doses given of those medicines',
  phaseOfIllness: 'How the illness is going',
  prognosis: 'What is expected',
  gsf: 'What is expected, as a colour (Gold Standards Framework)',
  akps: 'Getting about and daily life (AKPS)',
  clinicalFrailty: 'Frailty (Clinical Frailty Scale)',
  ipos: 'Symptoms and worries (IPOS)',
  imca: 'An independent advocate (IMCA)',
  adjustments: 'What makes things easier (reasonable adjustments)',
  contingencyPlans: 'What to do if something happens',
  advanceStatement: 'Wishes written down (advance statement)',
  capacity: 'Being able to decide (capacity)',
  consentToRegister: 'Agreement to be looked after by the line (the register)',
  registerStatus: 'Being looked after by the line (the register)',
  reviewDates: 'When all of this is looked at again',
  awareness: 'Who knows about the illness',
}
