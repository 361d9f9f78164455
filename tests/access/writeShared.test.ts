import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { routes } from '#shared/routes.ts'
import { CANARY, EVERYBODY, limit, type SharedHouse, share, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const PLACE = 'preferredPlaceOfDeath'
let id: string
beforeEach(async () => {
  id = await house.person([EVERYBODY], 'mill', 'hospice', 'crew')
})

const post = async (name: string, what: string, body: object) => {
  const answer = await house.as(name).at.post(`/api/people/${id}/record/${what}`, {
    commandId: randomUUID(),
    ...body,
  })
  const { requestId: _, ...said } = answer.body
  return { status: answer.status, said: said as Record<string, unknown> }
}
const edit = (name: string, version: number, body: unknown, more: object = {}) =>
  post(name, 'entries', { section: PLACE, version, body, ...more })
const history = async (name: string, section = PLACE, itemId = id) => {
  const { status, body } = await house
    .as(name)
    .at.get(`/api/people/${id}/record/items/${itemId}/history?section=${section}`)
  return status === 200 ? routes.sharedHistory.reply.parse(body).history.versions : status
}
const asOf = (name: string, at: string) => house.as(name).at.get(`/api/people/${id}/record/as-of?at=${at}`)
const change = (entry: EntryToWrite, body: object) => {
  const { db } = house.small.database
  const entries = [{ ...entry, body, change: 'changed' as const, expectedVersion: 1 }]
  const way = { actor: house.hub, patientId: id as never, why: { kind: 'registration' as const } } // a PatientId from `person`
  return changeRecord({ db }, { ...way, relationship: db.sql`true`, entries, at: new Date().toISOString() })
}
const log = async () => {
  const { body } = await house.as('officer').at.get(`/api/people/${id}/access-log`)
  return routes.accessLog.reply.parse(body).lines.map(({ who, did, what }) => `${who} ${did}: ${what.join()}`)
}

describe('a practice and a hospice that write the same record', () => {
  test('write nothing that is still to come: a measure of next year would stand before what is measured now', async () => {
    const phase = (value: string, at: string) =>
      post('mill', 'entries', { section: 'phaseOfIllness', version: 0, body: { phase: value, at } })
    const ahead = await phase('stable', '2199-01-01T00:00:00.000Z')
    const now = await phase('dying', new Date().toISOString())

    expect([ahead.status, ahead.said.message]).toEqual([
      409,
      expect.stringMatching(/^“.+” is still to come: look at it again\.$/),
    ])
    expect(now.said.kind).toBe('saved')
    expect(JSON.stringify(await house.open('mill', id))).not.toContain('2199')
  })

  test('are both heard: whoever is second sees the first, and the history names each with their organisation', async () => {
    const first = await edit('mill', 0, { first: { place: 'hospice' } })
    const late = await edit('hospice', 0, { first: { place: 'home', note: 'With the dog' } })
    const knowingly = await edit('hospice', 1, { first: { place: 'home', note: 'With the dog' } })

    expect([first.said.kind, knowingly.said]).toEqual(['saved', { kind: 'saved', itemId: id, version: 2 }])
    expect(late.said).toMatchObject({
      kind: 'changed_meanwhile',
      by: 'mill',
      change: 'added',
      version: 1,
      knownState: 'known',
      body: { first: { place: 'hospice' } },
    })
    expect(await history('mill')).toMatchObject([
      {
        author: { name: 'hospice', role: 'clinician', organisation: 'St Brannoc Hospice' },
        source: { kind: 'hospice' },
      },
      { author: { name: 'mill', organisation: 'Mill Lane Surgery' }, source: { kind: 'gp_record' } },
    ])
  })

  test('save once what is sent twice; and lose nothing that was changed before it was sent again', async () => {
    const itemId = randomUUID()
    const note = (text: string, version = 0) =>
      post('mill', 'entries', { section: 'notes', itemId, version, body: { text } })

    const [sent, again] = [await note('Daughter rings'), await note('Daughter rings')]
    const changed = await note('Daughter rings at six')
    const over = await note('Daughter rings at six', 1)

    expect([sent.said, again.said]).toEqual([
      { kind: 'saved', itemId, version: 1 },
      { kind: 'saved', itemId, version: 1 },
    ])
    expect(changed.said).toMatchObject({
      kind: 'changed_meanwhile',
      version: 1,
      body: { text: 'Daughter rings' },
    })
    expect(over.said).toMatchObject({ kind: 'saved', version: 2 })
    expect((await history('mill', 'notes', itemId)) as unknown[]).toHaveLength(2)
  })

  test('a command with a new item of its own that says something else by now is not called saved', async () => {
    const commandId = randomUUID()
    const note = (text: string) =>
      post('mill', 'entries', { commandId, section: 'notes', version: 0, body: { text } })

    await note('Asked for the chaplain')
    const changed = await note('Asked for the chaplain, tonight')

    expect(changed.said).toMatchObject({ kind: 'changed_meanwhile', version: 1 })
  })

  test('say why there is nothing to write, confirm, mark as entered in error, and write it again', async () => {
    const item = { section: PLACE, itemId: id }
    const unknown = await post('mill', 'entries', { section: PLACE, version: 0, knownState: 'declined' })
    const still = { items: [{ ...item, version: 1 }], confirmedWith: 'Her daughter' }
    const confirmed = [await post('mill', 'confirm', still), await post('mill', 'confirm', still)]
    const wrong = await post('hospice', 'retract', {
      item: { ...item, version: 2 },
      because: 'Another lady.',
    })
    const again = await edit('hospice', 3, { first: { place: 'home' } })

    expect([unknown, ...confirmed, wrong, again].map(({ said }) => said.kind)).toEqual(Array(5).fill('saved'))
    expect(await history('mill')).toMatchObject([
      { change: 'changed', headline: 'Home' },
      {
        change: 'retracted',
        retracted: { because: 'Another lady.', by: { organisation: 'St Brannoc Hospice' } },
      },
      { change: 'confirmed', confirmedWith: 'Her daughter', confirmedBy: { name: 'mill' } },
      { change: 'added', author: { name: 'mill' } },
    ])
  })

  test('see the record as it was, and no moment that is still to come', async () => {
    await edit('mill', 0, { first: { place: 'hospice' } })
    const then = (await house.open('mill', id)).record
    await edit('mill', 1, { first: { place: 'home' } })

    const [was, toCome] = [
      await asOf('mill', String(Reflect.get(then ?? {}, 'asOf'))),
      await asOf('mill', new Date(Date.now() + 60_000).toISOString()),
    ]

    expect(was.body.record).toEqual(then)
    expect([toCome.status, toCome.body.fields]).toMatchObject([400, { at: expect.any(String) }])
  })
})

describe('what may be written is asked in the statement that writes', () => {
  test('who only reads the record writes nothing, and reads of the past only what they are shown', async () => {
    const [crew, clerk] = [await edit('crew', 0, {}), await edit('clerk', 0, {})]

    expect([crew.status, clerk.status]).toEqual([403, 403])
    expect(await history('crew', 'cprDecision')).toHaveLength(1)
    expect(await history('clerk', 'cprDecision')).toBe(403)
    expect(JSON.stringify((await asOf('clerk', new Date().toISOString())).body)).not.toContain('Not for CPR')
  })

  test('a section that the person keeps back is refused in the words for somebody unknown, and the try is in the log', async () => {
    const hide = limit({
      against: { kind: 'scope', scope: 'hospice' },
      rule: 'hide_sections',
      sections: [PLACE],
    })
    id = await house.person([EVERYBODY, hide], 'hospice')

    const { standing } = await house.open('hospice', id)
    const hidden = await edit('hospice', 0, { first: { place: 'home' } })
    const open = await post('hospice', 'entries', { section: 'notes', version: 0, body: { text: 'Seen' } })
    const known = id
    id = randomUUID()
    const nobody = await edit('hospice', 0, { first: { place: 'home' } })
    id = known

    expect(standing.writes).not.toContain(PLACE)
    expect(hidden).toEqual(nobody)
    expect([hidden.status, open.status]).toEqual([403, 200])
    expect(await log()).toContain(
      'hospice, doctor or nurse, St Brannoc Hospice tried to write in your record and was refused: Preferred place of death',
    )
  })

  test('after a withdrawal nothing is written, however lately the record was open', async () => {
    const agreed = share({ scope: 'everyone_caring', value: 'given_by_person' })
    id = await house.person([agreed], 'mill')
    await house.open('mill', id)
    await change(agreed, { scope: 'everyone_caring', value: 'withdrawn' })
    const item = { section: 'whatMatters', itemId: id, version: 1 }

    const refused = [
      await edit('mill', 0, { first: { place: 'home' } }),
      await post('mill', 'confirm', { items: [item] }),
      await post('mill', 'retract', { item, because: 'Not hers.' }),
    ]

    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403])
    expect(JSON.stringify(refused)).not.toContain(CANARY)
    const { db } = house.small.database
    const [row] = await db.run(db.sql<{ version: number }[]>`select version from patients where id = ${id}`)
    expect(row?.version).toBe(2) // begun, and withdrawn from
  })

  test('a wish that came between the look at the door and the writing is asked about again, and the writing is done once', async () => {
    const hide = limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_sections', sections: ['akps'] })
    id = await house.person([EVERYBODY, hide], 'mill')

    const [saved] = await Promise.all([
      edit('mill', 0, { first: { place: 'home' } }),
      change(hide, { ...(hide.body as object), sections: ['akps', 'ipos'] }),
    ])

    expect(saved.said.kind).toBe('saved')
    expect(await history('mill')).toHaveLength(1)
  })
})

test('what a practice wrote stands in the log with what it was about', async () => {
  await post('mill', 'entries', { section: 'notes', version: 0, body: { text: 'Seen at home' } })

  expect((await log())[0]).toBe(
    'mill, doctor or nurse, Mill Lane Surgery wrote in your record, because their organisation looks after you: Notes',
  )
})
