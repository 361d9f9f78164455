import { afterAll, beforeAll, expect, test } from 'vitest'
import { EVERYBODY, limit, type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { aReport } from './deathHouse.ts'

let house: SharedHouse

beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const post = (who: string, id: string, path = '', body: object = aReport()) =>
  house.as(who).at.post(`/api/people/${id}/record/death${path}`, body)

const isDeceased = async (id: string) => {
  const { db } = house.small.database
  const [row] = await db.run(
    db.sql<{ is: boolean }[]>`select is_deceased as is from patients where id = ${id}`,
  )
  return row?.is
}

test('a clinician who looks after the person reports the death without a call, and undoes it', async () => {
  const id = await house.person([EVERYBODY], 'hospice')

  const reply = await post('hospice', id)
  const opened = await house.open('hospice', id)
  const undone = await house
    .as('hospice')
    .at.post(`/api/deaths/${reply.body.deathId}/undo`, { commandId: aReport().commandId })

  expect(reply.body).toMatchObject({ kind: 'reported' })
  expect(JSON.stringify(opened.record)).toContain('Death reported, not yet verified')
  expect([undone.body, await isDeceased(id)]).toEqual([{ kind: 'done' }, false])
})

test('another organisation verifies it, and nobody but a shift lead corrects it', async () => {
  const id = await house.person([EVERYBODY], 'hospice', 'mill')
  await post('hospice', id)
  const verified = {
    commandId: aReport().commandId,
    verifiedAt: '2026-11-20T05:00:00.000Z',
    verifiedBy: 'Dr Mill',
  }
  const because = { commandId: aReport().commandId, because: 'It was somebody else altogether' }

  const replies = [
    await post('mill', id, '/verified', verified),
    await post('mill', id, '/in-error', because),
  ]

  expect(replies.map(({ status, body }) => [status, body.kind])).toEqual([
    [200, 'done'],
    [403, undefined],
  ])
})

test.each(['mill', 'crew', 'clerk'])(
  '%s, who does not look after the person, reports nobody’s death',
  async who => {
    const id = await house.person([EVERYBODY], 'hospice')

    const reply = await post(who, id)

    expect([reply.status, await isDeceased(id)]).toEqual([403, false])
  },
)

test('who is kept from part of the record by the person’s wish may not write that part', async () => {
  const hidden = limit({
    against: { kind: 'scope', scope: 'hospice' },
    rule: 'hide_sections',
    sections: ['death'],
  })
  const id = await house.person([EVERYBODY, hidden], 'hospice')

  const reply = await post('hospice', id)

  expect([reply.status, await isDeceased(id)]).toEqual([403, false])
})
