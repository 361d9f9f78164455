import { randomUUID } from 'node:crypto'
import { starters } from '#server/triage/starters.ts'
import type { AnyRoute } from '#shared/route.ts'
import { routes } from '#shared/routes.ts'
import { PLAIN_BODIES } from './plainBodies.ts'
import type { SharedHouse } from './sharedHouse.ts'

/** Words that stand in what must not be seen, and nowhere else. */
export const CANARY = 'Zebedee-Canary'
export const BIRTH = '1931-02-03'

export type Ids = {
  patientId: string
  callId: string
  taskId: string
  teamTaskId: string
  answerId: string
  visitLinkId: string
  reviewId: string
  deathId: string
  disputeId: string
  exportId: string
  proposalId: string
  importId: string
  itemId: string
  otherCallId: string
  linkId: string
  otherId: string
  /** Items of the person: a note, and a contact. */
  noteId: string
  contactId: string
  organisationId: string
  staffId: string
  /** The starter set is one for all lines: what a line has of its own is a version. */
  protocolId: string
  version: string
  teamId: string
  shiftId: string
  swapId: string
  leaveId: string
  watchId: string
  incidentId: string
  handOverId: string
  roundCallId: string
}

const because = 'A reason that is long enough to be one'
const said = { name: `${CANARY} ${CANARY}`, birthDate: BIRTH }
const caller = { name: 'Somebody', relationship: 'friend' }
const outcome = {
  reason: 'pain',
  found: '',
  advice: '',
  disposition: 'advice_only',
  whereAfter: 'usual_home',
  next: 'nothing',
  callBack: { needed: false },
}
const draft = {
  reason: '',
  found: '',
  advice: '',
  disposition: '',
  whereAfter: '',
  next: '',
  callBack: '',
  callBackAt: '',
  secondBecause: '',
}
const seen = ({ noteId }: Ids) => ({ section: 'notes', itemId: noteId, version: 1 })
const kept = { what: 'keep', value: '4711' }
const door = () => ({ ...command(), kind: 'keysafe_code', version: 0, change: kept })
const form = ({ noteId }: Ids) => ({
  section: 'notes',
  itemId: noteId,
  isNew: true,
  base: { version: 0, knownState: 'known' },
  writing: {},
  typedAt: '2026-01-01T00:00:00.000Z',
})
const command = () => ({ commandId: randomUUID() })
const death = () => ({
  ...command(),
  answers: {
    at: { unknown: 'not_known' },
    place: 'home',
    wasExpected: true,
    reportedBy: 'Somebody',
    howKnown: 'x',
    ambulance: 'not_known',
  },
  confirmed: { kind: 'name', typed: CANARY },
})
const verified = () => ({ ...command(), verifiedAt: '2026-01-01T00:00:00.000Z', verifiedBy: 'Somebody' })

