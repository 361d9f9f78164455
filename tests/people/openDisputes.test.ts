import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { aCommand } from '#tests/support/aNurse.ts'
import { type PeopleHouse, peopleHouse } from './peopleHouse.ts'

let people: PeopleHouse
beforeAll(async () => {
  people = await peopleHouse()
})
afterAll(() => people.house.close())

test('a shift lead’s board knows how many records are in dispute, and nothing of whose; it is no look at anybody', async () => {
  const { aroha, lead, doctor } = people
  const open = () => lead.ask(routes.openDisputes)
  expect(await open()).toEqual({ open: 0 })
  const talk = await people.talkingAbout(aroha, await people.aPerson())
  await people.dispute(aroha, talk)
  const looks = async () => {
    const [row] = await people.db.run(people.db.sql<{ n: number }[]>`
      select count(*)::int as n from access_log where patient_id = ${talk.patientId}`)
    return row?.n
  }
  const before = await looks()

  expect(await open()).toEqual({ open: 1 })
  expect(await looks()).toBe(before)
  expect((await doctor.refused(routes.openDisputes)).status).toBe(403)

  const { disputes } = await lead.ask(routes.disputes)
  await lead.ask(routes.settleDispute, {
    params: { disputeId: disputes[0]?.disputeId ?? '' },
    body: { commandId: aCommand(), verdict: 'right_after_all', because: 'Asked his wife again', wrong: [] },
  })
  expect(await open()).toEqual({ open: 0 })
  await people.endAndClose(aroha, talk)
})

test('settled with an agreement that was somebody else’s, a dispute leaves the receipts of those who are shown less', async () => {
  const { aroha, lead } = people
  const talk = await people.talkingAbout(aroha, await people.aPerson())
  await people.dispute(aroha, talk)
  const { disputes } = await lead.ask(routes.disputes)
  const params = {
    disputeId: disputes.find(({ patientId }) => patientId === talk.patientId)?.disputeId ?? '',
  }
  const { items } = await lead.ask(routes.disputedItems, { params })
  const agreed = items.find(({ section }) => section === 'consentToShare')
  if (!agreed) throw new Error('no agreement')
  const { section, itemId, version } = agreed

  await lead.ask(routes.settleDispute, {
    params,
    body: {
      commandId: aCommand(),
      verdict: 'entries_wrong',
      because: 'Marian Ellis said so',
      wrong: [{ section, itemId, version }],
    },
  })

  const { sharing } = await aroha.ask(routes.sharing, { params: talk.params, query: { epoch: 1 } })
  expect(sharing.changes.map(({ what, heardBy, receipts }) => [what, heardBy, receipts[0]?.what])).toEqual([
    [
      'Something about sharing was marked as entered in error',
      'Lena Lead, Test Hospice',
      'Mill Lane Surgery does not look after you now. If it does later, it sees nothing; before, it could have seen the whole record.',
    ],
  ])
  await people.endAndClose(aroha, talk)
})
