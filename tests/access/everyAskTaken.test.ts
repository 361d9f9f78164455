import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateOf } from '#server/calls/core/call.ts'
import type { CallEvent } from '#server/calls/core/events.ts'
import { addFact, noFacts } from '#server/calls/core/facts.ts'
import { PASSWORD_MINUTES } from '#shared/proof.ts'
import type { Actor } from '#shared/staff.ts'
import { plusSeconds } from '#shared/time.ts'
import { sid } from '#tests/bench/heldCalls.ts'
import { aPatient } from '#tests/patients/aPatient.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { ALL, ask, BIRTH, CANARY, type Ids, nobody, QUERIES } from './everyAsk.ts'
import { EVERYBODY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

// The crawls show that strangers are refused. They show it only if the same request is taken from somebody who may make it: were its
// body or its query wrong, everybody would be refused, and the crawl would know nothing.

/** What is refused to those who may because there is nothing to do it to: how. */
const NOTHING_TO_DO: Readonly<Record<string, number>> = {
  bringPiece: 409,
  completePerson: 409,
  decideLink: 404,
  endLimit: 404,
  endLimitShared: 404,
  moveToLinked: 404,
  proposeLink: 403, // the second person is nobody
  readList: 404,
  releaseCall: 409,
  settleDispute: 404,
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

/** Somebody on the lists of the hub and of the practice, in a call that this nurse of the hub has in hand, and with a task. */
async function inHand(holder: Actor): Promise<Ids> {
  const { db } = house.small.database
  const { lineId, staffId } = holder
  const identity = { name: { given: CANARY, family: CANARY }, birthDate: BIRTH }
  const patientId = await aPatient(db, house.hub, { identity, entries: [EVERYBODY] })
  for (const actor of [house.hub, house.as('mill').actor]) await onCaseload(db, actor, patientId)
  const [callId, taskId] = [randomUUID(), randomUUID()]
  const facts = talking(holder)
  const caller = { name: CANARY, relationship: CANARY }
  // One statement: a check of a call from before that falls due between two of them would give it its nurse back.
  await db.run(db.sql`
    with closed as (
      update calls set state = 'closed', held_by = null where held_by is not null returning id
    ),
    call as (
      insert into calls (
        id, line_id, version, state, direction, facts, carrier_sid, from_number, started_at, patient_id, identity_epoch, identity,
        held_by
      )
      select ${callId}, ${lineId}, 6, ${stateOf(facts)}, 'inbound', ${db.sql.json(facts as never)}, ${facts.callSid},
             ${facts.from}, ${facts.firstHeardAt}::timestamptz, ${patientId}::uuid, 1,
             ${db.sql.json({ checked: [], skippedBecause: null, caller, provisional: false })}, ${staffId}::uuid
      from (select count(*) from closed) as none_is_held
      returning id
    )
    insert into tasks (id, line_id, version, kind, state, call_id, origin, patient_id, raised_at, due_at, tries)
    select ${taskId}, ${lineId}, 1, 'call_back_abandoned', 'open', id, 'call', ${patientId}, now(), now(), 0 from call`)
  return { ...nobody(), patientId, itemId: patientId, callId, taskId }
}

function talking({ staffId, name }: Actor) {
  const begun = new Date(Date.now() - 240_000).toISOString()
  const at = (seconds: number) => plusSeconds(begun, seconds)
  const [caller, leg] = [sid('CA'), sid('CA')]
  const inRoom = { room: sid('CF'), claim: 1 }
  const events: CallEvent[] = [
    { kind: 'rang', at: begun, callSid: caller, from: '+447700900111', to: '+441632960001' },
    { kind: 'queued', at: at(1) },
    { kind: 'offered', at: at(1), offer: 1, to: [staffId] },
    { kind: 'claimed', at: at(6), claim: 1, staffId, name, answersBy: 'browser' },
    { kind: 'joined', at: at(9), ...inRoom, leg, label: 'lead', sequence: 1 },
    { kind: 'joined', at: at(10), ...inRoom, leg: caller, label: 'caller', sequence: 3 },
  ]
  return events.reduce(addFact, noFacts(begun))
}

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
    const ids = await inHand(holder)
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
  const ids = await inHand(house.as('hub.nurse').actor)
  await db.run(
    db.sql`update sessions set password_typed_at = now() - make_interval(mins => ${PASSWORD_MINUTES})`,
  )

  const answers: [string, Record<string, unknown>][] = []
  for (const [name, route] of ways) {
    const who = name.endsWith('ForCall') ? 'hub.nurse' : 'mill'
    answers.push([name, (await ask(house, who, name, route, ids)).said])
  }

  expect(answers).toHaveLength(4)
  expect(answers.filter(([, body]) => body.kind !== 'type_password')).toEqual([])
  const looks = await db.run(
    db.sql`select from access_log where patient_id = ${ids.patientId} and action = 'revealed'`,
  )
  expect(looks).toEqual([])
})
