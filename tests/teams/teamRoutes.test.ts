import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { plusDays } from '#server/patients/core/dayCount.ts'
import { dayInBritain } from '#shared/days.ts'
import type { DutyChange, MyDuties, RotaWeek, TeamChange, TeamsTonight } from '#shared/teamRota.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { signedIn } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { hours } from './aTeam.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const today = () => dayInBritain(new Date().toISOString())
const said = (name: string) => ({
  name,
  kind: 'night_nursing' as const,
  organisation: 'Mill Lane Surgery',
  phone: null,
  capacity: 2,
  criteria: ['A chart'],
  area: { postcodes: ['WZ3'], practices: [] },
  hours: hours('00:00–00:00'),
})
type Said = { kind: string; because?: string }
const change = async (change: z.input<typeof TeamChange>, who = 'lead', commandId: string = randomUUID()) =>
  (await house.as(who).at.post('/api/teams/changes', { commandId, change })).body as Said
const own = async (change: z.input<typeof DutyChange>, who = 'mill', commandId: string = randomUUID()) =>
  (await house.as(who).at.post('/api/duties/changes', { commandId, change })).body as Said
const tonight = async () => (await house.as('lead').at.get('/api/teams')).body as unknown as TeamsTonight
const duties = async (who = 'mill') => (await house.as(who).at.get('/api/duties')).body as unknown as MyDuties
const staffId = (who: string) => house.as(who).actor.staffId
const SAVED = { kind: 'saved' }

/** A team of the GP and the nurse of the hospice, both always on duty by turns: he is first, she is second. */
async function aTeam(name: string): Promise<{ teamId: string; shiftId: string }> {
  const teamId = randomUUID()
  expect(await change({ what: 'team', teamId: null, version: 0, said: said(name) }, 'lead', teamId)).toEqual(
    SAVED,
  )
  for (const who of ['mill', 'hospice'])
    expect(
      await change({
        what: 'member',
        teamId,
        staffId: staffId(who),
        skills: ['verify_death'],
        phone: '+447700900222',
        rungs: ['app', 'call'],
      }),
    ).toEqual(SAVED)
  const shiftId = randomUUID()
  const shift = {
    position: 'first' as const,
    day: today(),
    from: '00:00',
    until: '00:00',
    everyWeeks: 1,
    lastDay: null,
  }
  expect(await change({ what: 'shift', teamId, staffId: staffId('mill'), shift }, 'lead', shiftId)).toEqual(
    SAVED,
  )
  return { teamId, shiftId }
}
const end = async (teamId: string) => {
  const team = (await tonight()).teams.find(one => one.teamId === teamId)
  await change({ what: 'team_ended', teamId, version: team?.version ?? 0 })
}

