import type { Occurs } from '#shared/record/section.ts'
import type { SectionName } from '#shared/record/sections.ts'
import {
  CONSENTS,
  FLAGS,
  GSF,
  none,
  PAPERS,
  PLACES,
  PLACES_OF_DEATH,
  PROGNOSES,
  SHARING_CONSENTS,
  TOOK_PART,
} from './fieldChoices.ts'

type Card = Occurs | 'series'

/** One row of the list of fields: where it stands in the record, how many there may be, what may be chosen, and by which code. */
export type Row = {
  name: string
  at: { readonly [Name in SectionName]?: readonly string[] }
  /** As the list has it, for each section of the row that `cards` does not name. Of a series there may be any number, over time. */
  card: Card
  cards?: { readonly [Name in SectionName]?: Card }
  /** Choices that a field must offer, by 'section path': key by key, with the code where the standard gives one, and none where not. */
  offers?: Readonly<Record<string, Readonly<Record<string, string | null>>>>
}

const CONSENT = ['value', 'by', 'from', 'evidence.at', 'evidence.how', 'evidence.inTheirWords']
const INTERESTS = ['decision', 'cannotDecideBecause', 'assessor', 'consulted', 'on', 'reviewOn'].map(
  key => `bestInterests.${key}`,
)
const RANKED = ['first.place', 'first.named', 'first.note', 'second.place', 'second.named']

/**
 * The fields that every organisation of the record relies on, row by row. Sources: domain guide 2.9 (rows 1–50), 2.2 (SNOMED CT
 * codes of the PRSB Palliative and End of Life Care standard v1.1), 2.5 (measures), 2.7 (agreements). Of row 39 the list
 * allows several: here the notes on getting in are one item, and codes, keys and doors, of which there are several, stand apart. Rows 39 (codes of keysafes),
 * 47 (last confirmed) and 50 (access log) stand partly or wholly outside of the sections: the test names where.
 */
