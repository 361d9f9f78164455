import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SharingDeps } from '#server/access/changeSharing.ts'
import { limitSharing } from '#server/access/limitSharing.ts'
import { wayInOf } from '#server/access/wayIn.ts'
import { withdrawSharing } from '#server/access/withdrawSharing.ts'
import { reportDeath } from '#server/deaths/reportDeath.ts'
import { type Changed, changeEntry } from '#server/patients/changeRecord.ts'
import { raiseDispute } from '#server/patients/disputeStore.ts'
import { keptRecords } from '#server/patients/keptRecords.ts'
import { takeTurn } from '#server/patients/turnStore.ts'
import type { PeopleDeps } from '#server/people/peopleDeps.ts'
import { settle } from '#server/people/settleDispute.ts'
import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { CommandId, type ItemId, type PatientId } from '#shared/ids.ts'
import type { EntryDraft } from '#shared/record/entry.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { EVERYBODY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const CLOCK = () => new Date().toISOString()

function writeOnce(
  id: PatientId,
  section: SectionName,
  body: object,
  evenIfStopped = false,
): Promise<Changed> {
  const { db } = house.small.database
  const item = { section, itemId: randomUUID(), expectedVersion: 0, knownState: 'known', body }
  const draft = { ...item, source: { kind: 'console' } } as EntryDraft // parsed by hand
  const change = {
    actor: house.hub,
    patientId: id,
    why: { kind: 'registration' } as const,
    relationship: db.sql`true`,
    evenIfStopped,
    at: CLOCK(),
  }
  return changeEntry({ db }, { ...change, draft })
}

/** A colleague who never pauses: before each statement of whoever asks with these, something else has been written on the record. */
function besideAWriter(
  id: PatientId,
  section: SectionName,
  body: object,
): SharingDeps & { written: () => number } {
  const { db } = house.small.database
  let written = 0
  const run: Database['run'] = async (query, options) => {
    written += 1
    await writeOnce(id, section, body)
    return db.run(query, options)
  }
  return { ...withNothing(), db: { ...db, run }, written: () => written }
}

const withNothing = (): SharingDeps => ({
  db: house.small.database.db,
  clock: CLOCK,
  kept: keptRecords(),
  wakeFeed: () => {},
})

/** So many at once, each without a pause: between a look at the record and the statement after it one of them has always written. */
const WRITERS = 4

function loops(count: number, once: () => Promise<void>) {
  let isOver = false
  const done = Promise.all(
    Array.from({ length: count }, async () => {
      while (!isOver) await once()
    }),
  )
  const stop = () => {
    isOver = true
  }
  return { stop, done }
}

/** Colleagues who never pause, until they are stopped. */
function writing(id: PatientId, section: SectionName, body: () => object, evenIf?: 'even if it is disputed') {
  const written: string[] = []
  const { stop, done } = loops(WRITERS, async () => {
    written.push((await writeOnce(id, section, body(), evenIf !== undefined)).kind)
  })
  return {
    stop,
    written: async () => {
      await done
      return written.filter(kind => kind === 'saved')
    },
  }
}

async function wayOf(name: string, id: PatientId) {
  const { db } = house.small.database
  const deps = { db, clock: CLOCK, kept: keptRecords() }
  const asking = { actor: house.as(name).actor, patientId: id, hasAsked: false, requestId: 'a request' }
  const way = await wayInOf(deps, asking)
  if (!way) throw new Error('the record is not open')
  return way
}

const aCarer = (name: string) => ({
  name,
  relationship: 'daughter',
  roles: [],
  phones: [],
  mayBeTold: 'all' as const,
})
const ANSWERS = {
  at: { unknown: 'not_known' },
  place: 'home',
  wasExpected: true,
  reportedBy: 'Her son',
  howKnown: 'He rang',
  ambulance: 'not_known',
} as const

async function raise(disputeId: string, patientId: PatientId) {
  const { db } = house.small.database
  const { sql } = db
  const raised = { id: disputeId, patientId, callId: null, because: 'It is not him' }
  await db.run(sql`with ${raiseDispute(sql, house.hub, raised, sql`true`)} select 1`)
}

const command = () => CommandId.parse(randomUUID())
const withdrawal = {
  inTheirWords: 'Off your system.',
  consequencesExplained: true,
  how: 'face_to_face',
} as const

