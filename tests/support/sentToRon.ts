import type { Page } from 'playwright-core'
import type { Database } from '#server/platform/database.ts'
import { type JourneyHouse, sayReady } from './journeyHouse.ts'
import { confirmPerson, takeTheCall } from './onTheConsole.ts'

/** His wife rings, and the nurse of this page has her on the line and his record open. */
export async function callAboutRon(house: JourneyHouse, page: Page): Promise<void> {
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
  await page.getByRole('heading', { name: /Ronald Ashby/ }).waitFor()
}

/** The nurse asks a team for him, out of the call. */
export async function askTeam(page: Page, why: string, what = 'Visit for a symptom'): Promise<void> {
  await page.keyboard.press('Alt+z')
  const dialog = page.getByRole('dialog', { name: 'Ask a community team' })
  await dialog.getByLabel('What is needed').selectOption({ label: what })
  await dialog.getByLabel('How soon').selectOption('U2')
  await dialog.getByLabel('Why now, in one line').fill(why)
  await page.keyboard.press('Enter')
  await page.getByText(`Asked for: ${what}`).waitFor()
}

/** How many doses are on Ron's ledger. */
export async function dosesOfRon({ sql, run }: Database): Promise<number> {
  const [row] = await run(sql<{ count: number }[]>`
    select count(*)::int as count
    from record_entries e
    join patients p on p.id = e.patient_id
    where p.family_name = 'Ashby' and p.given_name = 'Ronald' and e.section = 'anticipatoryDoses'`)
  return row?.count ?? -1
}

/** In the page: the names of what lies in the phone's store. */
export function inStore(): Promise<string[]> {
  return new Promise((done, failed) => {
    const open = indexedDB.open('goldthread-phone')
    open.onerror = () => failed(open.error)
    open.onsuccess = () => {
      const db = open.result
      const isEmpty = !db.objectStoreNames.contains('sealed')
      const asked = isEmpty ? null : db.transaction('sealed').objectStore('sealed').getAllKeys()
      if (!asked) {
        db.close()
        return done([])
      }
      asked.onsuccess = () => {
        db.close()
        done(asked.result.map(String))
      }
    }
  })
}

/** In the page, which alone has the key: what the copy of tasks says; nothing where there is none. */
export function copySays(): Promise<string> {
  return new Promise((done, failed) => {
    const open = indexedDB.open('goldthread-phone')
    open.onsuccess = () => {
      const store = open.result.transaction('sealed').objectStore('sealed')
      const [sealed, key] = [store.get('copy'), store.get('key of copy')]
      store.transaction.oncomplete = async () => {
        open.result.close()
        if (!sealed.result) return done('')
        const additionalData = new TextEncoder().encode('copy')
        const { iv, data } = sealed.result
        const plain = crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key.result, data)
        plain.then(bytes => done(new TextDecoder().decode(bytes)), failed)
      }
    }
  })
}
