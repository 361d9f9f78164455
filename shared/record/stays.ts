import { z } from 'zod'
import { line, longText } from '../text.ts'
import { LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'
import { orUnknown } from './knownState.ts'

/** Where somebody stays as a patient. The codes of such places in the PRSB standard are of where somebody died or would like to: none here. */
export const stayPlaces = {
  hospital: { text: 'Hospital' },
  community_hospital: { text: 'Community hospital' },
  hospice: { text: 'Hospice' },
  mental_health_unit: { text: 'Mental health unit' },
  other: { text: 'Another unit' },
} as const satisfies Record<string, Choice>

/** Where somebody went when they left. */
export const dischargedToPlaces = {
  home: { text: 'Home' },
  family_home: { text: "A relative's or friend's home" },
  care_home: { text: 'Care home' },
  another_unit: { text: 'Another hospital or hospice' },
  other: { text: 'Another place' },
} as const satisfies Record<string, Choice>

/**
 * A stay in hospital or a hospice. Goes with field 7 of the list, where the person is now, and is what the domain guide asks of a discharge
 * (5.3.6, and the ring-round of 7.1.14). Without a day of discharge they are there still, as far as anybody has written.
 */
export const Stay = z.strictObject({
  place: oneOf(stayPlaces),
  named: line(120).optional(),
  admittedOn: orUnknown(LocalDate),
  because: longText(500).optional(),
  expectedHomeOn: LocalDate.optional(),
  dischargedOn: LocalDate.optional(),
  dischargedTo: orUnknown(oneOf(dischargedToPlaces)).optional(),
  toldBy: line(120).optional(),
  note: longText(1000).optional(),
})
export type Stay = z.infer<typeof Stay>
