import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { OutcomeDraft } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'
import { freed } from '#tests/breaking/heldCall.ts'
import { aCommand } from '#tests/support/aNurse.ts'
import { type DeathHouse, deathHouse, report, WIFE } from './deathHouse.ts'

let house: DeathHouse

beforeAll(async () => {
  house = await deathHouse()
})
afterEach(() => freed([house.aroha, house.bertil, house.lead]))
afterAll(() => house.close())

async function save(call: { params: { callId: string }; epoch: number }, changes: Partial<OutcomeDraft>) {
  const { call: now, notes } = await house.aroha.detail(call.params.callId)
  if (now.state === 'talking') await house.aroha.ask(routes.endCall, { params: call.params, body: {} })
  const outcome: OutcomeDraft = {
    reason: 'death_reported',
    found: '',
    advice: '',
    disposition: 'advice_only',
    whereAfter: 'usual_home',
    next: '',
    callBack: { needed: false },
    ...changes,
  }
  const body = {
    kind: 'clinical' as const,
    commandId: aCommand(),
    epoch: call.epoch,
    notesRevision: notes.revision,
  }
  return house.aroha.ask(routes.closeCall, { params: call.params, body: { ...body, outcome } })
}

test.each([{ whereAfter: 'died' }, { disposition: 'death_reported' }] as const)(
  'an outcome alone kills nobody: %o is refused until the death is reported, and then saved',
  async says => {
    const call = await house.callAbout(house.aroha, await house.person())

    const before = await save(call, says)
    await report(house.aroha, call)
    const after = await save(call, says)

    expect(before).toMatchObject({ kind: 'refused', because: expect.stringContaining('Report a death') })
    expect(after.kind).toBe('closed')
  },
)

test('a call back to the family that is promised after the death is owed, and says so on the board', async () => {
  const patientId = await house.person()
  const call = await house.callAbout(house.aroha, patientId)
  await report(house.aroha, call)
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()

  const saved = await save(call, { whereAfter: 'died', callBack: { needed: true, dueAt } })

  const { tasks } = await house.bertil.board()
  const task = tasks.find(({ kind, from }) => kind === 'call_back_promised' && from === WIFE)
  expect([saved.kind, task?.hasDied]).toEqual(['closed', true])
})
