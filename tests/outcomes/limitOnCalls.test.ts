import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { closed } from '#tests/breaking/heldCall.ts'
import { aCommand } from '#tests/support/aNurse.ts'
import { type SharingHouse, sharingHouse } from './sharingHouse.ts'

let at: SharingHouse
beforeAll(async () => {
  at = await sharingHouse()
})
afterAll(() => at.house.close())

test('the calls alone are kept back, by their name, and the receipt says so', async () => {
  const call = await at.aCallAboutElsie()
  const body = {
    commandId: aCommand(),
    epoch: call.epoch,
    against: { kind: 'organisation' as const, organisationId: at.gp.organisationId },
    rule: 'hide_sections' as const,
    sections: ['lastCalls' as const],
    inTheirWords: 'Not what I say at night.',
  }

  await at.nurse.ask(routes.limitSharing, { params: call.params, body })

  const view = await at.viewOf(call)
  expect(view.limits.map(({ says }) => says)).toEqual([
    expect.stringMatching(/^Mill Lane Surgery is not shown “Last calls”, since /),
  ])
  expect(view.changes[0]?.receipts.map(({ what }) => what)).toEqual([
    'Mill Lane Surgery sees the record without what you keep back, and without what was said in calls; before, the whole record.',
  ])
  const shown = routes.openShared.reply.parse((await at.doctor.get(`/api/people/${call.elsie}/record`)).body)
  expect(shown.standing).toMatchObject({ kind: 'open', leftOut: [] })
  expect(shown.lastCalls?.leftOut).toContain('keeps what was said in calls')
  await closed(at.nurse, call)
})

test('whoever keeps something back hears that an emergency opens it, and who has it open for one', async () => {
  const call = await at.aCallAboutElsie()
  const against = { kind: 'organisation' as const, organisationId: at.gp.organisationId }
  await at.nurse.ask(routes.limitSharing, {
    params: call.params,
    body: { commandId: aCommand(), epoch: call.epoch, against, rule: 'hide_all', inTheirWords: 'Not them.' },
  })
  const before = await at.viewOf(call)

  const broken = await at.doctor.post(`/api/people/${call.elsie}/break-glass`, {
    commandId: aCommand(),
    because: 'Found unrousable, alone, no crew within the hour',
  })
  const during = await at.viewOf(call)

  expect([broken.status, before.openInEmergency]).toEqual([200, []])
  expect(before.changes[0]?.allTheSame).toMatch(/^In an emergency .* can still open the whole record/)
  expect(during.openInEmergency).toEqual([
    expect.stringMatching(
      /^mill, Mill Lane Surgery, has opened your record in an emergency .* until \S+ \d\d:\d\d\.$/,
    ),
  ])
  await closed(at.nurse, call)
})
