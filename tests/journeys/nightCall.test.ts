import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JourneyHouse, journeyHouse, type NurseWindow, sayReady } from '#tests/support/journeyHouse.ts'
import { untilTalking } from '#tests/support/onTheConsole.ts'

let house: JourneyHouse
let maren: NurseWindow

beforeAll(async () => {
  house = await journeyHouse()
  maren = await house.nurse('maren')
})
afterAll(() => house.close())

test('the night call: from the ring to the record, and found again on the timeline, by her and by his doctor', async () => {
  const { page } = maren
  const handsets = await house.handsets()
  await sayReady(page)

  // Angela phones from the handset page at ten past two.
  await handsets.getByLabel(/Wharnley Dale/).check()
  await handsets.getByPlaceholder('07700 900123').fill('07700 900112')
  await handsets.getByRole('button', { name: 'Phone', exact: true }).click()
  await handsets.getByText('You are through to Wharnley Dale Thread Line').waitFor()

  // The console rings and suggests, in initials and a month, who it may be about.
  await page.getByText('A call is ringing for you').waitFor()
  await page.getByText('born March 1955').first().waitFor()
  await expect.poll(() => page.title()).toMatch(/ring|call/i)
  expect(await page.content()).not.toContain('Ashby')
  // How many are ready is read whole beside the longest wait, on the smallest screen of a desk: the names give way.
  const ready = await page.locator('.app-strip__fact--ready').boundingBox()
  const count = await page.locator('.app-strip__count').boundingBox()
  expect((count?.x ?? 0) + (count?.width ?? 0)).toBeLessThanOrEqual(
    (ready?.x ?? 0) + (ready?.width ?? 0) + 0.5,
  )
  // Nothing of the strip stands over something else of it, on a narrower desk either.
  const desk = page.viewportSize()
  for (const width of [1366, 1280, 1100]) {
    await page.setViewportSize({ width, height: 768 })
    expect(await page.locator('.app-strip').evaluate(overlaps)).toEqual([])
  }
  if (desk) await page.setViewportSize(desk)

  // Taken; the two talk.
  await page.getByRole('button', { name: 'Take the call' }).click()
  await untilTalking(page)
  // What was said to screen readers of a call that waited is nowhere on the page once it does not wait.
  await expect.poll(() => page.locator('.app-announcer').textContent()).toBe('')
  // The handset shows it and says it before anybody has spoken a word.
  const handset = handsets.getByRole('region', { name: /^Handset of/ })
  await handset.getByText('Talking').waitFor()
  await handsets.getByText('is joined with: Nurse.').waitFor({ state: 'attached' })
  await handsets.getByPlaceholder('Say something').fill('He can’t settle. I’ve given the liquid twice.')
  await handsets.keyboard.press('Enter')
  await page.getByText('I’ve given the liquid twice.').waitFor()
  expect(
    await page.getByRole('textbox', { name: 'Notes' }).evaluate(box => box === document.activeElement),
  ).toBe(true)

  // Two things that she says match; the record opens and says what she may be told.
  await page.getByLabel("Caller's own name").fill('Angela Ashby')
  await page.getByLabel('Relationship').fill('wife')
  await page.getByLabel('Their name').fill('Ron Ashby')
  await page.getByLabel(/^Birth date/).fill('14 3 1955')
  await page.getByRole('button', { name: /^Check/ }).click()
  await page.getByRole('button', { name: 'Confirm and open' }).click()
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
  await page.getByText('May be told everything').first().waitFor()
  await page.getByText('Not for CPR').first().waitFor()
  // On the smallest screen of a desk what is done with the record is in sight beside all of what is read first.
  const acts = await page.locator('.app-glance__acts').boundingBox()
  const essentials = await page.locator('.app-glance__essentials').boundingBox()
  expect((acts?.y ?? 0) + (acts?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0)
  expect((essentials?.y ?? 0) + (essentials?.height ?? 0)).toBeLessThanOrEqual((acts?.y ?? 0) + 4)

  // Meanwhile his doctor has him open, on a telephone: he is told nothing of a call that is not over.
  const { page: doctor, complaints } = await house.colleague('miriam', { width: 390, height: 844 })
  await doctor.getByRole('button', { name: /^Ronald Ashby/ }).click()
  const seenByDoctor = doctor.getByRole('region', { name: 'Last calls' })
  await seenByDoctor.waitFor()
  // WCAG 2.5.8: whatever is pressed in the record is 24 pixels high and wide.
  expect(
    await doctor.locator('.app-record :is(button, summary)').evaluateAll(all =>
      all
        .filter(one => one.checkVisibility())
        .map(one => ({ one, box: one.getBoundingClientRect() }))
        .filter(({ box }) => Math.min(box.width, box.height) < 24)
        .map(({ one }) => one.textContent),
    ),
  ).toEqual([])
  // However far down he reads, whose record it is stays in sight.
  await doctor.evaluate(() => window.scrollTo(0, 1500))
  expect((await doctor.locator('.app-record__of').boundingBox())?.y).toBe(0)
  const earlier = await seenByDoctor.locator('summary').count()

  // Notes as typed; the call is ended; the outcome is saved.
  await page
    .getByRole('textbox', { name: 'Notes' })
    .fill('Unsettled since one. Two doses of the liquid since eleven.')
  await page.getByText(/^Saved/).waitFor()
  await page.getByRole('button', { name: /^Hang up/ }).click()
  await page.getByLabel('Why they called').selectOption('pain')
  await page.getByLabel('What was done').selectOption('district_nurse')
  await page.getByLabel('What was found').fill('Pain 7 of 10, rousable, no new signs')
  await page.getByLabel('Advice given').fill('Charted dose now, ring again in 45 minutes')
  await page.getByLabel('What happens next').fill('Night nurse asked to visit')
  await page.getByLabel('Where the person is after the call').selectOption('usual_home')
  await page.getByLabel('No', { exact: true }).check()
  await page.getByRole('button', { name: /^Save and close the call/ }).click()
  await page.getByRole('switch').waitFor()

  // The doctor reads it on the page that was open: why, what was found and advised, what was done and what comes next.
  await seenByDoctor.getByText('Found: Pain 7 of 10, rousable, no new signs').waitFor()
  const [newest = ''] = await seenByDoctor.locator('details').allInnerTexts()
  expect(newest).toMatch(
    /Pain → District nurse[\s\S]*Angela Ashby \(wife\) · Maren Oakley[\s\S]*afterwards at home/,
  )
  expect(newest).toMatch(
    /Advice: Charted dose now, ring again in 45 minutes[\s\S]*Next: Night nurse asked to visit/,
  )
  await expect.poll(() => seenByDoctor.locator('summary').count()).toBe(earlier + 1)
  // What the nurse typed while she listened stays with the line.
  expect(await doctor.content()).not.toContain('Two doses of the liquid')
  expect(
    await doctor.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0)
  await doctor.getByText('Who has looked at this record').click()
  await doctor.getByText('Your last calls', { exact: false }).first().waitFor()

  // She rings again: what was agreed is on the timeline.
  house.phone.phone('+447700900112', '+441134960001')
  await page.getByRole('button', { name: 'Take the call' }).click()
  await untilTalking(page)
  await page.getByLabel('Their name').fill('Ron Ashby')
  await page.getByLabel('Postcode or first line').fill('WZ3 7QP')
  await page.getByLabel("Caller's own name").fill('Angela Ashby')
  await page.getByLabel('Relationship').fill('wife')
  await page.getByRole('button', { name: /^Check/ }).click()
  await page.getByRole('button', { name: 'Confirm and open' }).click()
  const lastCalls = page.getByRole('region', { name: 'Last calls' })
  await lastCalls.getByText('Charted dose now, ring again in 45 minutes').waitFor()
  await lastCalls.getByText('Unsettled since one. Two doses of the liquid since eleven.').waitFor()
  expect(complaints).toEqual([])
  expect(maren.complaints.filter(one => !one.includes('401'))).toEqual([])
})

/** Pairs of words in the strip of which one stands on the other. */
function overlaps(strip: Element): string[] {
  const parts = [
    ...strip.querySelectorAll('.app-strip__line, .app-strip__facts > *, .app-readiness > *, button'),
  ]
  const boxes = parts.map(part => ({ part, box: part.getBoundingClientRect() }))
  return boxes.flatMap(({ part, box }, at) =>
    boxes
      .slice(at + 1)
      .filter(({ part: other }) => !part.contains(other))
      .filter(
        ({ box: { left, right, top, bottom } }) =>
          left < box.right - 0.5 &&
          right > box.left + 0.5 &&
          top < box.bottom - 0.5 &&
          bottom > box.top + 0.5,
      )
      .map(({ part: other }) => `${part.textContent} / ${other.textContent}`),
  )
}
