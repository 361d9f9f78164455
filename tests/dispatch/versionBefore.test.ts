import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepInWords } from '#server/dispatch/core/stepsInWords.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aVisitTo } from './aVisitTo.ts'
import { aTeamOf } from './teamsOfLine.ts'

// While a start migrates, a process of the version before still answers. It knows of nobody who is out.
let house: LineHouse
let nurse: Nurse
let goer: Nurse
beforeAll(async () => {
  house = await lineHouse()
  const { lineId } = house.north
  const phone = '+447700900571'
  const team = { name: 'Night nursing', kind: 'night_nursing', signInName: 'night', phone } as const
  await aTeamOf(house.database.db, lineId, team)
  nurse = await aNurse(house.url, 'aroha1')
  goer = await aNurse(house.url, 'night')
})
afterAll(() => house.close())

test('a process that does not know who is out cannot forget them by what it writes', async () => {
  const teamTaskId = await aVisitTo({ house, nurse, goer, street: '1 Weavers Row', from: '+447700900641' })
  const body = { commandId: aCommand(), at: new Date().toISOString(), step: 'arrived' as const }
  await goer.ask(routes.progressTeamTask, { params: { teamTaskId }, body })
  const { sql, run } = house.database.db

  const written = run(sql`
    update team_tasks set version = version + 1, facts = facts #- '{takings,0,out}' where id = ${teamTaskId}`)

  await expect(written).rejects.toThrow(/team_tasks_out_in_facts/)
  const { teamTasks } = await nurse.board()
  expect(teamTasks.find(one => one.teamTaskId === teamTaskId)?.outs).toMatchObject([{ step: 'out' }])
  await goer.ask(routes.progressTeamTask, {
    params: { teamTaskId },
    body: { ...body, commandId: aCommand(), step: 'safe' },
  })
  expect((await nurse.board()).teamTasks.find(one => one.teamTaskId === teamTaskId)?.outs).toEqual([])
})

test('what a newer process wrote of a task does not keep anybody from reading the rest', () => {
  const event = {
    kind: 'not_known_here',
    at: '2026-11-30T02:00:00.000Z',
    by: { staffId: randomUUID(), name: 'Ada' },
  }

  expect(stepInWords(event as never).words).toContain('this version cannot show')
})
