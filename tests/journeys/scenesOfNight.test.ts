import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlayedScene } from '#tests/support/aScene.ts'
import { barriers } from '#tests/support/axe.ts'
import { ask, askTeam, openPrompts, takeScene, withTeams } from '#tests/support/inAScene.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'
import { nightAtEveryHour } from '#tests/support/nightAtEveryHour.ts'
import { hangUp } from '#tests/support/onTheConsole.ts'

// Scenes of the domain guide (§8) whose callers speak by their scripts, in one house: each leaves the nurse ready for the next.
let house: JourneyHouse
let maren: Page
let ruth: Page
const scenes: PlayedScene[] = []
beforeAll(async () => {
  house = await journeyHouse()
  await nightAtEveryHour(house.db, [
    'night_nursing',
    'gp_out_of_hours',
    'social_care',
    'ambulance_control',
    'falls',
  ])
  maren = (await house.nurse('maren')).page
  ruth = (await house.nurse('ruth')).page
})
afterAll(async () => {
  for (const scene of scenes) scene.close()
  await house.close()
})

async function begin(name: string): Promise<void> {
  scenes.push(await takeScene(house, maren, name, { withPhones: true }))
}

test('S9: a child who rings is asked to prove nothing, a lead knows at once, and a grown-up is rung the next day', async () => {
  await begin('s09-child')
  await ask(maren, 'Hello. What is your name?', /Leo/)
  await ask(maren, 'Are you safe, and is a grown-up there?', /in the hall.*only Nana/)
  await ask(maren, 'Can you put me on loudspeaker?', 'I can do that.')

  // Never verified by quizzing: by the number, without a word of his held against the record.
  await maren.getByLabel("Caller's own name").fill('Leo')
  await maren.getByLabel('Relationship').fill('grandson, 8')
  await maren.getByLabel('A child', { exact: true }).check()
  await maren.getByText('A child is asked to prove nothing.').waitFor()
  expect(await maren.getByLabel(/^Birth date/).count()).toBe(0)
  expect(await barriers(maren)).toEqual([])
  await maren.getByRole('button', { name: /^Whom the number suggests/ }).click()
  await maren.getByRole('button', { name: 'Open for this child' }).click()
  await maren.getByRole('heading', { name: /Jan Masłowski/ }).waitFor()
  await maren.getByText('Not for CPR').first().waitFor()
  const told = maren.locator('.app-told')
  await expect.poll(() => told.innerText()).toMatch(/May be told nothing[\s\S]*A child is calling/)
  expect(await looksCompared()).toBe(0)

  // The lead reads it, without being asked.
  await ruth.getByText('A child is calling').waitFor()

  await ask(maren, 'Is Grandad breathing?', /noise like the sea/)
  const prompts = await openPrompts(maren, 'A child on the telephone, or in the house')
  await prompts.getByLabel(/The grown-up is there, and overwhelmed/).check()
  await askTeam(maren, {
    kind: 'Visit for a symptom',
    urgency: 'U1',
    why: 'Cannot be roused, breathes; wife overwhelmed',
  })
  await withTeams(maren)
    .getByText(/^Accepted: /)
    .first()
    .waitFor()
  await ask(maren, 'A nurse is coming.', /watch at the window/)
  await askTeam(maren, {
    kind: 'Safeguarding',
    urgency: 'U4',
    why: 'A child of school age looks after a dying man',
  })

  // An outcome that leaves the child to themselves is not saved.
  await hangUp(maren)
  await maren.getByLabel('Why they called').selectOption('other_symptom')
  await maren.getByLabel('What was done').selectOption('district_nurse')
  await maren.getByLabel('What happens next').fill('Night nurse within the hour; his mother is rung')
  await maren.getByLabel('Where the person is after the call').selectOption('usual_home')
  await maren.getByLabel('No', { exact: true }).check()
  await maren.getByRole('button', { name: /^Save and close the call/ }).click()
  await maren
    .getByText(/^A child rang\. Choose by when/)
    .first()
    .waitFor()
  await maren.getByLabel('Yes', { exact: true }).check()
  await maren.getByRole('button', { name: 'at 10:00' }).click()
  await maren.getByRole('button', { name: /^Save and close the call/ }).click()
  await maren.getByRole('switch').waitFor()
  const [kept] = await house.db.run(house.db.sql`
    select c.identity -> 'checked' as checked, c.identity ->> 'skippedBecause' as why, c.identity -> 'caller' ->> 'isChild' as is_child,
           exists (select from tasks t where t.call_id = c.id and t.kind = 'call_back_promised' and t.due_at < now() + interval '25 hours') as is_followed
    from calls c where c.id = (select call_id from outcomes order by at desc limit 1)`)
  expect(kept).toEqual({
    checked: [],
    why: 'A child is calling, and is not asked to prove anything.',
    isChild: 'true',
    isFollowed: true,
  })
})

/** How often what was said in the call from this number was held against a record. */
async function looksCompared(): Promise<number> {
  const { db } = house
  const [row] = await db.run(db.sql<{ n: number }[]>`
    select count(*)::int as n from access_log
    where action = 'compared' and why ->> 'callId' = (select id::text from calls where held_by is not null)`)
  return row?.n ?? -1
}
