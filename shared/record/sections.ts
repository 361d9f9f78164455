import { z } from 'zod'
import { Bereavement, Death } from './afterDeath.ts'
import type { BlockName } from './blocks.ts'
import { Allergy, Diagnosis, Problem } from './clinical.ts'
import { Consent, ConsentToShare, ConsentToTellCarers, SharingRestriction } from './consent.ts'
import { CprDecision, Respect, TreatmentEscalation } from './decisions.ts'
import { AccessNotes, Adjustment, Interpreter, SafetyFlag } from './home.ts'
import { Adrt, AdvanceStatement, Capacity, Imca, Lpa } from './legal.ts'
import { Akps, ClinicalFrailty, Gsf, Ipos, PhaseOfIllness, Prognosis } from './measures.ts'
import { AnticipatoryDose, AnticipatoryMedicines, Device, Medication, SyringePump } from './medicines.ts'
import {
  AwarenessOfIllness,
  CarerStrain,
  CarerSupport,
  PersonalContact,
  ProfessionalContact,
} from './people.ts'
import { PreferredPlaces } from './places.ts'
import { Alert, CarePlan, ContingencyPlan, Document, Note, Safeguarding } from './plans.ts'
import { Funding, Referral, RegisterStatus, ReviewDates } from './register.ts'
import {
  Address,
  AgreedPhrase,
  CurrentLocation,
  GpPractice,
  Identity,
  LocationProtection,
  Phone,
} from './who.ts'
import { PlaceConversation, PlanningConversation, SpiritualCultural, WhatMatters } from './wishes.ts'

/** `order` sorts within the block. A section without a block is not part of the record at a glance. */
export type Section = {
  readonly title: string
  /** 'one': a single item that lives as long as the person's record. 'many': a list, each item with its own versions. */
  readonly cardinality: 'one' | 'many'
  readonly schema: z.ZodType
  readonly block?: BlockName
  readonly order: number
  /** Days after which it should be confirmed again: three months (guides/domain.md §5.3.6). */
  readonly reviewAfterDays?: number
  /** Its absence is said in words: an empty space never says "no". */
  readonly isExpected?: true
  /** Each item is one measurement at a time; the newest counts and all of them make the chart. */
  readonly isSeries?: true
  /** Left out of every ordinary read; opened on its own, for a reason, with its own line in the access log. */
  readonly isSealed?: true
}

const QUARTER = 92
const review = { reviewAfterDays: QUARTER } as const
const expected = { isExpected: true } as const
const one = { cardinality: 'one' } as const
const many = { cardinality: 'many' } as const
const series = { cardinality: 'many', isSeries: true } as const

