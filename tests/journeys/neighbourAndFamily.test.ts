import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readUnwalked } from '#server/audit/walkStore.ts'
import { lookOver } from '#server/oversight/lookOver.ts'
import type { PlayedScene } from '#tests/support/aScene.ts'
import { ask, askTeam, openLinkOf, takeScene, withTeams } from '#tests/support/inAScene.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'
import { nightAtEveryHour } from '#tests/support/nightAtEveryHour.ts'
import { confirmPerson, hangUp } from '#tests/support/onTheConsole.ts'

// Scenes 4 and 7 of the domain guide: who rings speaks by a script. The night nurse’s telephone is open beside the consoles.
const TARIQ = '+447700900152'
const NEIGHBOUR = '+447700900890'
const YUSUF = { name: 'Yusuf Malik', birthDate: '18 4 1949' }

let house: JourneyHouse
let maren: Page
let priya: Page
const scenes: PlayedScene[] = []
beforeAll(async () => {
  house = await journeyHouse()
  await nightAtEveryHour(house.db, ['night_nursing', 'falls'])
  maren = (await house.nurse('maren')).page
  priya = (await house.nurse('priya')).page
})
afterAll(async () => {
  for (const scene of scenes) scene.close()
  await house.close()
})

async function onTheLine(page: Page, name: string): Promise<void> {
  scenes.push(await takeScene(house, page, name))
}

/** The daughter, his emergency contact, is owed a ring within half an hour; who takes that reads who she is, her number, and why. */
async function daughterIsOwed(): Promise<void> {
  const row = maren
    .getByRole('region', { name: 'Owed' })
    .getByRole('button')
    .filter({ hasText: '07700 900 890' })
  expect(await row.innerText()).toMatch(/Call back\s+in (29|30) min[\s\S]*With the desk/)
  await row.click()
  await maren.getByRole('button', { name: /^Take this/ }).click()
  await maren.getByRole('button', { name: 'Open the record' }).click()
  await maren.getByText('Next: Ring his daughter Judith').waitFor()
  await maren.getByText(/Sandra Holt \(neighbour\) · Maren Oakley/).waitFor()
  const told = maren.getByRole('region', { name: 'Who may be told what' })
  await told.getByText('Judith Pickersgill, Daughter').waitFor()
  await told.getByRole('button', { name: /^More/ }).click()
  await told.getByText(/07700 900 115/).waitFor()
  await expect.poll(() => row.innerText()).toContain('With you')
}

/** How the call is kept: about whom, by which checks, and who rang. */
async function linkedCaller(): Promise<unknown> {
  const { db } = house
  const [row] = await db.run(db.sql`
    select p.family_name as patient, c.identity -> 'checked' as checked, c.identity -> 'caller' as caller,
           c.identity ->> 'skippedBecause' as skipped_because
    from calls c join patients p on p.id = c.patient_id
    where c.from_number = ${NEIGHBOUR}`)
  return row
}

async function peopleWith(number: string): Promise<number> {
  const { db } = house
  return (await db.run(db.sql`select 1 from patient_phones where number = ${number}`)).length
}

/** As the house does, twice a minute. Where it is at it in this moment it goes on from where it was: nothing is left when nothing is left. */
async function allIsLookedOver(): Promise<void> {
  const { db } = house
  const left = async () => {
    await lookOver({ db, clock: () => new Date().toISOString() }, 'at_once')
    return (await readUnwalked(db, 'at_once', new Date().toISOString())).length
  }
  await expect.poll(left).toBe(0)
}

