import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRACTICE_PASSWORD } from '#server/world/signIns.ts'
import { readCells } from '#tests/lists/readCells.ts'
import { barriers } from '#tests/support/axe.ts'
import { type JourneyHouse, journeyHouse } from '#tests/support/journeyHouse.ts'

let house: JourneyHouse
beforeAll(async () => {
  house = await journeyHouse()
})
afterAll(() => house.close())

const BECAUSE = 'The weekly meeting of the practice'

test('a practice takes its list, mends a row, brings it again, and nobody is there twice', async () => {
  const { page, complaints } = await house.colleague('miriam')
  await page.getByRole('link', { name: 'Take or bring a list…' }).click()
  await page.getByRole('heading', { name: 'Take a list' }).waitFor()

  // For care, with names; for research without, and without who opted out.
  await page.getByRole('button', { name: 'Ask for the list' }).click()
  await page.getByText('Say what the list is for.').first().waitFor()
  await page.getByLabel('Direct care').check()
  await page.getByLabel('Why, in a sentence').fill(BECAUSE)
  await page.getByRole('button', { name: 'Ask for the list' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the file' }).first().click(),
  ])
  const text = readFileSync(await file.path(), 'utf8')
  expect(file.suggestedFilename()).toBe('caseload.csv')
  expect(readCells(text).map(row => row['Family name'])).toContain('Ashby')
  await page.getByLabel('Research').check()
  await page.getByText('Without names, addresses and telephones, with NHS numbers.').waitFor()
  await page.getByLabel('Why, in a sentence').fill(BECAUSE)
  await page.getByRole('button', { name: 'Ask for the list' }).click()
  await page.getByText('Left out: one to seven people who opted out (National Data Opt-out).').waitFor()

  // The second waits for another person; it is taken once.
  await page.getByText('Waits for a privacy officer').waitFor()
  const officer = await house.colleague('gillian')
  await officer.page.getByRole('heading', { name: 'Lists to allow 1' }).waitFor()
  await officer.page.getByRole('button', { name: 'Allow it', exact: true }).click()
  await officer.page.getByText('Say in a sentence why. Whoever asked reads it.').waitFor()
  await officer.page.locator('textarea:focus').waitFor()
  expect(await barriers(officer.page)).toEqual([])
  await officer.page.getByLabel('Why, in a sentence').fill('I rang the practice about the study')
  await officer.page.getByRole('button', { name: 'Allow it', exact: true }).click()
  await officer.page.getByRole('heading', { name: 'Lists to allow 0' }).waitFor()
  await officer.page.getByText(/^Decided, or no longer/).click()
  await officer.page.getByText(/^Gillian .* allowed it, .*: “I rang the practice/).waitFor()
  await page.evaluate(() => window.dispatchEvent(new Event('focus'))) // she comes back to her page
  await page.getByText('“I rang the practice about the study”').waitFor()
  const once = page.getByRole('button', { name: /^Save the file \(once, until / })
  await house.db.run(house.db.sql`
    update sessions set password_typed_at = now() - interval '1 hour'
    where staff_id = (select id from staff where sign_in_name = 'miriam')`)
  await once.click()
  await page.getByLabel('Your password again').fill(PRACTICE_PASSWORD)
  await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  await page.getByText('Taken', { exact: true }).waitFor()
  await expect.poll(() => once.count()).toBe(0)
  await page
    .locator('[role=status]:focus')
    .getByText(/^Saved\./)
    .waitFor()

  // The list comes back with somebody new and a row that cannot be read.
  const [head = ''] = text.split('\r\n')
  const blank = (row: Record<string, string>) =>
    head
      .replace('\uFEFF', '')
      .split(',')
      .map(name => row[name] ?? '')
      .join(',')
  const more = [
    blank({ 'First name': 'Wilfred', 'Family name': 'Newcome', 'Birth date': '1938-02-11' }),
    blank({ 'First name': 'Edna', 'Family name': 'Mendable', 'Birth date': '31/02/1938' }),
  ]
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${text}${more.join('\r\n')}\r\n`),
  })
  // What came of it is in sight, and the keyboard goes on from there.
  await page
    .locator('#brought-state:focus')
    .getByText(/^“list\.csv” has \d+ rows\. Nothing is written yet\.$/)
    .waitFor()
  expect(await page.getByLabel('Choose a file').inputValue()).toMatch(/list\.csv$/)
  const write = await page.getByRole('button', { name: /^Write 1 of / }).boundingBox()
  expect((write?.y ?? 0) + (write?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0)
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Cannot be read' })
    .getByRole('button', { name: 'Show the rows' })
    .click()
  await page.getByText('There is no 31 February 1938.').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: /^Write 1 of / }).click()
  await page.locator('#brought-state:focus').getByText('rows are accounted for').waitFor()
  await page.getByText(/Registered: 1/).waitFor()

  // The row that was left out is mended and brought again; the new one is there by now.
  const [leftOut] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /left out, to mend/ }).click(),
  ])
  const mended = readFileSync(await leftOut.path(), 'utf8').replace('31/02/1938', '28/02/1938')
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'left-out.csv', mimeType: 'text/csv', buffer: Buffer.from(mended) })
  await page.getByRole('button', { name: /^Write 1 of / }).click()
  await page.getByText(/Registered: 1/).waitFor()
  const rows = await house.db.run(house.db.sql<{ name: string }[]>`
    select name from patients where family_name in ('Newcome', 'Mendable') order by name`)
  expect(rows.map(({ name }) => name)).toEqual(['Edna Mendable', 'Wilfred Newcome'])
  // The browser tells its console that the first try was refused: the password was asked for.
  expect([...complaints, ...officer.complaints]).toEqual([expect.stringContaining('403')])
})
