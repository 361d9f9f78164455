import { afterAll, beforeAll, expect, test } from 'vitest'
import { isCallForHelp } from '#server/dispatch/core/calledByText.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aVisitTo } from './aVisitTo.ts'
import { aTeamOf } from './teamsOfLine.ts'

// Somebody is in a house and can type, and not press.
const NIGHT = '+447700900571'
let house: LineHouse
let nurse: Nurse
let goer: Nurse
let teamTaskId: TeamTaskId
beforeAll(async () => {
  house = await lineHouse()
  const { lineId } = house.north
  await aTeamOf(house.database.db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone: NIGHT,
  })
  nurse = await aNurse(house.url, 'aroha1')
  goer = await aNurse(house.url, 'night')
  teamTaskId = await aVisitTo({ house, nurse, goer, street: '1 Weavers Row', from: '+447700900641' })
})
afterAll(() => house.close())

const texts = (body: string) => house.phone.handset(NIGHT).sendText(PRACTICE_SMS_FROM, body)
const told = () =>
  house.phone
    .handset(NIGHT)
    .inbox()
    .map(({ body }) => body)
const outs = async () =>
  (await nurse.board()).teamTasks.find(one => one.teamTaskId === teamTaskId)?.outs ?? []

test('what somebody texts who is out is not answered by ACCEPT or DECLINE; where it calls for help it is a call for help', async () => {
  const body = { commandId: aCommand(), at: new Date().toISOString(), step: 'arrived' as const }
  await goer.ask(routes.progressTeamTask, { params: { teamTaskId }, body })
  texts('Running late, she is talking')
  await until(async () => told().some(words => words.startsWith('The care line has your text')))
  expect(await outs()).toMatchObject([{ step: 'out' }])

  texts('I am NOT SAFE')
  await until(async () => (await outs())[0]?.step === 'help')
  const { steps, whereTheyAre } = await nurse.ask(routes.teamTask, { params: { teamTaskId } })
  expect(steps.map(({ words }) => words)).toContain('Calls for help by text: read it among the answers.')
  expect(whereTheyAre).toMatchObject([{ address: ['1 Weavers Row', 'BD16 4AA'] }])
  expect((await nurse.board()).answers).toHaveLength(2)
  expect(told().filter(words => words.includes('Reply ACCEPT or DECLINE'))).toEqual([])
})

test.each([
  ['help me please', true],
  ['NOT SAFE', true],
  ["I don't feel safe", true],
  ['he isn’t safe to be around', true],
  ['Call the police', true],
  ['all safe, out in ten', false],
  ['Running late', false],
  ['helped her to bed', false],
])('%s: a call for help, %s', (words, isCall) => {
  expect(isCallForHelp(words)).toBe(isCall)
})
