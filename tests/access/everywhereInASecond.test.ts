import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '#server/start.ts'
import { browserAt, liveConsole, until } from '#tests/support/browser.ts'
import { agreed, settling, withdrawal } from './settling.ts'
import { CANARY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

// A change of mind is in force everywhere a second later: on every page that is open, whichever process it is connected to.
const SECOND_MS = 1_000

let house: SharedHouse
let other: House
beforeAll(async () => {
  house = await sharedHouse()
  other = await house.small.another()
})
afterAll(() => house.small.close())

const { post } = settling(() => house)

test('pages of the practice and the hospice at either process are told within a second, ask, and are shown nothing; so is a crew', async () => {
  const id = await house.person([agreed()], 'mill', 'hospice')
  const urls = [house.small.url, other.publicUrl]
  const pages = await Promise.all(
    ['mill', 'hospice'].flatMap(who =>
      urls.map(async url => {
        const { cookie } = house.as(who).at
        const live = await liveConsole(`${url}?record=${id}`, cookie, { origin: url })
        const page = { who, url, cookie, live, shown: '' }
        live.socket.on('recordChanged', async () => {
          const answer = await fetch(`${url}/api/people/${id}/record`, { headers: { cookie } })
          page.shown = await answer.text()
        })
        return page
      }),
    ),
  )
  const drawn = await house.as('hospice').at.post(`/api/people/${id}/crew-code`, { commandId: randomUUID() })
  const crews = urls.map(url => browserAt(url))
  const typed = () =>
    Promise.all(
      crews.map(async crew => (await crew.post('/api/crew/open', { code: drawn.body.code })).status),
    )
  expect(await typed()).toEqual([200, 200])

  const saved = await post('mill', id, 'withdraw-sharing', { commandId: randomUUID(), ...withdrawal })
  const after = await typed()
  await until('every page has asked again', () => pages.every(({ shown }) => shown !== ''), SECOND_MS)

  expect(saved.status).toBe(200)
  for (const { live, shown } of pages) {
    live.close()
    expect(shown).toContain('not_shared')
    expect(shown).not.toContain(CANARY)
  }
  expect(after.every(status => status >= 400)).toBe(true)
})
