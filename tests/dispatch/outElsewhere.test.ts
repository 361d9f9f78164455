import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { aCanary, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf, joins } from './teamsOfLine.ts'

// Whoever asks a team sees who of it is in another house, and until about when; and who is not is asked first.
let house: LineHouse
let nurse: Nurse
let held: HeldCall
let epoch: number
beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  const { lineId } = house.north
  const team = await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone: '+447700900571',
  })
  await joins(db, lineId, team, { signInName: 'second', phone: '+447700900572', position: 'second' })
  nurse = await aNurse(house.url, 'aroha1')
  const patientId = await aCanary(house, 'north')
  held = await talkingTo(house, nurse, '+447700900621')
  await confirmed(nurse, held, patientId)
  epoch = (await nurse.detail(held.callId)).identity.epoch
})
afterAll(() => house.close())

test('who is out on a visit is said with until when, and the colleague who is free is asked first', async () => {
  const raise = await nurse.ask(routes.raiseTeamTask, {
    params: held.params,
    body: { epoch, commandId: aCommand(), kind: 'symptom_visit', urgency: 'U2', why: 'Cannot settle' },
  })
  if (raise.kind !== 'raised') throw new Error(raise.because)
  const { teamTaskId } = raise.teamTask
  const night = await aNurse(house.url, 'night')
  const offer = await until(async () => (await nurse.board()).teamTasks[0]?.offer ?? null)
  await night.ask(routes.answerTeamTask, {
    params: { teamTaskId },
    body: { answer: 'accept', commandId: aCommand(), offer: offer.number },
  })
  const team = async () => {
    const { teams } = await nurse.ask(routes.teamsForCall, {
      params: held.params,
      query: { epoch, kind: 'welfare_check' },
    })
    return teams[0]
  }
  const before = await team()
  const at = new Date().toISOString()
  await night.ask(routes.progressTeamTask, {
    params: { teamTaskId },
    body: { step: 'set_out', commandId: aCommand(), at, minutes: null },
  })
  const after = await team()

  // What they pressed has proven that they can be reached; being elsewhere counts for more.
  expect(before?.members).toEqual(['night of Night nursing', 'second of Night nursing'])
  expect(after?.members).toEqual(['second of Night nursing', 'night of Night nursing'])
  expect(after?.because.join(' · ')).toMatch(
    /night of Night nursing is out on a visit until about \d\d:\d\d( BST| GMT)?/,
  )
  expect(before?.because.join(' · ')).not.toMatch(/out on a visit/)
})