describe('a shift lead keeps the teams', () => {
  test('a team, who is in it, and who is on: there tonight, with everything that was said of it', async () => {
    const { teamId } = await aTeam('Night nurses')

    const team = (await tonight()).teams.find(one => one.teamId === teamId)

    expect(team).toMatchObject({ ...said('Night nurses'), version: 1, isThere: true })
    expect(team?.now.map(({ name, position, isProven }) => [name, position, isProven])).toEqual([
      ['mill', 'first', false],
    ])
    expect(team?.says).toEqual(['Nobody has proven that they can be reached'])
    await end(teamId)
    expect((await tonight()).teams).toEqual([])
  })

  test('who changed what is kept, the newest first', async () => {
    const { teamId } = await aTeam('Kept')
    await change({
      what: 'team',
      teamId: teamId as never,
      version: 1,
      said: { ...said('Kept'), capacity: 5 },
    })

    const { changes } = await tonight()

    expect(changes.slice(0, 5).map(({ by, says }) => [by, says])).toEqual([
      ['lead', 'Kept: changed'],
      ['lead', expect.stringMatching(/^Kept: mill, first on call, .* 00:00 to 00:00, every week$/)],
      ['lead', 'Kept: hospice is in it'],
      ['lead', 'Kept: mill is in it'],
      ['lead', 'New team: Kept'],
    ])
    await end(teamId)
  })

  test('of two who change one version, the second is told', async () => {
    const { teamId } = await aTeam('Two leads')
    const both = [3, 4].map(capacity =>
      change({ what: 'team', teamId: teamId as never, version: 1, said: { ...said('Two leads'), capacity } }),
    )

    const answers = (await Promise.all(both)).map(({ kind }) => kind)

    expect(answers.toSorted()).toEqual(['refused', 'saved'])
    await end(teamId)
  })

  test('the same command sent twice, also at once, is one change', async () => {
    const commandId = randomUUID()
    const holiday = {
      what: 'holiday' as const,
      day: '2198-05-05',
      isHoliday: true,
      name: 'A day',
      source: 'Us',
    }

    const answers = await Promise.all([1, 2].map(() => change(holiday, 'lead', commandId)))
    const again = await change(holiday, 'lead', commandId)

    expect([...answers, again]).toEqual([SAVED, SAVED, SAVED])
    const { db } = house.small.database
    expect(await db.run(db.sql`select from line_holidays where day = '2198-05-05'`)).toHaveLength(1)
    // What is another change by now is not told to be saved.
    const other = await change({ ...holiday, name: 'Another' }, 'lead', commandId)
    expect(other.because).toMatch(/^This was saved already, as it was typed before/)
  })

  test('what cannot be is refused in words', async () => {
    const { teamId, shiftId } = await aTeam('Refused')
    const id = teamId as never
    const shift = {
      position: 'first' as const,
      day: today(),
      from: '08:00',
      until: '20:00',
      everyWeeks: null,
      lastDay: null,
    }
    const refusals = [
      change({ what: 'team', teamId: null, version: 0, said: said('refused') }),
      change({
        what: 'team',
        teamId: id,
        version: 1,
        said: { ...said('X'), hours: hours('08:00–12:00, 11:00–13:00') },
      }),
      change({ what: 'team', teamId: id, version: 1, said: { ...said('X'), organisation: 'Nobody’s' } }),
      change({
        what: 'member',
        teamId: id,
        staffId: staffId('crew'),
        skills: [],
        phone: null,
        rungs: ['app', 'sms'],
      }),
      change({ what: 'shift', teamId: id, staffId: staffId('crew'), shift }),
      change({ what: 'shift', teamId: id, staffId: staffId('mill'), shift: { ...shift, day: '2026-01-01' } }),
      change({ what: 'swap', shiftId, day: plusDays(today(), 1), takenBy: staffId('hospice') }),
      change({ what: 'swap', shiftId, day: today(), takenBy: staffId('crew') }),
      change({
        what: 'leave',
        staffId: staffId('mill'),
        from: '2198-01-02T00:00:00.000Z',
        until: '2198-01-01T00:00:00.000Z',
      }),
    ]

    expect((await Promise.all(refusals)).map(({ because }) => because)).toEqual([
      'There is a team of this name already.',
      'Monday to Friday: two of the times overlap.',
      'Somebody was quicker, or it is not there any more. Look again.',
      'Give a number for texts and calls, or reach them by the app alone.',
      'Take them into the team first.',
      'That day is over.',
      expect.stringMatching(/^There is no such duty on /),
      'They are not in this team.',
      'It ends before it begins.',
    ])
    await end(teamId)
  })

  test('a week of the rota says who holds what, and when nobody is on call', async () => {
    const { teamId, shiftId } = await aTeam('A week')
    const at = `/api/teams/rota?teamId=${teamId}&from=${today()}`

    const week = (await house.as('hub.nurse').at.get(at)).body as unknown as RotaWeek

    expect(week.duties.map(one => [one.shiftId, one.day, one.name])).toEqual([[shiftId, today(), 'mill']])
    expect(week.gaps).toHaveLength(1)
    expect(week.gaps[0]?.from).toBe(week.duties[0]?.until)
    await end(teamId)
  })

  test('a nurse reads and does not change; a GP does neither; an officer has no duties', async () => {
    const body = { commandId: randomUUID(), change: { what: 'leave_ended', leaveId: randomUUID() } }

    expect((await house.as('hub.nurse').at.get('/api/teams')).status).toBe(200)
    expect((await house.as('hub.nurse').at.post('/api/teams/changes', body)).status).toBe(403)
    expect((await house.as('mill').at.get('/api/teams')).status).toBe(403)
    expect((await house.as('officer').at.get('/api/duties')).status).toBe(403)
    expect((await house.as('crew').at.get('/api/duties')).status).toBe(200)
  })
})

