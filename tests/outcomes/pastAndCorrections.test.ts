import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ItemId, type PatientId } from '#shared/ids.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { AnyRoute } from '#shared/route.ts'
import { routes } from '#shared/routes.ts'
import { aCanary, CANARY, confirmed, freed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

let house: LineHouse
let aroha: Nurse
let bertil: Nurse
let stranger: Nurse

beforeAll(async () => {
  house = await lineHouse()
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
  stranger = await aNurse(house.url, 'aroha2')
})
afterAll(() => house.close())
beforeEach(() => freed([aroha, bertil]))

let numbers = 0
/** A call about this person in the hands of this nurse. */
async function aboutHer(nurse: Nurse, patientId: PatientId) {
  numbers += 1
  const call = await talkingTo(house, nurse, `+4477009008${String(numbers).padStart(2, '0')}`)
  await confirmed(nurse, call, patientId)
  const { identity } = await nurse.detail(call.callId)
  return { ...call, epoch: identity.epoch }
}

type Held = HeldCall & { epoch: number }
const PLACE = 'preferredPlaceOfDeath'

const edit = (
  nurse: Nurse,
  { params, epoch }: Held,
  version: number,
  body: unknown,
  section: SectionName = PLACE,
) => nurse.ask(routes.editRecord, { params, body: { commandId: aCommand(), epoch, section, version, body } })

const open = async (nurse: Nurse, { params, epoch }: Held) =>
  (await nurse.ask(routes.openRecord, { params, query: { epoch } })).record

const history = (nurse: Nurse, { params, epoch }: Held, itemId: string, section: SectionName = PLACE) =>
  nurse.ask(routes.itemHistory, { params: { ...params, itemId }, query: { epoch, section } })

const confirmStill = (
  nurse: Nurse,
  { params, epoch }: Held,
  patientId: PatientId,
  version: number,
  more = {},
) => {
  const items = [{ section: PLACE, itemId: ItemId.parse(patientId), version } as const]
  return nurse.ask(routes.confirmEntries, { params, body: { commandId: aCommand(), epoch, items, ...more } })
}

const retract = (nurse: Nurse, { params, epoch }: Held, patientId: PatientId, version: number) => {
  const item = { section: PLACE, itemId: ItemId.parse(patientId), version } as const
  const because = 'It was her sister who said so.'
  return nurse.ask(routes.retractEntry, { params, body: { commandId: aCommand(), epoch, item, because } })
}

describe('two nurses who write the same item', () => {
  test('the second is shown what the first wrote, saves over it knowingly, and the history has both', async () => {
    const margaret = await aCanary(house, 'north')
    const hers = await aboutHer(aroha, margaret)
    const his = await aboutHer(bertil, margaret)
    await edit(aroha, hers, 0, { first: { place: 'hospice' } })

    const late = await edit(bertil, his, 0, { first: { place: 'home', note: 'With the dog' } })
    const knowingly = await edit(bertil, his, 1, { first: { place: 'home', note: 'With the dog' } })

    expect(late).toMatchObject({
      kind: 'changed_meanwhile',
      by: 'Aroha 1',
      change: 'added',
      version: 1,
      knownState: 'known',
      body: { first: { place: 'hospice' } },
    })
    expect(knowingly).toMatchObject({ kind: 'saved', version: 2 })
    const { history: told } = await history(aroha, hers, margaret)
    expect(told.versions.map(({ version, headline, author }) => [version, headline, author.name])).toEqual([
      [2, 'Home', 'Bertil 1'],
      [1, 'Hospice', 'Aroha 1'],
    ])
    expect(told.versions[0]?.differences.map(({ words }) => words)).toEqual([
      'First choice',
      'First choice, in their words',
    ])
  })

  test('a save whose answer was lost and that comes again is saved once', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)

    const saves = [
      await edit(aroha, call, 0, { first: { place: 'home' } }),
      await edit(aroha, call, 0, { first: { place: 'home' } }),
    ]

    expect(saves).toMatchObject([
      { kind: 'saved', version: 1 },
      { kind: 'saved', version: 1 },
    ])
    expect((await history(aroha, call, margaret)).history.versions).toHaveLength(1)
  })

  test('a section that is kept back is not shown to whoever was second either', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    const concern = { concern: CANARY.note, about: 'adult' }
    const saved = await edit(aroha, call, 0, concern, 'safeguarding')
    const itemId = saved.kind === 'saved' ? saved.itemId : undefined

    const body = {
      commandId: aCommand(),
      epoch: call.epoch,
      section: 'safeguarding' as const,
      itemId,
      version: 0,
    }
    const refusal = await aroha.refused(routes.editRecord, {
      params: call.params,
      body: { ...body, body: { ...concern, concern: 'Another' } },
    })

    expect(refusal).toMatchObject({ status: 409, code: 'conflict' })
    expect(JSON.stringify(refusal)).not.toMatch(/canary/i)
  })
})