test('S4: a neighbour on her own mobile: two Rons, one opened for a reason, nothing told, her number on no record', async () => {
  await onTheLine(maren, 's04-neighbour')
  await ask(maren, 'Is he breathing, and did he hit his head?', /he’s talking.*slid down the cupboard/)
  await ask(maren, 'Is there any bleeding?', /no blood to speak of/)
  await ask(maren, 'Which house is it, and who are you?', /twenty-two.*Sandra Holt/)
  await maren.getByLabel("Caller's own name").fill('Sandra Holt')
  await maren.getByLabel('Relationship').fill('neighbour')
  await maren.getByLabel('Their name').fill('Ron')
  await maren.getByLabel('Postcode or first line').fill('Weavers Row')
  await maren.getByRole('button', { name: /^Search everyone/ }).click()

  // Two of one name in one street. Nothing of either is shown but what tells them apart.
  const matches = maren.locator('.app-match')
  await matches.nth(1).waitFor()
  expect(await matches.count()).toBe(2)
  await expect.poll(() => maren.getByText('≈ Address: the street, not all of it').count()).toBe(2)
  expect(await maren.content()).not.toContain('Not for CPR')

  // No time for the checks: she says why, and the record says that nobody was checked.
  const ron = matches.filter({ hasText: /born June 1942/ }).last()
  await ron.getByRole('button', { name: 'Open without the checks…' }).click()
  await ron
    .getByLabel('Why must it be opened now?')
    .fill('Fallen at home, on the floor; neighbour is with him')
  await ron.getByRole('button', { name: 'Open without the checks', exact: true }).click()
  await maren.getByRole('heading', { name: /Ronald Pickersgill/ }).waitFor()
  const told = maren.locator('.app-told')
  await expect.poll(() => told.innerText()).toMatch(/Sandra Holt \(neighbour\):[\s\S]*May be told nothing/)

  await ask(maren, 'I cannot tell you anything of him.', /I only want him seen to/)
  for (const asked of [
    {
      kind: 'Fallen: lift from the floor',
      urgency: 'U2',
      why: 'On the floor, no injury; a neighbour has a key',
    },
    { kind: 'See that somebody is safe', urgency: 'U2', why: 'Alone while his wife is in hospital' },
  ])
    await askTeam(maren, asked)

  await maren
    .getByText(/^Opened without enough checks.*: Fallen at home, on the floor; neighbour is with him/)
    .waitFor()

  // What was done is written down, and that his daughter is rung is owed: by somebody, and by a time.
  await maren.getByRole('textbox', { name: 'Notes' }).fill('The falls crew is asked.')
  await hangUp(maren)
  await fillOutcome(maren, { reason: 'fall', done: 'district_nurse', next: 'Ring his daughter Judith' })
  await maren.getByRole('button', { name: /30 min/ }).click()
  await save(maren)
  await daughterIsOwed()
  expect(await linkedCaller()).toEqual({
    ...{
      patient: 'Pickersgill',
      checked: [],
      caller: { name: 'Sandra Holt', relationship: 'neighbour', isPatient: false },
    },
    skippedBecause: 'Fallen at home, on the floor; neighbour is with him',
  })
  expect(await peopleWith(NEIGHBOUR)).toBe(0)
  await allIsLookedOver()
  const { page: officer } = await house.colleague('gillian')
  await officer.getByText('“Fallen at home, on the floor; neighbour is with him”').first().waitFor()
})