describe('one’s own duties', () => {
  test('a press proves that one can be reached, for the duty and on the lead’s page', async () => {
    const { teamId } = await aTeam('Proven')
    expect((await duties()).isProven).toBe(false)

    expect(await own({ what: 'reached' })).toEqual(SAVED)

    expect(await duties()).toMatchObject({ isProven: true, lastProvenAt: expect.any(String) })
    const team = (await tonight()).teams.find(one => one.teamId === teamId)
    expect([team?.says, team?.now[0]?.isProven]).toEqual([[], true])
    await end(teamId)
    expect(await own({ what: 'reached' }, 'crew')).toEqual({
      kind: 'refused',
      because: 'You are in no team: there is nothing to be reached for.',
    })
  })

  test('a swap is asked, taken by a colleague, and in force; of two who take it, one has it', async () => {
    const { teamId, shiftId } = await aTeam('Swapped')
    await change({
      what: 'member',
      teamId: teamId as never,
      staffId: staffId('crew'),
      skills: [],
      phone: null,
      rungs: ['app'],
    })
    const swapId = randomUUID()
    expect(await own({ what: 'swap_asked', shiftId, day: today(), askedOf: null }, 'mill', swapId)).toEqual(
      SAVED,
    )
    expect((await own({ what: 'swap_asked', shiftId, day: today(), askedOf: null })).because).toMatch(
      /asked already/,
    )
    expect((await duties('hospice')).swaps.map(one => [one.swapId, one.name])).toEqual([[swapId, 'mill']])

    const answers = await Promise.all(
      ['hospice', 'crew'].map(who => own({ what: 'swap_taken', swapId }, who)),
    )

    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'saved'])
    const taker = answers[0]?.kind === 'saved' ? 'hospice' : 'crew'
    expect((await tonight()).teams.find(one => one.teamId === teamId)?.now.map(({ name }) => name)).toEqual([
      taker,
    ])
    expect((await duties()).duties.map(({ day }) => day)).not.toContain(today())
    await end(teamId)
  })

  test('a swap asked of one is nobody else’s, and can be taken back by whoever asked', async () => {
    const { teamId, shiftId } = await aTeam('Of one')
    await change({
      what: 'member',
      teamId: teamId as never,
      staffId: staffId('crew'),
      skills: [],
      phone: null,
      rungs: ['app'],
    })
    const swapId = randomUUID()
    await own({ what: 'swap_asked', shiftId, day: today(), askedOf: staffId('hospice') }, 'mill', swapId)

    expect((await duties('crew')).swaps).toEqual([])
    expect((await own({ what: 'swap_taken', swapId }, 'crew')).kind).toBe('refused')
    expect((await own({ what: 'swap_withdrawn', swapId }, 'hospice')).kind).toBe('refused')
    expect(await own({ what: 'swap_withdrawn', swapId })).toEqual(SAVED)
    expect((await own({ what: 'swap_taken', swapId }, 'hospice')).kind).toBe('refused')
    await end(teamId)
  })

  test('whoever is on leave is not there, and is again when it is taken back', async () => {
    const { teamId } = await aTeam('Leave')
    const leaveId = randomUUID()
    const now: Instant = new Date().toISOString()

    expect(
      await own(
        { what: 'own_leave', from: plusSeconds(now, -60), until: plusSeconds(now, 3_600) },
        'mill',
        leaveId,
      ),
    ).toEqual(SAVED)
    const away = (await tonight()).teams.find(one => one.teamId === teamId)
    expect([away?.isThere, away?.says]).toEqual([false, ['mill is on leave', 'Nobody is on call']])
    expect((await own({ what: 'own_leave_ended', leaveId }, 'hospice')).kind).toBe('refused')

    expect(await own({ what: 'own_leave_ended', leaveId })).toEqual(SAVED)
    expect((await tonight()).teams.find(one => one.teamId === teamId)?.isThere).toBe(true)
    await end(teamId)
  })

  test('a lead whose role was taken away meanwhile changes nothing', async () => {
    const { db } = house.small.database
    const { lineId } = house.small.north
    await aColleague(db, lineId, {
      signInName: 'was.lead',
      organisation: 'Test Hospice',
      kind: 'hub',
      role: 'shift_lead',
    })
    const at = await signedIn(house.small.url, 'was.lead')
    await db.run(db.sql`update staff set role = 'coordinator' where sign_in_name = 'was.lead'`)

    const body = {
      commandId: randomUUID(),
      change: { what: 'holiday', day: '2198-07-07', isHoliday: true, name: 'x', source: 'x' },
    }
    expect((await at.post('/api/teams/changes', body)).status).not.toBe(200)
  })
})
