import type { SectionName } from '#shared/record/sections.ts'

/** Why a field does not say why it has no value. Decision 032. */
export const BECAUSE = {
  about: 'without it there is no item; that there is none, and why, is said of the item',
  words: 'free words: whoever asked writes what came of it',
  prescription: 'words of a prescription, which are read off it and asked of nobody',
  day: 'a day: of something that is only there when it has happened, or as a paper has it',
  event: 'only there when it has happened',
  part: 'a part of a name, an address, a telephone, or of what stands beside it',
  who: 'whose word it is, or how it came',
  measure: 'a number: counted or scored, or not',
  own: 'its own choices say that nobody asked, that nobody knows, or that they would not say',
  pointer: 'a code, or another item of the record',
} as const
export type Because = keyof typeof BECAUSE
type Places = { readonly [Why in Because]?: string }

const CONSENT = {
  own: 'value evidence.how',
  who: 'by evidence.interpreterUsed evidence.toldBy bestInterests.assessor bestInterests.assessorRole bestInterests.consulted[]',
  day: 'from evidence.at bestInterests.reviewOn reviewOn',
  words: 'evidence.inTheirWords evidence.explained evidence.capacityNoted bestInterests.cannotDecideBecause',
  pointer: 'evidence.documentItem',
  about: 'bestInterests.decision bestInterests.on',
} as const satisfies Places
const PLACES: Places = {
  about: 'first.place',
  part: 'first.named second.named',
  words: 'first.note second.note',
  own: 'second.place',
}
const IPOS = [
  'pain breathlessness weakness nausea vomiting appetite constipation mouth drowsiness',
  'mobility anxiety family_anxiety depression peace sharing_feelings information practical',
]
  .flatMap(some => some.split(' '))
  .map(key => `scores.${key}`)
  .join(' ')

/** Fields that say why they have no value: the difference between “nobody asked” and “they would not say” changes what somebody does. */
export const SAYS_WHY: { readonly [Name in SectionName]?: string } = {
  cprDecision: 'isIndefinite paperLocation',
  respect: 'hasWelfareProxy priority cpr paperLocation',
  treatmentEscalation: 'ceiling',
  adrt: 'circumstances isLifeSustaining makerWasAdult hadCapacity isWritten isSigned isWitnessed statesEvenIfLifeAtRisk paperLocation',
  spiritualCultural: 'burialOrCremation organOrTissueDonation',
  allergies: 'reaction severity certainty',
  anticipatoryMedicines: 'items[].isRenalVariant chartPresent placeInHouse carerMayGive mayBeGivenBy',
  problems: 'isActive',
  devices: 'shocks isFireRisk',
  advanceStatement: 'paperLocation',
  lpa: 'attorneys[].isReplacement acting mayDecideLifeSustaining registeredOn paperLocation',
  documents: 'confidentiality',
  identity: 'name nhsNumber birthDate gender ethnicCategory ethnicity religionGroup religion',
  personalContacts:
    'phones[].mayLeaveMessage phones[].mayText mayBeTold livesWithPatient isKeyholder wakeAtNight language isChild mayGiveMedicines maySeeAccessLog',
  consentToTellCarers: 'evidence.consequencesExplained',
  awareness:
    'personAwareOfPrognosis carerAwareOfPrognosis personAwareOfCprDecision carerAwareOfCprDecision familyAwareOfCprDecision',
  professionalContacts: 'isKeyWorker',
  carerSupport: 'livesAlone',
  safetyFlags: 'needsTwoPeople',
  interpreter: 'language isBsl genderPreference',
  phones: 'mayLeaveMessage mayText',
  hospitalStays: 'admittedOn dischargedTo',
  accessNotes: 'keysafe.exists smokers',
  consentToRegister: 'evidence.consequencesExplained',
  consentToShare: 'evidence.consequencesExplained',
  consentToRecording: 'evidence.consequencesExplained',
  registerStatus: 'endOfLifeRegister palliativeRegister',
  referral: 'consentRecorded',
  funding: 'status',
  safeguarding: 'toldCaller',
  death: 'at place wasExpected preferredPlaceMet coronerInformed implants',
}

