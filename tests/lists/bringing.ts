import { randomUUID } from 'node:crypto'
import { csvLine } from '#server/lists/core/csvText.ts'
import type { ListBrought, ListRowShown } from '#shared/lists.ts'
import { type Browser, until } from '#tests/support/browser.ts'

export type Row = Partial<
  Record<
    | 'NHS number'
    | 'First name'
    | 'Family name'
    | 'Birth date'
    | 'Address'
    | 'Postcode'
    | 'Telephone'
    | 'Main diagnosis'
    | 'Agreement to share'
    | 'National Data Opt-out'
    | 'Has died',
    string
  >
>

/** Where lists are brought, and by whom. */
type House = { as: (name: string) => { at: Browser }; small: { url: string } }

/** A list of these rows, as a file. */
export function fileOf(...rows: Row[]): Buffer {
  const headings = [...new Set(rows.flatMap(row => Object.keys(row)))]
  return Buffer.from(
    csvLine(headings) +
      rows.map(row => csvLine(headings.map(heading => row[heading as keyof Row] ?? ''))).join(''),
  )
}

export const ada = (family: string, more: Row = {}): Row => ({
  'First name': 'Ada',
  'Family name': family,
  'Birth date': '1941-05-06',
  ...more,
})

/** Brings a list and waits until its dry run is over. */
export async function bring(house: House, who: string, file: Uint8Array, importId: string = randomUUID()) {
  const { at } = house.as(who)
  const size = Math.max(1, Math.ceil(file.length / 2))
  await at.post('/api/caseload/imports', { commandId: importId, pieces: 2 })
  for (const place of [1, 2]) {
    const content = Buffer.from(file.subarray((place - 1) * size, place * size)).toString('base64')
    await at.send('PUT', `/api/caseload/imports/${importId}/pieces`, {
      body: JSON.stringify({ place, content }),
      headers: {
        'content-type': 'application/json',
        'x-goldthread': '1',
        origin: new URL(house.small.url).origin,
      },
    })
  }
  await at.post(`/api/caseload/imports/${importId}/read`, {})
  return settled(house, who, importId, ['read', 'refused'])
}

export async function write(house: House, who: string, importId: string, writesChanges = false) {
  await house.as(who).at.post(`/api/caseload/imports/${importId}/write`, { writesChanges })
  return settled(house, who, importId, ['done'])
}

export async function rowsOf(house: House, who: string, importId: string): Promise<ListRowShown[]> {
  const { body } = await house.as(who).at.get(`/api/caseload/imports/${importId}/rows`)
  return body.rows as ListRowShown[]
}

async function settled(
  house: House,
  who: string,
  importId: string,
  states: readonly ListBrought['state'][],
): Promise<ListBrought> {
  let now: ListBrought | undefined
  await until(`the list is ${states.join(' or ')}`, async () => {
    now = (await house.as(who).at.get(`/api/caseload/imports/${importId}`)).body as unknown as ListBrought
    return states.includes(now.state)
  })
  if (!now) throw new Error('no list')
  return now
}
