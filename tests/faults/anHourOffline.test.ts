import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { routes } from '#shared/routes.ts'
import { workKinds } from '#shared/teamWork.ts'
import { aCommand, aNurse } from '#tests/support/aNurse.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'
import { nightAtEveryHour } from '#tests/support/nightAtEveryHour.ts'
import { askTeam, callAboutRon, dosesOfRon, inStore } from '#tests/support/sentToRon.ts'

// Fault: whoever goes has no signal for an hour. What they press is done once and in its order when there is one again, at the times at
// which it was pressed; what cannot be done any more is said, with its words.
const HOUR_MS = 3_600_000
const minutes = (count: number) => count * 60_000
const VISIT = workKinds.symptom_visit.text
const OFFER = workKinds.catheter.text
let house: JourneyHouse
let console_: Page
let phone: Page
beforeAll(async () => {
  house = await journeyHouse()
  await nightAtEveryHour(house.db)
  console_ = (await house.nurse('maren')).page
  phone = (await house.colleague('lindsay', { width: 390, height: 844 })).page
  await phone.goto(`${house.url}/my-tasks`)
  await callAboutRon(house, console_)
  await askTeam(console_, 'He cannot settle', VISIT)
  await phone.getByRole('button', { name: 'I go' }).click()
  await phone.getByRole('button', { name: new RegExp(VISIT) }).waitFor()
  await askTeam(console_, 'Blocked since the evening', OFFER)
  await phone.getByRole('article', { name: OFFER }).waitFor()
  await anHourAgo()
})
afterAll(() => house.close())

/** She said yes an hour ago, before the valley without a signal. */
async function anHourAgo() {
  const { sql, run } = house.db
  const at = sql`to_jsonb(to_char((now() - interval '65 minutes') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`
  await run(sql`
    update team_tasks
    set facts = jsonb_set(jsonb_set(facts, '{takings,0,at}', ${at}), '{raised,at}', ${at})
    where kind = 'symptom_visit' and state = 'accepted'`)
}

test('an hour without a signal is replayed once, in its order and at its times, and what was withdrawn meanwhile is said', async () => {
  const before = await dosesOfRon(house.db)
  await phone.context().setOffline(true)
  await phone.clock.install({ time: Date.now() - HOUR_MS })

  await phone.getByRole('article', { name: OFFER }).getByRole('button', { name: 'I go' }).click()
  await phone.getByText('Not sent yet: kept on this phone').waitFor()
  await phone.getByRole('button', { name: new RegExp(VISIT) }).click()
  await phone.getByRole('button', { name: 'On my way…' }).click()
  await phone.getByRole('button', { name: '20' }).click()
  await phone.clock.fastForward(minutes(25))
  await phone.getByRole('button', { name: 'More…' }).click()
  await phone.getByRole('button', { name: 'Could not get in…' }).click()
  await phone.getByLabel('What you tried, and who you rang').fill('Rang twice, nobody opened')
  await phone.getByRole('button', { name: 'Could not get in' }).click()
  await phone.clock.fastForward(minutes(5))
  await phone.getByRole('button', { name: 'I am in now' }).click()
  await withdraw()
  await phone.clock.fastForward(minutes(30))
  await phone.getByRole('button', { name: 'Done…' }).click()
  await phone.getByLabel('What you found').fill('In pain, alone')
  await phone.getByLabel('What you did').fill('Gave what is charted')
  await phone.getByRole('button', { name: 'Add a medicine given' }).click()
  await phone.getByLabel('Which').selectOption({ index: 1 })
  await phone.getByLabel('How much').fill('2.5 mg')
  await phone.getByRole('button', { name: 'Save: I am done here' }).click()
  await phone.getByText('Not sent yet: kept on this phone').waitFor()
  expect(await steps(VISIT)).toEqual([])
  const lost = await loseTheFirstAnswer()

  await phone.context().setOffline(false)

  const kinds = async () => (await steps(VISIT)).map(({ kind }) => kind)
  await expect.poll(kinds, { timeout: 30_000 }).toEqual(['set_out', 'no_access', 'arrived', 'done'])
  await phone.getByText(/^Not sent yet/).waitFor({ state: 'detached' })
  expect(lost.count()).toBe(1)
  const told = await steps(VISIT)
  const from = Date.parse(told[0]?.at ?? '')
  expect(told.map(({ at }) => Math.round((Date.parse(at) - from) / 60_000))).toEqual([0, 25, 30, 60])
  expect(await dosesOfRon(house.db)).toBe(before + 1)
  expect(await steps(OFFER)).toEqual([])

  const refused = phone.getByRole('alert').filter({ hasText: 'Not taken: I go' })
  await refused.getByText('This is not needed any more.').waitFor()
  await refused.getByRole('button', { name: 'I have read this' }).click()
  await expect.poll(() => phone.evaluate(inStore)).toEqual([])
})

/** The offer is taken back while she cannot hear of it. */
async function withdraw() {
  const joseph = await aNurse(house.url, 'joseph', PRACTICE_PASSWORD)
  const open = (await joseph.board()).teamTasks.find(({ kind }) => kind === 'catheter')
  if (!open) throw new Error('nothing is offered')
  const { teamTaskId, version } = open
  const said = await joseph.ask(routes.handleTeamTask, {
    params: { teamTaskId },
    body: { act: 'stand_down', commandId: aCommand(), version, because: 'It runs again' },
  })
  expect(said.kind).toBe('saved')
}

/** The signal is back for one act, and goes with its answer: the server has done what the phone does not know of. */
async function loseTheFirstAnswer() {
  let count = 0
  await phone.context().route('**/progress', async route => {
    if (count > 0) return route.continue()
    count += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  return { count: () => count }
}

/** What whoever goes has done by the diary of the task, and when it was; a press that did nothing is not among it. */
async function steps(what: string): Promise<{ kind: string; at: string }[]> {
  const kind = what === VISIT ? 'symptom_visit' : 'catheter'
  const { sql, run } = house.db
  return run(sql<{ kind: string; at: string }[]>`
    select e.event ->> 'kind' as kind, e.event ->> 'at' as at
    from team_task_events e
    join team_tasks t on t.id = e.team_task_id
    where t.kind = ${kind}
      and e.moved_to is not null
      and e.event ->> 'kind' in ('set_out', 'no_access', 'arrived', 'done')
    order by e.received_at, e.source_key`)
}
