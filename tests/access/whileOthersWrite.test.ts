import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SharingDeps } from '#server/access/changeSharing.ts'
import { limitSharing } from '#server/access/limitSharing.ts'
import { wayInOf } from '#server/access/wayIn.ts'
import { withdrawSharing } from '#server/access/withdrawSharing.ts'
import { reportDeath } from '#server/deaths/reportDeath.ts'
import { changeEntry } from '#server/patients/changeRecord.ts'
import { keptRecords } from '#server/patients/keptRecords.ts'
import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { CommandId, type PatientId } from '#shared/ids.ts'
import type { EntryDraft } from '#shared/record/entry.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { EVERYBODY, type SharedHouse, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const CLOCK = () => new Date().toISOString()

/** A colleague who never pauses: before each statement of whoever asks with these, something else has been written on the record. */
function besideAWriter(
  id: PatientId,
  section: SectionName,
  body: object,
  most = Number.POSITIVE_INFINITY,
): SharingDeps & { written: () => number } {
  const { db } = house.small.database
  let written = 0
  const write = () => {
    written += 1
    const draft = {
      section,
      itemId: randomUUID(),
      expectedVersion: 0,
      knownState: 'known',
      body,
    } as EntryDraft // parsed by hand
    const why = { kind: 'registration' } as const
    const source = { kind: 'console' } as const
    return changeEntry(
      { db },
      {
        actor: house.hub,
        patientId: id,
        why,
        relationship: db.sql`true`,
        at: CLOCK(),
        draft: { ...draft, source },
      },
    )
  }
  const run: Database['run'] = async (query, options) => {
    if (written < most) await write()
    return db.run(query, options)
  }
  return { db: { ...db, run }, clock: CLOCK, kept: keptRecords(), wakeFeed: () => {}, written: () => written }
}

async function wayOf(name: string, id: PatientId) {
  const { db } = house.small.database
  const deps = { db, clock: CLOCK, kept: keptRecords() }
  const asking = { actor: house.as(name).actor, patientId: id, hasAsked: false, requestId: 'a request' }
  const way = await wayInOf(deps, asking)
  if (!way) throw new Error('the record is not open')
  return way
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

  test('a death is reported, once they pause', async () => {
    const id = await house.person([EVERYBODY], 'mill', 'hospice')
    const writer = besideAWriter(id, 'notes', { text: 'Written meanwhile' }, 40)
    const deps = { ...writer, newId: randomUUID, wakeTicker: () => {} }
    const way = { ...(await wayOf('mill', id)), from: null, gone: () => new Problem('not_allowed', 'gone') }
    const answers = {
      at: { unknown: 'not_known' },
      place: 'home',
      wasExpected: true,
      reportedBy: 'Her son',
      howKnown: 'He rang',
      ambulance: 'not_known',
    } as const

    const done = await reportDeath(deps, way, {
      commandId: command(),
      answers,
      confirmed: { kind: 'name', typed: 'Ellis' },
    })

    expect(done).toMatchObject({ kind: 'reported' })
    expect(writer.written()).toBe(40)
  })

  test('but what it comes to is never worked out from agreements that are past', async () => {
    const id = await house.person([EVERYBODY], 'mill', 'hospice')
    const deps = besideAWriter(id, 'personalContacts', {
      name: 'Ann Meanwhile',
      relationship: 'daughter',
      roles: [],
      phones: [],
      mayBeTold: 'all',
    })

    await expect(
      withdrawSharing(deps, await wayOf('mill', id), { commandId: command(), ...withdrawal }),
    ).rejects.toThrow('Somebody else is changing what may be shared')
  })
})