export const FIELDS: Readonly<Record<number, Row>> = {
  1: { name: 'nhsNumber', at: { identity: ['nhsNumber'] }, card: '1' },
  2: {
    name: 'nhsNumberStatus',
    at: { identity: ['nhsNumberStatus'] },
    card: '1',
    offers: { 'identity nhsNumberStatus': none('01', '02', '03', '04', '05', '06', '07', '08') },
  },
  3: { name: 'name', at: { identity: ['name.given', 'name.family', 'preferredName', 'title'] }, card: '1' },
  4: { name: 'dateOfBirth', at: { identity: ['birthDate'] }, card: '1' },
  5: {
    name: 'gender, ethnicity, religion',
    at: { identity: ['gender', 'ethnicCategory', 'ethnicity', 'religionGroup', 'religion'] },
    card: '1',
    offers: {
      'identity gender': none('1', '2', '9', 'X'),
      'identity ethnicCategory': none(...'ABCDEFGHJKLMNPRSZ'),
      'identity religionGroup': none(...'ABCDEFGHIJKLMN'),
    },
  },
  6: {
    name: 'addresses',
    at: { addresses: ['kind', 'lines', 'postcode', 'from', 'to'] },
    card: '1..*',
    offers: { 'addresses kind': none('main', 'temporary') },
  },
  7: {
    name: 'currentLocation',
    at: { currentLocation: ['addressItem', 'text', 'since', 'expectedUntil'] },
    card: '0..1',
  },
  8: { name: 'phones', at: { phones: ['number', 'use', 'preference'] }, card: '0..*' },
  9: { name: 'gpPractice', at: { gpPractice: ['odsCode', 'name', 'phone', 'bypassPhone'] }, card: '1' },
  10: {
    name: 'registerStatus',
    at: { registerStatus: ['status', 'since', 'endOfLifeRegister', 'palliativeRegister'] },
    card: '1',
    offers: {
      'registerStatus status': none('referred', 'active', 'paused', 'withdrawn', 'discharged', 'deceased'),
    },
  },
  11: {
    name: 'referral',
    at: { referral: ['by', 'role', 'organisation', 'on', 'reason', 'consentRecorded'] },
    card: '1',
  },
  12: {
    name: 'consents',
    at: {
      consentToRegister: [...CONSENT, ...INTERESTS],
      consentToShare: ['scope', 'organisation', ...CONSENT, ...INTERESTS],
      consentToTellCarers: [...CONSENT, ...INTERESTS],
      consentToRecording: [...CONSENT, ...INTERESTS],
    },
    card: '1',
    cards: { consentToShare: '1..*' },
    offers: {
      'consentToRegister value': CONSENTS,
      'consentToShare value': SHARING_CONSENTS,
      'consentToTellCarers value': CONSENTS,
      'consentToRecording value': CONSENTS,
    },
  },
  13: {
    name: 'sharingRestrictions',
    at: { sharingRestrictions: ['against.kind', 'rule', 'sections', 'because'] },
    card: '0..*',
    offers: { 'sharingRestrictions rule': none('hide_all', 'hide_sections', 'ask_each_time') },
  },
  14: {
    name: 'personalContacts',
    at: {
      personalContacts: [
        ...['name', 'relationship', 'roles', 'phones[].number', 'livesWithPatient', 'isKeyholder'],
        ...['wakeAtNight', 'mayBeTold', 'language', 'isChild', 'notes'],
      ],
      agreedPhrases: ['with', 'phrase'],
    },
    card: '0..*',
    offers: { 'personalContacts mayBeTold': none('all', 'condition', 'logistics', 'nothing') },
  },
  15: {
    name: 'mainCarerSupport',
    at: { carerSupport: ['support'] },
    card: '1',
    offers: {
      'carerSupport support': none('none', 'lives_with', 'nearby', 'round_the_clock', 'frail_carer'),
    },
  },
  16: {
    name: 'aware of prognosis',
    at: { awareness: ['carerAwareOfPrognosis', 'personAwareOfPrognosis', 'familyAwareOfCprDecision'] },
    card: '0..1',
    offers: { 'awareness carerAwareOfPrognosis': none('yes', 'partly', 'no') },
  },
  17: { name: 'carerStrain', at: { carerStrain: ['strain', 'on'] }, card: 'series' },
  18: {
    name: 'professionalContacts',
    at: {
      professionalContacts: [
        ...['name', 'role', 'team', 'organisation', 'phoneInHours', 'phoneOutOfHours'],
        ...['isKeyWorker', 'from', 'to'],
      ],
    },
    card: '0..*',
  },
  19: {
    name: 'diagnoses',
    at: { primaryDiagnosis: ['text', 'coded.code'], problems: ['text', 'coded.code'] },
    card: '1',
    cards: { problems: '0..*' },
  },
  20: { name: 'allergies', at: { allergies: ['kind', 'substance', 'reaction'] }, card: '0..*' },
  21: { name: 'medications', at: { medications: ['drug', 'coded.code', 'dose', 'route'] }, card: '0..*' },
  22: {
    name: 'anticipatory medicines',
    at: {
      anticipatoryMedicines: [
        ...[
          'drug',
          'form',
          'strength',
          'quantityLeft',
          'countedAt',
          'indication',
          'minIntervalMinutes',
          'max24h',
        ].map(key => `items[].${key}`),
        ...['state', 'items[].expiresOn', 'items[].isRenalVariant', 'chartPresent', 'chartExpiresOn'],
        ...['placeInHouse', 'carerMayGive'],
      ],
      anticipatoryDoses: ['drug', 'dose', 'givenAt', 'givenBy'],
    },
    card: '0..1',
    cards: { anticipatoryDoses: 'series' },
    offers: {
      'anticipatoryMedicines state': {
        ...none('none', 'in_use', 'used', 'expired'),
        prescribed: '871021000000106',
        issued: '376201000000102',
      },
    },
  },
  23: {
    name: 'syringePump',
    at: { syringePump: ['isRunning', 'model', 'startedAt', 'dueAt', 'lineChangedAt', 'team'] },
    card: '0..1',
  },
  24: {
    name: 'devices',
    at: { devices: ['kind', 'flow', 'supplier', 'isFireRisk', 'shocks'] },
    card: '0..*',
    offers: {
      'devices kind': none('catheter', 'peg', 'stoma', 'oxygen', 'icd', 'drain'),
      'devices shocks': none('active', 'deactivated'),
    },
  },
  25: {
    name: 'prognosis',
    at: { prognosis: ['prognosis'], gsf: ['stage'] },
    card: '0..1',
    cards: { gsf: 'series' },
    offers: {
      'prognosis prognosis': PROGNOSES,
      'gsf stage': GSF,
    },
  },
  26: {
    name: 'measures',
    at: {
      phaseOfIllness: ['phase', 'at'],
      akps: ['score', 'at'],
      clinicalFrailty: ['level', 'at'],
      ipos: ['scores', 'at'],
    },
    card: 'series',
    offers: { 'phaseOfIllness phase': none('stable', 'unstable', 'deteriorating', 'dying', 'bereavement') },
  },
  27: {
    name: 'what matters',
    at: { whatMatters: ['whatMatters', 'pleaseDo', 'pleaseDont', 'communication'] },
    card: '0..1',
  },
  28: {
    name: 'respect',
    at: {
      respect: [
        ...['isPresent', 'slider.value', 'slider.scaleMax', 'priority', 'recommendations', 'values', 'fears'],
        ...['hadCapacity', 'signedBy', 'reviewOn', 'documentItem', 'paperLocation'],
      ],
    },
    card: '0..1',
    offers: {
      'respect priority': none('extend_life', 'balance', 'comfort'),
      'respect cpr': none('recommended', 'modified_child', 'not_recommended'),
    },
  },
  29: {
    name: 'cprDecision',
    at: {
      cprDecision: [
        ...['decision', 'reason', 'involved', 'discussedWith', 'informed', 'clinician', 'endorsedBy'],
        ...['decidedOn', 'reviewOn', 'paperLocation'],
      ],
    },
    card: '0..1',
    offers: {
      'cprDecision decision': { for: '450475007', not_for: '450476008', none: null },
      'cprDecision involved': TOOK_PART,
    },
  },
  30: {
    name: 'treatmentEscalation',
    at: { treatmentEscalation: ['problem', 'advised', 'ceiling'] },
    card: '0..*',
    offers: { 'treatmentEscalation ceiling': none('home_only', 'hospice', 'ward', 'intensive_care') },
  },
  31: {
    name: 'adrt',
    at: {
      adrt: [
        ...['treatment', 'circumstances', 'isLifeSustaining', 'isWritten', 'isSigned', 'isWitnessed'],
        ...['statesEvenIfLifeAtRisk', 'madeOn', 'withdrawnOn', 'laterLpaItem', 'documentItem'],
      ],
    },
    card: '0..*',
  },
  32: {
    name: 'lpa',
    at: {
      lpa: [
        ...['kind', 'attorneys[].name', 'acting', 'mayDecideLifeSustaining', 'registeredOn', 'reference'],
        'paperLocation',
      ],
    },
    card: '0..*',
    offers: {
      'lpa kind': { health_and_welfare: null, property: '341041000000103' },
      'lpa acting': none('sole', 'jointly', 'jointly_and_severally', 'mixed'),
    },
  },
  33: {
    name: 'capacity',
    at: { capacity: ['decision', 'hasCapacity', 'assessor', 'assessedAt', 'basis', 'reviewOn'] },
    card: '0..*',
  },
  34: { name: 'imca', at: { imca: ['isRequired', 'referredOn', 'name', 'phone'] }, card: '0..1' },
  35: { name: 'advanceStatement', at: { advanceStatement: ['text', 'paperLocation'] }, card: '0..1' },
  36: {
    name: 'preferredPlaceOfCare',
    at: { preferredPlaceOfCare: RANKED },
    card: '0..1',
    offers: {
      'preferredPlaceOfCare first.place': none('home', 'family_home', 'nursing_home', 'hospice', 'hospital'),
      'preferredPlaceOfCare second.place': none('community_hospital', 'other'),
    },
  },
  37: {
    name: 'preferredPlaceOfDeath',
    at: { preferredPlaceOfDeath: RANKED },
    card: '0..1',
    offers: { 'preferredPlaceOfDeath first.place': PLACES, 'preferredPlaceOfDeath second.place': PLACES },
  },
  38: {
    name: 'ppdConversation',
    at: { placeConversations: ['at', 'with', 'changedFrom', 'changedTo'] },
    card: '0..*',
  },
  39: {
    name: 'accessNotes',
    at: {
      accessNotes: [
        'atTheDoor',
        'keysafe.exists',
        'parking',
        'pets',
        'stairs',
        'lighting',
        'fireRisk',
        'smokers',
        'hazards',
      ],
    },
    card: '0..1',
  },
  40: {
    name: 'staffSafetyFlags',
    at: { safetyFlags: ['kind', 'reason', 'evidence', 'reviewBy', 'needsTwoPeople'] },
    card: '0..*',
    offers: {
      'safetyFlags kind': FLAGS,
    },
  },
  41: {
    name: 'adjustments, interpreter',
    at: {
      adjustments: ['what', 'coded.code'],
      interpreter: ['isNeeded', 'language', 'dialect', 'isBsl', 'genderPreference'],
    },
    card: '0..*',
    cards: { interpreter: '0..1' },
  },
  42: {
    name: 'spiritualCultural',
    at: { spiritualCultural: ['atEndOfLife', 'afterDeath', 'burialOrCremation', 'organOrTissueDonation'] },
    card: '0..1',
  },
  43: {
    name: 'contingencyPlans',
    at: { contingencyPlans: ['trigger', 'whatShouldHappen', 'whoToContact', 'agreedWith', 'reviewOn'] },
    card: '0..*',
  },
  44: {
    name: 'documents',
    at: { documents: ['title', 'class', 'location', 'reference', 'confidentiality', 'updatedOn'] },
    card: '0..*',
    offers: {
      'documents class': PAPERS,
    },
  },
  45: { name: 'alerts', at: { alerts: ['text', 'severity', 'expiresOn'] }, card: '0..*' },
  46: {
    name: 'funding',
    at: { funding: ['kind', 'status'] },
    card: '0..*',
    offers: {
      'funding kind': {
        sr1_completed: '514591000000108',
        sr1_discussed: '871631000000101',
        sr1_declined: '768381000000107',
        fast_track_chc: null,
      },
    },
  },
  47: { name: 'reviewDue', at: { reviewDates: ['nextReviewOn', 'lastReviewedOn'] }, card: '1' },
  48: {
    name: 'death',
    at: {
      death: [
        ...['at', 'place', 'wasExpected', 'reportedBy', 'verifiedAt', 'verifiedBy', 'preferredPlaceMet'],
        ...['reasonNotMet', 'coronerInformed', 'implants', 'funeralDirector'],
      ],
    },
    card: '0..1',
    offers: {
      'death place': PLACES_OF_DEATH,
    },
  },
  49: {
    name: 'bereavement',
    at: { bereavement: ['contactItem', 'offered', 'dueOn', 'doneOn', 'riskNoted'] },
    card: '0..*',
  },
  50: { name: 'accessLog', at: {}, card: '0..*' },
}
