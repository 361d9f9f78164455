import { z } from 'zod'
import { E164 } from '../phoneNumber.ts'
import { line, longText } from '../text.ts'
import { LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'
import { ConsentValue } from './consent.ts'
import { orUnknown } from './knownState.ts'
import { Phone } from './who.ts'

/** How much this person may be told. Kinship alone gives no right to the record. */
export const mayBeToldChoices = {
  all: { text: 'Everything' },
  condition: { text: 'How the person is' },
  logistics: { text: 'Only who is coming and when' },
  nothing: { text: 'Nothing' },
} as const satisfies Record<string, Choice>
export const MayBeTold = oneOf(mayBeToldChoices)
export type MayBeTold = z.infer<typeof MayBeTold>

export const contactRoles = {
  main_carer: { text: 'Main carer' },
  carer: { text: 'Carer' },
  next_of_kin: { text: 'Next of kin' },
  emergency: { text: 'Emergency contact' },
  attorney: { text: 'Attorney' },
  dependent: { text: 'Depends on the person' },
  neighbour: { text: 'Neighbour or friend' },
} as const satisfies Record<string, Choice>

export const wakingChoices = {
  yes: { text: 'Yes' },
  only_if_urgent: { text: 'Only if it is urgent' },
  no: { text: 'No' },
} as const satisfies Record<string, Choice>

/** Field 14. */
export const PersonalContact = z.strictObject({
  name: line(120),
  relationship: line(70),
  roles: z.array(oneOf(contactRoles)).max(7),
  phones: z.array(Phone).max(5),
  mayBeTold: orUnknown(MayBeTold),
  /** On whose word `mayBeTold` rests: agreement (c) of domain guide 2.7 for this one person. */
  mayBeToldBasis: ConsentValue.optional(),
  livesWithPatient: orUnknown(z.boolean()).optional(),
  isKeyholder: orUnknown(z.boolean()).optional(),
  wakeAtNight: orUnknown(oneOf(wakingChoices)).optional(),
  language: orUnknown(line(70)).optional(),
  isChild: orUnknown(z.boolean()).optional(),
  mayGiveMedicines: orUnknown(z.boolean()).optional(),
  maySeeAccessLog: orUnknown(z.boolean()).optional(),
  notes: longText(1000).optional(),
})
export type PersonalContact = z.infer<typeof PersonalContact>

export const carerSupportChoices = {
  none: { text: 'Nobody' },
  lives_with: { text: 'A carer lives with the person' },
  nearby: { text: 'A carer lives nearby' },
  round_the_clock: { text: 'Care day and night' },
  frail_carer: { text: 'The carer is frail' },
} as const satisfies Record<string, Choice>

/** Field 15 (mandatory in SCCI1580). */
export const CarerSupport = z.strictObject({
  support: oneOf(carerSupportChoices),
  livesAlone: orUnknown(z.boolean()).optional(),
  note: longText(1000).optional(),
})

export const awarenessChoices = {
  yes: { text: 'Yes' },
  partly: { text: 'Partly' },
  no: { text: 'No' },
} as const satisfies Record<string, Choice>

/** Who was told of a decision about CPR has a code (NHS Digital EoL data set). That the person does not know has one only of "do not attempt". */
export const carerKnowsOfCpr = {
  ...awarenessChoices,
  yes: { ...awarenessChoices.yes, code: '975311000000109' },
} as const satisfies Record<keyof typeof awarenessChoices, Choice>
export const familyKnowsOfCpr = {
  ...awarenessChoices,
  yes: { ...awarenessChoices.yes, code: '975291000000108' },
} as const satisfies Record<keyof typeof awarenessChoices, Choice>

const Awareness = orUnknown(oneOf(awarenessChoices))
/** Field 16. Who knows what, so that nobody is told by accident. */
export const AwarenessOfIllness = z.strictObject({
  personAwareOfPrognosis: Awareness.optional(),
  carerAwareOfPrognosis: Awareness.optional(),
  personAwareOfCprDecision: Awareness.optional(),
  carerAwareOfCprDecision: orUnknown(oneOf(carerKnowsOfCpr)).optional(),
  familyAwareOfCprDecision: orUnknown(oneOf(familyKnowsOfCpr)).optional(),
  note: longText(1000).optional(),
})

/** Field 17: 0 none to 4 overwhelming, as the IPOS family item. `contactItem` names the carer. */
export const CarerStrain = z.strictObject({
  strain: z.int().min(0).max(4),
  contactItem: z.uuid().optional(),
  on: LocalDate,
  note: longText(1000).optional(),
})

/** Field 18. */
export const ProfessionalContact = z.strictObject({
  name: line(120),
  role: line(120),
  team: line(120).optional(),
  organisation: line(120).optional(),
  phoneInHours: E164.optional(),
  phoneOutOfHours: E164.optional(),
  isKeyWorker: orUnknown(z.boolean()).optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  note: longText(500).optional(),
})
