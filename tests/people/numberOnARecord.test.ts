import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandId, PatientId } from '#shared/ids.ts'
import type { LinkAct } from '#shared/links.ts'
import type { Body } from '#shared/record/sections.ts'
import { routes } from '#shared/routes.ts'
import { anIdentity } from '#tests/patients/aPatient.ts'
import { aCommand, type Nurse } from '#tests/support/aNurse.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { heldBack } from '#tests/support/heldBack.ts'
import { type PeopleHouse, peopleHouse, type Talk } from './peopleHouse.ts'

let people: PeopleHouse
let aroha: Nurse
let bertil: Nurse

beforeAll(async () => {
  people = await peopleHouse()
  ;({ aroha, bertil } = people)
})
afterAll(() => people.house.close())

const edit = (changes: Partial<Body<'identity'>>, version = 1) => ({
  commandId: aCommand() as CommandId,
  section: 'identity' as const,
  version,
  body: anIdentity(changes),
})
const inCall = ({ params, epoch }: Talk, changes: Partial<Body<'identity'>>, version?: number) => ({
  params,
  body: { ...edit(changes, version), epoch },
})
const numbers = (patientId: PatientId) =>
  people.db.run(people.db.sql<{ nhsNumber: string | null; preferred: string | null }[]>`
    select p.nhs_number, (
      select body ->> 'preferredName' from record_entries e
      where e.patient_id = p.id and section = 'identity' order by version desc limit 1
    ) as preferred
    from patients p where p.id = ${patientId}`)

describe('the NHS number of another record, written on a record that is there', () => {
  test('is refused in a call with what to do, and everything else can be saved', async () => {
    const nhsNumber = '9990000018'
    await people.aPerson({ identity: { name: { given: 'Otto', family: 'Canarius' }, nhsNumber } })
    const talk = await people.talkingAbout(aroha, await people.aPerson())

    const refused = await aroha.refused(routes.editRecord, inCall(talk, { nhsNumber, preferredName: 'Peg' }))
    const before = await numbers(talk.patientId)
    const saved = await aroha.ask(routes.editRecord, inCall(talk, { preferredName: 'Peg' }))

    expect(refused).toMatchObject({
      status: 409,
      message: expect.stringContaining('Another record of this person…'),
    })
    expect(refused.message).not.toContain('Canarius')
    expect(before).toEqual([{ nhsNumber: null, preferred: null }])
    expect(saved.kind).toBe('saved')
    await people.endAndClose(aroha, talk)
  })

  test('is saved once the two records are linked', async () => {
    const nhsNumber = '9990000026'
    const other = await people.aPerson({ identity: { nhsNumber } })
    const talk = await people.talkingAbout(aroha, await people.aPerson())
    const because = 'The same number'
    const body = { commandId: aCommand(), keptId: talk.patientId, otherId: other, because }
    await aroha.ask(routes.proposeLink, { body })
    await people.lead.ask(routes.decideLink, {
      params: { linkId: body.commandId },
      body: { version: 1, act: 'confirm', because },
    })

    const saved = await aroha.ask(routes.editRecord, inCall(talk, { nhsNumber }))

    expect(saved.kind).toBe('saved')
    await people.endAndClose(aroha, talk)
  })

  test('is refused where the two are parted at the same moment', async () => {
    const nhsNumber = '9990000301'
    const other = await people.aPerson({ identity: { nhsNumber } })
    const talk = await people.talkingAbout(aroha, await people.aPerson())
    const because = 'The same number'
    const body = { commandId: aCommand(), keptId: talk.patientId, otherId: other, because }
    const decide = (by: Nurse, version: number, act: LinkAct) =>
      by.ask(routes.decideLink, { params: { linkId: body.commandId }, body: { version, act, because } })
    await aroha.ask(routes.proposeLink, { body })
    await decide(people.lead, 1, 'confirm')
    await decide(people.lead, 2, 'ask_parting')

    const [parted, saved] = await heldBack(people.house.database, talk.patientId, [
      () => decide(people.office, 3, 'confirm'),
      () => aroha.refused(routes.editRecord, inCall(talk, { nhsNumber })),
    ])

    expect([parted, saved]).toMatchObject([{ value: { kind: 'done' } }, { value: { status: 409 } }])
    expect(await numbers(talk.patientId)).toMatchObject([{ nhsNumber: null }])
    await people.endAndClose(aroha, talk)
  })

  test('tells somebody of another organisation no more than that a record may exist', async () => {
    const nhsNumber = '9990000034'
    await people.aPerson({ identity: { name: { given: 'Vera', family: 'Canarius' }, nhsNumber } })
    const patientId = await people.aPerson()
    await onCaseload(people.db, people.atMillLane, patientId)

    const refused = await people.doctor.refused(routes.editShared, {
      params: { patientId },
      body: edit({ nhsNumber }),
    })

    expect(refused).toMatchObject({
      status: 409,
      message: expect.stringContaining('may stand in another record'),
    })
    expect(refused.message).toContain('ring the line')
    expect(await numbers(patientId)).toMatchObject([{ nhsNumber: null }])
  })

  test('stays where two records had it before, whatever else is written', async () => {
    const nhsNumber = '9990000042'
    await people.aPerson({ identity: { nhsNumber } })
    const talk = await people.talkingAbout(aroha, await people.aPerson({ identity: { nhsNumber } }))

    const saved = await aroha.ask(routes.editRecord, inCall(talk, { nhsNumber, preferredName: 'Peg' }))

    expect(saved.kind).toBe('saved')
    await people.endAndClose(aroha, talk)
  })

  test('an answer that was lost is given again: the number is the record’s own by then', async () => {
    const talk = await people.talkingAbout(aroha, await people.aPerson())
    const save = () => aroha.ask(routes.editRecord, inCall(talk, { nhsNumber: '9990000107' }))

    const replies = [await save(), await save()]

    expect(replies.map(({ kind }) => kind)).toEqual(['saved', 'saved'])
    await people.endAndClose(aroha, talk)
  })
})