/** Every section of the record, by name. Stored with each entry: names are never changed, only added. */
export const sections = {
  identity: { ...one, title: 'Who this is', schema: Identity, order: 10 },
  agreedPhrases: { ...many, title: 'Agreed phrases', schema: AgreedPhrase, order: 20 },

  cprDecision: {
    ...one,
    ...expected,
    ...review,
    title: 'CPR decision',
    schema: CprDecision,
    block: 'resuscitation',
    order: 10,
  },
  respect: { ...one, ...review, title: 'ReSPECT', schema: Respect, block: 'resuscitation', order: 20 },
  treatmentEscalation: {
    ...many,
    ...expected,
    ...review,
    title: 'Ceilings of treatment',
    schema: TreatmentEscalation,
    block: 'resuscitation',
    order: 30,
  },
  adrt: {
    ...many,
    ...review,
    title: 'Advance decision to refuse treatment',
    schema: Adrt,
    block: 'resuscitation',
    order: 40,
  },

  whatMatters: {
    ...one,
    ...expected,
    ...review,
    title: 'What matters',
    schema: WhatMatters,
    block: 'matters',
    order: 10,
  },
  spiritualCultural: {
    ...one,
    title: 'Faith and culture',
    schema: SpiritualCultural,
    block: 'matters',
    order: 20,
  },

  preferredPlaceOfCare: {
    ...one,
    ...expected,
    ...review,
    title: 'Preferred place of care',
    schema: PreferredPlaces,
    block: 'places',
    order: 10,
  },
  preferredPlaceOfDeath: {
    ...one,
    ...expected,
    ...review,
    title: 'Preferred place of death',
    schema: PreferredPlaces,
    block: 'places',
    order: 20,
  },
  placeConversations: {
    ...many,
    title: 'Conversations about places',
    schema: PlaceConversation,
    block: 'places',
    order: 30,
  },

  personalContacts: {
    ...many,
    ...expected,
    ...review,
    title: 'Family, carers and friends',
    schema: PersonalContact,
    block: 'may_be_told',
    order: 10,
  },
  consentToTellCarers: {
    ...one,
    title: 'Agreement that carers may be told',
    schema: ConsentToTellCarers,
    block: 'may_be_told',
    order: 20,
  },
  awareness: {
    ...one,
    ...review,
    title: 'Who knows what',
    schema: AwarenessOfIllness,
    block: 'may_be_told',
    order: 30,
  },

  allergies: {
    ...many,
    ...expected,
    title: 'Allergies',
    schema: Allergy,
    block: 'urgent_medicines',
    order: 10,
  },
  anticipatoryMedicines: {
    ...one,
    ...expected,
    ...review,
    title: 'Anticipatory medicines',
    schema: AnticipatoryMedicines,
    block: 'urgent_medicines',
    order: 20,
  },
  anticipatoryDoses: {
    ...series,
    title: 'Anticipatory doses given',
    schema: AnticipatoryDose,
    block: 'urgent_medicines',
    order: 30,
  },
  syringePump: { ...one, title: 'Syringe pump', schema: SyringePump, block: 'urgent_medicines', order: 40 },

  phaseOfIllness: {
    ...series,
    ...expected,
    ...review,
    title: 'Phase of illness',
    schema: PhaseOfIllness,
    block: 'course',
    order: 10,
  },
  prognosis: {
    ...one,
    ...expected,
    ...review,
    title: 'Prognosis',
    schema: Prognosis,
    block: 'course',
    order: 20,
  },
  gsf: { ...series, ...review, title: 'Gold Standards Framework', schema: Gsf, block: 'course', order: 30 },
  primaryDiagnosis: {
    ...one,
    ...expected,
    title: 'Main diagnosis',
    schema: Diagnosis,
    block: 'course',
    order: 40,
  },
  problems: { ...many, title: 'Other problems', schema: Problem, block: 'course', order: 50 },
  akps: { ...series, ...review, title: 'Performance (AKPS)', schema: Akps, block: 'course', order: 60 },
  clinicalFrailty: {
    ...series,
    ...review,
    title: 'Clinical Frailty Scale',
    schema: ClinicalFrailty,
    block: 'course',
    order: 70,
  },
  ipos: { ...series, title: 'IPOS', schema: Ipos, block: 'course', order: 80 },

  professionalContacts: {
    ...many,
    ...expected,
    ...review,
    title: 'Professionals',
    schema: ProfessionalContact,
    block: 'involved',
    order: 10,
  },
  gpPractice: { ...one, ...expected, title: 'GP practice', schema: GpPractice, block: 'involved', order: 20 },
  carerSupport: {
    ...one,
    ...expected,
    ...review,
    title: 'Support at home',
    schema: CarerSupport,
    block: 'involved',
    order: 30,
  },
  carerStrain: {
    ...series,
    title: 'How the carer is coping',
    schema: CarerStrain,
    block: 'involved',
    order: 40,
  },
  imca: { ...one, title: 'Independent advocate (IMCA)', schema: Imca, block: 'involved', order: 50 },

  alerts: { ...many, title: 'Alerts', schema: Alert, block: 'alerts', order: 10 },
  safetyFlags: {
    ...many,
    title: 'Safety of those who visit',
    schema: SafetyFlag,
    block: 'alerts',
    order: 20,
  },

  interpreter: { ...one, title: 'Interpreter', schema: Interpreter, block: 'needs', order: 10 },
  adjustments: { ...many, title: 'Reasonable adjustments', schema: Adjustment, block: 'needs', order: 20 },

  currentLocation: {
    ...one,
    title: 'Where the person is now',
    schema: CurrentLocation,
    block: 'home',
    order: 10,
  },
  addresses: { ...many, ...expected, title: 'Addresses', schema: Address, block: 'home', order: 20 },
  phones: { ...many, ...expected, title: 'Telephones', schema: Phone, block: 'home', order: 30 },
  accessNotes: { ...one, ...review, title: 'Getting in', schema: AccessNotes, block: 'home', order: 40 },
  locationProtection: {
    ...one,
    title: 'Protected location',
    schema: LocationProtection,
    block: 'home',
    order: 50,
  },

  medications: { ...many, title: 'Medicines', schema: Medication, block: 'medicines', order: 10 },
  devices: { ...many, title: 'Devices', schema: Device, block: 'medicines', order: 20 },

  contingencyPlans: {
    ...many,
    ...review,
    title: 'If this happens',
    schema: ContingencyPlan,
    block: 'plans',
    order: 10,
  },
  carePlans: { ...many, title: 'Care plans', schema: CarePlan, block: 'plans', order: 20 },
  planningConversations: {
    ...many,
    title: 'Planning conversations',
    schema: PlanningConversation,
    block: 'plans',
    order: 30,
  },
  advanceStatement: {
    ...one,
    title: 'Advance statement',
    schema: AdvanceStatement,
    block: 'plans',
    order: 40,
  },
  lpa: { ...many, title: 'Lasting power of attorney', schema: Lpa, block: 'plans', order: 50 },
  capacity: { ...many, title: 'Capacity for a decision', schema: Capacity, block: 'plans', order: 60 },
  documents: { ...many, title: 'Papers', schema: Document, block: 'plans', order: 70 },

  consentToRegister: {
    ...one,
    ...expected,
    title: 'Agreement to be on the register',
    schema: Consent,
    block: 'agreements',
    order: 10,
  },
  consentToShare: {
    ...many,
    ...expected,
    title: 'Agreement to share',
    schema: ConsentToShare,
    block: 'agreements',
    order: 20,
  },
  consentToRecording: {
    ...one,
    title: 'Agreement to recording calls',
    schema: Consent,
    block: 'agreements',
    order: 30,
  },
  sharingRestrictions: {
    ...many,
    title: 'Limits on sharing',
    schema: SharingRestriction,
    block: 'agreements',
    order: 40,
  },

  registerStatus: { ...one, title: 'On the register', schema: RegisterStatus, block: 'register', order: 10 },
  referral: { ...one, title: 'Referral', schema: Referral, block: 'register', order: 20 },
  reviewDates: { ...one, title: 'Reviews', schema: ReviewDates, block: 'register', order: 30 },
  funding: { ...many, title: 'Financial support', schema: Funding, block: 'register', order: 40 },
  notes: { ...many, title: 'Notes', schema: Note, block: 'register', order: 50 },
  safeguarding: { ...many, title: 'Safeguarding', schema: Safeguarding, order: 30, isSealed: true },

  death: { ...one, title: 'Death', schema: Death, block: 'after_death', order: 10 },
  bereavement: { ...many, title: 'Bereavement', schema: Bereavement, block: 'after_death', order: 20 },
} as const satisfies Record<string, Section>

export type SectionName = keyof typeof sections
export const SECTION_NAMES = Object.keys(sections) as [SectionName, ...SectionName[]] // keys of a const object
export const SectionName = z.enum(SECTION_NAMES)
/** What a section's entries hold, after parsing. */
export type Body<Name extends SectionName> = z.output<(typeof sections)[Name]['schema']>

/** A section with its optional properties, for code that walks over all of them. */
export function sectionOf(name: SectionName): Section {
  return sections[name]
}

/** Parses a body by its section's schema: the same door in and out. Refuses as zod's safeParse does. */
export function parseBody<Name extends SectionName>(name: Name, body: unknown) {
  // One section's schema gives that section's body; TypeScript does not follow the index.
  return sections[name].schema.safeParse(body) as z.ZodSafeParseResult<Body<Name>>
}