test('S7: wife and son ring at once about one man: each nurse sees the other, both words are kept apart, both promise a call back and one is owed', async () => {
  await onTheLine(maren, 's07-wife')
  await ask(maren, 'Who is calling?', /Amina\. His wife/)
  await confirmPerson(maren, { ...YUSUF, caller: 'Amina Malik', relationship: 'wife' })
  await maren.getByRole('heading', { name: /Yusuf Malik/ }).waitFor()
  await maren.getByRole('textbox', { name: 'Notes' }).fill('He is agitated. “I want him left in peace.”')
  await maren.getByText(/^Saved/).waitFor()

  await ask(maren, 'When did he last pass urine?', /not since noon/)
  await onTheLine(priya, 's07-son')
  await ask(priya, 'Are you driving? Please pull over.', /pulled over/)
  await confirmPerson(priya, { ...YUSUF, caller: 'Tariq Malik', relationship: 'son' })

  // Both are told, without asking; each writes for her own caller and can read what the other writes.
  await priya
    .getByText('Call in progress about this person: Maren Oakley talks with Amina Malik (wife).')
    .waitFor()
  await maren
    .getByText('Call in progress about this person: Priya Raman talks with Tariq Malik (son).')
    .waitFor()
  await priya.getByRole('button', { name: 'See their notes' }).click()
  const theirs = priya.getByLabel('What Maren Oakley writes')
  await theirs.getByText('“I want him left in peace.”', { exact: false }).waitFor()
  await maren
    .getByRole('textbox', { name: 'Notes' })
    .fill('He is agitated. “I want him left in peace.” No urine since noon.')
  await theirs.getByText('No urine since noon.', { exact: false }).waitFor()
  expect(await priya.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('')

  // The son may hear how his father is; the record's own wish is in sight of both: the place, the ceiling, and who decides.
  await expect.poll(() => priya.locator('.app-told').innerText()).toContain('May be told how the person is')
  for (const page of [maren, priya]) {
    const places = await page.getByRole('region', { name: 'Preferred places' }).innerText()
    expect(places).toMatch(/To be cared for\s+Home[\s\S]*To die\s+Home/)
    await page.getByText('Infection or confusion: stay at home').waitFor()
    const papers = page.locator('details').filter({ hasText: 'Plans and papers' })
    await papers.getByText('Lasting power of attorney for health and welfare').first().waitFor()
    await papers.locator('summary').first().click()
    await papers
      .getByText(/^Attorneys: Amina Malik/)
      .first()
      .waitFor()
    await papers.getByText('May decide about life-sustaining treatment').first().waitFor()
  }

  // That they disagree is put on the record by the one, as what the next must know, and the other reads it at once.
  const disagree = 'Tonight wife and son disagree: left in peace, or hospital. Family call tomorrow.'
  await putAlert(maren, disagree)
  for (const page of [maren, priya])
    await page.getByRole('region', { name: 'Alerts' }).getByText(`Take care: ${disagree}`).waitFor()
  await priya.getByRole('textbox', { name: 'Notes' }).fill('“Get him to hospital now.”')
  await priya.getByText(/^Saved/).waitFor()

  // One task: a second of its kind is refused, and shows where the first is. Both nurses read the same time, and say it.
  const omar = (await house.colleague('omar', { width: 390, height: 844 })).page
  const asked = { kind: 'Catheter', urgency: 'U2', why: 'No urine since noon, lower belly tight' }
  await askTeam(maren, asked)
  await askSecond(priya, asked)
  await omar.getByRole('link', { name: 'Your tasks…' }).click()
  await omar.getByRole('article', { name: 'Catheter' }).getByRole('button', { name: 'I go' }).click()
  await omar.getByRole('button', { name: /Catheter/ }).click()
  await omar.getByRole('button', { name: 'On my way…' }).click()
  await omar.getByRole('button', { name: '20' }).click()
  const expected = await Promise.all(
    [maren, priya].map(page =>
      withTeams(page)
        .getByText(/^On the way/)
        .innerText(),
    ),
  )
  expect(expected[0]).toMatch(/\d\d:\d\d/)
  expect(expected[1]).toBe(expected[0])
  await followedBy(priya, TARIQ, /\d\d:\d\d/.exec(expected[0] ?? '')?.[0] ?? '')
  await ask(maren, 'A nurse is coming.', /Ring the bell twice/)
  await ask(priya, 'A nurse is coming, for a catheter.', /How long/)

  // The first promises a call back. The second promises one too, and it is that one, unless she says why there is to be another.
  await hangUp(maren)
  await fillOutcome(maren)
  await maren.getByRole('button', { name: /30 min/ }).click()
  await save(maren)
  await priya.getByText(/^A call back is owed about this person already/).waitFor()
  await hangUp(priya)
  await fillOutcome(priya)
  const owed = priya.getByRole('radio', { name: /^The one that is owed already, by \d\d:\d\d/ })
  await expect.poll(() => owed.isChecked()).toBe(true)
  await priya.getByRole('radio', { name: 'A second one' }).check()
  await priya.getByRole('button', { name: /30 min/ }).click()
  await priya.getByRole('button', { name: /^Save and close the call/ }).click()
  await priya.getByText('Say why a second call back is needed.').first().waitFor()
  await owed.check()
  await expect.poll(() => priya.getByText('Say why a second call back is needed.').count()).toBe(0)
  await save(priya)

  // One ring on the board, which says whom it is to answer too; whoever closes it is told what becomes of the other.
  const both = maren.getByRole('button', { name: /0113 496 0150 · promised · for 07700 900 152 too/ })
  await both.waitFor()
  await expect.poll(() => maren.getByRole('button', { name: /^Call back.*07700 900 152/ }).count()).toBe(1)
  await both.click()
  await maren.getByText(/Priya Raman promised 07700 900 152 a call back/).waitFor()
  await maren.getByRole('button', { name: /^Take this/ }).click()
  await maren.getByText(/^A call back promised to 07700 900 152 is to be answered by this one\./).waitFor()
  await maren.getByLabel('How it ended').selectOption('answered_by_later_call')
  await maren.getByRole('button', { name: 'Close this task' }).click()
  await maren.getByRole('button', { name: /^Call back.*07700 900 152 · promised/ }).waitFor()

  const { db } = house
  const said = await db.run(db.sql<{ notes: string }[]>`
    select o.notes from outcomes o join patients p on p.id = o.patient_id
    where p.given_name = 'Yusuf' and o.at > now() - interval '1 hour' order by o.at`)
  expect(said.map(({ notes }) => notes)).toEqual([
    'He is agitated. “I want him left in peace.” No urine since noon.',
    '“Get him to hospital now.”',
  ])
})

const YUSUFS = {
  reason: 'agitation',
  done: 'district_nurse',
  next: 'Catheter visit; family call tomorrow, wife and son disagree',
}

/** What came of it, with a call back that is still to be given its time. */
async function fillOutcome(page: Page, { reason, done, next } = YUSUFS): Promise<void> {
  await page.getByLabel('Why they called').selectOption(reason)
  await page.getByLabel('What was done').selectOption(done)
  await page.getByLabel('What happens next').fill(next)
  await page.getByLabel('Where the person is after the call').selectOption('usual_home')
  await page.getByLabel('Yes', { exact: true }).check()
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByRole('switch').waitFor()
}

async function putAlert(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /^Add…/ }).click()
  await page.getByLabel('What is it about?').fill('alert')
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog')
  await form.getByLabel('What the next person must know').fill(text)
  await form.getByLabel('Take care').check()
  await form.getByRole('button', { name: 'Save on the record' }).click()
}

