import type { Page } from 'playwright-core'

/** The card of her own call: on the board the same words stand beside the calls of her colleagues. */
export const theCall = (page: Page) => page.getByRole('region', { name: 'The call', exact: true })

export async function untilTalking(page: Page): Promise<void> {
  await theCall(page).getByText('Talking', { exact: true }).waitFor()
}

export async function untilOutcomeToWrite(page: Page): Promise<void> {
  await theCall(page).getByText('Outcome to write', { exact: true }).waitFor()
}

/** What a nurse does at her console, in the words of its buttons. */
export async function takeTheCall(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Take the call' }).click()
  await untilTalking(page)
}

export async function hangUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Hang up/ }).click()
}

export async function closeAsNonClinical(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: /^Not a call about care/ }).click()
  await page.getByLabel('What kind of call').selectOption(kind)
  await page.getByRole('button', { name: /^Close the call/ }).click()
  await page.getByRole('switch').waitFor()
}

/** Types what the caller says and presses Check; the two things that match are enough to open. */
export async function confirmPerson(
  page: Page,
  said: { caller: string; relationship: string; name: string; birthDate?: string; postcode?: string },
): Promise<void> {
  await page.getByLabel("Caller's own name").fill(said.caller)
  await page.getByLabel('Relationship').fill(said.relationship)
  await page.getByLabel('Their name').fill(said.name)
  if (said.birthDate) await page.getByLabel(/^Birth date/).fill(said.birthDate)
  if (said.postcode) await page.getByLabel('Postcode or first line').fill(said.postcode)
  await page.getByRole('button', { name: /^Check/ }).click()
  await page.getByRole('button', { name: 'Confirm and open' }).first().click()
}

/** The shortest outcome that a call about somebody's care can have. */
export async function closeClinically(page: Page): Promise<void> {
  await page.getByLabel('Why they called').selectOption('record_update')
  await page.getByLabel('What was done').selectOption('advice_only')
  await page.getByLabel('What was found').fill('Settled')
  await page.getByLabel('Advice given').fill('Ring again at any time')
  await page.getByLabel('What happens next').fill('Nothing more tonight')
  await page.getByLabel('Where the person is after the call').selectOption('usual_home')
  await page.getByLabel('No', { exact: true }).check()
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByRole('switch').waitFor()
}
