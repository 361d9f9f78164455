import { describe, expect, test } from 'vitest'
import { type Asked, type TeamNow, whoIsAvailable } from '#server/teams/core/whoIsAvailable.ts'
import type { TeamId } from '#shared/ids.ts'
import { aMember, aTeam, aVisit, daily, hours, staff, teamId } from './aTeam.ts'

const PROVEN = { lastProvenAt: '2026-12-01T00:00:00.000Z' }
const judged = (changes: Partial<TeamNow>, asked: Partial<Asked> = {}) => {
  const [one] = whoIsAvailable(
    [aTeam(1, { members: [aMember(1, 'Nurse 1', PROVEN)], ...changes })],
    aVisit(asked),
  )
  return { isAvailable: one?.isAvailable, because: one?.because }
}
const order = (teams: TeamNow[], asked: Partial<Asked> = {}) =>
  whoIsAvailable(teams, aVisit(asked)).map(({ name }) => name)
const area = (...postcodes: string[]) => ({ postcodes, practices: [] })
const practice = (odsCode: string) => ({ postcodes: [], practices: [{ odsCode, name: 'A surgery' }] })

describe('why a team cannot be asked, in words', () => {
  test.each<[string, Partial<TeamNow>, Partial<Asked>, string[]]>([
    ['closed', { hours: hours('08:00–20:00') }, {}, ['Opens at 08:00']],
    ['nobody is able', {}, { kind: 'verify_death' }, ['Nobody on duty can verify a death']],
    [
      'a skill that was asked beside',
      {},
      { kind: 'catheter', skills: ['catheter_male'] },
      ['Nobody on duty can see to a man’s catheter'],
    ],
    ['another area', { area: area('WZ5') }, {}, ['Not their area']],
    ['another practice', { area: practice('Z99002') }, {}, ['Not their area']],
    ['full', {}, { inHand: new Map([[teamId(1), 2]]) }, ['2 of 2 tasks in hand']],
    [
      'one at once, and has it',
      { capacity: 1 },
      { inHand: new Map([[teamId(1), 1]]) },
      ['1 of 1 task in hand'],
    ],
    ['nobody on the rota', { shifts: [] }, {}, ['Nobody is on the rota now']],
    ['only a manager on it', { shifts: daily(1, 'manager') }, {}, ['Nobody is on the rota now']],
    ['another kind of work', { kind: 'pharmacy' }, {}, ['Not asked for this kind of work']],
    [
      'all of it',
      { kind: 'pharmacy', area: area('WZ5'), hours: hours('08:00–20:00'), shifts: [] },
      { inHand: new Map([[teamId(1), 3]]) },
      [
        'Not asked for this kind of work',
        'Not their area',
        'Opens at 08:00',
        'Nobody is on the rota now',
        '3 of 2 tasks in hand',
      ],
    ],
  ])('%s', (_, changes, asked, because) => {
    expect(judged(changes, asked)).toEqual({ isAvailable: false, because })
  })

  test('whoever is on leave is named, and with them the team is not there', () => {
    const leave = [{ staffId: staff(1), from: '2026-11-30T12:00:00.000Z', until: '2026-12-02T12:00:00.000Z' }]

    expect(judged({ leave })).toEqual({
      isAvailable: false,
      because: ['Nurse 1 is on leave', 'Nobody else is on the rota now'],
    })
    expect(judged({ leave }, { at: '2026-12-02T12:00:00.000Z' }).isAvailable).toBe(true)
  })

  test('two who can each do half of it are not one who can do it', () => {
    const members = [
      aMember(1, 'Ann', { skills: ['verify_death'] }),
      aMember(2, 'Ben', { skills: ['syringe_pump'] }),
    ]
    const shifts = [...daily(1), ...daily(2, 'second')]

    const { because } = judged({ members, shifts }, { kind: 'syringe_pump', skills: ['verify_death'] })

    expect(because).toEqual(['Nobody on duty can both set up a syringe pump and verify a death'])
  })

  test('no word says where somebody is', () => {
    const said = whoIsAvailable(
      [
        aTeam(1, { area: area('WZ3 7') }),
        aTeam(2, { area: area('WZ5') }),
        aTeam(3, { area: practice('Z99001') }),
      ],
      aVisit(),
    ).flatMap(({ because }) => because)

    expect(said.join()).not.toMatch(/WZ|Z99/)
  })
})

