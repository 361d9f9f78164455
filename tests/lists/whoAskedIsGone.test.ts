import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { until } from '#tests/support/browser.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { ada, bring, fileOf } from './bringing.ts'

// T-12: a promise acts for whoever asked. What became of her since is asked again when it is kept.
let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const change = (set: 'role' | 'organisation' | 'account') => {
  const { db } = house.small.database
  const { staffId } = house.as('mill').actor
  const { organisationId } = house.as('hospice').actor
  switch (set) {
    case 'role':
      return db.run(db.sql`update staff set role = 'paramedic' where id = ${staffId}`)
    case 'organisation':
      return db.run(db.sql`update staff set organisation_id = ${organisationId} where id = ${staffId}`)
    default:
      return db.run(db.sql`update staff set disabled_at = now() where id = ${staffId}`)
  }
}
const asBefore = () => {
  const { db } = house.small.database
  const { staffId, role, organisationId } = house.as('mill').actor
  return db.run(db.sql`
    update staff set role = ${role}, organisation_id = ${organisationId}, disabled_at = null where id = ${staffId}`)
}

test.each(['role', 'organisation', 'account'] as const)(
  'a list whose asker has another %s by then, or none, is not written, and says why',
  async what => {
    const { db } = house.small.database
    const family = `Late${what}`
    const mine = await aPatient(db, house.hub, {
      identity: { name: { given: 'Ada', family: `Mine${what}` }, birthDate: '1941-05-06' },
      entries: [
        anEntry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person' }),
        anEntry('primaryDiagnosis', { text: 'Heart failure' }),
      ],
    })
    await onCaseload(db, house.as('mill').actor, mine)
    await house.as('mill').at.post('/api/sign-in', { signInName: 'mill', password: 'a long enough password' })
    const read = await bring(
      house,
      'mill',
      fileOf(ada(family), ada(`Mine${what}`, { 'Main diagnosis': 'Asthma' })),
    )
    await change(what)

    // As if the button had been pressed a moment before she went.
    await db.run(db.sql`
      with going as (
        update list_imports set state = 'running', writes_changes = true, begun_at = now()
        where id = ${read.importId}
        returning line_id, id
      )
      insert into promises (key, kind, line_id, subject_id, body, due_at)
      select ${`list/${read.importId}/running`}, 'list.write', line_id, id, '{}', now() from going`)
    const state = async () => {
      const [row] = await db.run(
        db.sql<{ state: string }[]>`select state from list_imports where id = ${read.importId}`,
      )
      return row?.state
    }
    await until('the list is settled', async () => (await state()) === 'done')
    await asBefore()

    const rows = await db.run(db.sql<{ outcome: string; outcomeBecause: string }[]>`
      select outcome, outcome_because from list_import_rows where import_id = ${read.importId} order by place`)
    expect(rows).toEqual(
      [1, 2].map(() => ({
        outcome: 'left_out',
        outcomeBecause: expect.stringContaining('has no account any more, or another role'),
      })),
    )
    expect(await db.run(db.sql`select from patients where family_name = ${family}`)).toEqual([])
    expect(
      await db.run(
        db.sql`select from record_entries where patient_id = ${mine} and section = 'primaryDiagnosis' and version > 1`,
      ),
    ).toEqual([])
  },
)

test('a list whose asker is gone is not read either', async () => {
  const { db } = house.small.database
  const { actor } = house.as('mill')
  const importId = randomUUID()
  await change('account')
  await db.run(db.sql`
    with list as (
      insert into list_imports (id, line_id, organisation_id, staff_id, actor, parts, state)
      values (${importId}, ${actor.lineId}, ${actor.organisationId}, ${actor.staffId}, ${db.sql.json(actor)}, 1, 'reading')
      returning line_id, id
    ),
    part as (
      insert into list_import_parts (import_id, place, content)
      select id, 1, ${fileOf(ada('Unread'))}::bytea from list
    )
    insert into promises (key, kind, line_id, subject_id, body, due_at)
    select ${`list/${importId}/reading`}, 'list.read', line_id, id, '{}', now() from list`)

  const settled = async () => {
    const [row] = await db.run(
      db.sql<
        { state: string; reading: unknown }[]
      >`select state, reading from list_imports where id = ${importId}`,
    )
    return row
  }
  await until('the list is settled', async () => (await settled())?.state !== 'reading')
  await asBefore()

  expect(await settled()).toMatchObject({
    state: 'refused',
    reading: { says: [expect.stringContaining('has no account any more')] },
  })
})
