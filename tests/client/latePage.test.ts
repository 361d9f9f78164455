import { expect, test } from 'vitest'
import { latePage } from '#client/ui/latePage.ts'

const Page = () => null

test('a page is fetched once for all who want it, and stays', async () => {
  let times = 0
  const page = latePage(async () => {
    times++
    return Page
  })
  expect([page.here(), times]).toEqual([undefined, 0])

  await Promise.all([page.fetch(), page.fetch()])
  await page.fetch()

  expect(page.here()).toBe(Page)
  expect(times).toBe(1)
})

test('what did not come is fetched again when it is asked for again', async () => {
  const answers = [Promise.reject(new TypeError('Failed to fetch')), Promise.resolve(Page)]
  const page = latePage(() => answers.shift() ?? Promise.reject(new Error('asked too often')))

  await expect(page.fetch()).rejects.toThrow('Failed to fetch')
  expect(page.here()).toBeUndefined()
  await page.fetch()

  expect(page.here()).toBe(Page)
})
