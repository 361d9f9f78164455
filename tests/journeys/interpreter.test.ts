import { afterAll, beforeAll, expect, test } from 'vitest'
import { aScene, type PlayedScene } from '#tests/support/aScene.ts'
import { barriers } from '#tests/support/axe.ts'
import { askTeam } from '#tests/support/inAScene.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, takeTheCall, theCall } from '#tests/support/onTheConsole.ts'

// Scene 8 of the domain guide: a daughter who speaks Polish. The interpreter is a telephone of the practice line.
let house: JourneyHouse
let maren: NurseWindow
let scene: PlayedScene
beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
})
afterAll(async () => {
  scene?.close()
  await house.close()
})

const say = async (words: string) => {
  await maren.page.getByLabel('Say something (practice line)').fill(words)
  await maren.page.keyboard.press('Enter')
}
const heard = (words: string | RegExp) =>
  maren.page.getByLabel('Heard on the practice line').getByText(words).waitFor()

test('an interpreter is rung into the call by the keyboard, is heard by both, and let go; the two talk on', async () => {
  const { page } = maren
  await sayReady(page)
  scene = await aScene(house.phone.origin, 's08-interpreter')
  await page.getByText('A call is ringing for you').waitFor()
  await takeTheCall(page)
  await say('Is it her chest?')
  await heard(/Gardło/)

  await page.getByRole('button', { name: 'Bring somebody in…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Bring somebody into the call' })
  await dialog.getByRole('button', { name: 'Ring them' }).press('Enter')
  await dialog.getByRole('link', { name: 'Choose whom to ring.' }).waitFor()
  await dialog.getByLabel('Whom to ring').selectOption({ label: 'Telephone interpreters' })
  await dialog.getByLabel('Language (if you know it)').fill('Polish')
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Enter')
  const bar = page.getByRole('region', { name: 'Others in the call' })
  await bar.getByText('Interpreter: ringing').waitFor()
  await expect.poll(() => bar.evaluate(it => it === document.activeElement)).toBe(true)

  const [service] = await house.db.run(house.db.sql<{ number: string }[]>`
    select s ->> 'number' as number from lines, jsonb_array_elements(services) as s
    where s ->> 'key' = 'interpreter' and phone_number = '+441134960001'`)
  const rung = await house.phone.handset(service?.number ?? '').waitForRing(20_000)
  rung.answer()
  await bar.getByText('Interpreter: in the call').waitFor()
  rung.say('Dobry wieczór, tłumacz przy telefonie.')
  await heard(/tłumacz/)
  await bar.getByLabel('Job number of the interpreter').fill('J-4411')
  await page.keyboard.press('Enter')
  await bar.getByText('Job number J-4411 is kept.').waitFor()
  expect(await barriers(page)).toEqual([])

  // Whom it is about: that one is needed stands at the top of her record, for whoever answers next. A nurse is asked to come.
  await say('When was she born, and where do you live?')
  await heard(/Second… February.*WZ1 6SL/)
  await confirmPerson(page, {
    caller: 'Ewa Wójcik',
    relationship: 'daughter',
    name: 'Halina Wójcik',
    birthDate: '2 2 1945',
    postcode: 'WZ1 6SL',
  })
  await page.getByRole('heading', { name: /Halina Wójcik/ }).waitFor()
  await page.getByText('Polish: interpreter needed').first().waitFor()
  await say('Are there dark towels?')
  await heard(/In wardrobe/)
  await askTeam(page, {
    kind: 'Visit for a symptom',
    urgency: 'U3',
    why: 'A little blood from the mouth; stops',
  })

  await bar.getByRole('button', { name: 'Let the interpreter go' }).press('Enter')
  await bar.getByText('Interpreter: let go').waitFor()
  await expect.poll(() => bar.evaluate(it => it === document.activeElement)).toBe(true)
  await expect.poll(() => rung.status).toBe('completed')
  await say('Is she awake?')
  await heard(/She sits/)
  await theCall(page).getByText('Talking', { exact: true }).waitFor()
})

test('the server is killed while the interpreter’s telephone rings: the bar is true again, and nobody is dialled twice', async () => {
  const { page } = maren
  await page.getByRole('button', { name: 'Bring somebody in…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Bring somebody into the call' })
  await dialog.getByLabel('Whom to ring').selectOption({ label: 'Telephone interpreters' })
  const [service] = await house.db.run(house.db.sql<{ number: string }[]>`
    select s ->> 'number' as number from lines, jsonb_array_elements(services) as s
    where s ->> 'key' = 'interpreter' and phone_number = '+441134960001'`)
  const handset = house.phone.handset(service?.number ?? '')
  const rungBefore = handset.calls().length
  await dialog.getByRole('button', { name: 'Ring them' }).press('Enter')
  const rung = await handset.waitForRing(20_000)
  // Whatever it had not written down of it is asked for again by the next process.
  house.process().signal('SIGKILL')
  await house.process().ended()
  await page
    .getByText(/cannot hear/i)
    .first()
    .waitFor()

  await house.restart()
  await house.db.run(house.db.sql`
    update promises set kept_at = null, due_at = now(), leased_until = null
    where key like 'call/%/ring-party/%' and key like '%/2'`)
  const bar = page.getByRole('region', { name: 'Others in the call' })
  await bar.getByText('Interpreter: ringing').waitFor()
  rung.answer()
  await bar.getByText('Interpreter: in the call').waitFor()
  await expect
    .poll(async () => {
      const [left] = await house.db.run(house.db.sql<{ n: number }[]>`
        select count(*)::int as n from promises where key like 'call/%/ring-party/2' and kept_at is null and given_up_at is null`)
      return left?.n
    })
    .toBe(0)
  expect(handset.calls().length - rungBefore).toBe(1)
  await bar.getByRole('button', { name: 'Let the interpreter go' }).press('Enter')
  await bar.getByText('Interpreter: let go').waitFor()
  await theCall(page).getByText('Talking', { exact: true }).waitFor()
})
