import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPdf } from '#tests/paper/readPdf.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { ownMarks } from '#tests/support/browser.ts'
import { CANARY, EVERYBODY, limit, type SharedHouse, share, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

/** The bytes of a file, as a page of ours asks for it. */
async function fetched(path: string, { who, body }: { who?: string; body?: unknown } = {}) {
  const response = await fetch(`${house.small.url}${path}`, {
    headers: { ...ownMarks(house.small.url), ...(who ? { cookie: house.as(who).at.cookie } : {}) },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  return {
    status: response.status,
    headers: response.headers,
    bytes: new Uint8Array(await response.arrayBuffer()),
  }
}
const pdfOf = (id: string, who: string) => fetched(`/api/people/${id}/summary.pdf`, { who })
const linesOf = async (id: string) => {
  const { body } = await house.as('officer').at.get(`/api/people/${id}/access-log`)
  return (body.lines as { who: string; did: string; what: string[] }[]).map(({ who, did, what }) => ({
    said: `${who} ${did}`,
    what,
  }))
}

test('whoever has a way into the record takes its one page as a PDF, and the person can read that they did', async () => {
  const id = await house.person([EVERYBODY], 'hospice')

  const { status, headers, bytes } = await pdfOf(id, 'hospice')
  const page = await readPdf(bytes)

  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('application/pdf')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-disposition')).toBe('attachment; filename=emergency-summary.pdf')
  expect(page.pages).toBe(1)
  expect(page.words).toContain(CANARY)
  expect(page.words).toContain('Kitchen drawer')
  expect(page.words).toContain('Fetched by hospice, St Brannoc Hospice')
  const [first] = await linesOf(id)
  expect(first?.said).toBe(
    'hospice, doctor or nurse, St Brannoc Hospice took a copy of part of your record, because their organisation looks after you',
  )
  expect(first?.what).toContain('Resuscitation (CPR)')
})

test('a crew takes the page with the code, which says until when it may be kept', async () => {
  const id = await house.person([EVERYBODY], 'hospice')
  const made = await house.as('hospice').at.post(`/api/people/${id}/crew-code`, { commandId: randomUUID() })

  const { status, bytes } = await fetched('/api/crew/pdf', { body: { code: made.body.code } })
  const wrong = await fetched('/api/crew/pdf', { body: { code: 'AAAAAA' } })

  expect([status, wrong.status]).toEqual([200, 404])
  expect((await readPdf(bytes)).words).toMatch(
    /a crew with a code from hospice.*The code opens until .*destroy this copy then/,
  )
  expect((await linesOf(id))[0]?.said).toContain('A crew with a code from hospice')
})

test('without a way into the record there is no file, and the answer is that to somebody who does not exist', async () => {
  const id = await house.person([EVERYBODY])

  const [theirs, nobody] = [await pdfOf(id, 'mill'), await pdfOf(randomUUID(), 'mill')]

  expect([theirs.status, nobody.status]).toEqual([403, 403])
  expect(Buffer.from(theirs.bytes).toString()).not.toContain(CANARY)
})

test('what the person keeps from an organisation is on no page that it takes, and the page says so', async () => {
  const kept = limit({
    against: { kind: 'organisation', name: 'St Brannoc Hospice' },
    rule: 'hide_sections',
    sections: ['allergies', 'whatMatters'],
  })
  const id = await house.person(
    [EVERYBODY, kept, anEntry('allergies', { kind: 'allergy', substance: 'Latex-Canary' })],
    'hospice',
  )

  const { body } = await house.as('hospice').at.get(`/api/people/${id}/summary`)
  const page = await readPdf((await pdfOf(id, 'hospice')).bytes)

  for (const said of [JSON.stringify(body), page.words]) {
    expect(said).not.toContain(CANARY)
    expect(said).not.toContain('Latex-Canary')
  }
  expect(page.words).toContain('Not shown here, and may be on the record: What matters')
  expect(page.words).not.toMatch(/Not on the record:[^.]*Allergies/)
})

test('a role that is shown nothing clinical takes no clinical page', async () => {
  const id = await house.person([EVERYBODY], 'clerk')

  const page = await readPdf((await pdfOf(id, 'clerk')).bytes)

  expect(page.words).not.toContain(CANARY)
  expect(page.words).not.toContain('Kitchen drawer')
  expect(page.words).toContain('Not shown here')
})

test('a code shows a crew nothing that the person keeps from crews', async () => {
  const kept = limit({
    against: { kind: 'scope', scope: 'ambulance' },
    rule: 'hide_sections',
    sections: ['whatMatters'],
  })
  const id = await house.person(
    [share({ scope: 'everyone_caring', value: 'given_by_person' }), kept],
    'hospice',
  )
  const made = await house.as('hospice').at.post(`/api/people/${id}/crew-code`, { commandId: randomUUID() })

  const { bytes } = await fetched('/api/crew/pdf', { body: { code: made.body.code } })
  const page = await readPdf(bytes)

  expect(page.words).toContain('Kitchen drawer')
  expect(page.words).not.toContain(CANARY)
})
