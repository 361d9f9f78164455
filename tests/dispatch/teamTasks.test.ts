import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { EVERYBODY } from '#tests/access/sharedHouse.ts'
import { confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// One thing asked of the teams of a line, from the call in which it is asked for until somebody has done it.
let house: LineHouse
let nurse: Nurse
let nightNurse: Nurse
let hospiceNurse: Nurse
let patientId: PatientId
let held: HeldCall
let epoch: number
let count = 0
beforeAll(async () => {
  house = await lineHouse()
  const { lineId } = house.north
  const { db } = house.database
  await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night.nurse',
  })
  await aTeamOf(db, lineId, {
    name: 'Hospice at home',
    kind: 'hospice_at_home',
    signInName: 'hospice.nurse',
  })
  nurse = await aNurse(house.url, 'aroha1')
  nightNurse = await aNurse(house.url, 'night.nurse')
  hospiceNurse = await aNurse(house.url, 'hospice.nurse')
})
afterAll(() => house.close())
beforeEach(async () => {
  count += 1
  patientId = await somebody(GIVEN[count] ?? 'Ivy')
  held = await talkingTo(house, nurse, `+44770090061${count}`)
  await confirmed(nurse, held, patientId)
  epoch = (await nurse.detail(held.callId)).identity.epoch
  return async () => {
    const { call, notes } = await nurse.detail(held.callId)
    if (call.state === 'talking') await nurse.ask(routes.endCall, { params: held.params, body: {} })
    await nurse.ask(routes.closeCall, {
      params: held.params,
      body: {
        kind: 'clinical',
        commandId: aCommand(),
        epoch,
        notesRevision: notes.revision,
        outcome: {
          reason: 'pain',
          found: '',
          advice: '',
          disposition: 'district_nurse',
          whereAfter: 'usual_home',
          next: '',
          callBack: { needed: false },
        },
      },
    })
  }
})

const GIVEN = ['', 'Ada', 'Bea', 'Cleo', 'Dora', 'Edie', 'Fay', 'Gwen', 'Hope', 'Ines']
/** Somebody who lets everybody who cares for them see their record. */
function somebody(given: string): Promise<PatientId> {
  const [registrar] = house.north.nurses
  const actor = Actor.parse({
    ...registrar,
    lineId: house.north.lineId,
    sessionId: randomUUID(),
    role: 'coordinator',
    organisation: 'Test Hospice',
    organisationId: randomUUID(),
    organisationKind: 'hub',
  })
  const identity = { name: { given, family: 'Larkfield' }, birthDate: '1948-03-09' }
  return aPatient(house.database.db, actor, { identity, entries: [EVERYBODY] })
}

const asking = (changes: object = {}) => ({
  epoch,
  commandId: aCommand(),
  kind: 'symptom_visit' as const,
  urgency: 'U2' as const,
  why: 'He cannot settle',
  ...changes,
})
const raise = (changes: object = {}) =>
  nurse.ask(routes.raiseTeamTask, { params: held.params, body: asking(changes) })
async function raised(changes: object = {}): Promise<BoardTeamTask> {
  const reply = await raise(changes)
  if (reply.kind !== 'raised') throw new Error(reply.because)
  return reply.teamTask
}
const onBoard = async (id: TeamTaskId) => (await nurse.board()).teamTasks.find(task => task.teamTaskId === id)
async function untilIs(id: TeamTaskId, is: (task: BoardTeamTask) => boolean): Promise<BoardTeamTask> {
  let seen: BoardTeamTask | undefined
  await expect
    .poll(async () => {
      seen = await onBoard(id)
      return seen !== undefined && is(seen)
    })
    .toBe(true)
  return seen as BoardTeamTask // asked for by `is`
}
const answer = (who: Nurse, id: TeamTaskId, offer: number, said: object) =>
  who.ask(routes.answerTeamTask, {
    params: { teamTaskId: id },
    body: { commandId: aCommand(), offer, ...said } as never,
  })
const step = (who: Nurse, id: TeamTaskId, said: object) =>
  who.ask(routes.progressTeamTask, {
    params: { teamTaskId: id },
    body: { commandId: aCommand(), at: new Date().toISOString(), ...said } as never,
  })
/** The promises of this kind fall due now: how long a team may take is a matter of rules, and not of this test’s patience. */
const fallDue = (kind: string) =>
  house.database.db.run(house.database.db.sql`
    update promises set due_at = now(), leased_until = null
    where kind = ${`team_task.${kind}`} and kept_at is null`)
const outcome = {
  found: 'Sore and restless',
  done: 'Charted dose given',
  plan: null,
  nextReview: null,
  askOfLine: null,
  given: [],
}

