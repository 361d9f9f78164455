import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { EVERYBODY } from '#tests/access/sharedHouse.ts'
import { type DeathHouse, deathHouse } from '#tests/deaths/deathHouse.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// Who takes sharing back may want the visit all the same: a nurse is to ask, and nobody learns at the door that something has changed.
const NIGHT = '+447700900573'

let house: DeathHouse
let night: Nurse
let patientId: PatientId
let held: Awaited<ReturnType<DeathHouse['callAbout']>>
let visit: TeamTaskId
beforeAll(async () => {
  house = await deathHouse()
  const named = { kind: 'night_nursing', signInName: 'night', phone: NIGHT } as const
  await aTeamOf(house.database.db, house.north.lineId, { name: 'Night nursing', ...named })
  night = await aNurse(house.url, 'night')
  patientId = await house.person([EVERYBODY])
  held = await house.callAbout(house.aroha, patientId)
  visit = await raised()
  const offer = await until(async () => (await task(visit))?.offer)
  await night.ask(routes.answerTeamTask, {
    params: { teamTaskId: visit },
    body: { answer: 'accept', commandId: aCommand(), offer: offer?.number ?? 0 },
  })
})
afterAll(() => house.close())

async function raised(changes: object = {}): Promise<TeamTaskId> {
  const body = {
    epoch: held.epoch,
    commandId: aCommand(),
    kind: 'symptom_visit' as const,
    urgency: 'U3' as const,
    why: 'Sore, at home',
    ...changes,
  }
  const reply = await house.aroha.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  return reply.teamTask.teamTaskId
}
const task = async (id: TeamTaskId) =>
  (await house.aroha.board()).teamTasks.find(one => one.teamTaskId === id)
const withdraw = () =>
  house.aroha.ask(routes.withdrawSharing, {
    params: held.params,
    body: {
      commandId: aCommand(),
      epoch: held.epoch,
      inTheirWords: 'Off your system.',
      consequencesExplained: true,
    },
  })
const handle = async (act: 'keep' | 'stand_down', because: string) =>
  house.aroha.ask(routes.handleTeamTask, {
    params: { teamTaskId: visit },
    body: { act, commandId: aCommand(), version: (await task(visit))?.version ?? 0, because },
  })
const textsOf = (pattern: RegExp) =>
  house.phone
    .handset(NIGHT)
    .inbox()
    .map(({ body }) => body)
    .filter(body => pattern.test(body))
const code = async () => {
  const { db } = house.database
  const [row] = await db.run(
    db.sql<{ code: string }[]>`select facts ->> 'code' as code from team_tasks where id = ${visit}`,
  )
  return row?.code ?? ''
}

test('what was asked of teams before is proposed to be stood down, and goes on until a nurse says so', async () => {
  expect((await task(visit))?.takenBack).toBeUndefined()

  await withdraw()

  await until(async () => (await task(visit))?.takenBack === 'proposed')
  expect(await task(visit)).toMatchObject({ state: 'accepted', owner: { kind: 'responder' } })
  const { steps } = await house.aroha.ask(routes.teamTask, { params: { teamTaskId: visit } })
  expect(steps.map(({ words }) => words)).toContain(
    'Sharing was taken back. It is asked whether this is still wanted; whoever has it is told to look.',
  )
})

test('whoever has it is texted to look, once, and not a word of why', async () => {
  const changed = new RegExp(`^Task ${await code()} has changed`)
  await until(async () => textsOf(changed).length > 0)

  expect(textsOf(changed)).toHaveLength(1)
  expect(textsOf(/shar|consent|agree|Ellis/i)).toEqual([])
})

test('what is asked for afterwards was asked for by somebody who knew, and is not proposed', async () => {
  const since = await raised({ kind: 'catheter', why: 'Nothing since noon' })
  await withdraw()
  const { db } = house.database
  await until(async () => {
    const [row] = await db.run(db.sql<{ open: number }[]>`
      select count(*)::int as open from promises
      where kind = 'record.sharing_changed' and subject_id = ${patientId} and kept_at is null`)
    return row?.open === 0
  })

  expect((await task(since))?.takenBack).toBeUndefined()
})

test('a nurse keeps it with a reason, and it is not asked again', async () => {
  expect(await handle('keep', 'x')).toMatchObject({ kind: 'refused' })
  expect(await handle('keep', 'She wants the nurse, and no notes')).toMatchObject({ kind: 'saved' })

  expect(await task(visit)).toMatchObject({ takenBack: 'kept', state: 'accepted' })
  await withdraw()
  expect(await task(visit)).toMatchObject({ takenBack: 'kept' })
})

test('agreed to again, nothing is proposed any more', async () => {
  const query = { epoch: held.epoch }
  const { sharing } = await house.aroha.ask(routes.sharing, { params: held.params, query })
  const { itemId, version } = sharing.everybody
  if (!itemId) throw new Error('there is an agreement')
  await house.aroha.ask(routes.settleSharing, {
    params: held.params,
    body: {
      commandId: aCommand(),
      epoch: held.epoch,
      said: { decider: 'person', how: 'telephone', inTheirWords: 'Let them see it after all.' },
      answers: [{ about: 'everybody', itemId, says: 'yes', version }],
    },
  })

  await until(async () => {
    const one = await task(visit)
    return one && one.takenBack === undefined
  })
  expect(await task(visit)).toMatchObject({ state: 'accepted' })
})
