import { z } from 'zod'
import { line, longText } from '../text.ts'
import { Instant, LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { Coded, choiceWords, oneOf } from './coded.ts'
import { orUnknown } from './knownState.ts'

/** Field 21. `coded` is the dm+d concept (dm+d identifiers are SNOMED CT identifiers). */
export const Medication = z.strictObject({
  drug: line(200),
  coded: Coded.optional(),
  dose: line(120).optional(),
  route: line(70).optional(),
  frequency: line(120).optional(),
  indication: line(200).optional(),
  startedOn: LocalDate.optional(),
  stoppedOn: LocalDate.optional(),
  prescriber: line(120).optional(),
  note: longText(500).optional(),
})

export const anticipatoryStates = {
  none: { text: 'None in the house' },
  prescribed: { text: 'Prescribed', code: '871021000000106' },
  issued: { text: 'In the house', code: '376201000000102' },
  in_use: { text: 'In use' },
  used: { text: 'Used up' },
  expired: { text: 'Out of date' },
} as const satisfies Record<string, Choice>

/** An "if needed" medicine: indication, least time between doses and the most in a day (domain guide 2.6). */
const AnticipatoryItem = z.strictObject({
  drug: line(120),
  coded: Coded.optional(),
  form: line(70).optional(),
  strength: line(70).optional(),
  dose: line(70).optional(),
  route: line(70).optional(),
  indication: line(120),
  minIntervalMinutes: z.int().min(0).max(1440).optional(),
  max24h: line(70).optional(),
  quantityLeft: z.int().min(0).max(999).optional(),
  /** When they were counted; where nobody wrote it, when the entry was recorded. Doses given before are in the number. */
  countedAt: Instant.optional(),
  expiresOn: LocalDate.optional(),
  isRenalVariant: orUnknown(z.boolean()).optional(),
})

/** Field 22. Both the medicines and a signed chart are needed before a community nurse may give them. */
export const AnticipatoryMedicines = z.strictObject({
  state: oneOf(anticipatoryStates),
  issuedOn: LocalDate.optional(),
  items: z.array(AnticipatoryItem).max(20),
  chartPresent: orUnknown(z.boolean()).optional(),
  chartExpiresOn: LocalDate.optional(),
  placeInHouse: orUnknown(line(200)).optional(),
  carerMayGive: orUnknown(z.boolean()).optional(),
  mayBeGivenBy: orUnknown(line(200)).optional(),
  note: longText(1000).optional(),
})

export const doseBenefits = {
  full: { text: 'Fully' },
  some: { text: 'Somewhat' },
  none: { text: 'Not at all' },
  not_yet_known: { text: 'Not known yet' },
} as const satisfies Record<string, Choice>

/** Field 22, given[]: a ledger, one item for each dose. `givenAt` is the time it was given, not the time it was written down. */
export const AnticipatoryDose = z.strictObject({
  drug: line(120),
  dose: line(70),
  route: line(70).optional(),
  givenAt: Instant,
  givenBy: line(120),
  because: line(200).optional(),
  benefit: oneOf(doseBenefits).optional(),
})

/** Field 23. */
export const SyringePump = z.strictObject({
  isRunning: z.boolean(),
  model: line(70).optional(),
  contents: longText(1000).optional(),
  startedAt: Instant.optional(),
  dueAt: Instant.optional(),
  lineChangedAt: Instant.optional(),
  team: line(120).optional(),
})

export const deviceKinds = {
  catheter: { text: 'Catheter' },
  peg: { text: 'PEG feeding tube' },
  stoma: { text: 'Stoma' },
  drain: { text: 'Drain' },
  pacemaker: { text: 'Pacemaker' },
  icd: { text: 'Implanted defibrillator (ICD)' },
  oxygen: { text: 'Oxygen' },
  other: { text: 'Another device' },
} as const satisfies Record<string, Choice>

export const icdShocks = {
  active: { text: 'On: it can still give shocks' },
  deactivated: { text: 'Off' },
} as const satisfies Record<string, Choice>

const common = { note: longText(500).optional(), since: LocalDate.optional() }
/** Field 24. A defibrillator that still gives shocks at the end of life is urgent to know. */
export const Device = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('catheter'), changeDueOn: LocalDate.optional(), ...common }),
    z.strictObject({ kind: z.literal('peg'), ...common }),
    z.strictObject({ kind: z.literal('stoma'), ...common }),
    z.strictObject({ kind: z.literal('drain'), ...common }),
    z.strictObject({ kind: z.literal('pacemaker'), ...common }),
    z.strictObject({
      kind: z.literal('icd'),
      shocks: orUnknown(oneOf(icdShocks)),
      deactivatedOn: LocalDate.optional(),
      ...common,
    }),
    z.strictObject({
      kind: z.literal('oxygen'),
      flow: line(70).optional(),
      supplier: line(120).optional(),
      isFireRisk: orUnknown(z.boolean()).optional(),
      ...common,
    }),
    z.strictObject({ kind: z.literal('other'), what: line(120), ...common }),
  ])
  .register(choiceWords, deviceKinds)
