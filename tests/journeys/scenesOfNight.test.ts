import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlayedScene } from '#tests/support/aScene.ts'
import { barriers } from '#tests/support/axe.ts'
import { openWindow } from '#tests/support/chromium.ts'
import { ask, askTeam, openPrompts, takeScene, withTeams } from '#tests/support/inAScene.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'
import { nightAtEveryHour } from '#tests/support/nightAtEveryHour.ts'
import { closeAsNonClinical, closeClinically, confirmPerson, hangUp } from '#tests/support/onTheConsole.ts'

// Scenes of the domain guide (§8) whose callers speak by their scripts, in one house: each leaves the nurse ready for the next.
const NASREEN = '+447700900121'

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

test('S2: a death at three: slowly, no ambulance; two steps, undone and told again; who verifies it is somebody who may; no text, and two times', async () => {
  await begin('s02-death')
  await ask(maren, 'Who am I speaking to?', /Nasreen\. I’m her daughter/)
  await ask(maren, 'I am so sorry. Take your time. Is she breathing?', /did not come again/)
  await ask(maren, 'When was she born, and where do you live?', /nineteen forty-seven.*WZ1 4HB/)
  await confirmPerson(maren, {
    caller: 'Nasreen Hussain',
    relationship: 'daughter',
    name: 'Zubaida Hussain',
    birthDate: '9 1 1947',
    postcode: 'WZ1 4HB',
  })
  await maren.getByRole('heading', { name: /Zubaida Hussain/ }).waitFor()
  for (const words of ['Not for CPR', /Kitchen drawer under the kettle, green envelope/, /Muslim \(Sunni\)/])
    await maren.getByText(words).first().waitFor()
  await ask(maren, 'Has anybody rung 999?', /The paper says not to/)

  // Death mode is proposed and never slips in: two steps; undone in one press within ten minutes; and told again.
  await tellOfDeath()
  await maren.getByRole('heading', { name: 'This records that this person has died' }).waitFor()
  expect(await maren.getByText('Death reported, not yet verified').count()).toBe(0)
  await typeFamilyName('Hussain')
  await maren.getByText('Death reported, not yet verified').first().waitFor()
  const undo = maren.getByRole('button', { name: /^Undo the report/ })
  await undo.click({ trial: true }) // it stands there and can be pressed: until then the key is nobody's
  await maren.keyboard.press('Alt+u')
  await maren.getByRole('status').getByText('The report is taken back.', { exact: false }).waitFor()
  await tellOfDeath()
  await typeFamilyName('Hussain')
  await maren.getByText('Death reported, not yet verified').first().waitFor()
  await ask(maren, 'Are there wishes for burial?', /a female nurse/)

  // Of those on duty only whoever may verify is asked: Omar may not, and the list says why others are not.
  await askTeam(maren, {
    kind: 'Verify a death',
    urgency: 'U3',
    why: 'Expected; a female nurse, burial within a day',
  })
  await withTeams(maren)
    .getByText(/^Accepted: Lindsay/)
    .first()
    .waitFor()
  expect(await whoWasAsked('verify_death')).toEqual(['Lindsay Horsfall'])
  expect(await maren.getByRole('button', { name: 'Send them the link…' }).count()).toBe(0)
  await ask(maren, 'A nurse is coming to you, at your time.', /Adeel|Thank you|sorry|burial|buried/)

  await maren.getByRole('button', { name: 'Record the verification…' }).click()
  await maren.getByLabel('Who verified it').fill('Lindsay Horsfall, night nurse')
  await maren.getByRole('button', { name: 'When: now' }).click()
  await maren.getByRole('button', { name: 'Save the verification' }).click()
  await maren.getByText('The death is verified.').waitFor()
  await hangUp(maren)
  await maren.getByLabel('Why they called').selectOption('Death reported')
  await maren.getByLabel('What was done').selectOption('Death reported')
  await maren.getByRole('radio', { name: 'No', exact: true }).check()
  await maren.getByRole('button', { name: /^Save and close the call/ }).click()
  await maren.getByText('You are ready.').waitFor()

  const { db } = house
  const [death] = await db.run(db.sql`
    select body ->> 'stage' as stage, body ->> 'verifiedAt' > body ->> 'at' as is_apart, body ->> 'verifiedBy' as by
    from record_entries where section = 'death' order by recorded_at desc, version desc limit 1`)
  expect(death).toEqual({ stage: 'verified', isApart: true, by: 'Lindsay Horsfall, night nurse' })
  // Nothing goes to the family: no text of a visit, and nobody is asked how it was.
  expect(house.phone.handset(NASREEN).inbox()).toEqual([])
})

async function tellOfDeath(): Promise<void> {
  await maren.keyboard.press('Alt+g')
  await maren.getByText('Slow down.').waitFor()
  await maren.getByLabel('How they know').fill('Breaths came slower and stopped; hands cold')
  await maren.getByLabel('When: time, in 24 hours').fill('02:40')
  await maren.getByLabel('Where they died').selectOption('Home')
  await maren.getByRole('group', { name: 'Was it expected' }).getByLabel('Yes').check()
  await maren.getByLabel('Is 999 already on its way').selectOption('Nobody has rung 999')
  await maren
    .getByLabel('Faith, and what cannot wait')
    .fill('Burial within a day; washing by the women of the family')
  await maren.getByLabel('Who says so').press('Enter')
}

async function typeFamilyName(name: string): Promise<void> {
  await maren.getByLabel(/^Type the family name/).fill(name)
  await maren.keyboard.press('Enter')
}