describe('of two who write one number at once, one does', () => {
  test('on two records', async () => {
    const nhsNumber = '9990000050'
    const [hers, his] = [
      await people.talkingAbout(aroha, await people.aPerson()),
      await people.talkingAbout(bertil, await people.aPerson()),
    ]

    const done = await heldBack(people.house.database, hers.patientId, [
      () => aroha.ask(routes.editRecord, inCall(hers, { nhsNumber })),
      () => bertil.refused(routes.editRecord, inCall(his, { nhsNumber })),
    ])

    expect(done).toMatchObject([
      { status: 'fulfilled', value: { kind: 'saved' } },
      { status: 'fulfilled', value: { status: 409, message: expect.stringContaining('Another record') } },
    ])
    expect(await numbers(his.patientId)).toMatchObject([{ nhsNumber: null }])
    await people.endAndClose(aroha, hers)
    await people.endAndClose(bertil, his)
  })

  test('on a record, and to register somebody', async () => {
    const nhsNumber = '9990000069'
    const talk = await people.talkingAbout(aroha, await people.aPerson())
    const person = { given: 'Nora', family: 'Newcomer', nhsNumber, agreements: {}, notKnown: {} }

    const [saved, registered] = await heldBack(people.house.database, talk.patientId, [
      () => aroha.ask(routes.editRecord, inCall(talk, { nhsNumber })),
      () =>
        bertil.ask(routes.registerPerson, {
          body: { commandId: aCommand(), person: person as never, notThese: [] },
        }),
    ])

    expect([saved, registered]).toMatchObject([
      { status: 'fulfilled', value: { kind: 'saved' } },
      { status: 'fulfilled', value: { kind: 'alike', isStopped: true } },
    ])
    await people.endAndClose(aroha, talk)
  })
})
