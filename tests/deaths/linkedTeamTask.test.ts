import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { aTeamOf } from '#tests/dispatch/teamsOfLine.ts'
import { aCommand, until } from '#tests/support/aNurse.ts'
import { type LinkedHouse, linkedHouse } from './linkedHouse.ts'

let people: LinkedHouse
beforeAll(async () => {
  people = await linkedHouse()
  await aTeamOf(people.db, people.registrar.lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
  })
})
afterAll(() => people.house.close())

test('a death that comes by a link proposes to stand down what is asked of teams for the other record; whoever links them reads so before', async () => {
  const { aroha, lead } = people
  const [kept, other] = await people.two()
  const talk = await people.talkingAbout(aroha, kept)
  const reply = await aroha.ask(routes.raiseTeamTask, {
    params: talk.params,
    body: { epoch: 1, commandId: aCommand(), kind: 'symptom_visit', urgency: 'U3', why: 'Sore, at home' },
  })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  await people.endAndClose(aroha, talk)
  await people.dies(other)
  const task = async () =>
    (await aroha.board()).teamTasks.find(one => one.teamTaskId === reply.teamTask.teamTaskId)

  await people.propose(kept, other)
  const [before, proposed] = [await task(), await people.linkOf(kept, other)]
  await people.decide(lead, kept, 'confirm', other)

  expect([before?.hasDied, proposed.deathOn]).toEqual([undefined, 'other'])
  await until(async () => (await task())?.afterDeath === 'proposed')
  expect(await task()).toMatchObject({ hasDied: true })

  await people.decide(lead, kept, 'ask_parting', other)
  expect((await people.linkOf(kept, other)).deathOn).toBe('other')
})
