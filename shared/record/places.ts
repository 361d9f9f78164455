import { z } from 'zod'
import { line, longText } from '../text.ts'
import type { Choice } from './coded.ts'
import { oneOf, withoutCodes } from './coded.ts'

/**
 * Where somebody would like to die, with the codes of the PRSB Palliative and End of Life Care standard v1.1. The standard
 * notes that this ref-set is under review: codes stay here, in data.
 */
export const preferredPlacesOfDeath = {
  home: { text: 'Home', code: '110481000000108' },
  family_home: { text: "A relative's or friend's home" },
  hospice: { text: 'Hospice', code: '108401000000102' },
  hospital: { text: 'Hospital', code: '109401000000108' },
  community_hospital: { text: 'Community hospital', code: '89751000000108' },
  nursing_home: { text: 'Nursing home', code: '89761000000106' },
  residential_home: { text: 'Residential home', code: '512071000000106' },
  learning_disability_unit: { text: 'Learning disability unit', code: '518741000000100' },
  mental_health_unit: { text: 'Mental health unit', code: '518771000000106' },
  other: { text: 'Another place' },
  undecided: { text: 'Has not decided', code: '517161000000101' },
  unable_to_express: { text: 'Cannot express a preference', code: '517111000000103' },
  declined_discussion: { text: 'Did not want to discuss it', code: '766391000000108' },
  not_appropriate: { text: 'Not right to discuss at present', code: '517131000000106' },
} as const satisfies Record<string, Choice>

/** The same places to be cared for in. They have no published codes, and each of those above begins "Preferred place of death". */
export const preferredPlaces = withoutCodes(preferredPlacesOfDeath)

/** Where somebody died. Source: PRSB v1.1, "After death". */
export const placesOfDeath = {
  home: { text: 'Home', code: '876879006' },
  family_home: { text: "A relative's or friend's home" },
  hospice: { text: 'Hospice', code: '876882001' },
  hospital: { text: 'Hospital', code: '183676005' },
  community_hospital: { text: 'Community hospital', code: '713049009' },
  nursing_home: { text: 'Nursing home', code: '876884000' },
  residential_home: { text: 'Residential home', code: '1325731000000106' },
  ambulance: { text: 'In an ambulance', code: '714342001' },
  street: { text: 'In the street', code: '876885004' },
  gp_premises: { text: 'At the GP practice', code: '876881008' },
  learning_disability_unit: { text: 'Learning disability unit', code: '713050009' },
  mental_health_unit: { text: 'Mental health unit', code: '713051008' },
  other: { text: 'Another place' },
} as const satisfies Record<string, Choice>

/** First and second choice of one kind of place. They are agreed in one conversation, so they share one age. */
function ranked(places: typeof preferredPlaces) {
  const Place = z.strictObject({
    place: oneOf(places),
    named: line(120).optional(),
    note: longText(1000).optional(),
  })
  return z.strictObject({ first: Place, second: Place.optional() })
}

/** Field 36. */
export const PreferredPlaces = ranked(preferredPlaces)
/** Field 37. */
export const PreferredPlacesOfDeath = ranked(preferredPlacesOfDeath)
export type PreferredPlaces = z.infer<typeof PreferredPlaces>
