import type { SectionName } from '#shared/record/sections.ts'

const consent: Readonly<Record<string, string>> = {
  by: 'Whose word it is: the person, or the attorney by name',
  'evidence.inTheirWords': 'As they said it',
  'evidence.capacityNoted': 'Could they understand it, weigh it, and say what they want?',
  bestInterests: 'When the person cannot decide: who decided, and whom they asked',
  'bestInterests.cannotDecideBecause':
    'What keeps them from understanding, keeping in mind, weighing or saying it',
  'bestInterests.consulted': 'One name on each line: family, carers, or an advocate',
}

/** What a field's words do not say by themselves, by section and path. Most fields need none. */
export const hints: { readonly [Name in SectionName]?: Readonly<Record<string, string>> } = {
  cprDecision: {
    decision:
      'About CPR and nothing else. A condition such as “not if…” belongs under ceilings of treatment.',
    reason: 'Why, and not when: “only if” or “unless” here leaves the decision in doubt',
    paperLocation: 'What an ambulance crew asks first',
    discussedWith: 'One name on each line',
    informed: 'One name on each line',
  },
  respect: {
    'slider.value': '0 is to live as long as possible; the far end is quality of life and comfort',
    'slider.scaleMax': '10 on the forms of today; older ones went to 100',
    recommendations: 'What to do and what not to do, as it is on the form',
  },
  adrt: {
    isLifeSustaining:
      'Then it must be written, signed, witnessed, and say that it applies even if life is at risk',
  },
  whatMatters: { whatMatters: 'In their words. Write at least one of these.' },
  anticipatoryMedicines: {
    chartPresent: 'Without a signed chart a nurse may not give them',
    'items[].max24h': 'As it is on the chart, such as “6 doses” or “20 mg”',
    'items[].quantityLeft': 'As counted: what is given after the count is taken off by itself',
    'items[].countedAt':
      'Leave it as it is unless you counted again. A number that you change counts as counted now.',
    mayBeGivenBy: 'Such as “registered nurses” or a carer by name',
  },
  anticipatoryDoses: { givenAt: 'When it was given, not when it is written down' },
  phaseOfIllness: { phase: 'People move between the phases both ways' },
  akps: { score: '100 is without complaints, 10 barely rousable' },
  clinicalFrailty: { level: 'As the person was before any sudden illness' },
  ipos: { scores: '0 not at all, 4 overwhelming. Leave out what was not asked.' },
  capacity: { decision: 'This decision, at this time: never a mark on the person' },
  lpa: { kind: 'An attorney for property has no say in treatment' },
  personalContacts: { mayBeTold: 'Being family gives no right to the record: what did the person agree to?' },
  consentToTellCarers: consent,
  consentToRegister: consent,
  consentToRecording: {
    ...consent,
    value: 'Calls with a nurse are not recorded today. A message is, whatever is written here.',
  },
  nationalDataOptOut: {
    hasOptedOut: 'It changes nothing for those who give care, and stays in force after death',
  },
  consentToShare: consent,
  carerStrain: { strain: '0 none, 4 overwhelming' },
  gpPractice: { bypassPhone: 'Never read out to callers' },
  accessNotes: {
    atTheDoor:
      'Which entrance, which bell. Codes, who has a key and which door is open are kept under “Keys and codes”',
  },
  hospitalStays: {
    dischargedOn:
      'Left empty, they are there still. Somebody who was discharged is rung within days, and what is on the record is gone through',
  },
  addresses: { lines: 'One on each line, five at most' },
  agreedPhrases: { phrase: 'It is compared with what a caller says, and never shown again' },
  safetyFlags: {
    reason: 'It may be read by the household: write what you saw',
    reviewBy: 'No such mark stands for ever',
  },
  safeguarding: { concern: 'Facts, in the caller’s words. Not shown when the record is read.' },
  death: { stage: 'What came by telephone is reported; verified is by somebody who may' },
}
