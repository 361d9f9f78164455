import { expect, test } from 'vitest'
import { receiptsForOfficer, sayChange } from '#server/access/core/sayChange.ts'

const at = '2026-11-28T03:10:00.000Z'
const of = (who: string, looksAfter: boolean | null, before = 'everything', after = 'nothing') => ({
  key: `organisation/${who}`,
  kind: 'organisation' as const,
  who,
  before,
  after,
  looksAfter,
})
const said = (...receipts: (ReturnType<typeof of> & { later?: { at: string; is: string } })[]) =>
  sayChange({
    changeId: '00000000-0000-4000-8000-000000000001',
    kind: 'withdrawn_all',
    at,
    staffName: 'Maren Oakley',
    organisation: 'Goldthread',
    receipts: receipts.map(one => ({ later: null, ...one, organisation: null, toldAt: null, closedAt: at })),
  }).receipts.map(({ what }) => what)

test('only of who looks after the person is it said that they saw the record', () => {
  expect(said(of('Fell Ambulance', false), of('Mill Lane Surgery', true), of('A Hospice', true))).toEqual([
    '2 see nothing; before, the whole record: A Hospice, Mill Lane Surgery.',
    'Fell Ambulance does not look after you now. If it does later, it sees nothing; before, it could have seen the whole record.',
  ])
  expect(said(of('B', false, 'nothing', 'everything'), of('A', false, 'nothing', 'everything'))).toEqual([
    '2 do not look after you now. If they do later, they see the whole record; before, they could have seen nothing: A, B.',
  ])
})

test('of a receipt from before it was kept, neither is said', () => {
  expect(said(of('Mill Lane Surgery', null))).toEqual([
    'Mill Lane Surgery sees nothing, if it looks after you; before, it could have seen the whole record.',
  ])
})

test('a privacy officer reads the same of somebody else', () => {
  const receipts = [of('Fell Ambulance', false), of('Mill Lane Surgery', true, 'everything', 'parts')]

  const read = receiptsForOfficer(receipts.map(one => ({ ...one, looksAfter: one.looksAfter ?? false })))

  expect(read).toContain('Fell Ambulance does not look after them now.')
  expect(read).not.toMatch(/\byou\b/)
})

test('what begins later is said with its day, and not only that nothing is seen until then', () => {
  const later = { at: '2026-12-03T09:00:00.000Z', is: 'everything' }
  const from = (who: string, looksAfter: boolean, before: string) => ({
    ...of(who, looksAfter, before, 'nothing'),
    later,
  })

  expect(said(from('Mill Lane Surgery', true, 'everything'))).toEqual([
    'Mill Lane Surgery sees nothing; before, the whole record. From 03-Dec-2026 09:00 it sees the whole record.',
  ])
  expect(said(from('B', true, 'nothing'), from('A', true, 'nothing'))).toEqual([
    '2 see nothing as before; from 03-Dec-2026 09:00 they see the whole record: A, B.',
  ])
  expect(said(from('Fell Ambulance', false, 'nothing'))).toEqual([
    'Fell Ambulance sees nothing as before; from 03-Dec-2026 09:00 it sees the whole record, if it looks after you then.',
  ])
})
