import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { isKeptBack } from '#server/patients/core/keptBack.ts'
import { KeptApart, SealedItems } from '#shared/record/sealed.ts'
import { SECTION_NAMES, sectionOf } from '#shared/record/sections.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { EVERYBODY, limit, type SharedHouse, sharedHouse } from './sharedHouse.ts'

const CONCERN = 'Her nephew has her bank card'
const PHRASE = 'Yellow canary'
const BECAUSE = 'The nephew is on the line and asks who knows'

let house: SharedHouse
let id: string
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())
const kept = [
  anEntry('safeguarding', { concern: CONCERN, about: 'adult' }),
  anEntry('agreedPhrases', { with: 'patient', phrase: PHRASE }),
]
beforeEach(async () => {
  id = await house.person([EVERYBODY, ...kept], 'mill', 'hospice', 'crew')
})

const post = (name: string, what: string, body: object) =>
  house.as(name).at.post(`/api/people/${id}/record/${what}`, body)
const open = (name: string, section: string, because = BECAUSE) => post(name, 'sealed', { section, because })
const itemsOf = (body: Record<string, unknown>) =>
  SealedItems.parse({ items: body.items }).items.map(item => ({ ...item, itemId: item.itemId as never })) // an ItemId of the record

test('what is sealed, and the agreed phrases, are what is kept apart', () => {
  const apart = SECTION_NAMES.filter(name => sectionOf(name).isSealed || name === 'agreedPhrases')

  expect(SECTION_NAMES.filter(isKeptBack)).toEqual(apart)
  expect(apart.toSorted()).toEqual(KeptApart.options.toSorted())
})

test('a part that is kept apart is opened on its own, for a reason, and the person reads both', async () => {
  const rest = await house.as('mill').at.get(`/api/people/${id}/record`)
  const opened = await open('mill', 'safeguarding')

  expect(JSON.stringify(rest.body)).not.toMatch(/bank card|canary/i)
  expect(itemsOf(opened.body)).toMatchObject([{ headline: expect.any(String), lines: [CONCERN], version: 1 }])
  const { body } = await house.as('officer').at.get(`/api/people/${id}/access-log`)
  expect((body.lines as object[])[0]).toMatchObject({
    did: 'opened a part of your record that is kept apart, because their organisation looks after you',
    what: ['Safeguarding', 'Safeguarding: what it said before'],
    because: BECAUSE,
  })
  // Nor does the log say of the rest that it showed any of this.
  expect(
    (body.lines as { what: string[] }[])[1]?.what.filter(part => /phrase|safeguarding/i.test(part)),
  ).toEqual([])
})

test('an agreed phrase is never shown again; a new one can be put in its place', async () => {
  const opened = await open('mill', 'agreedPhrases')
  const [item] = itemsOf(opened.body)

  const saved = await post('mill', 'entries', {
    commandId: randomUUID(),
    section: 'agreedPhrases',
    itemId: item?.itemId,
    version: item?.version,
    body: { with: 'patient', phrase: 'Blue door' },
  })
  const after = await open('mill', 'agreedPhrases')

  expect(saved.body).toMatchObject({ kind: 'saved', version: 2 })
  expect(JSON.stringify([opened.body, after.body])).not.toMatch(/canary|blue door/i)
  expect(itemsOf(after.body)).toMatchObject([
    {
      headline: 'A phrase agreed with the person',
      version: 2,
      versions: [{ differences: [{ words: 'Phrase', after: 'another one in its place' }] }, { version: 1 }],
    },
  ])
})

test('a concern is changed, and marked as entered in error with the reason', async () => {
  const [item] = itemsOf((await open('hospice', 'safeguarding')).body)
  const seen = { section: 'safeguarding', itemId: item?.itemId }
  const body = { concern: CONCERN, about: 'adult', actions: 'Rang the council' }
  const changed = await post('hospice', 'entries', { commandId: randomUUID(), ...seen, version: 1, body })
  const because = 'It was about her neighbour.'
  await post('hospice', 'retract', { commandId: randomUUID(), item: { ...seen, version: 2 }, because })

  expect(changed.body.kind).toBe('saved')
  // With what was written before, in the same look and for the same reason.
  expect(itemsOf((await open('hospice', 'safeguarding')).body)).toMatchObject([
    {
      version: 3,
      lines: [CONCERN, 'Done: Rang the council'],
      retracted: { because },
      versions: [
        { version: 3, change: 'retracted' },
        { version: 2, change: 'changed', differences: [{ after: 'Rang the council' }] },
        { version: 1, change: 'added' },
      ],
      hasEarlier: false,
    },
  ])
})

test('a word is no reason; a role that does not write it, and whoever the person keeps it from, are not shown it', async () => {
  const hide = limit({
    against: { kind: 'scope', scope: 'hospice' },
    rule: 'hide_sections',
    sections: ['safeguarding'],
  })
  const word = await open('mill', 'safeguarding', 'needed')
  const crew = await open('crew', 'safeguarding')
  const stranger = await open('clerk', 'safeguarding')
  id = await house.person([EVERYBODY, hide, ...kept], 'hospice')
  const hidden = await open('hospice', 'safeguarding')
  const other = await open('hospice', 'agreedPhrases')

  expect([word, crew, stranger, hidden, other].map(({ status }) => status)).toEqual([400, 403, 403, 403, 200])
  expect(JSON.stringify([word.body, crew.body, stranger.body, hidden.body])).not.toMatch(/bank card/i)
})

test('a change of it that is half-written is not kept where it would come back with the rest', async () => {
  const form = {
    section: 'safeguarding',
    itemId: randomUUID(),
    base: { version: 1, knownState: 'known', body: { concern: CONCERN, about: 'adult' } },
    writing: {},
    typedAt: '2026-11-22T02:10:00.000Z',
  }
  const send = (isNew: boolean) =>
    house.as('mill').at.send('PUT', `/api/people/${id}/record/half-written`, {
      body: JSON.stringify({ ...form, isNew }),
      headers: {
        'content-type': 'application/json',
        'x-goldthread': '1',
        origin: new URL(house.small.url).origin,
      },
    })

  expect([(await send(false)).status, (await send(true)).status]).toEqual([400, 200])
})