describe('what is not known', () => {
  test('can be saved with the reason why; who somebody is cannot', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    const { params, epoch } = call
    const unknown = { commandId: aCommand(), epoch, version: 0, knownState: 'declined' as const }

    const saved = await aroha.ask(routes.editRecord, { params, body: { ...unknown, section: PLACE } })
    const refusal = await aroha.refused(routes.editRecord, {
      params,
      body: { ...unknown, section: 'identity', version: 1 },
    })

    const { blocks } = await open(aroha, call)
    expect(saved).toMatchObject({ kind: 'saved', version: 1 })
    expect(blocks.flatMap(({ items }) => items)).toContainEqual(
      expect.objectContaining({ section: PLACE, knownState: 'declined' }),
    )
    expect(refusal).toMatchObject({ status: 409, code: 'conflict' })
  })
})

describe('still right', () => {
  test('is said with the caller unless somebody else is named, and changes nothing else', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    await edit(aroha, call, 0, { first: { place: 'home' } })

    await confirmStill(aroha, call, margaret, 1)
    await confirmStill(aroha, call, margaret, 2, { confirmedWith: 'Margaret herself' })

    const { versions } = (await history(aroha, call, margaret)).history
    expect(
      versions.map(({ change, confirmedWith, differences }) => [change, confirmedWith, differences.length]),
    ).toEqual([
      ['confirmed', 'Margaret herself', 0],
      ['confirmed', CANARY.caller, 0],
      ['added', CANARY.caller, 1],
    ])
  })

  test('of several items is said of all or of none, and says who was quicker', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    await edit(aroha, call, 0, { first: { place: 'home' } })
    const itemId = ItemId.parse(margaret)
    const items = [
      { section: 'identity' as const, itemId, version: 1 },
      { section: PLACE, itemId, version: 7 },
    ] as const

    const result = await aroha.ask(routes.confirmEntries, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, items: [...items] },
    })

    expect(result).toMatchObject({ kind: 'changed_meanwhile' })
    expect((await history(aroha, call, margaret, 'identity')).history.versions).toHaveLength(1)
  })

  test('said twice, because the answer was lost, is said once', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    await edit(aroha, call, 0, { first: { place: 'home' } })

    const said = [await confirmStill(aroha, call, margaret, 1), await confirmStill(aroha, call, margaret, 1)]

    expect(said.map(({ kind }) => kind)).toEqual(['saved', 'saved'])
    expect((await history(aroha, call, margaret)).history.versions).toHaveLength(2)
  })
})

