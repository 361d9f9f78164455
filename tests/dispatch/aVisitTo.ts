import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { closed, confirmed, talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, type Nurse, until } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import type { LineHouse } from '#tests/support/lineHouse.ts'

type Of = { house: LineHouse; nurse: Nurse; goer: Nurse; street: string; from: string }

/** A visit to this street, asked for in a call from this number, to which whoever goes has said yes. */
export async function aVisitTo({ house, nurse, goer, street, from }: Of): Promise<TeamTaskId> {
  const { lineId } = house.north
  const { db } = house.database
  const signInName = `registrar${from.slice(-3)}`
  const by = await aColleague(db, lineId, {
    signInName,
    organisation: 'Test Hospice',
    kind: 'hub',
    role: 'coordinator',
  })
  const address = anEntry('addresses', { kind: 'main', lines: [street], postcode: 'BD16 4AA' })
  const patientId = await aPatient(db, by, { entries: [address] })
  const held = await talkingTo(house, nurse, from)
  await confirmed(nurse, held, patientId)
  const epoch = (await nurse.detail(held.callId)).identity.epoch
  const body = {
    epoch,
    commandId: aCommand(),
    kind: 'symptom_visit' as const,
    urgency: 'U2' as const,
    why: 'Pain',
  }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  await closed(nurse, held)
  const { teamTaskId } = reply.teamTask
  const mine = async () =>
    (await goer.ask(routes.myTeamTasks)).tasks.find(one => one.teamTaskId === teamTaskId)
  await until(async () => (await mine())?.offer != null)
  const answer = { answer: 'accept' as const, commandId: aCommand(), offer: 1 }
  await goer.ask(routes.answerTeamTask, { params: { teamTaskId }, body: answer })
  return teamTaskId
}
