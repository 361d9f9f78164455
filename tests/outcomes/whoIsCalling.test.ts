import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NONE_OF_THEM } from '#shared/calls.ts'
import { ItemId, type PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { closed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

const WIFES = '+447700900555'
const said = { name: 'Margaret Ellis', birthDate: '1948-03-09' }

let house: LineHouse
let aroha: Nurse
let bertil: Nurse
let margaret: PatientId
const [wife, sister, nurse, stranger] = [0, 1, 2, 3].map(() => ItemId.parse(randomUUID())) as [
  ItemId,
  ItemId,
  ItemId,
  ItemId,
]

beforeAll(async () => {
  house = await lineHouse()
  const [registering] = house.north.nurses
  const registrar = Actor.parse({
    ...registering,
    lineId: house.north.lineId,
    sessionId: randomUUID(),
    role: 'coordinator',
    organisation: 'Test Hospice',
    organisationId: randomUUID(),
    organisationKind: 'hub',
  })
  const { db } = house.database
  const angela = { name: 'Angela Ellis', relationship: 'wife', roles: [], mayBeTold: 'all' as const }
  const phones = [{ number: WIFES, use: 'mobile' as const }]
  margaret = await aPatient(db, registrar, {
    identity: { name: { given: 'Margaret', family: 'Ellis' }, birthDate: '1948-03-09' },
    entries: [
      anEntry('personalContacts', { ...angela, phones }, { itemId: wife }),
      anEntry(
        'personalContacts',
        { ...angela, name: 'Angela Smith', relationship: 'sister', phones: [], mayBeTold: 'logistics' },
        { itemId: sister },
      ),
      anEntry('professionalContacts', { name: 'Jo Fenn', role: 'District nurse' }, { itemId: nurse }),
    ],
  })
  await aPatient(db, registrar, {
    identity: { name: { given: 'Marian', family: 'Holt' }, birthDate: '1951-07-01' },
    entries: [anEntry('personalContacts', { ...angela, phones: [] }, { itemId: stranger })],
  })
  aroha = await aNurse(house.url, 'aroha1')
  bertil = await aNurse(house.url, 'bertil1')
})
afterAll(() => house.close())

type Called = HeldCall & { epoch: number }

async function aboutMargaret(caller: { name: string; relationship: string }, from = WIFES): Promise<Called> {
  const call = await talkingTo(house, aroha, from)
  const reply = await aroha.ask(routes.confirmIdentity, {
    params: call.params,
    body: { commandId: aCommand(), epoch: 0, patientId: margaret, said, caller },
  })
  if (reply.kind !== 'confirmed') throw new Error('two things matched and it was not confirmed')
  return { ...call, epoch: reply.detail.identity.epoch }
}

const opened = ({ params, epoch }: Called) => aroha.ask(routes.openRecord, { params, query: { epoch } })
const choosing = ({ params, epoch }: Called, itemId: ItemId | null) => ({
  params,
  body: { commandId: aCommand(), epoch, itemId },
})
const choose = (call: Called, itemId: ItemId | null) => aroha.ask(routes.sayWhoCalls, choosing(call, itemId))

test('a district nurse who is on the record is known as one, and is to be rung back', async () => {
  const call = await aboutMargaret({ name: 'Jo Fenn', relationship: 'district nurse' }, '+447700900600')

  const { mayBeTold, callerMayBe } = await opened(call)

  expect(mayBeTold).toEqual({ level: 'condition', because: expect.stringContaining('switchboard') })
  expect(callerMayBe).toEqual({ chosen: null, among: [] })
  await closed(aroha, call)
})

test('a friend is not taken for the nurse of her name: she is told nothing, and the nurse can say that it is none of them', async () => {
  const call = await aboutMargaret({ name: 'Jo', relationship: 'friend, not the nurse' }, '+447700900600')
  const told = async () => {
    const { mayBeTold, callerMayBe } = await opened(call)
    return [mayBeTold.level, callerMayBe.chosen, callerMayBe.among.map(({ itemId }) => itemId)]
  }
  const chosen = async (itemId: ItemId | null) => {
    await choose(call, itemId)
    return told()
  }

  expect(await told()).toEqual(['nothing', null, [nurse]])
  expect(await chosen(NONE_OF_THEM)).toEqual(['nothing', NONE_OF_THEM, [nurse]])
  expect((await opened(call)).mayBeTold.because).toContain('do not confirm')
  expect(await chosen(nurse)).toEqual(['condition', nurse, [nurse]])
  expect(await chosen(null)).toEqual(['nothing', null, [nurse]])
  await closed(aroha, call)
})

test('where nobody is asked about, none of them is no answer', async () => {
  const call = await aboutMargaret({ name: 'Jo Fenn', relationship: 'district nurse' }, '+447700900600')

  expect(await aroha.refused(routes.sayWhoCalls, choosing(call, NONE_OF_THEM))).toMatchObject({ status: 404 })

  await closed(aroha, call)
})

describe('two contacts of one name', () => {
  const angela = { name: 'Angela', relationship: 'wife' }
  let call: Called
  beforeAll(async () => {
    call = await aboutMargaret(angela)
  })
  afterAll(() => closed(aroha, call))

  test('neither is taken to be calling, also from the number of one: nothing is told, and both are offered', async () => {
    const { mayBeTold, callerMayBe } = await opened(call)

    expect(mayBeTold).toEqual({ level: 'nothing', because: expect.stringContaining('choose') })
    expect(callerMayBe.chosen).toBeNull()
    expect(callerMayBe.among).toEqual([
      { itemId: wife, name: 'Angela Ellis', relationship: 'wife', hasThisNumber: true },
      { itemId: sister, name: 'Angela Smith', relationship: 'sister', hasThisNumber: false },
    ])
  })

  test('whom the nurse chooses may be told what they may be told; another choice takes its place, and none takes it back', async () => {
    const told = async (itemId: ItemId | null) => {
      await choose(call, itemId)
      const { mayBeTold, callerMayBe } = await opened(call)
      return [mayBeTold.level, callerMayBe.chosen]
    }

    expect(await told(wife)).toEqual(['all', wife])
    expect(await told(sister)).toEqual(['logistics', sister])
    expect(await told(null)).toEqual(['nothing', null])
    const { identity, moments } = await aroha.detail(call.callId)
    expect(identity).toMatchObject({ epoch: call.epoch, caller: angela })
    expect(moments.filter(({ what }) => what.includes('which of the record'))).toHaveLength(3)
  })

  test('a command that comes twice does not undo what was chosen since', async () => {
    const first = choosing(call, wife)
    await aroha.ask(routes.sayWhoCalls, first)
    await choose(call, sister)

    await aroha.ask(routes.sayWhoCalls, first)

    expect((await opened(call)).callerMayBe.chosen).toBe(sister)
  })

  test.each([
    ['another person’s contact', stranger],
    ['nobody', ItemId.parse(randomUUID())],
    ['somebody of this record who is called otherwise', nurse],
  ])('%s cannot be chosen, and the choice before stands', async (_, itemId) => {
    await choose(call, sister)

    expect(await aroha.refused(routes.sayWhoCalls, choosing(call, itemId))).toMatchObject({ status: 404 })

    expect((await opened(call)).callerMayBe.chosen).toBe(sister)
  })

  test('a colleague who does not have the call chooses nobody', async () => {
    expect(await bertil.refused(routes.sayWhoCalls, choosing(call, wife))).toMatchObject({ status: 403 })
  })
})

test('nobody is chosen before the record is open', async () => {
  const call = await talkingTo(house, aroha, WIFES)

  const asked = choosing({ ...call, epoch: 0 }, wife)
  const early = await aroha.refused(routes.sayWhoCalls, asked)
  const contactItemId = wife
  const inTheSameStep = await aroha.refused(routes.confirmIdentity, {
    params: call.params,
    body: {
      ...{ commandId: aCommand(), epoch: 0, patientId: margaret, said },
      caller: { name: 'Angela', relationship: 'wife', contactItemId } as never,
    },
  })

  expect([early.status, inTheSameStep.status]).toEqual([409, 400])
  await closed(aroha, call)
})

describe('who rings', () => {
  let call: HeldCall
  beforeAll(async () => {
    call = await talkingTo(house, aroha, '+447700900601')
  })
  afterAll(() => closed(aroha, call))

  const confirming = (caller: { name: string; relationship: string; isPatient?: boolean }, changes = {}) => ({
    params: call.params,
    body: { commandId: aCommand(), epoch: 0, patientId: margaret, said, caller, ...changes },
  })

  test.each([
    ['a name', { name: ' ', relationship: 'wife' }, ['caller.name']],
    ['a relationship', { name: 'Angela', relationship: '' }, ['caller.relationship']],
    ['either', { name: '', relationship: '' }, ['caller.name', 'caller.relationship']],
  ])('is asked before the record is open: without %s it stays shut', async (_, caller, fields) => {
    const refused = await aroha.refused(routes.confirmIdentity, confirming(caller))

    expect(refused).toMatchObject({ status: 400, code: 'bad_request' })
    expect(Object.keys(refused.fields ?? {})).toEqual(fields)
    expect((await aroha.detail(call.callId)).identity).toMatchObject({ epoch: 0, patientId: null })
  })

  test('a reason to skip the checks is none where they were not skipped', async () => {
    const because = { skippedBecause: 'No time to ask' }

    const refused = await aroha.refused(
      routes.confirmIdentity,
      confirming({ name: '', relationship: '' }, because),
    )

    expect(refused.status).toBe(400)
  })

  test.each([
    ['no time for it, and that is written down', {}, { said: {}, skippedBecause: 'No time to ask' }],
    ['the person themselves', { isPatient: true }, {}],
  ])('is not asked of %s', async (_, who, changes) => {
    const own = await talkingTo(house, bertil, '+447700900602')
    const asked = confirming({ name: '', relationship: '', ...who }, changes)

    const reply = await bertil.ask(routes.confirmIdentity, { ...asked, params: own.params })

    expect(reply.kind).toBe('confirmed')
    await closed(bertil, own)
  })
})
