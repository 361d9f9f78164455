import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changeRecord } from '#server/patients/changeRecord.ts'
import { routes } from '#shared/routes.ts'
import { EVERYBODY, limit, type SharedHouse, share, sharedHouse } from './sharedHouse.ts'

/** What was typed and is on no record. */
const TYPED = 'Wants her sister rung, not her so'

let house: SharedHouse
let id: string
const agreed = share({ scope: 'everyone_caring', value: 'given_by_person' })
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())
beforeEach(async () => {
  id = await house.person([agreed], 'mill', 'hospice')
})

const aForm = (more: object = {}) => ({
  section: 'notes',
  itemId: randomUUID(),
  isNew: true,
  base: { version: 0, knownState: 'known' },
  writing: { whyNot: '', value: { kind: 'typed', text: TYPED } },
  typedAt: '2026-11-22T02:10:00.000Z',
  ...more,
})
const keep = (name: string, form: object) =>
  house.as(name).at.send('PUT', `/api/people/${id}/record/half-written`, {
    body: JSON.stringify(form),
    headers: {
      'content-type': 'application/json',
      'x-goldthread': '1',
      origin: new URL(house.small.url).origin,
    },
  })
const post = (name: string, what: string, body: object) =>
  house.as(name).at.post(`/api/people/${id}/record/${what}`, body)
const left = async (name: string) => {
  const { body } = await house.as(name).at.get(`/api/people/${id}/record`)
  return routes.openShared.reply.parse(body).halfWritten
}
const withdraw = (value: string, expectedVersion: number) => {
  const { db } = house.small.database
  const entries = [
    { ...agreed, body: { scope: 'everyone_caring', value }, change: 'changed' as const, expectedVersion },
  ]
  const way = { actor: house.hub, patientId: id as never, why: { kind: 'registration' as const } } // a PatientId from `person`
  return changeRecord({ db }, { ...way, relationship: db.sql`true`, entries, at: new Date().toISOString() })
}

test('a form comes back as it was typed to whoever wrote it, and to nobody else', async () => {
  const form = aForm()

  const kept = await keep('mill', form)

  expect([kept.status, kept.body]).toEqual([200, {}])
  expect(await left('mill')).toEqual([form])
  expect(await left('hospice')).toEqual([])
  const everything = await house.as('hospice').at.get(`/api/people/${id}/record`)
  expect(JSON.stringify(everything.body)).not.toContain(TYPED)
})

test('of two that arrive in the wrong order the later typed one stays', async () => {
  const form = aForm({ typedAt: '2026-11-22T02:10:05.000Z' })
  await keep('mill', form)
  await keep('mill', {
    ...form,
    writing: { whyNot: '', value: 'older' },
    typedAt: '2026-11-22T02:10:01.000Z',
  })

  expect(await left('mill')).toEqual([form])
})

test('saving it takes it away with the same commit; throwing it away takes it away as well', async () => {
  const [saved, thrown] = [aForm(), aForm()]
  await keep('mill', saved)
  await keep('mill', thrown)
  const { section, itemId } = saved

  await post('mill', 'entries', { commandId: randomUUID(), section, itemId, version: 0, body: { text: 'x' } })
  const afterSaving = await left('mill')
  await post('mill', 'half-written/drop', { section, itemId: thrown.itemId })

  expect(afterSaving).toEqual([thrown])
  expect(await left('mill')).toEqual([])
})

test('what was on its way when the form was saved does not bring it back; what is typed over the new version is kept', async () => {
  const form = aForm({ typedAt: '2026-11-22T02:10:05.000Z' })
  const { section, itemId, typedAt } = form
  const save = { commandId: randomUUID(), section, itemId, version: 0, body: { text: TYPED }, typedAt }
  const again = { ...form, isNew: false, base: { version: 1, knownState: 'known', body: { text: TYPED } } }

  await keep('mill', { ...form, typedAt: '2026-11-22T02:10:01.000Z' })
  await post('mill', 'entries', save)
  const late = [
    await keep('mill', form),
    await keep('mill', { ...form, typedAt: '2026-11-22T02:10:03.000Z' }),
  ]
  await post('mill', 'half-written/drop', { section, itemId })
  await keep('mill', form)
  const afterLate = await left('mill')
  // By another clock, which is behind: it is over the version that was saved.
  await keep('mill', { ...again, typedAt: '2026-11-22T02:09:00.000Z' })

  expect(late.map(({ status }) => status)).toEqual([200, 200])
  expect(afterLate).toEqual([])
  expect(await left('mill')).toEqual([{ ...again, typedAt: '2026-11-22T02:09:00.000Z' }])
})