describe('entered in error', () => {
  test('an item leaves the record, stands apart with the reason, and can be written again', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    await edit(aroha, call, 0, { first: { place: 'home' } })

    const done = [await retract(aroha, call, margaret, 1), await retract(aroha, call, margaret, 1)]
    const without = await open(aroha, call)
    await edit(aroha, call, 2, { first: { place: 'hospice' } })
    const again = await open(aroha, call)

    expect(done.map(({ kind }) => kind)).toEqual(['saved', 'saved'])
    const places = ({ blocks }: typeof again) =>
      blocks.flatMap(({ items }) => items).filter(({ section }) => section === PLACE)
    expect(places(without)).toEqual([])
    expect(without.enteredInError).toMatchObject([
      {
        headline: 'Home',
        version: 2,
        retracted: { because: 'It was her sister who said so.', by: { name: 'Aroha 1' } },
      },
    ])
    expect(places(again)).toMatchObject([{ headline: 'Hospice', version: 3 }])
    expect(again.enteredInError).toEqual([])
  })

  test('cannot be said of who somebody is, and the refusal says what to do instead', async () => {
    const margaret = await aCanary(house, 'north')
    const { params, epoch } = await aboutHer(aroha, margaret)

    const refusal = await aroha.refused(routes.retractEntry, {
      params,
      body: {
        commandId: aCommand(),
        epoch,
        item: { section: 'identity', itemId: ItemId.parse(margaret), version: 1 },
        because: 'Wrong.',
      },
    })

    expect(refusal).toMatchObject({
      status: 409,
      code: 'conflict',
      message: expect.stringContaining('correct it'),
    })
  })
})

describe('the record on a past day', () => {
  test('is what it was, and what was marked as entered in error since is there', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    await edit(aroha, call, 0, { first: { place: 'hospice' } })
    const then = await open(aroha, call)
    await retract(aroha, call, margaret, 1)

    const { record } = await aroha.ask(routes.recordAsOf, {
      params: call.params,
      query: { epoch: call.epoch, at: then.asOf },
    })

    expect(record).toEqual(then)
  })

  test('has to have passed', async () => {
    const margaret = await aCanary(house, 'north')
    const { params, epoch } = await aboutHer(aroha, margaret)

    const at = new Date(Date.now() + 60_000).toISOString()
    const refusal = await aroha.refused(routes.recordAsOf, { params, query: { epoch, at } })

    expect(refusal).toMatchObject({ status: 400, fields: { at: expect.any(String) } })
  })
})

describe('who may look back and correct', () => {
  test('only she who holds the call, for the person it is about now; every try is in that person’s log', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    const { params, epoch } = call
    const item = { section: 'identity' as const, itemId: ItemId.parse(margaret), version: 1 }
    const asked = (at: number): [AnyRoute, object][] => [
      [
        routes.itemHistory,
        { params: { ...params, itemId: margaret }, query: { epoch: at, section: 'identity' } },
      ],
      [routes.recordAsOf, { params, query: { epoch: at, at: '2026-01-01T00:00:00.000Z' } }],
      [routes.confirmEntries, { params, body: { commandId: aCommand(), epoch: at, items: [item] } }],
      [routes.retractEntry, { params, body: { commandId: aCommand(), epoch: at, item, because: 'Wrong.' } }],
    ]

    for (const [route, given] of asked(epoch)) {
      const colleague = await bertil.refused(route, given)
      const outside = await stranger.refused(route, given)
      expect([colleague.status, outside.status], route.path).toEqual([403, 404])
    }
    for (const [route, given] of asked(epoch + 1)) {
      const refusal = await aroha.refused(route, given)
      expect([refusal.status, refusal.code], route.path).toEqual([409, 'stale'])
    }
    const { db } = house.database
    const tries = await db.run(db.sql<{ action: string }[]>`
      select action from access_log where patient_id = ${margaret} and outcome = 'refused' order by id`)
    expect(tries.map(({ action }) => action)).toEqual(['opened', 'opened', 'changed', 'changed'])
  })

  test('phrases that callers are known by have no history to read', async () => {
    const margaret = await aCanary(house, 'north')
    const call = await aboutHer(aroha, margaret)
    const { db } = house.database
    const [phrase] = await db.run(db.sql<{ itemId: string }[]>`
      select item_id from record_entries where patient_id = ${margaret} and section = 'agreedPhrases'`)

    const refusal = await aroha.refused(routes.itemHistory, {
      params: { ...call.params, itemId: phrase?.itemId ?? '' },
      query: { epoch: call.epoch, section: 'agreedPhrases' },
    })

    expect(JSON.stringify(refusal)).not.toMatch(/canary/i)
    expect(refusal.status).toBe(409)
  })
})
