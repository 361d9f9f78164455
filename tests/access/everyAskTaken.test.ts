import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD_MINUTES } from '#shared/proof.ts'
import { ALL, ask, QUERIES } from './everyAsk.ts'
import { inHand } from './inHand.ts'
import { type SharedHouse, sharedHouse } from './sharedHouse.ts'

// The crawls show that strangers are refused. They show it only if the same request is taken from somebody who may make it: were its
// body or its query wrong, everybody would be refused, and the crawl would know nothing.

/** What is refused to those who may because there is nothing to do it to: how. */
const NOTHING_TO_DO: Readonly<Record<string, number>> = {
  answerTeamTask: 404, // offered to nobody here
  askAboutLook: 404,
  askAboutLookForCall: 404,
  besideMove: 409,
  bringPiece: 409,
  bringInContact: 404, // the contact has no telephone
  holdCaller: 409, // nobody else is in the call
  letGo: 404,
  notePartyReference: 404,
  changeIncident: 404,
  changeRound: 404,
  completePerson: 409,
  decideLink: 404,
  endLimit: 404,
  endLimitShared: 404,
  findRightPerson: 409,
  moveOutcome: 409,
  moveToLinked: 404,
  progressTeamTask: 404,
  proposeLink: 403, // the second person is nobody
  readList: 404,
  releaseCall: 409,
  restCall: 409,
  revealSavedWords: 409,
  seeToMissed: 404, // nobody is missed
  sayWhoCalls: 404, // nobody to choose between
  settleDispute: 404,
  settleLeft: 409,
  undoDeath: 404,
  verifyDeathOfTask: 409,
  writeList: 404,
}
const COMMANDS = ALL.filter(
  ([name, route]) => route.method !== 'GET' && !['choosePassword', 'provePassword'].includes(name),
)

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

test('every question of the crawls is one that its route takes', () => {
  const wrong = ALL.filter(([name, route]) => {
    const query = QUERIES[name] ?? ''
    const asked = new URLSearchParams(typeof query === 'function' ? query() : query)
    return !route.query.safeParse(Object.fromEntries(asked)).success
  })

  expect(wrong.map(([name]) => name)).toEqual([])
})

test('every command of the crawls is taken from somebody who may give it', async () => {
  const refused: [string, number][] = []
  for (const [name, route] of COMMANDS) {
    const holder = house.as(name === 'correctDeath' ? 'lead' : 'hub.nurse').actor
    const ids = await inHand(house, holder)
    const statuses: number[] = []
    for (const who of ['hub.nurse', 'lead', 'mill', 'officer']) {
      if (statuses.some(status => status < 300)) break
      statuses.push((await ask(house, who, name, route, ids)).status)
    }
    const best = statuses.find(status => status < 300) ?? statuses.find(status => status !== 403) ?? 403
    if (best >= 300) refused.push([name, best])
  }

  expect(Object.fromEntries(refused)).toEqual(NOTHING_TO_DO)
}, 60_000)

test('T-07: whatever reveals something asks for the password first, where it was typed a while ago', async () => {
  const { db } = house.small.database
  const ways = COMMANDS.filter(([name]) => name.startsWith('reveal'))
  const ids = await inHand(house, house.as('hub.nurse').actor)
  await db.run(
    db.sql`update sessions set password_typed_at = now() - make_interval(mins => ${PASSWORD_MINUTES})`,
  )

  const answers: [string, Record<string, unknown>][] = []
  for (const [name, route] of ways) {
    const who = route.path.startsWith('/api/calls/') ? 'hub.nurse' : 'mill'
    answers.push([name, (await ask(house, who, name, route, ids)).said])
  }

  expect(answers).toHaveLength(5)
  expect(answers.filter(([, body]) => body.kind !== 'type_password')).toEqual([])
  const looks = await db.run(
    db.sql`select from access_log where patient_id = ${ids.patientId} and action = 'revealed'`,
  )
  expect(looks).toEqual([])
})
