import type { CallReason, Disposition, NonClinicalKind, WhereAfter } from '#shared/outcomes.ts'

export const REASON_WORDS: Readonly<Record<CallReason, string>> = {
  pain: 'Pain',
  breathlessness: 'Breathlessness',
  agitation: 'Agitation or confusion',
  nausea_vomiting: 'Nausea or vomiting',
  secretions: 'Noisy breathing, secretions',
  bleeding: 'Bleeding',
  seizure: 'Seizure',
  bowels_or_bladder: 'Bowels or bladder',
  catheter: 'Catheter',
  syringe_pump: 'Syringe pump',
  fall: 'Fall',
  other_symptom: 'Another symptom',
  death_reported: 'Death reported',
  wants_visit: 'Wants a visit',
  medicines_query: 'Question about medicines',
  equipment_or_oxygen: 'Equipment or oxygen',
  carer_distress: 'Carer distressed',
  advice_or_information: 'Advice or information',
  record_update: 'Something new for the record',
  bereavement: 'Bereavement',
  professional_query: 'A professional asks',
  other: 'Something else',
}

export const DISPOSITION_WORDS: Readonly<Record<Disposition, string>> = {
  advice_only: 'Advice only',
  district_nurse: 'District nurse',
  gp_or_out_of_hours: 'GP or out-of-hours GP',
  hospice_at_home: 'Hospice at home',
  specialist_palliative_care: 'Specialist palliative care',
  pharmacy: 'Pharmacy',
  ambulance_999: '999 ambulance',
  emergency_department: 'Emergency department',
  hospital_admission: 'Hospital admission',
  hospice_admission: 'Hospice admission',
  death_reported: 'Death reported',
  other: 'Something else',
}

export const WHERE_WORDS: Readonly<Record<WhereAfter, string>> = {
  usual_home: 'at home',
  care_home: 'in the care home',
  family_home: "at a relative's or friend's home",
  hospice: 'in a hospice',
  hospital: 'in hospital',
  on_the_way_to_hospital: 'on the way to hospital',
  died: 'has died',
  elsewhere: 'elsewhere',
  not_known: 'not known',
}

export const NON_CLINICAL_WORDS: Readonly<Record<NonClinicalKind, string>> = {
  wrong_number: 'Wrong number',
  silent: 'Silent call',
  hoax: 'Hoax',
  abusive: 'Abusive call',
  test_call: 'Test call',
  asked_for_other_service: 'Wanted another service',
}

/** A table of words as the choices of a list, in the table's order. */
export function choicesOf<Value extends string>(words: Readonly<Record<Value, string>>) {
  // Object.keys of a table typed by its keys: exactly those keys.
  return (Object.keys(words) as Value[]).map(value => ({ value, says: capital(words[value]) }))
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Of a saved call that is on nobody's record: the desk lists it, with the way on. */
export const OFF_THE_RECORD = 'The call was taken off the record. It waits below.'
