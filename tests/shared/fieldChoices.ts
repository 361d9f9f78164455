/** The value sets of the standard that are longer than a line: key by key, with the code where it gives one. */

export const none = (...keys: string[]) => Object.fromEntries(keys.map(key => [key, null]))
export const CONSENTS = {
  ...none('given_by_person', 'best_interests_decision', 'declined', 'withdrawn', 'not_yet_asked'),
  ...none('lacks_capacity_pending', 'given_by_attorney_or_deputy'),
}
export const SHARING_CONSENTS = { ...CONSENTS, given_by_attorney_or_deputy: '882981000000105' }
export const PLACES = {
  home: '110481000000108',
  hospice: '108401000000102',
  hospital: '109401000000108',
  community_hospital: '89751000000108',
  nursing_home: '89761000000106',
  residential_home: '512071000000106',
  learning_disability_unit: '518741000000100',
  mental_health_unit: '518771000000106',
  undecided: '517161000000101',
  unable_to_express: '517111000000103',
  declined_discussion: '766391000000108',
  not_appropriate: '517131000000106',
  ...none('family_home', 'other'),
}

export const PAPERS = {
  eol_summary: '861421000000109',
  eol_plan: '736373009',
  respect_form: '1382601000000107',
  emergency_plan: '887701000000100',
  escalation_plan: '735324008',
  advance_care_plan: '736366004',
  contingency_plan: '325691000000100',
  crisis_plan: '736253002',
  summary_record: '824321000000109',
  support_plan: '2181441000000107',
}

export const FLAGS = {
  violence: '65108000',
  suicide: '225444004',
  vulnerable_adult: '417430008',
  falls: '129839007',
  ...none('not_alone', 'abusive', 'manual_handling', 'dols', 'visiting'),
}

export const PLACES_OF_DEATH = {
  home: '876879006',
  hospice: '876882001',
  hospital: '183676005',
  community_hospital: '713049009',
  nursing_home: '876884000',
  residential_home: '1325731000000106',
  ambulance: '714342001',
  street: '876885004',
  gp_premises: '876881008',
  learning_disability_unit: '713050009',
  mental_health_unit: '713051008',
}

export const PROGNOSES = {
  last_days: '511401000000102',
  last_weeks: '955231000000109',
  last_months: '968211000000101',
  about_a_year: '767503006',
  more_than_a_year: '1413121000000106',
}

export const GSF = {
  blue: '845701000000104',
  green: '845721000000108',
  yellow: '845751000000103',
  red: '845771000000107',
}

/** The standard has no code for an attorney. */
export const TOOK_PART = {
  person: '713079002',
  family: '713656002',
  attorney: null,
  carer: '1403141000000101',
}
