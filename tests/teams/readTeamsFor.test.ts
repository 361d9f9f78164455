import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTeamsFor, type WantedFor } from '#server/teams/teamsFor.ts'
import { patientIdOf } from '#server/world/build/ids.ts'
import type { LineKey } from '#server/world/build/person.ts'
import { teamIdOf } from '#server/world/build/teamRows.ts'
import { lineIdOf, staffIdOf } from '#server/world/lines.ts'
import { LineId, PatientId, TeamId } from '#shared/ids.ts'
import { filledDatabase } from '#tests/support/filledDatabase.ts'
import type { TestDatabase } from '#tests/support/testDatabase.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await filledDatabase()
})
afterAll(() => house.close())

const night = '2026-12-01T02:10:00.000Z'
const person = (key: string) => PatientId.parse(patientIdOf(key))
const teamsFor = (wanted: Partial<WantedFor> = {}, line: LineKey = 'wharnley') =>
  readTeamsFor(house.db, LineId.parse(lineIdOf(line)), {
    patientId: person('ron-ashby'),
    kind: 'symptom_visit',
    skills: [],
    at: night,
    ...wanted,
  })
const named = async (wanted: Partial<WantedFor> = {}, line?: LineKey) =>
  (await teamsFor(wanted, line)).map(({ name, isAvailable, because }) => ({ name, isAvailable, because }))

describe('the invented teams, as they stand at ten past two at night', () => {
  test('for a symptom: who can come, and why the others cannot', async () => {
    const teams = await named()

    expect(teams.slice(0, 3)).toEqual([
      expect.objectContaining({ name: 'Night nursing, Wharnley Dale', isAvailable: true }),
      expect.objectContaining({ name: 'St Oswin’s Hospice at Home', isAvailable: true }),
      expect.objectContaining({ name: 'Dales Out-of-Hours Doctors', isAvailable: true }),
    ])
    expect(teams).toContainEqual({
      name: 'District nurses, Wharnley North',
      isAvailable: false,
      because: ['Opens at 08:00', 'Nobody is on the rota now'],
    })
    expect(teams).toContainEqual({
      name: 'District nurses, Wharnley South',
      isAvailable: false,
      because: ['Not their area', 'Opens at 08:00', 'Nobody is on the rota now'],
    })
  })

  test('by day it is the district nurses whose area it is', async () => {
    const [first] = await teamsFor({ at: '2026-12-01T12:00:00.000Z' })

    expect(first?.name).toBe('District nurses, Wharnley North')
    expect(first?.criteria).toEqual([expect.stringContaining('last 72 hours')])
  })

  test('on every night of a year from now somebody can verify a death, see to a man’s catheter, and prescribe', async () => {
    const begin = Date.now()

    for (const days of [0, 1, 2, 3, 4, 5, 6, 30, 45, 100, 364]) {
      const at = `${new Date(begin + days * 86_400_000).toISOString().slice(0, 10)}T02:10:00.000Z`
      for (const wanted of [
        { kind: 'verify_death' as const },
        { kind: 'catheter' as const, skills: ['catheter_male' as const] },
        { kind: 'prescription' as const },
      ]) {
        const [first] = await teamsFor({ at, ...wanted })
        expect([at, wanted.kind, first?.isAvailable, (first?.members.length ?? 0) > 0]).toEqual([
          at,
          wanted.kind,
          true,
          true,
        ])
      }
    }
  })

  test('on the nights on which the clocks go, the night team is there until eight by the clock', async () => {
    const isThere = async (at: string) =>
      (await named({ at })).find(({ name }) => name.startsWith('Night nursing'))?.isAvailable

    expect(await isThere('2026-10-25T01:30:00.000Z')).toBe(true)
    expect(await isThere('2026-10-25T07:59:00.000Z')).toBe(true)
    expect(await isThere('2026-10-25T08:00:00.000Z')).toBe(false)
    expect(await isThere('2027-03-28T06:59:00.000Z')).toBe(true)
    expect(await isThere('2027-03-28T07:00:00.000Z')).toBe(false)
  })

  test('the other line has its own teams and none of these', async () => {
    const ours = await named()
    const theirs = await named({ patientId: person('dilys-prosser') }, 'marram')

    expect(theirs.length).toBeGreaterThan(3)
    expect(theirs.filter(({ name }) => ours.some(one => one.name === name))).toEqual([])
  })

  test('what a team has in hand counts', async () => {
    const id = TeamId.parse(teamIdOf('wharnley', 'night'))

    const teams = await teamsFor({ inHand: new Map([[id, 2]]) })

    expect(teams.find(({ teamId }) => teamId === id)?.because).toEqual(['2 of 2 tasks in hand'])
  })
})

describe('where somebody is', () => {
  test('of a protected place the sector decides, and no word of it comes out', async () => {
    const teams = await teamsFor({ patientId: person('claire-whitwell'), at: '2026-12-01T12:00:00.000Z' })
    const [postcode] = await house.db.run(
      house.db.sql<
        { postcode: string }[]
      >`select postcode from patient_postcodes where patient_id = ${person('claire-whitwell')}`,
    )

    expect(teams.filter(({ because }) => because.includes('Not their area')).length).toBeGreaterThan(0)
    expect(postcode?.postcode).toMatch(/^WZ/)
    expect(JSON.stringify(teams)).not.toMatch(/WZ\d/)
  })

  test('of nobody on this line nothing is known, and nobody is sent away for it', async () => {
    const teams = await named({ patientId: person('dilys-prosser'), at: '2026-12-01T12:00:00.000Z' })

    expect(teams.find(({ name }) => name.endsWith('North'))?.because).toContain(
      'Not known whether this is their area',
    )
    expect(teams.flatMap(({ because }) => because)).not.toContain('Not their area')
  })
})

describe('what counts of the rota', () => {
  const lindsay = staffIdOf('lindsay')

  test('leave, a proof, and an account that was closed', async () => {
    const { db } = house
    const night0 = async () =>
      (await teamsFor())
        .find(({ name }) => name.startsWith('Night nursing'))
        ?.members.map(one => [one.name, one.isProven])
    expect(await night0()).toEqual([
      ['Lindsay Horsfall', false],
      ['Omar Siddall', false],
      ['Saira Mahmood', false],
    ])

    await db.run(db.sql`
      insert into duty_tests (id, line_id, staff_id, how, asked_at, answered_at)
      select gen_random_uuid(), line_id, id, 'app', '2026-11-30T20:05:00Z', '2026-11-30T20:06:00Z'
      from staff where sign_in_name = 'omar'`)
    expect((await night0())?.[0]).toEqual(['Omar Siddall', true])

    await db.run(db.sql`
      insert into team_leave (id, line_id, staff_id, from_at, until_at, said_by)
      select gen_random_uuid(), line_id, id, '2026-11-30T12:00:00Z', '2026-12-01T12:00:00Z', id
      from staff where id = ${lindsay}`)
    expect((await night0())?.map(([name]) => name)).toEqual(['Omar Siddall', 'Saira Mahmood'])

    await db.run(db.sql`update staff set disabled_at = now() where sign_in_name = 'omar'`)
    expect((await named()).find(({ name }) => name.startsWith('Night nursing'))).toEqual({
      name: 'Night nursing, Wharnley Dale',
      isAvailable: false,
      because: ['Lindsay Horsfall is on leave', 'Nobody else is on the rota now'],
    })
  })
})