/** A body that each command would take, so that what refuses it is who asks and not how. A new route needs a line here. */
export const BODIES: Readonly<Record<string, (ids: Ids) => object>> = {
  signIn: () => ({ signInName: CANARY, password: 'nothing of the kind' }),
  openByCode: () => ({ code: 'AAAAAA' }),
  pdfByCode: () => ({ code: 'AAAAAA' }),
  choosePassword: () => ({ current: 'not it', next: 'four words of no kin' }),
  provePassword: () => ({ password: 'not it' }),
  sayReady: () => ({ state: 'away', answersBy: 'browser' }),
  softphonePass: () => ({}),
  claimCall: () => ({ ...command(), answersBy: 'browser' }),
  releaseCall: () => ({}),
  rejoinCall: () => ({ answersBy: 'browser' }),
  endCall: () => ({}),
  bringIn: () => ({
    ...command(),
    kind: 'other',
    to: { by: 'number', number: '+447700900655' },
    holdFirst: false,
  }),
  bringInContact: ({ contactId: itemId }) => ({ ...command(), epoch: 1, itemId, version: 1, phone: 0 }),
  letGo: () => ({ party: 1 }),
  notePartyReference: () => ({ ...command(), party: 1, reference: 'JOB 1' }),
  holdCaller: () => ({ ...command(), isOn: true }),
  checkIdentity: () => ({ said }),
  findPerson: () => said,
  confirmIdentity: ({ patientId }) => ({
    ...command(),
    epoch: 1,
    patientId,
    said: {},
    caller,
    skippedBecause: because,
  }),
  provisionalPerson: () => ({ ...command(), epoch: 1, name: CANARY, caller }),
  clearIdentity: () => ({ ...command(), epoch: 1, because }),
  sayWhoCalls: ({ contactId }) => ({ ...command(), epoch: 1, itemId: contactId }),
  editRecord: () => ({ ...command(), epoch: 1, section: 'notes', version: 0, body: { text: 'x' } }),
  keepForm: ids => ({ ...form(ids), epoch: 1 }),
  dropForm: ({ noteId }) => ({ section: 'notes', itemId: noteId, epoch: 1 }),
  keepSharedForm: ids => form(ids),
  dropSharedForm: ({ noteId }) => ({ section: 'notes', itemId: noteId }),
  confirmEntries: ids => ({ ...command(), epoch: 1, items: [seen(ids)] }),
  retractEntry: ids => ({ ...command(), epoch: 1, item: seen(ids), because }),
  settleSharing: () => ({
    ...command(),
    epoch: 1,
    said: { decider: 'person', how: 'telephone', inTheirWords: 'Yes' },
    answers: [{ about: 'recording', says: 'yes', version: 0 }],
  }),
  limitSharing: () => ({
    ...command(),
    epoch: 1,
    against: { kind: 'section', section: 'whatMatters' },
    rule: 'hide_all',
    inTheirWords: 'Not that',
  }),
  endLimit: () => ({ ...command(), epoch: 1, version: 1, inTheirWords: 'They may again' }),
  withdrawSharing: () => ({ ...command(), epoch: 1, inTheirWords: 'No', consequencesExplained: true }),
  settleSharingShared: () => ({
    ...command(),
    said: { decider: 'person', how: 'face_to_face', inTheirWords: 'Yes' },
    answers: [{ about: 'recording', says: 'yes', version: 0 }],
  }),
  limitSharingShared: () => ({
    ...command(),
    against: { kind: 'section', section: 'whatMatters' },
    rule: 'hide_all',
    inTheirWords: 'Not that',
  }),
  endLimitShared: () => ({ ...command(), version: 1, inTheirWords: 'They may again' }),
  withdrawSharingShared: () => ({ ...command(), inTheirWords: 'No', consequencesExplained: true }),
  makeCodeForCall: () => ({ ...command(), epoch: 1 }),
  saveNotes: () => ({ text: 'x', revision: 0 }),
  keepOutcomeDraft: () => draft,
  closeCall: () => ({ kind: 'clinical', ...command(), epoch: 1, notesRevision: 0, outcome }),
  findRightPerson: () => said,
  revealSavedWords: () => ({ because }),
  besideMove: ({ patientId }) => ({ patientId, said }),
  moveOutcome: ({ patientId }) => ({
    ...command(),
    epoch: 1,
    because,
    to: { kind: 'person', patientId, said: {}, caller, skippedBecause: because, isRead: true },
  }),
  settleLeft: ids => ({ ...command(), patientId: ids.patientId, item: seen(ids), act: { kind: 'right' } }),
  restCall: () => ({ ...command(), epoch: 1, act: { kind: 'rest', because } }),
  takeTask: () => ({ version: 1 }),
  raiseTeamTask: () => ({ ...command(), epoch: 1, kind: 'catheter', urgency: 'U2', why: because }),
  sendVisitLink: ({ contactId, teamTaskId }) => ({
    ...command(),
    epoch: 1,
    contactItem: contactId,
    number: '+447700900688',
    teamTaskIds: [teamTaskId],
    agreed: [{ phrase: 'asked' }],
    language: 'en',
    saidYes: 'Yes',
    wantsTexts: true,
  }),
  ...PLAIN_BODIES,
  handleTeamTask: () => ({ ...command(), act: 'take', version: 1 }),
  takeAnswer: () => ({ ...command(), done: because }),
  answerTeamTask: () => ({ ...command(), answer: 'accept', offer: 1 }),
  seeToMissed: () => ({ ...command(), taking: 1 }),
  progressTeamTask: () => ({ ...command(), step: 'arrived', at: justNow() }),
  callBack: () => ({ ...command(), answersBy: 'browser' }),
  closeTask: () => ({ version: 1, result: 'not_needed', note: '' }),
  findKnown: () => ({ ...said, nhsNumber: '9990000018' }),
  claimPerson: () => ({ ...command(), because }),
  joinCaseload: () => ({ ...command(), because }),
  leaveCaseload: () => ({ ...command(), because }),
  breakGlass: () => ({ ...command(), because }),
  editShared: () => ({ ...command(), section: 'notes', version: 0, body: { text: 'x' } }),
  confirmShared: ids => ({ ...command(), items: [seen(ids)] }),
  retractShared: ids => ({ ...command(), item: seen(ids), because }),
  makeCode: () => command(),
  reportDeath: () => ({ ...death(), epoch: 1 }),
  verifyDeath: () => ({ ...verified(), epoch: 1 }),
  correctDeath: () => ({ ...command(), epoch: 1, because }),
  reportDeathShared: death,
  verifyDeathShared: verified,
  correctDeathShared: () => ({ ...command(), because }),
  undoDeath: command,
  closeBereavement: () => ({ version: 1, response: 'accepted' }),
  revealDoorForCall: () => ({ epoch: 1, kind: 'keysafe_code' }),
  changeDoorForCall: () => ({ ...door(), epoch: 1 }),
  revealDoor: () => ({ kind: 'keysafe_code' }),
  changeDoor: () => door(),
  registerPerson: () => ({
    ...command(),
    person: { family: 'Nobody', agreements: {}, notKnown: {} },
    notThese: [],
  }),
  completePerson: () => ({
    ...command(),
    epoch: 1,
    person: { family: 'Nobody', agreements: {}, notKnown: {} },
    notThese: [],
  }),
  disputeForCall: () => ({ ...command(), epoch: 1, because }),
  disputeShared: () => ({ ...command(), because }),
  askAboutLook: () => ({ ...command(), lookIds: [1], askedBy: 'Ann', question: because, answerTo: 'Ring' }),
  askAboutLookForCall: () => ({
    ...command(),
    epoch: 1,
    lookIds: [1],
    askedBy: 'Ann',
    question: because,
    answerTo: 'Ring',
  }),
  settleDispute: () => ({ ...command(), verdict: 'right_after_all', because, wrong: [] }),
  bringList: () => ({ ...command(), pieces: 1 }),
  bringPiece: () => ({ place: 1, content: 'YQ==' }),
  readList: () => ({}),
  writeList: () => ({ writesChanges: true }),
  decideRole: () => ({ ...command(), says: 'allowed', because }),
  decideList: () => ({ ...command(), says: 'allowed', because }),
  askForList: () => ({ ...command(), purpose: 'research', because }),
  openSealed: () => ({ epoch: 1, section: 'safeguarding', because }),
  openSealedShared: () => ({ section: 'safeguarding', because }),
  verifyDeathOfTask: verified,
  codeStillOpens: () => ({ code: 'AAAAAA' }),
  moveToLinked: ({ patientId }) => ({ ...command(), epoch: 1, patientId }),
  proposeLink: ({ patientId, otherId }) => ({ ...command(), keptId: patientId, otherId, because }),
  decideLink: () => ({ version: 1, act: 'confirm', because }),
  besideAlike: ({ patientId }) => ({ patientId, said }),
  revealPlaceForCall: () => ({ epoch: 1, because }),
  revealPlace: () => ({ because }),
  beginProtocol: () => ({ ...command(), basedOn: { version: 99, isStarter: false } }),
  writeProtocol: () => ({ ...command(), revision: 1, content: starters[0]?.content, reviewOn: null }),
  actOnProtocol: () => ({ ...command(), revision: 1, act: { kind: 'send' } }),
  withdrawProtocol: () => ({ ...command(), version: 99, isStarter: false, because }),
  changeTeams: () => ({
    ...command(),
    change: { what: 'holiday', day: '2199-06-03', isHoliday: true, name: 'x', source: 'x' },
  }),
  changeDuty: () => ({ ...command(), change: { what: 'reached' } }),
  changeWatch: ({ patientId }) => ({
    ...command(),
    act: 'put',
    patientId,
    reason: 'unstable',
    because,
    until: new Date(Date.now() + 3_600_000).toISOString(),
  }),
  changeHandOver: ({ patientId }) => ({
    ...command(),
    act: 'give',
    worries: [{ words: because, patientId }],
  }),
  changeRound: ({ roundCallId }) => ({ ...command(), act: 'skip', roundCallId, because }),
  changePause: () => ({ ...command(), act: 'ask' }),
  changeIncident: ({ incidentId }) => ({ ...command(), act: 'add', incidentId, words: because }),
  judgeReview: () => ({ verdict: 'justified', note: 'Rang her.' }),
}
/** They end the session, or are the same for everybody. */
export const LEFT_OUT = ['signOut', 'signIn', 'openByCode', 'codeStillOpens', 'pdfByCode', 'watchVisit']
const justNow = () => new Date(Date.now() - 1).toISOString()
export const QUERIES: Readonly<Record<string, string | (() => string)>> = {
  feed: '?after=0',
  openRecord: '?epoch=1',
  summaryForCall: '?epoch=1',
  sharing: '?epoch=1',
  accessLogForCall: '?epoch=1',
  otherCalls: '?epoch=1',
  otherNotes: '?epoch=1',
  teamsForCall: '?epoch=1&kind=symptom_visit',
  summaryPdfForCall: '?epoch=1',
  visitLinkForm: '?epoch=1',
  offerDeath: '?epoch=1',
  otherRecordsForCall: '?epoch=1',
  itemHistory: '?epoch=1&section=whatMatters',
  recordAsOf: () => `?epoch=1&at=${justNow()}`,
  sharedHistory: '?section=whatMatters',
  sharedAsOf: () => `?at=${justNow()}`,
  rotaWeek: () => `?teamId=${randomUUID()}&from=2026-12-01`,
}

