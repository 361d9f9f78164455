import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { closed, freed } from '#tests/breaking/heldCall.ts'
import { aCommand } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { aNewItem, type ElsiesCall, type SharingHouse, sharingHouse } from './sharingHouse.ts'

let at: SharingHouse
let called: string
let staffId: string
beforeAll(async () => {
  at = await sharingHouse()
  const { db } = at.house.database
  const hers = { organisation: 'Test Hospice', kind: 'hub', name: 'Nora Nightly' } as const
  const nora = await aColleague(db, at.house.north.lineId, { signInName: 'nora', ...hers })
  called = nora.name
  staffId = nora.staffId
})
afterAll(() => at.house.close())
beforeEach(() => freed([at.nurse]))

const edit = (
  call: ElsiesCall,
  against: object,
  more: { itemId?: string; version?: number; body?: object } = {},
) => ({
  params: call.params,
  body: {
    commandId: aCommand(),
    epoch: call.epoch,
    section: 'sharingRestrictions' as const,
    version: 0,
    itemId: aNewItem(),
    body: { against: { kind: 'person', ...against }, rule: 'hide_all' },
    ...more,
  } as never, // as a form sends it
})
const limits = async (call: ElsiesCall) => (await at.viewOf(call)).limits

test('no form promises that a nurse of the line is kept out: it is refused with words for the person', async () => {
  const call = await at.aCallAboutElsie()

  const refusals = [
    await at.nurse.refused(routes.editRecord, edit(call, { name: called, staffId })),
    await at.nurse.refused(routes.editRecord, edit(call, { name: 'nora NIGHTLY' })),
  ]

  for (const refused of refusals)
    expect(refused).toMatchObject({
      status: 409,
      message: expect.stringContaining('Nora Nightly answers this line'),
    })
  expect(await limits(call)).toEqual([])
  expect((await at.viewOf(call)).changes).toEqual([])
  await closed(at.nurse, call)
})

test('nor that the organisation is kept out that answers the line, by a form or by talking about it', async () => {
  const call = await at.aCallAboutElsie()
  const { organisations } = await at.viewOf(call)
  const hub = organisations.find(({ kind }) => kind === 'hub')

  const refusals = [
    await at.nurse.refused(routes.editRecord, edit(call, { kind: 'organisation', name: 'test HOSPICE' })),
    await at.nurse.refused(routes.limitSharing, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        against: { kind: 'organisation', organisationId: hub?.organisationId },
        rule: 'hide_all',
        inTheirWords: 'Not them',
      } as never,
    }),
  ]

  for (const refused of refusals)
    expect(refused.message).toContain('Test Hospice answers this line, and whoever rings')
  expect(refusals.map(({ status }) => status)).toEqual([409, 400])
  expect(await limits(call)).toEqual([])
  await closed(at.nurse, call)
})

test('nor is a limit on somebody outside turned into one on her', async () => {
  const call = await at.aCallAboutElsie()
  const itemId = aNewItem()
  const outside = await at.nurse.ask(routes.editRecord, edit(call, { name: 'Dr Elsewhere' }, { itemId }))

  const refused = await at.nurse.refused(
    routes.editRecord,
    edit(call, { name: called }, { itemId, version: 1 }),
  )

  expect([outside.kind, refused.status]).toEqual(['saved', 409])
  expect((await limits(call)).map(({ says }) => says)).toEqual([expect.stringContaining('Dr Elsewhere')])
  await closed(at.nurse, call)
})

test('a limit that named her before she came to the line can be mended, and ended', async () => {
  const call = await at.aCallAboutElsie()
  const itemId = aNewItem()
  const named = { kind: 'person', name: 'Ivy Incoming' }
  await at.nurse.ask(routes.editRecord, edit(call, named, { itemId }))
  const { db } = at.house.database
  const ivy = { signInName: 'ivy', organisation: 'Test Hospice', kind: 'hub', name: 'Ivy Incoming' } as const
  await aColleague(db, at.house.north.lineId, ivy)
  const again = (version: number, body: object) =>
    at.nurse.ask(routes.editRecord, edit(call, {}, { itemId, version, body: { against: named, ...body } }))

  const mended = await again(1, { rule: 'ask_each_time' })
  const ended = await again(2, { rule: 'ask_each_time', endedAt: new Date().toISOString() })

  expect([mended.kind, ended.kind]).toEqual(['saved', 'saved'])
  expect(await limits(call)).toEqual([])
  await closed(at.nurse, call)
})
