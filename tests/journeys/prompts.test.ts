import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, hangUp, takeTheCall } from '#tests/support/onTheConsole.ts'

let house: JourneyHouse
let maren: NurseWindow

beforeAll(async () => {
  house = await journeyHouse()
  const { db } = house
  await db.run(db.sql`update staff set role = 'shift_lead' where sign_in_name = 'joseph'`)
  maren = await house.nurse('maren')
})
afterAll(() => house.close())

test('S1: pain at ten past two, by the keyboard: two ambers are U2, the log writes itself, and the saved call says so', async () => {
  const { page } = maren
  const handsets = await house.handsets()
  await sayReady(page)
  await handsets.getByLabel(/Wharnley Dale/).check()
  await handsets.getByPlaceholder('07700 900123').fill('07700 900112')
  await handsets.getByRole('button', { name: 'Phone', exact: true }).click()
  await page.getByText('A call is ringing for you').waitFor()
  await takeTheCall(page)

  // Nothing stands in the way: the prompts are closed until she opens them.
  const prompts = page.getByRole('region', { name: 'Prompts' })
  expect(await prompts.getByRole('group').count()).toBe(0)
  await page.keyboard.press('Alt+f')
  await prompts.getByText('Starter 1, unverified: it needs local clinical sign-off.').waitFor()
  await prompts.getByRole('combobox', { name: 'Prompts for' }).selectOption({ label: 'Pain' })
  expect(await page.getByLabel('Why they called').inputValue()).toBe('pain')

  // Before anybody knows whom it is about, no wishes are in view, and that is said in red.
  const list = prompts.getByRole('group', { name: 'What they describe' })
  await page.keyboard.press('Alt+f')
  await expect.poll(() => list.evaluate(one => one === document.activeElement)).toBe(true)
  await page.keyboard.press('3') // chest pain
  await prompts.getByText('The wishes are not in view').waitFor()
  expect(await prompts.getByText('999?').count()).toBe(0)
  await page.keyboard.press('3')
  await prompts.getByText('Tick what they describe').waitFor()

  await confirmPerson(page, {
    caller: 'Angela Ashby',
    relationship: 'wife',
    name: 'Ron Ashby',
    birthDate: '14 3 1955',
  })
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()

  // Two ambers, by their keys; their words by Enter, and back.
  await page.keyboard.press('Alt+f')
  await expect.poll(() => list.evaluate(one => one === document.activeElement)).toBe(true)
  await page.keyboard.press('7')
  await page.keyboard.press('8')
  await prompts.getByText('Face to face · U2, within 2 h').waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('he pulls at the sheets')
  await page.keyboard.press('Enter')
  await expect.poll(() => list.evaluate(one => one === document.activeElement)).toBe(true)
  await prompts.getByLabel('How bad is it, from 0 to 10?', { exact: false }).fill('7')
  await prompts.getByLabel(/^Give the extra dose/).check()

  // What they want stands beside it.
  const wishes = prompts.getByRole('region', { name: 'What they want' })
  expect(await wishes.innerText()).toContain('Not for CPR')

  // On the smallest screen of a desk what follows and what he wants are read beside the prompts, without scrolling.
  const foot = await page.locator('.app-outcome__foot').first().boundingBox()
  for (const part of [prompts.getByRole('heading', { name: 'Prompts' }), wishes]) {
    const box = await part.boundingBox()
    expect(box?.y ?? 0).toBeGreaterThanOrEqual(52)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(foot?.y ?? 0)
  }

  // The page itself stays where it is: the strip that says who waits is not slid away.
  const slid = () => document.documentElement.scrollHeight - window.innerHeight
  expect(await page.evaluate(slid)).toBe(0)

  // The log has written itself, and stays hers to change.
  const found = page.getByLabel('What was found')
  await expect
    .poll(() => found.inputValue())
    .toBe(
      'Pain. Pain, 0 to 10: 7. Amber: extra dose given, and little or no relief; cannot settle or sleep for it (he pulls at the sheets).\nFace to face, U2, within 2 h.',
    )
  expect(await page.getByLabel('Advice given').inputValue()).toContain('Give the extra dose')
  expect(await barriers(page)).toEqual([])
  await expect
    .poll(() =>
      house.db.run(house.db.sql`select 1 from call_notes where outcome_draft ->> 'found' like '%sheets%'`),
    )
    .toHaveLength(1)

  // A reload loses none of it.
  await page.reload()
  await prompts.getByText('Face to face · U2, within 2 h').waitFor()
  expect(await found.inputValue()).toContain('he pulls at the sheets')

  // Sooner than suggested wants a reason, and nothing else does.
  await prompts.getByLabel('How soon').selectOption('U1')
  await hangUp(page)
  await page.getByLabel('What was done').selectOption('district_nurse')
  await page.getByLabel('What happens next').fill('Night nurse asked to visit')
  await page.getByLabel('Where the person is after the call').selectOption('usual_home')
  await page.getByLabel('No', { exact: true }).check()
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByRole('link', { name: /^Say in a few words why it is to be sooner/ }).click()
  await page.keyboard.type('She is alone with him')
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByRole('switch').waitFor()

  const [saved] = await house.db.run(
    house.db.sql<{ triage: unknown }[]>`
      select body -> 'triage' as triage from outcomes where body -> 'triage' ->> 'chosen' is not null`,
  )
  expect(saved?.triage).toMatchObject({
    used: [
      {
        title: 'Pain',
        version: 1,
        isStarter: true,
        ticks: [{ colour: 'amber' }, { said: 'he pulls at the sheets' }],
      },
    ],
    suggested: { result: 'face_to_face', urgency: 'U2' },
    chosen: 'U1',
    override: { way: 'sooner', because: 'She is alone with him' },
  })

  // His doctor reads it among the last calls.
  const { page: doctor } = await house.colleague('miriam')
  await doctor.getByRole('button', { name: /^Ronald Ashby/ }).click()
  await doctor
    .getByText(
      'Prompts: Pain (starter 1, unverified); suggested face to face, U2, within 2 h; chosen sooner: U1, within 1 h, because She is alone with him',
    )
    .waitFor()
  expect(complaintsOf(maren)).toEqual([])
}, 120_000)

