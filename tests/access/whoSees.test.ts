import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wishesAfter } from '#server/access/core/sharingReceipts.ts'
import { widens } from '#server/access/core/widens.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { whatSees, wishesOf } from '#server/patients/core/whoSees.ts'
import { readEntry, type StoredEntry } from '#shared/record/entry.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { signedIn } from '#tests/support/browser.ts'
import { aColleague, onCaseload } from '#tests/support/colleagues.ts'
import { limit, type SharedHouse, share, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const scope = fc.constantFrom('everyone_caring', 'gp', 'hospice', 'ambulance')
const value = fc.constantFrom(
  'given_by_person',
  'declined',
  'withdrawn',
  'not_yet_asked',
  'best_interests_decision',
)
const agreement = fc
  .record({
    scope,
    value,
    organisation: fc.constantFrom(undefined, 'Mill Lane Surgery', 'MILL LANE surgery', 'Elsewhere'),
    begins: fc.constantFrom({}, { from: '2020-01-01T00:00:00.000Z' }, { from: '2190-01-01T00:00:00.000Z' }),
  })
  .map(({ organisation, begins, ...body }) =>
    share({ ...body, ...begins, ...(organisation ? { organisation } : {}) }),
  )
const restriction = fc
  .record({
    against: fc.constantFrom(
      { kind: 'organisation', name: 'mill lane surgery' } as const,
      { kind: 'organisation', name: 'Elsewhere' } as const,
      { kind: 'scope', scope: 'gp' } as const,
      { kind: 'scope', scope: 'everyone_caring' } as const,
      { kind: 'scope', scope: 'ambulance' } as const,
      { kind: 'section', section: 'whatMatters' } as const,
    ),
    rule: fc.constantFrom('hide_all', 'hide_sections', 'ask_each_time'),
    part: fc.constantFrom('alerts', 'lastCalls'),
    days: fc.constantFrom(
      {},
      { until: '2020-01-01' },
      { from: '2190-01-01T00:00:00.000Z' },
      { endedAt: '2020-01-01T00:00:00.000Z' },
    ),
  })
  .map(({ days, part, ...body }) => limit({ ...body, sections: [part], ...days }))

const status = fc.constantFrom('active', 'withdrawn', 'paused')

/** The door's own answer, in the words of the other. */
async function atTheDoor(id: string): Promise<string> {
  const { standing, lastCalls } = await house.open('mill', id)
  if (standing.kind === 'not_shared') return 'nothing'
  if (standing.kind === 'ask_first') return 'after_asking'
  const isPartly = (standing.leftOut as unknown[]).length > 0 || lastCalls?.leftOut !== null
  return isPartly ? 'parts' : 'everything'
}

test('what is said to be seen is what the door shows, whatever was agreed and kept back', async () => {
  const wishes = fc.tuple(
    fc.array(agreement, { maxLength: 4 }),
    fc.array(restriction, { maxLength: 3 }),
    fc.option(status, { freq: 4 }),
  )
  const mill = { name: 'Mill Lane Surgery', kind: 'gp', odsCode: null } as const

  await fc.assert(
    fc.asyncProperty(wishes, async ([agreements, restrictions, status]) => {
      const register = status && anEntry('registerStatus', { status, since: '2026-01-01' })
      const entries = [...agreements, ...restrictions, ...(register ? [register] : [])].map(entry => ({
        ...entry,
        itemId: randomUUID(),
      }))
      const id = await house.person(entries, 'mill')

      const said = whatSees(wishesOf(entries.map(asStored)), mill, new Date().toISOString())

      expect(said).toBe(await atTheDoor(id))
    }),
    { numRuns: 60 },
  )
})

test('what is let through the broken glass shows nobody more, now or later, whatever was there and whatever is written of one item', () => {
  const WIDTH = ['nothing', 'after_asking', 'parts', 'everything']
  const organisations = [
    { name: 'Mill Lane Surgery', kind: 'gp', odsCode: null },
    { name: 'Elsewhere', kind: 'gp', odsCode: null },
    { name: 'St Brannoc Hospice', kind: 'hospice', odsCode: null },
    { name: 'ambulance crew', kind: 'ambulance', odsCode: null },
  ] as const
  const item = fc.oneof(agreement, restriction)
  const acts = fc.tuple(fc.array(item, { maxLength: 5 }), item, fc.nat(), fc.boolean())

  fc.assert(
    fc.property(acts, ([made, next, place, isRetracted]) => {
      const before = made.map(entry => ({ ...entry, itemId: randomUUID() }))
      const old = before[place % (before.length + 1)]
      const itemId = old?.section === next.section ? old.itemId : randomUUID()
      const written: EntryToWrite =
        old && isRetracted
          ? { ...old, change: 'retracted', knownState: 'not_known' }
          : { ...next, itemId, expectedVersion: 0 }
      const write = { entries: before.map(asStored), written: [written], elsewhere: [] }
      const at = new Date().toISOString()

      fc.pre(!widens(write, at))
      for (const organisation of organisations)
        for (const moment of [at, '2191-01-01T00:00:00.000Z']) {
          const [saw, sees] = [wishesOf(write.entries), wishesAfter(write)].map(wishes =>
            WIDTH.indexOf(whatSees(wishes, organisation, moment)),
          )
          expect(sees).toBeLessThanOrEqual(saw ?? -1)
        }
    }),
    { numRuns: 2000 },
  )
})

function asStored({ expectedVersion: _, ...entry }: EntryToWrite) {
  const stored = { ...entry, patientId: randomUUID(), version: 1, writtenAt: entry.recordedAt }
  return readEntry(stored as StoredEntry)
}

test('a limit on an organisation or on one of its people holds whatever small letters the database makes of their names', async () => {
  const { db } = house.small.database
  // PostgreSQL and JavaScript fold this letter into different ones; a database of the locale C folds no accented one at all.
  const who = {
    signInName: 'izmir',
    organisation: 'İzmir Hospice',
    kind: 'hospice',
    name: 'Sister İnci',
  } as const
  const actor = await aColleague(db, house.hub.lineId, who)
  const at = await signedIn(house.small.url, 'izmir')
  const opened = async (...against: Parameters<typeof limit>[0]['against'][]) => {
    const limits = against.map(one => limit({ against: one, rule: 'hide_all' }))
    const id = await house.person([share({ scope: 'everyone_caring', value: 'given_by_person' }), ...limits])
    await onCaseload(db, actor, id)
    const { body } = await at.get(`/api/people/${id}/record`)
    return (body as { standing: { kind: string } }).standing.kind
  }

  expect([
    await opened(),
    await opened({ kind: 'organisation', name: 'İzmir Hospice' }),
    await opened({ kind: 'person', name: 'Sister İnci' }),
  ]).toEqual(['open', 'not_shared', 'not_shared'])
})
