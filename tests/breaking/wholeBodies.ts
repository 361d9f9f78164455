import { randomUUID } from 'node:crypto'
import { BIRTH, BODIES, CANARY, type Ids } from '#tests/access/everyAsk.ts'

// The crawls of tests/access send as little as a command takes. Here every field that it would take is sent once.

const NHS = '9990000018'
const said = { name: CANARY, birthDate: BIRTH, address: 'BD16 4XX', nhsNumber: NHS, phrase: CANARY }
const where = { postcode: 'BD16 4XX', street: CANARY }
const sought = { name: CANARY, birthDate: BIRTH, nhsNumber: NHS, phone: '01632 960001', ...where }
const moment = '2026-01-01T00:00:00.000Z'
const caller = { name: CANARY, relationship: CANARY, isPatient: false, isChild: false }
const told = {
  decider: 'person',
  by: CANARY,
  toldBy: CANARY,
  how: 'telephone',
  inTheirWords: CANARY,
  capacityNoted: CANARY,
  interpreterUsed: CANARY,
  guide: { version: 1, steps: [CANARY] },
  saidBack: CANARY,
}
const bestInterests = {
  decision: CANARY,
  cannotDecideBecause: CANARY,
  assessor: CANARY,
  assessorRole: CANARY,
  consulted: [CANARY],
  reviewOn: '2027-01-01',
}
const answers = ({ contactId, organisationId }: Ids) => [
  { about: 'everybody', itemId: randomUUID(), says: 'yes', version: 0 },
  { about: 'organisation', organisationId, itemId: randomUUID(), says: 'yes', version: 0 },
  { about: 'contact', itemId: contactId, mayBeTold: 'all', version: 1 },
]
const person = ({ organisationId }: Ids) => ({
  given: CANARY,
  family: `${CANARY}${randomUUID().slice(0, 8)}`, // nobody is alike to whom another request registered
  birthDate: BIRTH,
  nhsNumberStatus: '03',
  addressLines: [CANARY],
  postcode: 'BD16 4XX',
  phone: '01632 960001',
  gpPractice: CANARY,
  carer: { name: CANARY, relationship: CANARY, phone: '01632 960002', mayBeTold: 'all' },
  diagnosis: CANARY,
  referral: { by: CANARY, organisationId, reason: CANARY },
  agreements: {
    register: 'given_by_person',
    share: 'given_by_person',
    tellCarers: 'given_by_person',
    recording: 'given_by_person',
  },
  notKnown: {},
})
const death = {
  at: moment,
  place: 'home',
  placeNamed: CANARY,
  wasExpected: true,
  reportedBy: CANARY,
  howKnown: CANARY,
  ambulance: 'not_known',
  implants: CANARY,
  rites: CANARY,
  reasonNotMet: CANARY,
  funeralDirector: CANARY,
  note: CANARY,
}

const unknown = { unknown: 'not_known' }

const prompt = {
  key: 'one',
  sign: CANARY,
  describe: CANARY,
  source: CANARY,
  fromRecord: 'three_in_four_hours',
  see: 'pain',
}
const protocol = {
  name: 'pain',
  title: CANARY,
  group: 'symptom',
  reasons: ['pain'],
  forTheNurse: CANARY,
  questions: [{ key: 'where', ask: CANARY, log: CANARY }],
  prompts: [
    {
      ...prompt,
      colour: 'red',
      action: CANARY,
      urgency: 'U0',
      ambulance: { when: 'if_wanted', otherwise: 'U1' },
      work: 'symptom_visit',
    },
    { ...prompt, key: 'two', colour: 'amber' },
    { ...prompt, key: 'three', colour: 'green' },
  ],
  advice: [{ key: 'rest', say: CANARY, source: CANARY }],
  twoAmbers: 'U2',
  work: { faceToFace: 'symptom_visit', followUp: null },
  sources: [CANARY],
}
const ticked = ({ protocolId }: Ids) => ({
  used: [
    {
      protocolId,
      version: 1,
      isStarter: true,
      title: CANARY,
      answers: [{ key: 'where', log: CANARY, said: CANARY }],
      ticks: [{ key: 'one', colour: 'red', sign: CANARY, said: CANARY }],
      advice: [{ key: 'rest', say: CANARY }],
    },
  ],
  isCallerWorried: true,
})
const savedTriage = (ids: Ids) => ({
  ...ticked(ids),
  suggested: { result: 'face_to_face', urgency: 'U2', because: [CANARY] },
  chosen: 'U1',
  override: { way: 'sooner', because: CANARY },
})
const away = { from: moment, until: '2026-01-02T00:00:00.000Z' }
const span = [{ from: '20:00', until: '08:00' }]
const team = {
  name: CANARY,
  kind: 'night_nursing',
  organisation: CANARY,
  phone: '+441632960001',
  capacity: 2,
  criteria: [CANARY],
  area: { postcodes: ['WZ3'], practices: [{ odsCode: 'Z99001', name: CANARY }] },
  hours: { weekday: span, saturday: span, sunday: span, bank_holiday: span },
}
const shift = {
  position: 'first',
  day: '2026-12-01',
  from: '20:00',
  until: '08:00',
  everyWeeks: 1,
  lastDay: '2027-01-01',
}