describe('what is said of one that can be asked', () => {
  test.each<[string, Partial<TeamNow>, Partial<Asked>, string[]]>([
    ['nothing', {}, {}, []],
    [
      'nobody has answered a test',
      { members: [aMember(1, 'Nurse 1')] },
      {},
      ['Nobody has proven that they can be reached'],
    ],
    ['some have tasks', {}, { inHand: new Map([[teamId(1), 1]]) }, ['1 in hand']],
    ['it closes within the hour', { hours: hours('20:00–03:00') }, {}, ['Closes at 03:00']],
    [
      'nobody knows where the person is',
      { area: area('WZ5') },
      { place: { sector: null, district: null, practice: null } },
      ['Not known whether this is their area'],
    ],
    [
      'a year without known bank holidays, for a team that keeps them',
      {
        hours: hours('00:00–00:00', '00:00–00:00', '00:00–00:00', ''),
        members: [aMember(1, 'Nurse 1', { lastProvenAt: '2029-05-07T01:00:00.000Z' })],
      },
      { at: '2029-05-07T02:10:00.000Z' },
      ['Bank holidays after 2028 are not known here'],
    ],
  ])('%s', (_, changes, asked, because) => {
    expect(judged(changes, asked)).toEqual({ isAvailable: true, because })
  })
})

describe('which team is asked first', () => {
  test('the kind that such work asks first, and a backstop last however near it is', () => {
    const teams = [
      aTeam(1, { name: 'Backstop', kind: 'urgent_response', area: area('WZ3 7') }),
      aTeam(2, { name: 'Doctors', kind: 'gp_out_of_hours' }),
      aTeam(3, { name: 'Night nurses' }),
    ]

    expect(order(teams)).toEqual(['Night nurses', 'Doctors', 'Backstop'])
  })

  test('of one kind: sector, district, practice, the whole line, one whose area is not known', () => {
    const teams = [
      aTeam(1, { name: 'Whole' }),
      aTeam(2, { name: 'Practice', area: practice('Z99001') }),
      aTeam(3, { name: 'District', area: area('WZ3') }),
      aTeam(4, { name: 'Sector', area: area('WZ3 7') }),
    ]

    expect(order(teams)).toEqual(['Sector', 'District', 'Practice', 'Whole'])
    expect(order(teams, { place: { sector: null, district: null, practice: 'Z99001' } })).toEqual([
      'Practice',
      'Whole',
      'District',
      'Sector',
    ])
  })

  test('of two as near: who has somebody proven, then who has less in hand, and those who cannot come last', () => {
    const teams = [
      aTeam(1, { name: 'Closed', hours: hours(''), members: [aMember(1, 'A', PROVEN)] }),
      aTeam(2, { name: 'Not proven', members: [aMember(2, 'B')] }),
      aTeam(3, { name: 'Busy', members: [aMember(3, 'C', PROVEN)] }),
      aTeam(4, { name: 'Free', members: [aMember(4, 'D', PROVEN)] }),
    ]
    const inHand = new Map<TeamId, number>([[teamId(3), 1]])

    expect(order(teams, { inHand })).toEqual(['Free', 'Busy', 'Not proven', 'Closed'])
  })
})

