import { z } from 'zod'
import { tellsDoorCodeOfHome, tellsHowToEnter } from '../doorCode.ts'
import { line, longText } from '../text.ts'
import { LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { Coded, oneOf } from './coded.ts'
import { orUnknown } from './knownState.ts'

/** Asked of what is written, and not of what stands: a rule that became stricter since must not close a record (readEntry). */
const onlyWritten = { params: { onlyWritten: true } }
const aboutTheHome = (max: number) =>
  longText(max)
    .refine(text => !tellsDoorCodeOfHome(text), {
      error:
        'Do not write a keysafe or door code here: these notes can be read by everyone who opens the record. Keep it under “Keys and codes”.',
      ...onlyWritten,
    })
    .refine(text => !tellsHowToEnter(text), {
      error:
        'Do not write here who has a key, where it is or which door is open: these notes can be read by everyone who opens the record. Keep it under “Keys and codes”.',
      ...onlyWritten,
    })

/**
 * Field 39. How one gets in is in no body: codes, who has a key and which door is open live apart, encrypted, and are revealed one at
 * a time (how-to-enter notes were what the regulator singled out in the Advanced breach of 2022). `keysafe` only says that there is
 * one, and `atTheDoor` what opens nothing: which entrance, which bell.
 */
export const AccessNotes = z.strictObject({
  atTheDoor: aboutTheHome(300).optional(),
  keysafe: z.strictObject({ exists: orUnknown(z.boolean()), verifiedOn: LocalDate.optional() }).optional(),
  parking: aboutTheHome(500).optional(),
  pets: aboutTheHome(300).optional(),
  stairs: aboutTheHome(300).optional(),
  lighting: aboutTheHome(300).optional(),
  fireRisk: aboutTheHome(300).optional(),
  smokers: orUnknown(z.boolean()).optional(),
  hazards: aboutTheHome(1000).optional(),
})

/** Fields 40. Local codes of the Interweave (Yorkshire and Humber Care Record) Flag guide, with its SNOMED CT ones. */
export const safetyKinds = {
  violence: { text: 'Risk of violence', code: '65108000' },
  abusive: { text: 'Abusive behaviour' },
  not_alone: { text: 'Not to be visited alone' },
  suicide: { text: 'Risk of suicide', code: '225444004' },
  vulnerable_adult: { text: 'Adult at risk', code: '417430008' },
  falls: { text: 'Falls', code: '129839007' },
  manual_handling: { text: 'Manual handling' },
  dols: { text: 'Deprivation of liberty safeguards' },
  visiting: { text: 'Take care when visiting' },
  other: { text: 'Other' },
} as const satisfies Record<string, Choice>

/** A flag about a household is a serious thing to write: it needs a reason and an end. */
export const SafetyFlag = z.strictObject({
  kind: oneOf(safetyKinds),
  reason: longText(1000),
  evidence: longText(1000).optional(),
  reviewBy: LocalDate,
  needsTwoPeople: orUnknown(z.boolean()).optional(),
})

/** Field 41, as the Accessible Information Standard asks. */
export const Adjustment = z.strictObject({
  what: line(300),
  coded: Coded.optional(),
  note: longText(500).optional(),
})

export const interpreterPreferences = {
  female: { text: 'A woman' },
  male: { text: 'A man' },
  any: { text: 'Either' },
} as const satisfies Record<string, Choice>

export const Interpreter = z.strictObject({
  isNeeded: z.boolean(),
  language: orUnknown(line(70)).optional(),
  dialect: line(70).optional(),
  isBsl: orUnknown(z.boolean()).optional(),
  genderPreference: orUnknown(oneOf(interpreterPreferences)).optional(),
  note: longText(500).optional(),
})
