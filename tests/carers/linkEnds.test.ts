import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse } from '#tests/support/aNurse.ts'
import { type CarerHouse, carerHouse, VISITED } from './carerHouse.ts'

// A link closes by itself with whatever it rests on, and is not made where it would rest on nothing.
let house: CarerHouse
beforeAll(async () => {
  house = await carerHouse()
})
afterAll(() => house.close())

const run = (statement: (sql: CarerHouse['database']['db']['sql']) => never) =>
  house.database.db.run(statement(house.database.db.sql))
const refusedFor = async (changes: Parameters<CarerHouse['watching']>[0], asked: object = {}) => {
  const of = await house.watching(changes)
  const reply = await house.nurse.ask(routes.sendVisitLink, {
    params: of.held.params,
    body: house.asked(of, asked) as never,
  })
  return reply.kind === 'refused' ? reply.because : reply.kind
}

describe('an open page closes', () => {
  const open = async () => {
    const of = await house.watching()
    const { token, visitLinkId } = await house.send(of)
    const phone = house.aPhone()
    await phone.page(token)
    return { of, visitLinkId, kind: async () => (await phone.watch(token)).kind }
  }

  test('when a nurse stops it, also for a telephone that has it', async () => {
    const { visitLinkId, kind, of } = await open()
    await house.nurse.ask(routes.stopVisitLink, { params: { visitLinkId }, body: {} })

    expect(await kind()).toBe('closed')
    const { links } = await house.nurse.ask(routes.visitLinks, { params: of.held.params })
    expect(links).toMatchObject([{ state: 'stopped' }])
  })

  test('when a death is on the record; and nobody reads there why', async () => {
    const { of, kind } = await open()
    await run(sql => sql`update patients set is_deceased = true where id = ${of.patientId}` as never)

    expect(await kind()).toBe('closed')
  })

  test('when the person says that this carer is told nothing', async () => {
    const { of, kind } = await open()
    await house.nurse.ask(routes.withdrawSharing, {
      params: of.held.params,
      body: {
        commandId: aCommand(),
        epoch: of.epoch,
        inTheirWords: 'She is to be told nothing',
        consequencesExplained: true,
        tellNothing: [of.contactItem],
      } as never,
    })

    expect(await kind()).toBe('closed')
  })

  test.each(['is_protected', 'is_disputed'] as const)('when the record is marked %s', async mark => {
    const { of, kind } = await open()
    await run(sql => sql`update patients set ${sql(mark)} = true where id = ${of.patientId}` as never)

    expect(await kind()).toBe('closed')
    await run(sql => sql`update patients set ${sql(mark)} = false where id = ${of.patientId}` as never)
    expect(await kind()).toBe('open')
  })

  test('when the call turns out to be about somebody else', async () => {
    const { of, kind } = await open()
    const other = await house.database.db.run(
      house.database.db.sql<{ id: string }[]>`select id from patients where id <> ${of.patientId} limit 1`,
    )
    await run(
      sql => sql`update calls set patient_id = ${other[0]?.id ?? ''} where id = ${of.held.callId}` as never,
    )

    expect(await kind()).toBe('closed')
    await run(sql => sql`update calls set patient_id = ${of.patientId} where id = ${of.held.callId}` as never)
  })

  test('three hours after the last visit is over, and after two days whatever happens', async () => {
    const { of, kind } = await open()
    await house.answer(of, { answer: 'accept' })
    await house.step(of, { step: 'done', outcome: VISITED })
    expect(await kind()).toBe('open')
    const ended = new Date(Date.now() - 3 * 3_600_000 - 1_000).toISOString()
    await run(
      sql =>
        sql`update team_tasks set facts = jsonb_set(facts, '{ended,at}', to_jsonb(${ended}::text)) where id = ${of.teamTaskId}` as never,
    )
    expect(await kind()).toBe('closed')

    const second = await open()
    await run(
      sql =>
        sql`update visit_links set made_at = made_at - interval '48 hours', expires_at = expires_at - interval '48 hours' where id = ${second.visitLinkId}` as never,
    )
    expect(await second.kind()).toBe('closed')
  })
})

describe('none is made', () => {
  test('for somebody who may be told nothing, of whom it is not settled, or who is a child', async () => {
    expect(await refusedFor({ contact: { mayBeTold: 'nothing' } })).toMatch(
      /does not want them told anything/,
    )
    expect(await refusedFor({ contact: { mayBeTold: { unknown: 'not_asked' } } })).toMatch(
      /Nobody has settled/,
    )
    expect(await refusedFor({ contact: { isChild: true } })).toMatch(/This is a child/)
  })

  test('where the person wants no carer told, is off the register, or has a protected place', async () => {
    const refuses = anEntry('consentToTellCarers', { value: 'declined' })
    expect(await refusedFor({ entries: [refuses as never] })).toMatch(/does not want carers to be told/)
    const of = await house.watching()
    await run(sql => sql`update patients set is_protected = true where id = ${of.patientId}` as never)
    const reply = await house.nurse.ask(routes.sendVisitLink, {
      params: of.held.params,
      body: house.asked(of) as never,
    })
    expect(reply).toMatchObject({ kind: 'refused', because: expect.stringMatching(/protected/) })
  })

  test('in a call without the checks, to a number that nobody offered, or about what no carer watches', async () => {
    expect(await refusedFor({ skips: true })).toMatch(/checks were skipped/)
    expect(await refusedFor({}, { number: '+447700900999' })).toMatch(/one of their mobile numbers/)
    expect(await refusedFor({ kind: 'safeguarding' })).toMatch(/nobody comes for it/)
  })

  test('of one line by a nurse of another, nor is it stopped by her', async () => {
    const of = await house.watching()
    const { visitLinkId } = await house.send(of)
    const other = await aNurse(house.url, 'aroha2')

    expect(await other.refused(routes.stopVisitLink, { params: { visitLinkId }, body: {} })).toMatchObject({
      status: 404,
    })
    expect(await other.refused(routes.visitLinks, { params: of.held.params })).toMatchObject({ status: 404 })
  })
})
