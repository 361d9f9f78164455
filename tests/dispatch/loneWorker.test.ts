import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import { PRACTICE_SMS_FROM } from '#server/platform/messageSettings.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { HandleTeamTask, ProgressTeamTask } from '#shared/teamTasks.ts'
import { plusSeconds } from '#shared/time.ts'
import { aCanary, confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'
import { aTeamOf, joins } from './teamsOfLine.ts'

// Somebody goes alone to a house at night. They say when they will be out; nothing is heard, and one after the other is told, until there is a
// sign that they are safe.
const NIGHT = '+447700900571'
const BUDDY = '+447700900572'
const MANAGER = '+447700900573'

let house: LineHouse
let db: Database
let nurse: Nurse
let goer: Nurse
let held: HeldCall
let epoch: number
let teamTaskId: TeamTaskId
beforeAll(async () => {
  house = await lineHouse()
  db = house.database.db
  const { lineId } = house.north
  const team = await aTeamOf(db, lineId, {
    name: 'Night nursing',
    kind: 'night_nursing',
    signInName: 'night',
    phone: NIGHT,
  })
  await joins(db, lineId, team, { signInName: 'buddy', phone: BUDDY, position: 'second' })
  await joins(db, lineId, team, { signInName: 'boss', phone: MANAGER, position: 'manager' })
  nurse = await aNurse(house.url, 'aroha1')
  goer = await aNurse(house.url, 'night')
  const patientId = await aCanary(house, 'north')
  held = await talkingTo(house, nurse, '+447700900620')
  await confirmed(nurse, held, patientId)
  epoch = (await nurse.detail(held.callId)).identity.epoch
})
afterAll(() => house.close())
beforeEach(async () => {
  const body = {
    epoch,
    commandId: aCommand(),
    kind: 'symptom_visit' as const,
    urgency: 'U2' as const,
    why: 'She cannot settle',
  }
  const reply = await nurse.ask(routes.raiseTeamTask, { params: held.params, body })
  if (reply.kind !== 'raised') throw new Error(reply.because)
  teamTaskId = reply.teamTask.teamTaskId
  await until(async () => (await mine())?.offer != null)
  const answer = { answer: 'accept' as const, commandId: aCommand(), offer: 1 }
  await goer.ask(routes.answerTeamTask, { params: { teamTaskId }, body: answer })
  return async () => {
    for (const out of (await task())?.outs ?? []) await endAlarm(out.taking, 'The test is over')
    const open = await task()
    if (!open) return
    const act = { act: 'stand_down' as const, commandId: aCommand(), because: 'over', version: open.version }
    await nurse.ask(routes.handleTeamTask, { params: { teamTaskId }, body: act })
  }
})

const params = () => ({ teamTaskId })
const mine = async () => (await goer.ask(routes.myTeamTasks)).tasks.find(one => one.teamTaskId === teamTaskId)
const task = async () => (await nurse.board()).teamTasks.find(one => one.teamTaskId === teamTaskId)
const steps = async () =>
  (await nurse.ask(routes.teamTask, { params: params() })).steps.map(({ words }) => words)
type WithoutWhen<One> = One extends unknown ? Omit<One, 'commandId' | 'at'> : never
const press = (step: WithoutWhen<ProgressTeamTask>, at = new Date().toISOString()) =>
  goer.ask(routes.progressTeamTask, {
    params: params(),
    body: { commandId: aCommand(), at, ...step } as ProgressTeamTask,
  })
type After = { kind: 'over' } | { kind: 'longer'; minutes: number }
async function endAlarm(taking: number, words: string, after: After = { kind: 'over' }) {
  const version = (await task())?.version ?? 0
  const body = { act: 'end_alarm' as const, commandId: aCommand(), version, taking, words, after }
  return nurse.ask(routes.handleTeamTask, { params: params(), body })
}
const inbox = (number: string) =>
  house.phone
    .handset(number)
    .inbox()
    .map(({ body }) => body)
const fallDue = (...kinds: string[]) =>
  db.run(db.sql`
    update promises set due_at = now(), leased_until = null
    where kind = any(${kinds}::text[]) and subject_id = ${teamTaskId} and kept_at is null`)
/** The ladder is taken up to here: what would come in minutes comes now. */
async function ladderTo(step: 'missed' | 'buddy' | 'lead' | 'police') {
  const order = ['missed', 'buddy', 'lead', 'police']
  await until(async () => {
    await fallDue('team_task.out_missed', 'team_task.tell_worker')
    return ((await task())?.outs ?? [])[0]?.step !== 'out'
  })
  for (const next of order.slice(1, order.indexOf(step) + 1))
    await until(async () => {
      await db.run(db.sql`
        update promises set due_at = now(), leased_until = null
        where kind = 'team_task.out_step' and subject_id = ${teamTaskId} and kept_at is null and body ->> 'step' = ${next}`)
      const now = ((await task())?.outs ?? [])[0]?.step ?? ''
      return order.indexOf(now) >= order.indexOf(next)
    })
}
const code = async () => {
  const [row] = await db.run(db.sql<{ code: string }[]>`
    select facts ->> 'code' as code from team_tasks where id = ${teamTaskId}`)
  return row?.code ?? ''
}

describe('by when somebody is to be out', () => {
  test('begins when they set out, and is theirs to change', async () => {
    await press({ step: 'set_out', minutes: 20 })
    const at = new Date().toISOString()
    const first = (await mine())?.out
    await press({ step: 'out_by', minutes: 180 }, at)

    expect(first).toMatchObject({ step: 'out', helpAt: null })
    expect((await mine())?.out?.by).toBe(plusSeconds(at, 180 * 60))
    expect((await task())?.outs).toMatchObject([{ name: 'night of Night nursing', step: 'out' }])
  })

  test('what was pressed without a signal is of the time at which it was pressed', async () => {
    const before = new Date().toISOString()
    await press({ step: 'set_out', minutes: 5 }, before)
    await press({ step: 'safe' }, before)

    expect((await mine())?.out ?? null).toBeNull()
    expect(await steps()).toContain('Says: safe, and out.')
  })

  test('stays asked for where the task is stood down while they are in the house', async () => {
    await press({ step: 'arrived' })
    const { version = 0 } = (await task()) ?? {}
    const act = { act: 'stand_down' as const, commandId: aCommand(), because: 'not needed', version }
    await nurse.ask(routes.handleTeamTask, { params: params(), body: act })

    expect(await mine()).toMatchObject({ isMine: false, offer: null, out: { step: 'out' } })
    expect((await task())?.outs).toHaveLength(1)
    await press({ step: 'safe' })
    expect(await mine()).toBeUndefined()
    expect(await task()).toBeUndefined()
  })
})

describe('who is not heard of', () => {
  test('is texted with no word of whom or where; their team, then who leads is told, then the line is asked to ring 999', async () => {
    await press({ step: 'arrived' })
    await ladderTo('missed')
    await until(async () => inbox(NIGHT).some(body => body.startsWith('You were to say that you are safe')))
    await ladderTo('buddy')
    await until(async () => inbox(BUDDY).some(body => body.startsWith('A colleague on task')))
    await ladderTo('police')
    await until(async () => inbox(MANAGER).some(body => body.includes('Ring the care line first')))

    const all = [...inbox(NIGHT), ...inbox(BUDDY), ...inbox(MANAGER)].join(' ')
    expect(all).not.toMatch(/Canary|Margaret|settle|BD16/)
    // Nobody who knows neither who nor where is asked to ring 999: the line has both.
    expect([...inbox(BUDDY), ...inbox(MANAGER)].join(' ')).not.toMatch(/999/)
    const told = await steps()
    expect(told).toEqual(
      expect.arrayContaining([
        'Did not say in time that they are safe. They are texted, then rung.',
        'Nothing was heard of them. Of their team is told: buddy of Night nursing.',
        'Still nothing was heard of them. The line is asked to ring 999.',
      ]),
    )
    expect(told.some(words => words.startsWith('Text to buddy of Night nursing, that a colleague'))).toBe(
      true,
    )
    const { whereTheyAre } = await nurse.ask(routes.teamTask, { params: params() })
    expect(whereTheyAre).toMatchObject([{ phone: NIGHT, place: null, isProtected: false }])
    expect(whereTheyAre[0]?.address.length).toBeGreaterThan(0)
    const drafted = await db.run(db.sql`
      select kind from incident_drafts where team_task_id = ${teamTaskId} and kind = 'worker_not_safe'`)
    expect(drafted).toHaveLength(1)
  })

  test('SAFE by text is half an hour more and not the end, OUT ends it, with the code or without, and they are told which', async () => {
    await press({ step: 'arrived' })
    await ladderTo('missed')
    await until(async () => inbox(NIGHT).some(body => body.includes('You were to say')))
    house.phone.handset(NIGHT).sendText(PRACTICE_SMS_FROM, `safe ${(await code()).toLowerCase()}`)
    await until(async () => ((await task())?.outs ?? [])[0]?.step === 'out')
    const [more] = (await task())?.outs ?? []
    expect(more && more.by > plusSeconds(new Date().toISOString(), 28 * 60)).toBe(true)
    await until(async () => inbox(NIGHT).some(body => body.includes('Once you are out, reply OUT')))
    house.phone.handset(NIGHT).sendText(PRACTICE_SMS_FROM, `safe out ${(await code()).toLowerCase()}`)
    await until(async () => ((await task())?.outs ?? []).length === 0)
    await until(async () => inbox(NIGHT).some(body => body.includes('You are safe and out')))

    await press({ step: 'arrived' })
    expect((await task())?.outs).toHaveLength(0) // they are there already: nothing begins anew
    await press({ step: 'out_by', minutes: 5 })
    house.phone.handset(NIGHT).sendText(PRACTICE_SMS_FROM, 'I am out')
    await until(async () => ((await task())?.outs ?? []).length === 0)
    expect((await steps()).filter(words => words === 'Says: safe, and out (by text).')).toHaveLength(2)
  })

  test('1 on the telephone that rings them says that they are safe, and they are asked again', async () => {
    await press({ step: 'arrived' })
    // As if the time that they were to be out by was four minutes ago.
    const by = plusSeconds(new Date().toISOString(), -240)
    await db.run(db.sql`
      with moved as (
        update team_tasks set facts = jsonb_set(facts, '{takings,0,out,by}', to_jsonb(${by}::text)) where id = ${teamTaskId}
      )
      update promises set body = jsonb_set(body, '{by}', to_jsonb(${by}::text))
      where subject_id = ${teamTaskId} and kind = 'team_task.out_missed'`)
    await ladderTo('missed')
    await until(async () => {
      await db.run(db.sql`
        update messages set created_at = ${by} where team_task_id = ${teamTaskId} and template = 'check_out_due'`)
      await fallDue('team_task.tell_worker')
      await pause(300)
      return house.phone
        .handset(NIGHT)
        .calls()
        .some(call => call.status === 'ringing')
    })
    const call = await house.phone.handset(NIGHT).waitForRing()
    call.answer()
    await call.waitToHear(/Press 1/)
    call.press('1')

    await until(async () => ((await task())?.outs ?? [])[0]?.step === 'out')
    expect(await steps()).toContain(
      'Says: safe (by a key on the telephone), and not that they are out. They are asked again in half an hour.',
    )
  })
})

describe('who presses for help', () => {
  test('is at the top at once; by accident is said, and closed only by a nurse with how she knows', async () => {
    await press({ step: 'help', place: null })
    const at = new Date().toISOString()
    await press({ step: 'help', place: { latitude: 53.9, longitude: -1.8, metres: 12, at } })
    // Also where the place has moved the task meanwhile: at once is not in half a minute.
    const isTold = async () => inbox(MANAGER).some(body => body.includes('has pressed for help'))
    await until(isTold, 15_000)
    // The ring waits for no answer to the text.
    await until(async () => house.phone.handset(MANAGER).calls().length > 0, 15_000)
    await press({ step: 'help_mistaken' })
    await press({ step: 'safe' })

    expect((await task())?.outs).toMatchObject([{ step: 'help', isMistaken: true }])
    const drafted = await db.run(db.sql`select key from incident_drafts where team_task_id = ${teamTaskId}`)
    expect(drafted).toHaveLength(1) // of one call for help, told where
    const { whereTheyAre } = await nurse.ask(routes.teamTask, { params: params() })
    expect(whereTheyAre).toMatchObject([{ phone: NIGHT, place: { latitude: 53.9 } }])
    expect(await endAlarm(1, 'x')).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('how you know'),
    })
    expect(await endAlarm(1, 'Rang her: she sat on it')).toMatchObject({ kind: 'saved' })
    expect((await task())?.outs).toEqual([])
    const kept = await db.run(db.sql`
      select facts::text as text from team_tasks where id = ${teamTaskId}
      union all select event::text from team_task_events where team_task_id = ${teamTaskId}`)
    expect(JSON.stringify(kept)).not.toContain('latitude')
    expect(await steps()).toContain('Pressed for help, and says where they are.')
    expect(await endAlarm(1, 'Rang her once more')).toMatchObject({ kind: 'refused' })
  })

  test('a nurse sees to it and has rung 999: every board and their phone say who and when, and nobody else is told', async () => {
    await press({ step: 'help', place: null })
    const by = async (act: object) =>
      nurse.ask(routes.handleTeamTask, {
        params: params(),
        body: { commandId: aCommand(), taking: 1, ...act } as HandleTeamTask,
      })
    expect(await by({ act: 'see_to' })).toMatchObject({ kind: 'saved' })
    expect(await by({ act: 'rung_999', reference: 'CAD 1234' })).toMatchObject({ kind: 'saved' })
    const said = new Date().toISOString()
    for (const seconds of [600, -13 * 3_600])
      expect(await by({ act: 'rung_999', rungAt: plusSeconds(said, seconds) })).toMatchObject({
        because: expect.stringContaining('a time that has been'),
      })
    const rungAt = plusSeconds(said, -300)
    expect(await by({ act: 'rung_999', reference: 'CAD 1234', rungAt })).toMatchObject({ kind: 'saved' })

    const [out] = (await task())?.outs ?? []
    expect(out).toMatchObject({ step: 'help', seenTo: { name: expect.any(String) } })
    expect((await mine())?.out).toMatchObject({
      seenTo: out?.seenTo,
      rung999: { reference: 'CAD 1234', at: rungAt },
    })
    expect(await steps()).toEqual(
      expect.arrayContaining(['Sees to it: nobody else is told.', '999 is rung, reference CAD 1234.']),
    )
    await until(async () => {
      await fallDue('team_task.tell_help')
      const [{ open } = { open: 1 }] = await db.run(db.sql<{ open: number }[]>`
        select count(*)::int as open from promises
        where subject_id = ${teamTaskId} and kind = 'team_task.tell_help' and kept_at is null`)
      return open === 0
    })
    expect(await endAlarm(1, 'Spoke to her')).toMatchObject({ kind: 'saved' })
    expect(await by({ act: 'see_to' })).toMatchObject({ kind: 'refused' })
  })

  test('Done is not yet out of the house: they are watched until they say so', async () => {
    await press({ step: 'arrived' })
    const outcome = { found: 'f', done: 'd', plan: null, nextReview: null, askOfLine: null, given: [] }
    await press({ step: 'done', outcome })

    expect(await mine()).toMatchObject({ isMine: false, out: { step: 'out' } })
    const [watched] = (await task())?.outs ?? []
    expect(watched && watched.by <= plusSeconds(new Date().toISOString(), 15 * 60)).toBe(true)
    await press({ step: 'safe' })
    expect(await mine()).toBeUndefined()
  })

  test('goes on when the person has died, and when the visit is done', async () => {
    await press({ step: 'arrived' })
    await press({ step: 'help', place: null })
    const outcome = { found: 'f', done: 'd', plan: null, nextReview: null, askOfLine: null, given: [] }
    await press({ step: 'done', outcome })
    const owed = await db.run(db.sql`
      select about_patient from promises where subject_id = ${teamTaskId} and kind in ('team_task.tell_help', 'team_task.out_missed')`)

    expect((await task())?.outs).toMatchObject([{ step: 'help' }])
    expect(owed.length).toBeGreaterThan(1)
    expect(owed.every(({ aboutPatient }) => aboutPatient === null)).toBe(true)
  })
})