describe('while colleagues write on the record without a pause', () => {
  test('all sharing is taken back, and nobody who writes can hold it up', async () => {
    const id = await house.person([EVERYBODY], 'mill', 'hospice')
    const deps = besideAWriter(id, 'notes', { text: 'Written meanwhile' })

    const done = await withdrawSharing(deps, await wayOf('mill', id), { commandId: command(), ...withdrawal })

    expect(done).toEqual({ kind: 'withdrawn', withdrawn: 1 })
    expect(deps.written()).toBeGreaterThan(1)
    expect((await house.open('hospice', id)).standing.kind).toBe('not_shared')
  })

  test('and something is kept back', async () => {
    const id = await house.person([EVERYBODY], 'mill', 'hospice')
    const deps = besideAWriter(id, 'notes', { text: 'Written meanwhile' })
    const limit = {
      commandId: command(),
      against: { kind: 'section', section: 'whatMatters' },
      rule: 'hide_all',
      inTheirWords: 'Not that.',
    } as const

    expect(await limitSharing(deps, await wayOf('mill', id), limit)).toMatchObject({ kind: 'saved' })
  })

  test('a death is reported', async () => {
    const id = await house.person([EVERYBODY], 'mill', 'hospice')
    const writers = writing(id, 'notes', () => ({ text: 'Written meanwhile' }))
    const deps = { ...withNothing(), newId: randomUUID, wakeTicker: () => {} }
    const way = { ...(await wayOf('mill', id)), from: null, gone: () => new Problem('not_allowed', 'gone') }

    const done = await reportDeath(deps, way, {
      commandId: command(),
      answers: ANSWERS,
      confirmed: { kind: 'name', typed: 'Ellis' },
    }).finally(writers.stop)

    expect(done).toMatchObject({ kind: 'reported' })
    expect((await writers.written()).length).toBeGreaterThan(WRITERS)
  })

  test('also where what is owed about them is what changes', async () => {
    const { db } = house.small.database
    const id = await house.person([EVERYBODY], 'mill', 'hospice')
    const taskId = randomUUID()
    await db.run(db.sql`
      insert into tasks (id, line_id, kind, state, due_at, patient_id, origin)
      values (${taskId}, ${house.hub.lineId}, 'call_back_promised', 'open', now() + interval '1 day', ${id}, 'outcome')`)
    const turning = loops(WRITERS, async () => {
      await db.run(db.sql`update tasks set version = version + 1 where id = ${taskId}`)
    })
    const deps = { ...withNothing(), newId: randomUUID, wakeTicker: () => {} }
    const way = { ...(await wayOf('mill', id)), from: null, gone: () => new Problem('not_allowed', 'gone') }

    const done = await reportDeath(deps, way, {
      commandId: command(),
      answers: ANSWERS,
      confirmed: { kind: 'name', typed: 'Ellis' },
    }).finally(turning.stop)

    expect(done).toMatchObject({ kind: 'reported' })
    await turning.done
  })

  test('and all sharing is taken back while they write of sharing itself; what it comes to is never worked out from agreements that are past', async () => {
    const { db } = house.small.database
    const id = await house.person([EVERYBODY], 'mill', 'hospice')
    const writers = writing(id, 'consentToShare', () => ({
      scope: 'pharmacy',
      organisation: `Chemist ${randomUUID().slice(0, 8)}`,
      value: 'given_by_person',
    }))

    const commandId = command()
    const done = await withdrawSharing(withNothing(), await wayOf('mill', id), {
      commandId,
      ...withdrawal,
    }).finally(writers.stop)

    expect(done).toMatchObject({ kind: 'withdrawn' })
    expect((await writers.written()).length).toBeGreaterThan(WRITERS)
    const [left] = await db.run(db.sql<{ agreed: number }[]>`
      select count(*)::int as agreed
      from record_entries e
      join sharing_changes c on c.id = ${commandId}
      where e.patient_id = ${id} and e.section = 'consentToShare' and e.written_at < c.at and e.body ->> 'value' <> 'withdrawn'
        and not exists (
          select from record_entries later
          where later.patient_id = e.patient_id and later.section = e.section and later.item_id = e.item_id
            and later.version > e.version and later.body ->> 'value' = 'withdrawn'
        )`)
    expect(left?.agreed).toBe(0)
  })

  test('whose record it is is settled, with an item that was of somebody else', async () => {
    const { db } = house.small.database
    const contact = anEntry('personalContacts', aCarer('Ann Elsewhere'))
    const id = await house.person([EVERYBODY, contact], 'mill', 'hospice')
    const disputeId = command()
    await raise(disputeId, id)
    // Not onto a disputed record: what is taken back is written on one all the same.
    const writers = writing(
      id,
      'personalContacts',
      () => aCarer(`Ann ${randomUUID().slice(0, 8)}`),
      'even if it is disputed',
    )

    const settled = await settle(
      { ...withNothing(), newId: randomUUID, wakeTicker: () => {} } as PeopleDeps,
      house.as('lead').actor,
      disputeId,
      {
        commandId: command(),
        verdict: 'entries_wrong',
        because: 'It was the neighbour',
        wrong: [{ section: 'personalContacts', itemId: contact.itemId as ItemId, version: 1 }],
      },
      'a request',
    ).finally(writers.stop)

    expect(settled).toEqual({ kind: 'settled' })
    expect((await writers.written()).length).toBeGreaterThan(WRITERS)
    const [left] = await db.run(
      db.sql`select from identity_disputes where id = ${disputeId} and settled_at is null`,
    )
    expect(left).toBeUndefined()
  })

  test('two who both hold whatever others write come one after the other', async () => {
    const id = await house.person([EVERYBODY], 'mill', 'hospice')
    const writers = writing(id, 'notes', () => ({ text: 'Written meanwhile' }))
    const deps = { ...withNothing(), newId: randomUUID, wakeTicker: () => {} }
    const way = { ...(await wayOf('mill', id)), from: null, gone: () => new Problem('not_allowed', 'gone') }
    const report = { answers: ANSWERS, confirmed: { kind: 'name', typed: 'Ellis' } } as const

    const both = await Promise.all([
      reportDeath(deps, way, { commandId: command(), ...report }),
      reportDeath(deps, way, { commandId: command(), ...report }),
    ]).finally(writers.stop)

    expect(both.map(({ kind }) => kind).sort()).toEqual(['refused', 'reported'])
    await writers.written()
  })
})

test('a turn is over by itself, and until then others wait and write nothing', async () => {
  const { db } = house.small.database
  const id = await house.person([EVERYBODY], 'mill')
  const whose = { lineId: house.hub.lineId, records: db.sql`${[id]}::uuid[]` }
  await takeTurn(db, whose, randomUUID())
  const before = performance.now()

  const written = await writeOnce(id, 'notes', { text: 'After the turn' })

  expect(written.kind).toBe('saved')
  expect(performance.now() - before).toBeGreaterThan(1_000)
})
