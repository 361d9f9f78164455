import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { whatSees, wishesOf } from '#server/patients/core/whoSees.ts'
import type { Body } from '#shared/record/sections.ts'
import { entry } from '#tests/patients/core/entries.ts'
import { settling } from './settling.ts'
import { EVERYBODY, type SharedHouse, share, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const { post, view, standing } = settling(() => house)
const LATER = '2190-12-03T09:00:00.000Z'
const yes = (more: Partial<Body<'consentToShare'>> = {}) =>
  ({ scope: 'everyone_caring', value: 'given_by_person', ...more }) as const
const mills = { scope: 'gp', organisation: 'Mill Lane Surgery' } as const

describe('an agreement that is dated for later', () => {
  test('holds from that moment and not before: before, at and after', () => {
    const wishes = wishesOf([entry('consentToShare', yes({ from: '2026-12-03T09:00:00.000Z' }))])
    const mill = { name: 'Mill Lane Surgery', kind: 'gp', odsCode: null } as const
    const at = ['2026-12-03T08:59:59.999Z', '2026-12-03T09:00:00.000Z', '2026-12-03T09:00:00.001Z']

    expect(at.map(moment => whatSees(wishes, mill, moment))).toEqual(['nothing', 'everything', 'everything'])
  })

  test('opens nothing to whoever it names, though everybody else is shown the record already', async () => {
    const id = await house.person([EVERYBODY, share(yes({ ...mills, from: LATER }))], 'mill', 'hospice')

    expect([await standing('mill', id), await standing('hospice', id)]).toEqual(['not_shared', 'open'])
  })

  test('a no holds at once, whatever day stands beside it', async () => {
    const no = share({ ...mills, value: 'declined', from: LATER })
    const id = await house.person([EVERYBODY, no], 'mill', 'hospice')

    expect([await standing('mill', id), await standing('hospice', id)]).toEqual(['not_shared', 'open'])
  })

  test('where it takes the place of one that held, it closes at once, with a receipt and in words', async () => {
    const id = await house.person([EVERYBODY], 'mill', 'hospice')
    const [before] = (await view('hospice', id)).organisations.filter(
      ({ name }) => name === 'Mill Lane Surgery',
    )

    const saved = await post('hospice', id, 'entries', {
      section: 'consentToShare',
      itemId: randomUUID(),
      version: 0,
      body: yes({ ...mills, from: LATER }),
    })

    const { organisations, changes } = await view('hospice', id)
    const mill = organisations.find(({ name }) => name === 'Mill Lane Surgery')
    expect(saved.status).toBe(200)
    expect([before?.sees, mill?.sees, await standing('mill', id)]).toEqual([
      'everything',
      'nothing',
      'not_shared',
    ])
    expect(mill?.own.says).toBe('Agreed by the person, from 03-Dec-2190 09:00')
    expect(changes[0]?.receipts[0]?.what).toBe(
      'Mill Lane Surgery sees nothing; before, the whole record. From 03-Dec-2190 09:00 it sees the whole record.',
    )
    const { record } = await house.open('hospice', id)
    expect(JSON.stringify(record)).toContain(
      'agreed to sharing with Mill Lane Surgery, from 03-Dec-2190. It does not hold until then.',
    )
  })
})