test('a form that is short as it is sent and long as it would be kept is refused in words', async () => {
  const noughts = (count: number) => aForm({ writing: { value: Array.from({ length: count }, () => 1e300) } })

  const answers = [await keep('mill', noughts(1)), await keep('mill', noughts(2_000))]

  expect(answers.map(({ status }) => status)).toEqual([200, 400])
  expect(JSON.stringify(answers[1]?.body)).toContain('too long to be kept')
})

test('a save that a colleague was quicker than leaves it where it is', async () => {
  const body = { first: { place: 'hospice' } }
  const form = aForm({ section: 'preferredPlaceOfDeath', itemId: id })
  await keep('mill', form)
  await post('hospice', 'entries', {
    commandId: randomUUID(),
    section: form.section,
    version: 0,
    body,
  })

  const late = await post('mill', 'entries', {
    commandId: randomUUID(),
    section: form.section,
    version: 0,
    body: { first: { place: 'home' } },
  })

  expect(late.body.kind).toBe('changed_meanwhile')
  expect(await left('mill')).toEqual([form])
})

test('a door that is closed shows none of it and keeps nothing more; when it is open again it is there', async () => {
  const form = aForm()
  await keep('mill', form)
  await withdraw('withdrawn', 1)

  const closed = [await left('mill'), (await keep('mill', aForm())).status]
  await withdraw('given_by_person', 2)

  expect(closed).toEqual([[], 403])
  expect(await left('mill')).toEqual([form])
})

test('another relationship is another way: what was written by the one is not shown by the other', async () => {
  id = await house.person([EVERYBODY])
  await house.ask('crew', id, 'break-glass', 'Found on the floor, nobody with her')
  await house.ask('hospice', id, 'claim')
  await keep('hospice', aForm())
  const before = await left('hospice')

  await house.ask('hospice', id, 'break-glass', 'Unrousable, and her daughter has the papers')

  expect([before.length, await left('hospice')]).toEqual([1, []])
  expect((await keep('crew', aForm())).status).toBe(403) // reads, and writes nothing
})

test('a section that the person keeps back meanwhile is not shown half-written either', async () => {
  const hide = limit({
    against: { kind: 'scope', scope: 'hospice' },
    rule: 'hide_sections',
    sections: ['akps'],
  })
  id = await house.person([EVERYBODY, hide], 'hospice')
  await keep('hospice', aForm())
  const { db } = house.small.database
  const sections = ['akps', 'notes']
  const entries = [
    { ...hide, body: { ...(hide.body as object), sections }, change: 'changed' as const, expectedVersion: 1 },
  ]
  const way = { actor: house.hub, patientId: id as never, why: { kind: 'registration' as const } } // a PatientId from `person`
  await changeRecord({ db }, { ...way, relationship: db.sql`true`, entries, at: new Date().toISOString() })

  expect(await left('hospice')).toEqual([])
})

test('nothing stays for longer than a month, and what is far too long is refused in words', async () => {
  await keep('hospice', aForm())
  const { db } = house.small.database
  await db.run(db.sql`update half_written set kept_at = now() - interval '31 days' where patient_id = ${id}`)
  const old = await left('hospice')
  await keep('mill', aForm())
  const tooLong = await keep('mill', aForm({ writing: { text: 'x'.repeat(160_000) } }))

  const [row] = await db.run(db.sql<{ count: number }[]>`
    select count(*)::int from half_written where patient_id = ${id}`)
  expect([old, row?.count]).toEqual([[], 1])
  expect(tooLong.status).toBeGreaterThanOrEqual(400)
  expect(tooLong.status).toBeLessThan(500)
})