export const ALL = Object.entries(routes).filter(([name]) => !LEFT_OUT.includes(name)) as [string, AnyRoute][]

export type Asked = { status: number; said: Record<string, unknown>; whole: string; headers: Headers }

/** Asks one route as one of the house, about these; with another question or body than the usual where one is given. What differs by nature, the number of the request, is left out of `said`. */
export async function ask(
  house: SharedHouse,
  who: string,
  name: string,
  route: AnyRoute,
  ids: Ids,
  given: { query?: string; body?: object } = {},
): Promise<Asked> {
  const path = route.path.replace(/:(\w+)/g, (_, key: string) => ids[key as keyof Ids] ?? randomUUID())
  const { at } = house.as(who)
  const query = given.query ?? QUERIES[name] ?? ''
  const body = route.method === 'GET' ? {} : { body: JSON.stringify(given.body ?? BODIES[name]?.(ids) ?? {}) }
  const headers = {
    'content-type': 'application/json',
    'x-goldthread': '1',
    origin: new URL(house.small.url).origin,
  }
  const answer = await at.send(route.method, `${path}${typeof query === 'function' ? query() : query}`, {
    ...body,
    headers,
  })
  const { requestId: _, ...rest } = answer.body
  return {
    status: answer.status,
    said: rest,
    whole: JSON.stringify([answer.body, ...answer.headers]),
    headers: answer.headers,
  }
}

