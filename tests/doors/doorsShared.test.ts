import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EVERYBODY, limit, type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'

const CODE = 'C4711-canary'
const NOTES = anEntry('accessNotes', { keysafe: { exists: true } })

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const keep = (name: string, id: string) =>
  house.as(name).at.post(`/api/people/${id}/record/doors`, {
    commandId: randomUUID(),
    kind: 'keysafe_code',
    version: 0,
    change: { what: 'keep', value: CODE },
  })
const reveal = (name: string, id: string, query = '') =>
  house.as(name).at.post(`/api/people/${id}/record/reveal-door${query}`, { kind: 'keysafe_code' })
async function reviewsOf(id: string): Promise<string[]> {
  const { db } = house.small.database
  const rows = await db.run(
    db.sql<{ kind: string }[]>`select kind from access_reviews where patient_id = ${id} order by raised_at`,
  )
  return rows.map(({ kind }) => kind)
}

describe('without a call', () => {
  test('who looks after the person writes a code and is shown it, and nobody is alarmed', async () => {
    const id = await house.person([EVERYBODY, NOTES], 'mill')

    expect((await keep('mill', id)).body).toEqual({ kind: 'saved', version: 1 })
    expect((await house.open('mill', id)) as unknown).toMatchObject({
      doors: [{ kind: 'keysafe_code', source: { kind: 'gp_record' } }],
    })
    expect((await reveal('mill', id)).body).toMatchObject({ kind: 'shown', value: CODE })
    expect(await reviewsOf(id)).toEqual([])
  })

  test('a crew that broke the glass is shown it, and a privacy officer is told of the code as well', async () => {
    const id = await house.person([EVERYBODY, NOTES], 'mill')
    await keep('mill', id)
    await house.ask('crew', id, 'break-glass')

    const shown = await reveal('crew', id)

    expect(shown.body).toMatchObject({ kind: 'shown', value: CODE })
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(await reviewsOf(id)).toEqual(['break_glass', 'door_without_call'])
  })

  test.each(['clerk', 'officer'])('%s may not ask at all', async who => {
    const id = await house.person([EVERYBODY, NOTES], 'mill')
    await keep('mill', id)

    expect((await reveal(who, id)).status).toBe(403)
    expect((await keep('crew', id)).status).toBe(403)
  })

  test('who may not see how to get in, by the person’s wish, is shown no code and not that there is one', async () => {
    const hides = limit({
      against: { kind: 'organisation', name: 'Mill Lane Surgery' },
      rule: 'hide_sections',
      sections: ['accessNotes'],
    })
    const id = await house.person([EVERYBODY, NOTES, hides], 'mill', 'hospice')
    await keep('hospice', id)

    expect((await house.open('mill', id)) as unknown).toMatchObject({ doors: null })
    expect((await reveal('mill', id)).status).toBe(403)
    expect((await reveal('hospice', id)).body).toMatchObject({ value: CODE })
  })

  test('of a stranger and of nobody the answer is the same, and both tries are logged', async () => {
    const id = await house.person([EVERYBODY, NOTES], 'hospice')
    await keep('hospice', id)
    const none = randomUUID()

    const [theirs, nobodys] = [await reveal('mill', id), await reveal('mill', none)]

    const { requestId: _, ...said } = theirs.body
    expect(nobodys).toMatchObject({ status: theirs.status, body: said })
    const { db } = house.small.database
    const logged = await db.run(db.sql`
      select outcome from access_log where action = 'revealed' and patient_id in (${id}, ${none})`)
    expect(logged).toEqual([{ outcome: 'refused' }, { outcome: 'refused' }])
  })
})