test('a lead writes a draft, another approves it, and what differs is marked', async () => {
  const ruth = await house.nurse('ruth')
  const { page } = ruth
  await page.goto(`${house.url}/protocols`)
  await page.getByRole('button', { name: 'Fall', exact: true }).click()
  await page.getByRole('button', { name: 'Edit as a new draft' }).click()
  await page.getByLabel('Title').fill('A fall at home')
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await page.getByRole('button', { name: 'Saved' }).waitFor()
  await page.getByLabel('Compare with').selectOption('starter 1')
  await page.getByRole('row', { name: /Title ≠ changed Fall A fall at home/ }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Send for review' }).click()
  await page.getByText('You wrote in this version: another shift lead approves it.').waitFor()

  const { page: other } = await house.nurse('joseph')
  await other.goto(`${house.url}/protocols`)
  await other.getByText('In review by Ruth Calloway').waitFor()
  await other.getByRole('button', { name: 'Fall', exact: true }).click()
  await other.getByRole('button', { name: 'Approve: nurses are shown this' }).click()
  await other.getByText('nurses are shown this').first().waitFor()
  await other.getByRole('button', { name: 'All prompts' }).click()
  await other.getByRole('button', { name: 'A fall at home' }).waitFor()
  await other.getByText(/version 2, by Joseph Adeyemi, review/).waitFor()
  expect(complaintsOf(ruth)).toEqual([])
}, 120_000)

/** Before anybody has signed in, the page asked who is there, and was told: nobody. */
function complaintsOf({ complaints }: NurseWindow): string[] {
  return complaints.filter(one => !one.includes('401'))
}