const AT_ONCE = 6

/** Asks about each of these, some at once, where the answer to one is nothing to the next; the answers are in the order of what was asked. */
export async function together<One, Answer>(
  all: readonly One[],
  askOf: (one: One) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  const left = all.entries()
  const asker = async () => {
    for (const [place, one] of left) answers[place] = await askOf(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, asker))
  return answers
}

/** Ids of nothing at all. */
export const nobody = (): Ids => ({
  patientId: randomUUID(),
  callId: randomUUID(),
  taskId: randomUUID(),
  teamTaskId: randomUUID(),
  answerId: randomUUID(),
  visitLinkId: randomUUID(),
  teamId: randomUUID(),
  reviewId: randomUUID(),
  deathId: randomUUID(),
  disputeId: randomUUID(),
  exportId: randomUUID(),
  proposalId: randomUUID(),
  importId: randomUUID(),
  itemId: randomUUID(),
  otherCallId: randomUUID(),
  linkId: randomUUID(),
  otherId: randomUUID(),
  noteId: randomUUID(),
  contactId: randomUUID(),
  organisationId: randomUUID(),
  staffId: randomUUID(),
  protocolId: starters[0]?.protocolId ?? '',
  version: '99',
  shiftId: randomUUID(),
  swapId: randomUUID(),
  leaveId: randomUUID(),
  watchId: randomUUID(),
  incidentId: randomUUID(),
  handOverId: randomUUID(),
  roundCallId: randomUUID(),
})