type Made = (ids: Ids, usual: object) => object[]
const also =
  (more: object): Made =>
  (_, usual) => [{ ...usual, ...more }]
const edit: Made = (_, usual) => [
  { ...usual, itemId: randomUUID(), knownState: 'known', typedAt: moment },
  {
    ...usual,
    section: 'identity',
    body: { name: { given: CANARY, family: CANARY }, birthDate: BIRTH },
    version: 1,
  },
  { ...usual, section: 'phones', body: { number: '+441632960001', use: 'home' } },
]
const form: Made = (_, usual) => [
  { ...usual, base: { version: 1, knownState: 'known', body: CANARY }, writing: CANARY },
]
const door: Made = (_, usual) => [
  { ...usual, change: { what: 'keep', value: CANARY, verifiedOn: BIRTH } },
  { ...usual, version: 1, change: { what: 'verified', on: BIRTH } },
  { ...usual, version: 1, change: { what: 'remove', because: CANARY } },
]

const registered: Made = (ids, usual) => [
  { ...usual, person: person(ids), notThese: [ids.otherId] },
  { ...usual, person: { family: CANARY, nhsNumber: NHS, agreements: {}, notKnown: { phone: 'declined' } } },
]

const WHOLE: Readonly<Record<string, Made>> = {
  checkIdentity: also({ said }),
  besideAlike: also({ said }),
  besideMove: also({ said }),
  findPerson: also(sought),
  findKnown: also(sought),
  confirmIdentity: also({ said, caller }),
  provisionalPerson: also({ birthDate: BIRTH, where: CANARY, caller }),
  makeCodeForCall: also({ because: CANARY }),
  openByCode: also({ link: CANARY }),
  pdfByCode: also({ link: CANARY }),
  codeStillOpens: also({ link: CANARY, page: '00000000-0000-4000-8000-000000000000' }),
  editRecord: edit,
  keepForm: form,
  confirmEntries: also({ confirmedWith: CANARY }),
  settleSharing: (ids, usual) => [
    { ...usual, said: told, answers: answers(ids) },
    {
      ...usual,
      said: { decider: 'best_interests', how: 'telephone', inTheirWords: CANARY, bestInterests },
    },
  ],
  limitSharing: ({ organisationId, staffId }, usual) => [
    usual,
    {
      ...usual,
      against: { kind: 'organisation', organisationId },
      sections: ['whatMatters'],
      toldBy: CANARY,
    },
    { ...usual, against: { kind: 'person', staffId } },
  ],
  endLimit: also({ toldBy: CANARY }),
  withdrawSharing: ({ contactId }, usual) => [
    {
      ...usual,
      how: 'telephone',
      capacityNoted: CANARY,
      toldBy: CANARY,
      offRegister: false,
      tellNothing: [contactId],
    },
  ],
  registerPerson: registered,
  settleDispute: ({ noteId }, usual) => [
    usual,
    { ...usual, verdict: 'entries_wrong', wrong: [{ section: 'notes', itemId: noteId, version: 1 }] },
  ],
  reportDeath: (_, usual) => [
    { ...usual, answers: death },
    { ...usual, answers: { ...death, at: unknown, place: unknown, wasExpected: unknown, implants: unknown } },
    { ...usual, confirmed: { kind: 'read_back' } },
  ],
  verifyDeath: also({ coronerInformed: true }),
  changeTeams: ({ teamId, staffId, shiftId, leaveId }, usual) =>
    [
      { what: 'holiday', day: '2199-06-03', isHoliday: true, name: CANARY, source: CANARY },
      { what: 'team', teamId, version: 1, said: team },
      { what: 'team_ended', teamId, version: 1 },
      {
        what: 'member',
        teamId,
        staffId,
        skills: ['verify_death'],
        phone: '+447700900001',
        rungs: ['app', 'sms', 'call'],
      },
      { what: 'member_left', teamId, staffId },
      { what: 'shift', teamId, staffId, shift },
      { what: 'shift_ended', shiftId, lastDay: '2027-01-01' },
      { what: 'swap', shiftId, day: '2026-12-01', takenBy: staffId },
      { what: 'leave', staffId, ...away },
      { what: 'leave_ended', leaveId },
    ].map(change => ({ ...usual, change })),
  changeDuty: ({ staffId, shiftId, swapId, leaveId }, usual) =>
    [
      { what: 'reached' },
      { what: 'swap_asked', shiftId, day: '2026-12-01', askedOf: staffId },
      { what: 'swap_taken', swapId },
      { what: 'swap_withdrawn', swapId },
      { what: 'own_leave', ...away },
      { what: 'own_leave_ended', leaveId },
    ].map(change => ({ ...usual, change })),
  bringIn: (_, usual) => [
    usual,
    { ...(usual as object), to: { by: 'service', key: 'interpreter' }, who: CANARY, language: 'Polish' },
  ],
  bringInContact: also({ holdFirst: true }),
  changeWatch: ({ watchId, patientId }, usual) => {
    const { commandId } = usual as { commandId: string }
    const dismissed = { act: 'dismiss', patientId, rules: ['phase_dying'] }
    return [usual, { commandId, act: 'off', watchId, because: CANARY }, { commandId, ...dismissed }]
  },
  changeHandOver: ({ handOverId, patientId }, usual) => {
    const { commandId } = usual as { commandId: string }
    return [
      { ...usual, worries: [{ words: CANARY, patientId }] },
      { commandId, act: 'see', handOverId, keys: ['worry/1'] },
      { commandId, act: 'take', handOverId, version: 1 },
      { commandId, act: 'withdraw', handOverId, version: 1 },
    ]
  },
  changeRound: ({ roundCallId, staffId }, usual) => {
    const { commandId } = usual as { commandId: string }
    return [
      usual,
      { commandId, act: 'draw' },
      { commandId, act: 'assign', roundCallId, staffId },
      { commandId, act: 'ring', roundCallId },
    ]
  },
  changePause: (_, usual) => [usual, { ...usual, act: 'begin', minutes: 10 }, { ...usual, act: 'end' }],
  changeIncident: ({ incidentId }, usual) => [
    usual,
    { commandId: (usual as { commandId: string }).commandId, act: 'close', incidentId, finding: CANARY },
  ],
  closeBereavement: also({ riskNoted: CANARY }),
  changeDoorForCall: door,
  settleLeft: (_, usual) => [usual, { ...usual, act: { kind: 'strike', because: CANARY } }],
  moveOutcome: (_, usual) => {
    const { to } = usual as { to: object }
    return [{ ...usual, to: { ...to, said, caller } }]
  },
  writeProtocol: also({ content: protocol, reviewOn: '2027-01-01' }),
  actOnProtocol: (_, usual) => [
    usual,
    { ...usual, act: { kind: 'send_back', because: CANARY } },
    { ...usual, act: { kind: 'approve', reviewOn: '2027-01-01' } },
  ],
  keepOutcomeDraft: ids => [
    {
      ...(BODIES.keepOutcomeDraft?.(ids) ?? {}),
      triage: {
        ...ticked(ids),
        chosen: 'U1',
        overrideBecause: CANARY,
        wrote: { found: CANARY, advice: CANARY },
      },
    },
  ],
  raiseTeamTask: ({ teamId }, usual) => [
    { ...usual, skills: ['verify_death'], dueAt: moment, first: teamId, againBecause: CANARY },
  ],
  sendVisitLink: (_, usual) => [
    { ...usual, agreed: [{ phrase: 'ring_back', at: moment }], language: 'ur', saidYes: CANARY },
  ],
  watchVisit: also({ token: CANARY, digits: '0641' }),
  handleTeamTask: ({ teamId }, usual, { commandId } = usual as { commandId: string }) => [
    usual,
    { ...usual, act: 'offer', teamId },
    { ...usual, act: 'hold', until: moment, because: CANARY },
    { ...usual, act: 'urgency', urgency: 'U1', because: CANARY },
    { ...usual, act: 'settle', how: CANARY },
    { ...usual, act: 'one_goes', because: CANARY },
    { commandId, act: 'see_to', taking: 1 },
    { commandId, act: 'rung_999', taking: 1, reference: 'CAD 1234', rungAt: moment },
    { ...usual, act: 'end_alarm', taking: 1, words: CANARY, after: { kind: 'longer', minutes: 30 } },
  ],
  answerTeamTask: (_, usual) => [
    usual,
    { ...usual, answer: 'decline', reason: 'no_capacity', words: CANARY },
  ],
  progressTeamTask: (_, usual) => [
    usual,
    { ...usual, step: 'set_out', minutes: 25 },
    { ...usual, step: 'no_access', words: CANARY },
    { ...usual, step: 'hand_on', because: CANARY, isUnsafe: true },
    { ...usual, step: 'out_by', minutes: 30 },
    { ...usual, step: 'help', place: { latitude: 53.9, longitude: -1.8, metres: 12, at: moment } },
    {
      ...usual,
      step: 'done',
      outcome: {
        found: CANARY,
        done: CANARY,
        plan: CANARY,
        nextReview: moment,
        askOfLine: CANARY,
        given: [
          {
            doseId: randomUUID(),
            drug: CANARY,
            dose: CANARY,
            route: CANARY,
            givenAt: moment,
            because: CANARY,
            benefit: 'some',
          },
        ],
      },
    },
  ],
  closeCall: (ids, usual) => {
    const { taskId } = ids
    const { outcome, ...rest } = usual as { outcome: object }
    return [
      { ...rest, outcome: { ...outcome, callBack: { needed: true, dueAt: moment, secondBecause: CANARY } } },
      { ...rest, outcome: { ...outcome, callBack: { needed: 'owed', taskId } } },
      { ...rest, outcome: { ...outcome, triage: savedTriage(ids) } },
      { ...rest, kind: 'non_clinical', call: 'hoax', note: CANARY },
    ]
  },
}

/** The same act in a call and without one, or by another door: its fields are those of the other, which are sent there. */
export const TWINS: Readonly<Record<string, string>> = {
  editShared: 'editRecord',
  keepSharedForm: 'keepForm',
  confirmShared: 'confirmEntries',
  settleSharingShared: 'settleSharing',
  limitSharingShared: 'limitSharing',
  endLimitShared: 'endLimit',
  withdrawSharingShared: 'withdrawSharing',
  reportDeathShared: 'reportDeath',
  verifyDeathShared: 'verifyDeath',
  verifyDeathOfTask: 'verifyDeath',
  makeCode: 'makeCodeForCall',
  changeDoor: 'changeDoorForCall',
  completePerson: 'registerPerson',
  findRightPerson: 'findPerson',
}

/** Bodies that a command would take and that between them hold every field it knows. */
export function wholeBodies(name: string, ids: Ids): object[] {
  const usual = BODIES[name]?.(ids) ?? {}
  return WHOLE[name]?.(ids, usual) ?? [usual]
}
