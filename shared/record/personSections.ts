import { Bereavement, Death } from './afterDeath.ts'
import { Consent, ConsentToShare, ConsentToTellCarers, SharingRestriction } from './consent.ts'
import { AccessNotes, Adjustment, Interpreter, SafetyFlag } from './home.ts'
import { Imca } from './legal.ts'
import { NationalDataOptOut } from './optOut.ts'
import {
  AwarenessOfIllness,
  CarerStrain,
  CarerSupport,
  PersonalContact,
  ProfessionalContact,
} from './people.ts'
import { Alert, Note, Safeguarding } from './plans.ts'
import { Funding, Referral, RegisterStatus, ReviewDates } from './register.ts'
import { expected, many, one, review, type Section, series } from './section.ts'
import {
  Address,
  AgreedPhrase,
  CurrentLocation,
  GpPractice,
  Identity,
  LocationProtection,
  Phone,
} from './who.ts'

/** Who the person is, who is around them, where they are, what they agreed to, and what comes after. */
export const personSections = {
  identity: { ...one, title: 'Who this is', schema: Identity, order: 10 },
  agreedPhrases: { ...many, title: 'Agreed phrases', schema: AgreedPhrase, order: 20 },
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
  nationalDataOptOut: {
    ...one,
    title: 'National Data Opt-out',
    schema: NationalDataOptOut,
    block: 'agreements',
    order: 50,
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
