import { describe, expect, test } from 'vitest'
import { isLeft, roundGroups } from '#client/shift/core/roundGroups.ts'
import { StaffId } from '#shared/ids.ts'
import { RoundCall } from '#shared/rounds.ts'

const ME = StaffId.parse('00000000-0000-4000-8000-000000000001')
const OTHER = StaffId.parse('00000000-0000-4000-8000-000000000002')
const id = (n: number) => `00000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`
const somebody = (n: number, more: object = {}) =>
  RoundCall.parse({
    roundCallId: id(n),
    patientId: id(n),
    initials: 'M. E.',
    birthMonth: '1948-03',
    why: ['dying'],
    assigned: null,
    task: null,
    skipped: null,
    ...more,
  })
const home = (n: number, dueAt: string, more: object = {}) =>
  somebody(n, { why: ['discharged'], discharge: { on: '2026-11-28', dueAt }, ...more })
const of = (staffId: StaffId, name: string) => ({ assigned: { staffId, name } })
const task = (more: object) => ({
  task: { taskId: id(90), isDone: false, result: null, owner: null, isCalled: false, ...more },
})
const shown = (calls: RoundCall[]) =>
  roundGroups(calls, ME).map(({ title, isOpen, calls }) => [
    title,
    isOpen,
    calls.map(({ roundCallId }) => Number(roundCallId.slice(-2))),
  ])

describe('the groups of a ring-round', () => {
  test('whoever is dying comes before who has more reasons, and nobody dying stands behind a list that is cut', () => {
    const calls = [
      somebody(1, { why: ['chart_ends', 'medicines_expire', 'stock_out'] }),
      somebody(2, { why: ['unstable'] }),
      somebody(3, { why: ['dying'] }),
      somebody(4, { why: ['dying', 'chart_ends'] }),
    ]

    expect(shown(calls)).toEqual([['Nobody chosen yet', true, [4, 3, 2, 1]]])
  })

  test('whoever is home again comes first, the soonest due of them first; then mine, nobody’s, and the others’, shut', () => {
    const calls = [
      somebody(1),
      somebody(2, of(OTHER, 'Joseph')),
      somebody(3, of(ME, 'Maren')),
      home(4, '2026-11-30T14:00:00.000Z'),
      home(5, '2026-11-29T14:00:00.000Z', of(OTHER, 'Joseph')),
      somebody(6, { skipped: { by: 'Maren', because: 'Her nurse is there' } }),
    ]

    expect(shown(calls)).toEqual([
      ['After a discharge', true, [5, 4]],
      ['Yours to ring', true, [3]],
      ['Nobody chosen yet', true, [1]],
      ['Joseph rings', false, [2]],
      ['Rung or skipped', false, [6]],
    ])
  })

  test('on the board it is with whoever has the task, and not with whoever was chosen', () => {
    const taken = { ...of(ME, 'Maren'), ...task({ owner: { staffId: OTHER, name: 'Joseph' } }) }

    expect(shown([somebody(1, taken)])).toEqual([['Joseph rings', false, [1]]])
  })

  test.each([
    ['reached', false],
    ['not_needed', false],
    ['not_reached_three_times', true],
    ['no_number', true],
  ])('closed as %s they are still to be rung: %s', (result, isStill) => {
    expect(isLeft(somebody(1, task({ isDone: true, result })))).toBe(isStill)
  })
})
