import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { type LinkedHouse, linkedHouse } from '#tests/deaths/linkedHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import type { Talk } from '#tests/people/peopleHouse.ts'
import { aCommand, type Nurse, until } from '#tests/support/aNurse.ts'
import { aTeamOf } from './teamsOfLine.ts'

// What says that nobody goes alone comes with a second record of the person, or goes with what was somebody else's: visits that are open hear it.
let people: LinkedHouse
beforeAll(async () => {
  people = await linkedHouse()
  const named = { kind: 'night_nursing', signInName: 'first', phone: '+447700900571' } as const
  await aTeamOf(people.db, people.registrar.lineId, { name: 'Night nursing', ...named })
})
afterAll(() => people.house.close())

const flagged = () =>
  people.aPerson({
    entries: [
      anEntry('safetyFlags', {
        kind: 'visiting',
        reason: 'The dog',
        reviewBy: '2030-01-01',
        needsTwoPeople: true,
      }),
    ],
  })

async function visitTo(patientId: PatientId): Promise<{ id: TeamTaskId; talk: Talk }> {
  const talk = await people.talkingAbout(people.aroha, patientId)
  const kind = 'symptom_visit' as const
  const body = { epoch: talk.epoch, commandId: aCommand(), kind, urgency: 'U3' as const, why: 'Sore' }
  const reply = await people.aroha.ask(routes.raiseTeamTask, { params: talk.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  return { id: reply.teamTask.teamTaskId, talk }
}
const isTwo = async (id: TeamTaskId) => {
  const tasks = (await people.aroha.board()).teamTasks
  const task = tasks.find(one => one.teamTaskId === id)
  if (!task) throw new Error('not on the board')
  return task.two !== undefined
}
const toTheEnd = (nurse: Nurse, talk: Talk) => people.endAndClose(nurse, talk)

test.each(['kept', 'other'] as const)(
  'a flag of the %s record comes to the visits of both with the link, and goes from the other with its end',
  async where => {
    const [has, hasNot] = [await flagged(), await people.one()]
    const [kept, other] = where === 'kept' ? [has, hasNot] : [hasNot, has]
    const without = await visitTo(hasNot)
    await toTheEnd(people.aroha, without.talk)
    const within = await visitTo(has)
    await toTheEnd(people.aroha, within.talk)
    expect([await isTwo(without.id), await isTwo(within.id)]).toEqual([false, true])

    await people.link(kept, other)
    await until(async () => ((await isTwo(without.id)) ? true : null))
    expect(await isTwo(within.id)).toBe(true)

    await people.part(kept, other)
    await until(async () => ((await isTwo(without.id)) ? null : true))
    expect(await isTwo(within.id)).toBe(true)
  },
)

test('a flag that a dispute finds to be somebody else’s holds two at no visit any more', async () => {
  const patientId = await flagged()
  const { id, talk } = await visitTo(patientId)
  expect(await isTwo(id)).toBe(true)
  await people.dispute(people.aroha, talk)
  const { disputes } = await people.lead.ask(routes.disputes)
  const disputeId = disputes.find(one => one.patientId === patientId)?.disputeId
  if (!disputeId) throw new Error('not disputed')
  const params = { disputeId }
  const { items } = await people.lead.ask(routes.disputedItems, { params })
  const wrong = items
    .filter(({ section }) => section === 'safetyFlags')
    .map(({ section, itemId, version }) => ({ section, itemId, version }))
  expect(wrong).toHaveLength(1)
  const because = 'The dog lives with Marian Ellis'
  const body = { commandId: aCommand(), verdict: 'entries_wrong' as const, because, wrong }
  expect(await people.lead.ask(routes.settleDispute, { params, body })).toEqual({ kind: 'settled' })

  await until(async () => ((await isTwo(id)) ? null : true))
})
