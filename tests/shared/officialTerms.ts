/**
 * Every SNOMED CT code of the record: its official term, and then our words for it, as the forms offer them. Terms: PRSB Palliative
 * and End of Life Care v1.1 (machine-readable copy), the NHS Digital EoL data set where that has none, and the names of the National
 * Record Locator and of the Interweave flags for papers and safety. What is known of a term is written; some copies leave out its kind.
 */
export const OFFICIAL: Readonly<Record<string, readonly [term: string, ...ours: string[]]>> = {
  '450475007': ['For cardiopulmonary resuscitation (finding)', 'For CPR'],
  '450476008': ['Not for cardiopulmonary resuscitation (finding)', 'Not for CPR'],
  '713079002': ['Discussion about cardiopulmonary resuscitation (procedure)', 'Discussed with the person'],
  '713656002': [
    'Discussion about cardiopulmonary resuscitation with family member (situation)',
    'Discussed with family',
  ],
  '1403141000000101': [
    'Discussion about cardiopulmonary resuscitation with caregiver (situation)',
    'Discussed with carer',
    'CPR discussed with carer',
  ],
  '110481000000108': ['Preferred place of death: home', 'Home'],
  '108401000000102': ['Preferred place of death: hospice', 'Hospice'],
  '109401000000108': ['Preferred place of death: hospital', 'Hospital'],
  '89751000000108': ['Preferred place of death: community hospital', 'Community hospital'],
  '89761000000106': ['Preferred place of death: nursing home', 'Nursing home'],
  '512071000000106': ['Preferred place of death: residential home', 'Residential home'],
  '518741000000100': ['Preferred place of death: learning disability unit', 'Learning disability unit'],
  '518771000000106': ['Preferred place of death: mental health unit', 'Mental health unit'],
  '517161000000101': ['Preferred place of death: patient undecided (finding)', 'Has not decided'],
  '517111000000103': [
    'Preferred place of death: patient unable to express preference (finding)',
    'Cannot express a preference',
  ],
  '766391000000108': [
    'Preferred place of death: patient declined discussion (finding)',
    'Did not want to discuss it',
  ],
  '517131000000106': [
    'Preferred place of death: discussion not appropriate (finding)',
    'Not right to discuss at present',
  ],
  '871021000000106': ['Prescription of palliative care anticipatory medication (procedure)', 'Prescribed'],
  '376201000000102': ['Issue of palliative care anticipatory medication box (procedure)', 'In the house'],
  '511401000000102': ['Last days of life (finding)', 'Last days'],
  '955231000000109': ['Last weeks of life (finding)', 'Last weeks'],
  '968211000000101': ['Last months of life (finding)', 'Last months'],
  '767503006': ['Limited life expectancy of approximately one year (finding)', 'About one year'],
  '1413121000000106': ['Limited life expectancy of more than one year (finding)', 'More than a year'],
  '845701000000104': [
    'Gold standards framework prognostic indicator stage A (blue) - year plus prognosis (finding)',
    'Blue: a year or more',
  ],
  '845721000000108': [
    'Gold standards framework prognostic indicator stage B (green) - months prognosis (finding)',
    'Green: months',
  ],
  '845751000000103': [
    'Gold standards framework prognostic indicator stage C (yellow) - weeks prognosis (finding)',
    'Yellow: weeks',
  ],
  '845771000000107': [
    'Gold standards framework prognostic indicator stage D (red) - days prognosis (finding)',
    'Red: days',
  ],
  '714748000': ['Has advance care plan (finding)', 'Has an advance care plan'],
  '713600001': ['Agreement on advance care plan (procedure)', 'Advance care plan agreed'],
  '713580008': ['Review of advance care plan (procedure)', 'Advance care plan reviewed'],
  '735324008': ['Treatment escalation plan (record artifact)', 'Treatment escalation plan'],
  '887701000000100': ['Emergency health care plan (record artifact)', 'Emergency health care plan'],
  '1107891000000106': [
    'Has Recommended Summary Plan for Emergency Care and Treatment (finding)',
    'Has ReSPECT',
  ],
  '713662007': ['Discussion about advance care planning (procedure)', 'Discussed with the person'],
  '714747005': [
    'Discussion about advance care planning declined (situation)',
    'The person did not want to discuss it',
  ],
  '714361002': ['Discussion about advance care planning with caregiver (situation)', 'Discussed with carer'],
  '713665009': [
    'Discussion about advance care planning with family member (situation)',
    'Discussed with family',
  ],
  '922321000000108': [
    'Discussion about advance care planning not appropriate at this time (finding)',
    'Not right to discuss at present',
  ],
  '861421000000109': ['End of life care coordination summary', 'End of life care coordination summary'],
  '736373009': ['End of life care plan', 'End of life care plan'],
  '1382601000000107': ['ReSPECT form', 'ReSPECT form'],
  '736366004': ['Advance care plan', 'Advance care plan'],
  '325691000000100': ['Contingency plan', 'Contingency plan'],
  '736253002': ['Mental health crisis plan', 'Mental health crisis plan'],
  '824321000000109': ['Summary record', 'Summary record'],
  '2181441000000107': ['Personalised care and support plan', 'Personalised care and support plan'],
  '65108000': ['At risk for violence', 'Risk of violence'],
  '225444004': ['At risk for suicide', 'Risk of suicide'],
  '417430008': ['Vulnerable adult', 'Adult at risk'],
  '129839007': ['At risk for falls', 'Falls'],
  '882981000000105': [
    'Consent given by legitimate patient representative for sharing end of life care coordination record (finding)',
    'Agreed by attorney or deputy',
  ],
  '514591000000108': [
    'Completion of DS1500 terminal illness medical report (procedure)',
    'SR1 (formerly DS1500) completed',
  ],
  '871631000000101': [
    'Discussion about DS1500 Disability living allowance report (procedure)',
    'SR1 (formerly DS1500) discussed',
  ],
  '768381000000107': [
    'DS1500 Disability living allowance report declined (situation)',
    'SR1 (formerly DS1500) declined',
  ],
  '876879006': ['Died at home (finding)', 'Home'],
  '876882001': ['Died in hospice (finding)', 'Hospice'],
  '183676005': ['Died in hospital (finding)', 'Hospital'],
  '713049009': ['Died in a community hospital (finding)', 'Community hospital'],
  '876884000': ['Died in nursing home (finding)', 'Nursing home'],
  '1325731000000106': ['Died in a residential home', 'Residential home'],
  '714342001': ['Died in ambulance (finding)', 'In an ambulance'],
  '876885004': ['Died in street (finding)', 'In the street'],
  '876881008': ['Died in general practice premises (finding)', 'At the GP practice'],
  '713050009': ['Died in learning disability unit (finding)', 'Learning disability unit'],
  '713051008': ['Died in mental health unit (finding)', 'Mental health unit'],
  '816301000000100': [
    'Has advance decision to refuse treatment (Mental Capacity Act 2005) (finding)',
    'Has advance decision to refuse treatment',
  ],
  '999002181000000105': [
    'Advance decision to refuse treatment preference findings simple reference set (foundation metadata concept)',
    'Has advance decision to refuse treatment',
  ],
  '999001951000000107': [
    'Personal welfare lasting power of attorney findings simple reference set (foundation metadata concept)',
    'Health and welfare',
  ],
  '341041000000103': [
    'Lasting power of attorney property and affairs (observable entity)',
    'Property and money',
  ],
  '816281000000101': ['Has advance statement (Mental Capacity Act 2005) (finding)', 'Has advance statement'],
  '526631000000108': ['On end of life care register (finding)', 'On end of life care register'],
  '1403151000000103': ['On palliative care register (finding)', 'On palliative care register'],
  '975311000000109': ['Carer informed of cardiopulmonary resuscitation clinical decision (situation)', 'Yes'],
  '975291000000108': [
    'Family member informed of cardiopulmonary resuscitation clinical decision (situation)',
    'Yes',
  ],
}

/** Somebody who is named by us must be named by the term: by one of these words. */
export const NAMED: Readonly<Record<string, RegExp>> = {
  attorney: /attorney|representative/iu,
  deputy: /deputy|representative/iu,
  family: /family/iu,
  carer: /care ?r|caregiver/iu,
}

/** What a code of these is about begins so: it may stand only in the section named. */
export const ONLY_IN: readonly (readonly [term: RegExp, section: string])[] = [
  [/^Preferred place of death/u, 'preferredPlaceOfDeath'],
  [/^Died /u, 'death'],
  [/^Consent .* for sharing/u, 'consentToShare'],
  [/informed of cardiopulmonary resuscitation/u, 'awareness'],
  [/^Lasting power|lasting power/u, 'lpa'],
  [/ register \(/u, 'registerStatus'],
  [/^Has advance decision|^Advance decision/u, 'adrt'],
]
