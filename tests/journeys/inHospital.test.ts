import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { confirmPerson, takeTheCall } from '#tests/support/onTheConsole.ts'

// The person is in hospital, and the carer rings: whoever would send a team home is told before she asks for one.
let house: JourneyHouse
let maren: NurseWindow
beforeAll(async () => {
  house = await journeyHouse()
  const { sql, run } = house.db
  await run(sql`
    insert into record_entries (
      line_id, patient_id, section, item_id, version, is_single, change, known_state, body, author, source, recorded_at
    )
    select line_id, patient_id, 'hospitalStays', gen_random_uuid(), 1, false, 'added', 'known',
           '{"place": "hospital", "named": "Wharnley Royal Infirmary", "admittedOn": "2026-01-02"}', author, source, now()
    from record_entries
    where section = 'cprDecision' and patient_id = (select id from patients where family_name = 'Ashby' and given_name = 'Ronald')
    limit 1`)
  maren = await house.nurse('maren')
})
afterAll(() => house.close())

test('a nurse who asks a team for somebody who is in hospital reads so, on the record and before she asks', async () => {
  const { page } = maren
  const handsets = await house.handsets()
  await sayReady(page)
  await handsets.getByLabel(/Wharnley Dale/).check()
  await handsets.getByPlaceholder('07700 900123').fill('07700 900112')
  await handsets.getByRole('button', { name: 'Phone', exact: true }).click()
  await page.getByText('A call is ringing for you').waitFor()
  await takeTheCall(page)
  await confirmPerson(page, {
    caller: 'Angela Ashby',
    relationship: 'wife',
    name: 'Ron Ashby',
    birthDate: '14 3 1955',
  })
  const words = /^In hospital \(Wharnley Royal Infirmary\) since 02-Jan-2026, as far as the record knows/
  await page
    .getByText(/In hospital \(Wharnley Royal Infirmary\)/)
    .first()
    .waitFor()

  await page.getByRole('button', { name: 'Ask a team…' }).click({ trial: true })
  await page.keyboard.press('Alt+z')
  const dialog = page.getByRole('dialog', { name: 'Ask a community team' })
  await dialog.getByText(words).waitFor()
  await dialog.getByText(/Ask where they are first/).waitFor()
  expect(await barriers(page)).toEqual([])
})