describe('who of a team is asked, in which order', () => {
  const at = '2026-12-01T02:10:00.000Z'
  const members = [
    aMember(1, 'First', { skills: ['verify_death'] }),
    aMember(2, 'Second', { skills: ['verify_death'] }),
    aMember(3, 'Boss', PROVEN),
  ]
  const shifts = [
    ...daily(1, 'first', '20:00–08:00'),
    ...daily(2, 'second', '20:00–08:00'),
    ...daily(3, 'manager', '20:00–08:00'),
  ]
  const asked = (changes: Partial<TeamNow>, also: Partial<Asked> = {}) =>
    whoIsAvailable(
      [aTeam(1, { members, shifts, ...changes })],
      aVisit({ at, kind: 'verify_death', ...also }),
    )[0]?.members

  test('first on call, second, and the manager, who need not be able to do it', () => {
    expect(asked({})?.map(({ name }) => name)).toEqual(['First', 'Second', 'Boss'])
  })

  test('whoever is not proven tonight stands after those who are, and the manager is last all the same', () => {
    const some = members.with(1, aMember(2, 'Second', { skills: ['verify_death'], ...PROVEN }))

    expect(asked({ members: some })?.map(({ name }) => name)).toEqual(['Second', 'First', 'Boss'])
  })

  test.each([
    ['an hour before the duty', '2026-11-30T19:00:00.000Z', true],
    ['earlier in the day', '2026-11-30T18:59:00.000Z', false],
    ['in the duty', '2026-12-01T01:00:00.000Z', true],
    ['later than it is asked', '2026-12-01T03:00:00.000Z', false],
  ])('a proof counts for the duty: %s', (_, lastProvenAt, isProven) => {
    const some = members.with(0, aMember(1, 'First', { skills: ['verify_death'], lastProvenAt }))

    expect(asked({ members: some })?.find(({ name }) => name === 'First')?.isProven).toBe(isProven)
  })

  test('a duty that was swapped is the taker’s, on that day alone, and the last taker’s', () => {
    const shift = shifts.find(one => one.staffId === staff(1) && one.day === '2024-01-01')
    const swap = (takenBy: number) => ({
      shiftId: shift?.shiftId ?? '',
      day: '2026-11-30',
      takenBy: staff(takenBy),
    })
    const more = [...members, aMember(4, 'Stand-in', { skills: ['verify_death'] })]

    const tonight = asked({ members: more, swaps: [swap(2), swap(4)] })?.map(({ name }) => name)
    const nextWeek = asked({ members: more, swaps: [swap(4)] }, { at: '2026-12-08T02:10:00.000Z' })

    expect(tonight).toEqual(['Stand-in', 'Second', 'Boss'])
    expect(nextWeek?.[0]?.name).toBe('First')
  })

  test('somebody busy says until when, and one with two duties is asked once', () => {
    const busyUntil = new Map([[staff(1), '2026-12-01T03:00:00.000Z']])
    const twice = [...shifts, ...daily(1, 'manager')]

    const all = asked({ shifts: twice }, { busyUntil })
    const found = all?.filter(({ name }) => name === 'First')

    expect(found?.map(({ position, freeFrom }) => [position, freeFrom])).toEqual([
      ['first', '2026-12-01T03:00:00.000Z'],
    ])
    // Who is free is asked before who is in another house, and a manager last all the same.
    expect(all?.map(({ name }) => name)).toEqual(['Second', 'First', 'Boss'])
  })

  test('a team whose only nurse is out on a visit says so, and stands after one as near that is free', () => {
    const one = (nth: number) =>
      aTeam(nth, {
        members: [aMember(nth, `Nurse ${nth}`, { skills: ['verify_death'], ...PROVEN })],
        shifts: daily(nth, 'first', '20:00–08:00'),
      })
    const busyUntil = new Map([[staff(1), '2026-12-01T03:00:00.000Z']])
    const teams = whoIsAvailable([one(1), one(2)], aVisit({ at, kind: 'verify_death', busyUntil }))

    expect(teams.map(({ teamId }) => teamId)).toEqual([one(2).teamId, one(1).teamId])
    expect(teams[1]).toMatchObject({
      isAvailable: true,
      because: expect.arrayContaining(['Nurse 1 is out on a visit until about 03:00']),
    })
  })

  test('a duty every other week is on every other week, and not after its last day', () => {
    const fortnightly = [{ ...shifts[0]!, day: '2026-11-30', everyWeeks: 2, lastDay: '2026-12-14' }]
    const isThere = (day: string) =>
      asked({ shifts: fortnightly }, { at: `${day}T02:10:00.000Z` })?.length === 1

    expect(['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-29'].map(isThere)).toEqual([
      true,
      false,
      true,
      false,
    ])
  })
})