/** Everybody to whom the newest task of a kind was offered, by name. */
async function whoWasAsked(kind: string): Promise<string[]> {
  const { db } = house
  const rows = await db.run(db.sql<{ name: string }[]>`
    select distinct s.name from messages m join staff s on s.id = m.to_staff
    where m.team_task_id = (select id from team_tasks where kind = ${kind} order by raised_at desc limit 1)`)
  return rows.map(({ name }) => name)
}

test('S3: an ambulance is on its way to somebody not for CPR: control is on the second line, the crew has a code, and in doubt nobody says stop', async () => {
  await begin('s03-ambulance')
  // Before it is known whose wishes they are, that is said in red, and so is what the nurse does not say.
  const prompts = await openPrompts(maren, '999 is already on its way')
  await prompts.getByLabel(/A decision against CPR stands/).check()
  const red = prompts.locator('.app-prompts__caution')
  await red.getByText('Do not tell the caller to stop.').waitFor()
  await ask(maren, 'What is his name and when was he born?', /twenty-second/)
  await ask(maren, 'What is your address?', /WZ5 9RT/)
  await confirmPerson(maren, {
    caller: 'Stephen Blackledge',
    relationship: 'son',
    name: 'Gordon Blackledge',
    birthDate: '22 8 1940',
    postcode: 'WZ5 9RT',
  })
  await maren.getByRole('heading', { name: /Gordon Blackledge/ }).waitFor()
  const wishes = prompts.getByRole('region', { name: 'What they want' })
  await wishes.getByText('Not for CPR').first().waitFor()
  await wishes
    .getByText(/Purple folder at the bedside/)
    .first()
    .waitFor()
  await expect.poll(() => red.count()).toBe(0)
  await ask(maren, 'You are not doing wrong. Is the purple folder there?', /I have it in my hand/)
  await ask(maren, 'Did they give you an incident number?', /four one seven seven two/)

  // The second line: control hears the decision, while Stephen stays on.
  await maren.getByRole('button', { name: 'Bring somebody in…' }).press('Enter')
  const dialog = maren.getByRole('dialog', { name: 'Bring somebody into the call' })
  await dialog.getByLabel('Whom to ring').selectOption({ label: 'Ambulance control' })
  await dialog.getByRole('button', { name: 'Ring them' }).click()
  const bar = maren.getByRole('region', { name: 'Others in the call' })
  const [control] = await house.db.run(house.db.sql<{ number: string }[]>`
    select s ->> 'number' as number from lines, jsonb_array_elements(services) as s
    where s ->> 'key' = 'ambulance_control' and phone_number = '+441134960001'`)
  const rung = await house.phone.handset(control?.number ?? '').waitForRing(20_000)
  rung.answer()
  await bar.getByText(/: in the call/).waitFor()
  rung.say('Four one seven seven two. Where is the form?')
  await maren
    .getByLabel('Heard on the practice line')
    .getByText(/Where is the form/)
    .waitFor()
  await bar.getByRole('button', { name: 'Let ambulance control go' }).click()

  await maren.getByRole('button', { name: 'Code for a crew…' }).click()
  await maren.getByRole('button', { name: 'Make a code' }).click()
  const code = await maren.locator('.app-crew-code > span').last().innerText()
  const { page: crew } = await openWindow(house.browser, { width: 390, height: 844 })
  await crew.goto(`${house.url}/crew`)
  await crew.getByLabel('The code the nurse reads to you').fill(code)
  await crew.keyboard.press('Enter')
  await crew.getByRole('heading', { name: /Gordon Blackledge/ }).waitFor()
  await crew
    .getByText(/Purple folder at the bedside/)
    .first()
    .waitFor()
  await maren.keyboard.press('Escape')
  await askTeam(maren, {
    kind: 'Word to the ambulance crew',
    urgency: 'U0',
    why: 'Incident 41772: decision against CPR, form in his hand',
  })

  // Were it the paper of somebody else, the doubt is said in red at once.
  await maren
    .getByRole('button', { name: /^More: / })
    .first()
    .click()
  await maren
    .getByRole('button', { name: /^Entered in error: .*CPR/ })
    .first()
    .click()
  await maren.getByLabel('What is wrong with it?').fill('The form is of another man')
  await maren.getByRole('button', { name: 'Mark as entered in error' }).click()
  await red.getByText(/No decision about CPR is on the record\. Do not tell the caller to stop\./).waitFor()
  await hangUp(maren)
  await closeClinically(maren)
})

test('S5: a wrong number opens nothing, is of no person, and counts among calls and not among calls about care', async () => {
  await begin('s05-taxi')
  expect(await maren.getByText('It may be about').count()).toBe(0)
  await ask(maren, 'This is the care line, not a taxi.', /Wrong number/)
  await ask(maren, 'Are you all right?', /only going home/)
  await hangUp(maren)
  await closeAsNonClinical(maren, 'wrong_number')

  const { db } = house
  const [kept] = await db.run(db.sql`
    select o.kind, o.patient_id, c.patient_id as about, o.body ->> 'call' as call,
           (select count(*)::int from access_log l where l.why ->> 'callId' = c.id::text) as looks
    from outcomes o join calls c on c.id = o.call_id order by o.at desc limit 1`)
  expect(kept).toEqual({ kind: 'non_clinical', patientId: null, about: null, call: 'wrong_number', looks: 0 })
})

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