describe('from the call to the visit', () => {
  test('the best team is asked by itself, and whoever accepts has it, goes, is there, and is done', async () => {
    const { teamTaskId } = await raised()
    const asked = await untilIs(teamTaskId, task => task.offer !== null)
    expect(asked).toMatchObject({
      state: 'offered',
      owner: { kind: 'nurse' },
      offer: { team: 'Night nursing', number: 1 },
    })

    const { tasks } = await nightNurse.ask(routes.myTeamTasks)
    expect(tasks).toMatchObject([{ teamTaskId, isMine: false, offer: { number: 1 } }])
    const shown = await nightNurse.ask(routes.myTeamTask, { params: { teamTaskId } })
    expect(shown).toMatchObject({ why: 'He cannot settle', patientId: null })

    expect(await answer(nightNurse, teamTaskId, 1, { answer: 'accept' })).toMatchObject({ kind: 'saved' })
    expect(await nightNurse.ask(routes.myTeamTask, { params: { teamTaskId } })).toMatchObject({ patientId })
    await step(nightNurse, teamTaskId, { step: 'set_out', minutes: 25 })
    expect(await onBoard(teamTaskId)).toMatchObject({
      state: 'en_route',
      owner: { kind: 'responder', team: 'Night nursing' },
    })
    await step(nightNurse, teamTaskId, { step: 'arrived' })
    expect(await onBoard(teamTaskId)).toMatchObject({ state: 'arrived' })
    await step(nightNurse, teamTaskId, { step: 'done', outcome })
    // On the board for their own sake, until they are out of the house.
    expect(await onBoard(teamTaskId)).toMatchObject({ state: 'done', outs: [{ step: 'out' }] })
    await step(nightNurse, teamTaskId, { step: 'safe' })
    expect(await onBoard(teamTaskId)).toBeUndefined()
    const detail = await nurse.ask(routes.teamTask, { params: { teamTaskId } })
    expect(detail.outcome).toEqual(outcome)
    expect(detail.steps.map(({ words }) => words)).toEqual([
      'Asked for.',
      'Night nursing is asked.',
      'Accepted.',
      'On the way.',
      'There.',
      'Done.',
      'Says: safe, and out.',
    ])
  })

  test('two acts that a phone gives one name are two acts, and neither is lost', async () => {
    const { teamTaskId } = await raised()
    await untilIs(teamTaskId, task => task.offer !== null)
    const commandId = aCommand()
    await answer(nightNurse, teamTaskId, 1, { commandId, answer: 'accept' })

    await step(nightNurse, teamTaskId, { commandId, step: 'arrived' })
    await step(nightNurse, teamTaskId, { commandId, step: 'arrived' })

    expect(await onBoard(teamTaskId)).toMatchObject({ state: 'arrived' })
    await step(nightNurse, teamTaskId, { commandId, step: 'done', outcome })
    const detail = await nurse.ask(routes.teamTask, { params: { teamTaskId } })
    expect(detail.steps.map(({ words }) => words).slice(-3)).toEqual(['Accepted.', 'There.', 'Done.'])
  })

  test('a no goes back to the line with its reason, and the next team is asked', async () => {
    const { teamTaskId } = await raised()
    await untilIs(teamTaskId, task => task.offer?.number === 1)

    await answer(nightNurse, teamTaskId, 1, { answer: 'decline', reason: 'no_capacity' })

    const next = await untilIs(teamTaskId, task => task.offer?.number === 2)
    expect(next).toMatchObject({
      offer: { team: 'Hospice at home' },
      before: { team: 'Night nursing', answer: 'declined', reason: 'no_capacity' },
    })
  })

  test('who does not answer is left, and when nobody is left shift leads are told, and it still is somebody’s', async () => {
    const { teamTaskId } = await raised()
    await untilIs(teamTaskId, task => task.offer?.number === 1)
    await fallDue('silent')
    await untilIs(teamTaskId, task => task.offer?.number === 2)
    await fallDue('silent')

    const left = await untilIs(teamTaskId, task => task.alerted === 'lead')
    expect(left).toMatchObject({ state: 'with_line', owner: { kind: 'nurse' }, offer: null })
    expect(left.nobodyUntil).not.toBeNull()
    await fallDue('alert_manager')
    await untilIs(teamTaskId, task => task.alerted === 'manager')
  })

  test('of two who accept at once one goes, and the other is told who', async () => {
    const { teamTaskId } = await raised()
    await untilIs(teamTaskId, task => task.offer?.number === 1)
    await fallDue('silent')
    await untilIs(teamTaskId, task => task.offer?.number === 2)

    const said = await Promise.all([
      answer(nightNurse, teamTaskId, 1, { answer: 'accept' }),
      answer(hospiceNurse, teamTaskId, 2, { answer: 'accept' }),
    ])

    expect(said.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'saved'])
    expect(said.find(({ kind }) => kind === 'refused')).toMatchObject({
      because: expect.stringMatching(/has accepted this. You need not go/),
    })
  })
})