/** Whoever has a mobile follows it by a link, and reads the same time. */
async function followedBy(page: Page, number: string, clock: string): Promise<void> {
  await page.getByRole('button', { name: 'Send them the link…' }).click()
  const link = page.getByRole('dialog', { name: 'Send them the link' })
  await link.getByLabel('What they said').fill('Yes')
  await link.getByRole('button', { name: 'Send the link' }).click()
  const carer = await openLinkOf(house, number)
  await carer.getByText(new RegExp(clock)).first().waitFor()
  expect(await carer.content()).not.toMatch(/Malik|catheter|urine/i)
}

/** What a colleague has asked for is not asked for twice, unless somebody says why. */
async function askSecond(page: Page, { kind, urgency, why }: Parameters<typeof askTeam>[1]): Promise<void> {
  await page.keyboard.press('Alt+z')
  const dialog = page.getByRole('dialog', { name: 'Ask a community team' })
  await dialog.getByLabel('What is needed').selectOption({ label: kind })
  await dialog.getByLabel('How soon').selectOption(urgency)
  await dialog.getByLabel('Why now, in one line').fill(why)
  await page.keyboard.press('Enter')
  await dialog.getByText(`${kind} is asked for already.`).waitFor()
  await page.keyboard.press('Escape')
  const { db } = house
  const rows = await db.run(db.sql`
    select 1 from team_tasks where kind = 'catheter' and raised_at > now() - interval '10 minutes'`)
  expect(rows).toHaveLength(1)
}
