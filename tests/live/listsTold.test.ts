import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { readTurnedSharing } from '#server/patients/sharingStore.ts'
import type { House } from '#server/start.ts'
import type { PatientId } from '#shared/ids.ts'
import { AWAITS_QUERY } from '#shared/live.ts'
import { withdrawal } from '#tests/access/settling.ts'
import { CANARY, EVERYBODY, limit, type SharedHouse, share, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { type LiveConsole, liveConsole, until } from '#tests/support/browser.ts'

let house: SharedHouse
let other: House
const open: LiveConsole[] = []
beforeAll(async () => {
  house = await sharedHouse()
  other = await house.small.another()
})
afterAll(async () => {
  for (const one of open) one.close()
  await house.small.close()
})

type Ear = LiveConsole & { words: unknown[][]; changes: unknown[] }

async function listening(
  who: string,
  heeds?: string | { awaits: string },
  url = house.small.url,
): Promise<Ear> {
  const query =
    typeof heeds === 'object' ? `?${AWAITS_QUERY}=${heeds.awaits}` : heeds ? `?record=${heeds}` : ''
  const live = await liveConsole(`${url}${query}`, house.as(who).at.cookie, {
    origin: new URL(url).origin,
  })
  open.push(live)
  const ear = { ...live, words: [] as unknown[][], changes: [] as unknown[] }
  live.socket.on('listsTurned', (...words: unknown[]) => void ear.words.push(words))
  live.socket.on('recordChanged', (_, version) => void ear.changes.push(version))
  return ear
}

/** What happened before is told by the way of a page's connecting; what follows is not taken for it. */
async function settled(ear: Ear): Promise<Ear> {
  const beats = ear.beats.length
  await until('the line went on', () => ear.beats.length > beats)
  ear.words.length = 0
  ear.changes.length = 0
  return ear
}

const post = async (who: string, id: string, what: string, body: object) => {
  const answer = await house.as(who).at.post(`/api/people/${id}/record/${what}`, {
    commandId: randomUUID(),
    ...body,
  })
  expect(answer.status).toBe(200)
}
const find = (who: string, name: string, birthDate: string) =>
  house.as(who).at.post('/api/people/find', { name, birthDate })

/** Written with nobody told: what is heard of it comes of itself. */
async function writes(id: PatientId, entry: EntryToWrite): Promise<void> {
  const { db } = house.small.database
  const way = { actor: house.hub, patientId: id, why: { kind: 'registration' as const } }
  const change = { ...way, relationship: db.sql`true`, entries: [entry], at: new Date().toISOString() }
  expect((await changeRecord({ db }, change)).kind).toBe('saved')
}

describe('a page with a list hears that it may be another now', () => {
  test('where they may be looked after or may have been found, on every process; nobody else does, and nobody hears of whom', async () => {
    const { db } = house.small.database
    const id = await house.person([EVERYBODY], 'mill')
    const [who] = await db.run(db.sql<{ name: string; birthDate: string }[]>`
      update patients set name = 'Perdita Quince', name_words = '{perdita,quince}', birth_date = '1941-02-03' where id = ${id}
      returning name, birth_date`)
    await find('crew', who?.name ?? '', who?.birthDate ?? '')
    const hear = await Promise.all([
      listening('mill'),
      listening('clerk', undefined, other.publicUrl),
      listening('crew'),
    ])
    const deaf = await Promise.all([
      listening('hospice.officer'),
      listening('hospice'),
      listening('other.gp'),
    ])
    for (const ear of [...hear, ...deaf]) await settled(ear)

    await post('mill', id, 'entries', {
      section: 'whatMatters',
      itemId: id,
      version: 1,
      body: { whatMatters: CANARY },
    })
    for (const ear of [...hear, ...deaf]) {
      await until('the line went on', () => ear.beats.length > 2)
      expect(ear.words).toEqual([])
    }
    await post('mill', id, 'withdraw-sharing', withdrawal)
    for (const ear of hear) await until('the word came', () => ear.words.length > 0)
    for (const ear of deaf) await until('the line went on', () => ear.beats.length > 3)

    expect(hear.flatMap(ear => ear.words).every(words => words.length === 0)).toBe(true)
    expect(deaf.map(ear => ear.words)).toEqual([[], [], []])
  })

  test('as it connects, where it may have missed it', async () => {
    const id = await house.person([EVERYBODY], 'mill', 'hospice')
    await post('hospice', id, 'withdraw-sharing', withdrawal)

    const ear = await listening('mill')

    await until('the word came', () => ear.words.length > 0)
  })
})

describe('an agreement that is dated for later', () => {
  test('opens nothing until then, and is told when it begins: to the page that shows the record, and to lists', async () => {
    const id = await house.person([share({ scope: 'hospice', value: 'given_by_person' })], 'mill', 'hospice')
    const page = await listening('hospice', id)
    const list = await listening('mill', undefined, other.publicUrl)
    const from = new Date(Date.now() + 4_000).toISOString()
    await writes(id, share({ scope: 'gp', value: 'given_by_person', from }))
    await settled(page)
    await settled(list)
    expect((await house.open('mill', id)).standing.kind).toBe('not_shared')

    await until('the page heard', () => page.changes.includes(null))
    await until('the list heard', () => list.words.length > 0)

    expect(new Date().toISOString() > from).toBe(true)
    expect((await house.open('mill', id)).standing.kind).toBe('open')
  })

  test('opens the page that says that it is not shared, and tells nobody whose record it is not', async () => {
    const id = await house.person([share({ scope: 'hospice', value: 'given_by_person' })], 'mill', 'hospice')
    const page = await listening('mill', { awaits: id })
    const stranger = await listening('crew', { awaits: id })
    const from = new Date(Date.now() + 3_000).toISOString()
    await writes(id, share({ scope: 'gp', value: 'given_by_person', from }))
    await settled(page)
    await settled(stranger)

    await until('the page heard', () => page.changes.includes(null))

    expect(new Date().toISOString() > from).toBe(true)
    const beats = stranger.beats.length
    await until('the line went on', () => stranger.beats.length > beats + 1)
    expect(stranger.changes).toEqual([])
  })

  test('or made at once: the page that waits for it hears it as it is saved, and as it connects', async () => {
    const id = await house.person([share({ scope: 'hospice', value: 'given_by_person' })], 'mill', 'hospice')
    const page = await settled(await listening('mill', { awaits: id }, other.publicUrl))
    expect(page.changes).toEqual([])

    await writes(id, share({ scope: 'gp', value: 'given_by_person' }))
    await post('hospice', id, 'entries', {
      section: 'whatMatters',
      itemId: id,
      version: 1,
      body: { whatMatters: CANARY },
    })

    await until('the page heard', () => page.changes.includes(null))
    const late = await listening('mill', { awaits: id })
    await until('the page that came late heard', () => late.changes.includes(null))
  })

  test('before, at and after that moment, also in the night in which the clocks go back, with the records linked to theirs', async () => {
    const { db } = house.small.database
    const id = await house.person([], 'mill')
    // 01:30 in Britain, for the second time.
    const from = '2025-10-26T01:30:00.000Z'
    const recordedAt = '2025-10-25T09:00:00.000Z'
    await writes(id, { ...share({ scope: 'gp', value: 'given_by_person', from }), recordedAt })
    const turned = async (since: string) =>
      (await readTurnedSharing(db, since)).turned.some(one => one.patientId === id)

    expect(await turned('2025-10-26T01:29:59.999Z')).toBe(true)
    expect(await turned(from)).toBe(false)
    expect(await turned('2025-10-26T01:30:00.001Z')).toBe(false)
  })
})

describe('an agreement that carers may be told things, dated for later,', () => {
  test('is told when it begins: to the page that shows the record, and to the console of a nurse with a call', async () => {
    const id = await house.person([EVERYBODY], 'mill')
    const page = await listening('mill', id)
    const console = await listening('hub.nurse', undefined, other.publicUrl)
    const from = new Date(Date.now() + 3_000).toISOString()
    await writes(id, anEntry('consentToTellCarers', { value: 'given_by_person', from }, { itemId: id }))
    await settled(page)
    await settled(console)

    await until('the page heard', () => page.changes.includes(null))
    await until('the console heard', () => console.changes.includes(null))

    expect(new Date().toISOString() > from).toBe(true)
  })

  test.each([
    ['begins no more where a no came after it', { value: 'withdrawn' }],
    [
      'waits for nothing once it is dated for before',
      { value: 'given_by_person', from: '2025-01-01T09:00:00.000Z' },
    ],
  ] as const)('%s', async (_, then) => {
    const { db } = house.small.database
    const id = await house.person([EVERYBODY], 'mill')
    const from = '2030-03-01T09:00:00.000Z'
    const begins = () => db.run(db.sql`select begins_at from patient_beginnings where patient_id = ${id}`)
    await writes(id, anEntry('consentToTellCarers', { value: 'given_by_person', from }, { itemId: id }))
    expect(await begins()).toEqual([{ beginsAt: from }])

    await writes(
      id,
      anEntry('consentToTellCarers', then, { itemId: id, expectedVersion: 1, change: 'changed' }),
    )

    expect(await begins()).toEqual([])
  })
})

describe('a limit that was set for later', () => {
  test('is told when it begins: to the page that shows the record, and to lists', async () => {
    const id = await house.person([EVERYBODY], 'mill')
    const [page, list] = [await listening('mill', id), await listening('clerk', undefined, other.publicUrl)]
    const from = new Date(Date.now() + 4_000).toISOString()
    await writes(id, limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_all', from }))
    await settled(page)
    await settled(list)
    expect((await house.open('mill', id)).standing.kind).toBe('open')

    await until('the page heard', () => page.changes.includes(null))
    await until('the list heard', () => list.words.length > 0)

    expect((await house.open('mill', id)).standing.kind).toBe('not_shared')
  })

  test('or until a day is asked for when that day is over, with the records linked to theirs', async () => {
    const { db } = house.small.database
    const id = await house.person([EVERYBODY], 'mill')
    await writes(
      id,
      limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_all', until: '2026-03-28' }),
    )
    const turned = async (since: string) =>
      (await readTurnedSharing(db, since)).turned.some(one => one.patientId === id)

    // The night in which the clocks go forward: the day ends at midnight in London.
    expect(await turned('2026-03-28T23:59:59.000Z')).toBe(true)
    expect(await turned('2026-03-29T00:00:01.000Z')).toBe(false)
    expect((await readTurnedSharing(db, null)).turned).toEqual([])
  })
})