/** All the others, by why they do not. Whoever adds a field puts it into one of the two. */
export const SAYS_NO_WHY: { readonly [Name in SectionName]?: Places } = {
  cprDecision: {
    about: 'decision',
    words: 'reason notDiscussedBecause',
    who: 'involved discussedWith[] informed[] clinician clinicianRole endorsedBy',
    day: 'decidedOn reviewOn',
  },
  respect: {
    about: 'isPresent slider.scaleMax',
    part: 'formVersion',
    words: 'sharedUnderstanding otherPlans values fears recommendations',
    measure: 'slider.value',
    own: 'hadCapacity',
    who: 'involved signedBy signedRole',
    day: 'signedOn reviewOn',
    pointer: 'documentItem',
  },
  treatmentEscalation: {
    about: 'problem advised',
    who: 'agreedWith',
    day: 'reviewOn',
  },
  adrt: {
    about: 'treatment',
    day: 'madeOn withdrawnOn',
    event: 'laterConductAgainst',
    pointer: 'laterLpaItem documentItem',
  },
  whatMatters: {
    words: 'whatMatters pleaseDo pleaseDont communication likesToBeCalled',
  },
  spiritualCultural: {
    words: 'faith atEndOfLife afterDeath whoToCall',
  },
  preferredPlaceOfCare: PLACES,
  preferredPlaceOfDeath: PLACES,
  placeConversations: {
    about: 'about at with',
    own: 'changedFrom changedTo',
    words: 'note',
  },
  allergies: {
    about: 'kind substance',
    pointer: 'coded',
  },
  anticipatoryMedicines: {
    about: 'state items[].drug items[].indication',
    day: 'issuedOn items[].countedAt items[].expiresOn chartExpiresOn',
    pointer: 'items[].coded',
    prescription: 'items[].form items[].strength items[].dose items[].route items[].max24h',
    measure: 'items[].minIntervalMinutes items[].quantityLeft',
    words: 'note',
  },
  anticipatoryDoses: {
    about: 'drug dose givenAt',
    prescription: 'route',
    who: 'givenBy',
    event: 'because',
    own: 'benefit',
  },
  syringePump: {
    about: 'isRunning',
    part: 'model team',
    words: 'contents',
    day: 'startedAt dueAt lineChangedAt',
  },
  phaseOfIllness: {
    about: 'phase at',
    words: 'note',
  },
  prognosis: {
    about: 'prognosis',
    words: 'note',
  },
  gsf: {
    about: 'stage at',
    words: 'note',
  },
  primaryDiagnosis: {
    about: 'text',
    pointer: 'coded',
    day: 'since',
    words: 'spread note',
  },
  problems: {
    about: 'text',
    pointer: 'coded',
    day: 'since',
    words: 'note',
  },
  akps: {
    about: 'score at',
    words: 'note',
  },
  clinicalFrailty: {
    about: 'level at',
    words: 'note',
  },
  ipos: {
    about: 'version at',
    measure: IPOS,
    words: 'note',
  },
  medications: {
    about: 'drug',
    pointer: 'coded',
    prescription: 'dose route frequency indication',
    day: 'startedOn stoppedOn',
    who: 'prescriber',
    words: 'note',
  },
  devices: {
    about: 'kind what',
    day: 'changeDueOn since deactivatedOn',
    words: 'note',
    part: 'flow supplier',
  },
  contingencyPlans: {
    about: 'trigger whatShouldHappen',
    words: 'whoToContact',
    who: 'agreedWith',
    day: 'reviewOn',
  },
  carePlans: {
    about: 'kind',
    words: 'contents',
    day: 'on reviewOn',
    who: 'responsible responsibleRole responsibleOrganisation responsibleOdsCode responsiblePhone',
  },
  planningConversations: {
    about: 'involvement',
    day: 'on',
    part: 'name relationship role',
    words: 'note',
  },
  advanceStatement: {
    about: 'text',
    day: 'madeOn',
    pointer: 'documentItem',
  },
  lpa: {
    about: 'kind attorneys[].name',
    part: 'attorneys[].phone reference',
    pointer: 'attorneys[].contactItem documentItem',
    day: 'madeOn revokedOn',
  },
  capacity: {
    about: 'decision hasCapacity assessedAt',
    who: 'assessor assessorRole',
    words: 'basis',
    day: 'reviewOn',
    pointer: 'documentItem',
  },
  documents: {
    about: 'title class',
    words: 'location',
    part: 'reference',
    day: 'updatedOn',
  },
  identity: {
    part: 'name.given name.family preferredName title genderInOwnWords pronouns',
    own: 'nhsNumberStatus',
  },
  agreedPhrases: {
    pointer: 'with',
    about: 'phrase',
  },
  personalContacts: {
    about: 'name relationship roles phones[].number phones[].use',
    part: 'phones[].preference',
    words: 'phones[].note notes',
    own: 'mayBeToldBasis',
  },
  consentToTellCarers: CONSENT,
  awareness: {
    words: 'note',
  },
  professionalContacts: {
    about: 'name role',
    part: 'team organisation phoneInHours phoneOutOfHours',
    day: 'from to',
    words: 'note',
  },
  gpPractice: {
    pointer: 'odsCode',
    about: 'name',
    part: 'gpName phone bypassPhone',
  },
  carerSupport: {
    about: 'support',
    words: 'note',
  },
  carerStrain: {
    about: 'strain on',
    pointer: 'contactItem',
    words: 'note',
  },
  imca: {
    about: 'isRequired',
    day: 'referredOn',
    part: 'name phone',
    words: 'note',
  },
  alerts: {
    about: 'text severity',
    day: 'expiresOn',
  },
  safetyFlags: {
    about: 'kind reason reviewBy',
    words: 'evidence',
  },
  interpreter: {
    about: 'isNeeded',
    part: 'dialect',
    words: 'note',
  },
  adjustments: {
    about: 'what',
    pointer: 'coded',
    words: 'note',
  },
  currentLocation: {
    pointer: 'addressItem',
    words: 'text',
    day: 'since expectedUntil',
  },
  hospitalStays: {
    about: 'place',
    part: 'named',
    words: 'because note',
    day: 'expectedHomeOn dischargedOn',
    who: 'toldBy',
  },
  addresses: {
    about: 'kind lines[]',
    part: 'postcode',
    day: 'from to',
  },
  phones: {
    about: 'number use',
    part: 'preference',
    words: 'note',
  },
  accessNotes: {
    words: 'atTheDoor parking pets stairs lighting fireRisk hazards',
    day: 'keysafe.verifiedOn',
  },
  locationProtection: {
    about: 'isProtected',
    words: 'because mayKnow',
    day: 'reviewOn',
  },
  consentToRegister: CONSENT,
  consentToShare: {
    ...CONSENT,
    about: `scope ${CONSENT.about}`,
    part: 'organisation',
  },
  consentToRecording: CONSENT,
  sharingRestrictions: {
    about: 'against.kind against.name against.scope against.section rule sections[]',
    pointer: 'against.odsCode against.staffId',
    words: 'because',
    who: 'toldBy',
    day: 'from until endedAt',
    event: 'endedBecause',
  },
  nationalDataOptOut: {
    about: 'hasOptedOut asOf',
    who: 'source',
    words: 'note',
  },
  registerStatus: {
    about: 'status',
    day: 'since',
    words: 'because',
  },
  referral: {
    who: 'by',
    part: 'role organisation',
    about: 'on',
    words: 'reason',
  },
  reviewDates: {
    about: 'nextReviewOn',
    day: 'lastReviewedOn',
    who: 'responsible responsibleRole',
    words: 'note',
  },
  funding: {
    about: 'kind',
    day: 'on',
    words: 'note',
  },
  notes: {
    about: 'text',
    words: 'about',
  },
  safeguarding: {
    about: 'concern about',
    who: 'raisedBy',
    words: 'actions',
    day: 'referredAt',
  },
  death: {
    about: 'stage',
    part: 'placeNamed',
    who: 'reportedBy verifiedBy',
    day: 'reportedAt verifiedAt',
    words: 'howKnown rites funeralDirector note',
    own: 'ambulance',
    event: 'reasonNotMet',
  },
  bereavement: {
    pointer: 'contactItem',
    words: 'contactName',
    about: 'offered',
    day: 'dueOn doneOn',
    own: 'response',
    event: 'riskNoted',
  },
}