describe('one task, however often', () => {
  test('the same press twice is one, and a second of its kind wants a reason', async () => {
    const commandId = aCommand()
    const first = await raised({ commandId })
    const again = await raised({ commandId })
    const second = await raise()

    expect(again.teamTaskId).toBe(first.teamTaskId)
    expect(second).toMatchObject({ kind: 'refused', open: { teamTaskId: first.teamTaskId } })
    expect(await raise({ againBecause: 'his wife fell as well' })).toMatchObject({ kind: 'raised' })
  })

  test('a reason that names the person is asked of nobody: who reads it may say no', async () => {
    for (const why of [`${GIVEN[count]} cannot settle`, 'The pain of Mr Larkfield is back'])
      expect(await raise({ why })).toMatchObject({ kind: 'refused', open: null })
    expect((await nurse.board()).teamTasks.filter(task => task.patientId === patientId)).toEqual([])
    await raised({ why: 'He cannot settle' })
  })

  test('what a nurse did and was not told of is told again, whatever has become of it since', async () => {
    const { teamTaskId } = await raised()
    const { version } = await untilIs(teamTaskId, task => task.offer !== null)
    const asked = {
      params: { teamTaskId },
      body: { act: 'stand_down' as const, commandId: aCommand(), version, because: 'He sleeps' },
    }

    expect(await nurse.ask(routes.handleTeamTask, asked)).toMatchObject({ kind: 'saved' })
    expect(await nurse.ask(routes.handleTeamTask, asked)).toMatchObject({ kind: 'saved' })
    const other = { ...asked, body: { ...asked.body, commandId: aCommand() } }
    expect(await nurse.ask(routes.handleTeamTask, other)).toMatchObject({ kind: 'refused' })
  })

  test('what she decides holds where only the ladder has moved since she looked, and not where somebody has said yes', async () => {
    const { teamTaskId, version } = await raised()
    await untilIs(teamTaskId, task => task.offer !== null)
    const act = { act: 'urgency' as const, urgency: 'U1' as const, because: 'He is worse' }
    const asked = { params: { teamTaskId }, body: { ...act, commandId: aCommand(), version } }
    expect(await nurse.ask(routes.handleTeamTask, asked)).toMatchObject({ kind: 'saved' })

    const late = { ...asked, body: { ...asked.body, commandId: aCommand(), because: 'He is better' } }
    expect(await nurse.ask(routes.handleTeamTask, late)).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('has changed'),
    })
  })

  test('an answer that was lost on the way is given again', async () => {
    const { teamTaskId } = await raised()
    await untilIs(teamTaskId, task => task.offer?.number === 1)
    const body = { answer: 'accept' as const, commandId: aCommand(), offer: 1 }
    const done = { step: 'done' as const, commandId: aCommand(), at: new Date().toISOString(), outcome }

    const params = { teamTaskId }
    const accepted = [
      await nightNurse.ask(routes.answerTeamTask, { params, body }),
      await nightNurse.ask(routes.answerTeamTask, { params, body }),
    ]
    const ended = [
      await nightNurse.ask(routes.progressTeamTask, { params, body: done }),
      await nightNurse.ask(routes.progressTeamTask, { params, body: done }),
    ]

    expect([...accepted, ...ended].map(({ kind }) => kind)).toEqual(['saved', 'saved', 'saved', 'saved'])
  })
})

describe('who may', () => {
  test('whom nobody asked finds no task, and the record opens to who accepted, for as long as they have it', async () => {
    const { teamTaskId } = await raised()
    await untilIs(teamTaskId, task => task.offer?.number === 1)
    const params = { teamTaskId }

    expect(await hospiceNurse.refused(routes.myTeamTask, { params })).toMatchObject({ status: 404 })
    expect(
      await hospiceNurse.refused(routes.answerTeamTask, {
        params,
        body: { answer: 'accept', commandId: aCommand(), offer: 1 },
      }),
    ).toMatchObject({ status: 404 })
    const opened = async () =>
      (await nightNurse.ask(routes.openShared, { params: { patientId }, query: {} })).record !== null
    const wasOpen = [await opened()]
    await answer(nightNurse, teamTaskId, 1, { answer: 'accept' })
    wasOpen.push(await opened())
    await step(nightNurse, teamTaskId, { step: 'done', outcome })
    wasOpen.push(await opened())
    expect(wasOpen).toEqual([false, true, false])
  })
})
