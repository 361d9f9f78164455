import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aScene, type PlayedScene } from '#tests/support/aScene.ts'
import { barriers } from '#tests/support/axe.ts'
import { askTeam } from '#tests/support/inAScene.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { nightAtEveryHour } from '#tests/support/nightAtEveryHour.ts'
import { confirmPerson, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

// Scene 10 of the domain guide: a husband at the end of his strength, and two teams that do not come. The caller and the telephones of
// the teams act by their script; nurse and shift lead see the same task on their consoles, and it is somebody’s at every moment.
let house: JourneyHouse
let maren: NurseWindow
let ruth: NurseWindow
let scene: PlayedScene
beforeAll(async () => {
  house = await journeyHouse()
  await nightAtEveryHour(house.db, ['night_nursing', 'hospice_at_home', 'gp_out_of_hours'])
  maren = await house.nurse('maren')
  ruth = await house.nurse('ruth')
})
afterAll(async () => {
  scene?.close()
  await house.close()
})

const say = async (page: Page, words: string) => {
  await page.getByLabel('Say something (practice line)').fill(words)
  await page.keyboard.press('Enter')
}
const heard = (page: Page, words: string | RegExp) =>
  page.getByLabel('Heard on the practice line').getByText(words).waitFor()
/** The time that the team has is over: how long that is, is a matter of rules and not of this test’s patience. */
const timeIsOver = () =>
  house.db.run(house.db.sql`
    update promises set due_at = now(), leased_until = null where kind = 'team_task.silent' and kept_at is null`)

/** So is the time for which a text to this telephone is waited for, before it is rung. */
const textIsOver = async (number: string) => {
  const { run, sql } = house.db
  await expect
    .poll(async () => {
      const sent = await run(sql`
        update messages set created_at = created_at - interval '5 minutes'
        where to_number = ${number} and template = 'task_offered' and state = 'delivered' returning id`)
      return sent.length
    })
    .toBe(1)
  await run(sql`
    update team_tasks set facts = jsonb_set(facts, '{offers,2,at}', to_jsonb('2026-01-01T00:00:00.000Z'::text))
    where state in ('offered', 'seen')`)
  // Whoever looks at it at this very moment sets the next time anew.
  const ringing = async () => {
    await run(
      sql`update promises set due_at = now(), leased_until = null where kind = 'team_task.tell' and kept_at is null`,
    )
    return (await run(sql`select from messages where to_number = ${number} and kind = 'ring_with_key'`))
      .length
  }
  await expect.poll(ringing, { interval: 1_000 }).toBe(1)
}

test('one team says no, one says nothing, the third comes; nurse and lead see it all, and the caller is told the truth', async () => {
  const { page } = maren
  await sayReady(page)
  scene = await aScene(house.phone.origin, 's10-despair', { withPhones: true })
  await page.getByText('A call is ringing for you').waitFor()
  await takeTheCall(page)
  await say(page, 'Who am I speaking to?')
  await heard(page, 'Mo. Her husband.')
  await say(page, 'Mo, are you thinking of killing yourself?')
  await heard(page, /Not while she’s here/)
  await say(page, 'Tell me her date of birth and your address.')
  await heard(page, /Helen Ibrahim.*WZ2 8SW/)
  await confirmPerson(page, {
    caller: 'Mo Ibrahim',
    relationship: 'husband',
    name: 'Helen Ibrahim',
    birthDate: '3 7 1974',
    postcode: 'WZ2 8SW',
  })
  await page.getByRole('heading', { name: /Helen Ibrahim/ }).waitFor()

  await page.keyboard.press('Alt+z')
  const dialog = page.getByRole('dialog', { name: 'Ask a community team' })
  await dialog.getByLabel('What is needed').selectOption({ label: 'Visit for a symptom' })
  await dialog.getByLabel('How soon').selectOption('U1')
  await dialog.getByLabel('Why now, in one line').fill('Rattle; her husband is alone and at risk')
  await page.keyboard.press('Enter')
  await page.getByText(/^Asked for: Visit for a symptom/).waitFor()

  const rows = [page, ruth.page].map(one => one.getByRole('region', { name: /^With teams/ }))
  const bothSee = async (words: string | RegExp) => {
    for (const row of rows) await row.getByText(words).first().waitFor()
  }
  await bothSee(/declined/)
  // While nobody has it, a shift lead sees it with its clock.
  await rows[1]
    ?.getByText(/^in \d+ min$/)
    .first()
    .waitFor()
  await bothSee(/^Asking .*[Hh]ospice/)
  await say(page, 'The first team cannot come. We are asking another team.')
  await heard(page, /not lying to me/)
  await timeIsOver()
  await bothSee(/did not answer/)
  await bothSee(/^Asking .*Doctors/)
  await textIsOver('+447700900930')
  await bothSee(/^Accepted: .*Doctors/)
  await say(page, 'The doctor is on his way.')
  await heard(page, /open the back door/)

  const task = rows[1]?.getByRole('button', { name: /Visit for a symptom/ })
  await task?.click()
  const panel = ruth.page.getByRole('main')
  for (const words of [/Night nurs.* is asked/, /[Hh]ospice.* is asked/, /Doctors.* is asked/])
    await panel.getByText(words).first().waitFor()
  expect(await barriers(ruth.page)).toEqual([])
  const [ownerless] = await house.db.run(
    house.db.sql<{ n: number }[]>`
      select count(*)::int as n from team_task_events
      where moved_to in ('accepted', 'en_route', 'arrived')
        and team_task_id in (select id from team_tasks where taken_by is null)`,
  )
  expect(ownerless?.n).toBe(0)

  // The doctor is not there within the hour: what came of it is drafted, with each team that was asked and why it did not come.
  await expect
    .poll(
      async () => {
        await house.db.run(house.db.sql`
          update promises set due_at = now(), leased_until = null where kind = 'team_task.late' and kept_at is null`)
        return (await house.db.run(house.db.sql`select from incident_drafts where kind = 'visit_late'`))
          .length
      },
      { interval: 200 },
    )
    .toBe(1)
  await ruth.page.goto(`${house.url}/shift`)
  const drafted = ruth.page.getByRole('region', { name: /^Drafted incidents/ })
  await drafted.getByText(/Night nurs.*: declined .*: no reason was given/).waitFor()
  await drafted.getByText(/[Hh]ospice.*: did not answer/).waitFor()
  await drafted.getByText(/Doctors.*: accepted/).waitFor()

  // Respite for tomorrow; the risk is written down, and the nurse is offered some minutes of her own.
  await askTeam(page, {
    kind: 'Help for the carer, or respite',
    urgency: 'U5',
    why: 'Three nights without sleep',
  })
  await hangUp(page)
  await page.getByLabel('Why they called').selectOption('carer_distress')
  await page.getByLabel('What was done').selectOption('gp_or_out_of_hours')
  await page.getByLabel('What was found').fill('Thoughts and means, no intent; his brother comes')
  await page.getByLabel('What happens next').fill('Doctor within the hour; medicines with his brother')
  await page.getByLabel('Where the person is after the call').selectOption('usual_home')
  await page.getByLabel('Yes', { exact: true }).check()
  await page.getByRole('button', { name: /30 min/ }).click()
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByText('That was a hard call.').waitFor()
})
