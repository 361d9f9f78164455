import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { agreed, said, settling, withdrawal } from './settling.ts'
import { limit, type SharedHouse, share, sharedHouse } from './sharedHouse.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const { post, view, standing } = settling(() => house)

test('a hospice nurse at the bedside settles who sees the record, with receipts, and in force at once', async () => {
  const id = await house.person([agreed()], 'mill', 'hospice')
  const mill = (await view('hospice', id)).organisations.find(({ name }) => name === 'Mill Lane Surgery')
  const answer = { about: 'organisation', organisationId: mill?.organisationId, says: 'no', version: 0 }

  const saved = await post('hospice', id, 'sharing', { said, answers: [{ ...answer, itemId: randomUUID() }] })

  expect(saved.said).toMatchObject({
    kind: 'saved',
    change: {
      receipts: [{ what: 'Mill Lane Surgery sees nothing; before, the whole record.' }],
      allTheSame: expect.stringContaining('In an emergency'),
    },
  })
  expect([await standing('mill', id), await standing('hospice', id)]).toEqual(['not_shared', 'open'])
  expect((await view('hospice', id)).changes[0]?.heardBy).toBe('hospice, St Brannoc Hospice')
  const { body } = await house.as('officer').at.get(`/api/people/${id}/access-log`)
  const lines = routes.accessLog.reply.parse(body).lines.map(({ who, did }) => `${who} ${did}`)
  expect(lines.some(line => /^hospice, doctor or nurse, St Brannoc Hospice wrote/.test(line))).toBe(true)
})

test('taken back in the surgery: the code of a crew opens nothing, and what is sent again is still done', async () => {
  const id = await house.person([agreed()], 'mill', 'hospice')
  const made = await house.as('hospice').at.post(`/api/people/${id}/crew-code`, { commandId: randomUUID() })
  const commandId = randomUUID()

  const first = await post('mill', id, 'withdraw-sharing', { commandId, ...withdrawal })
  const again = await post('mill', id, 'withdraw-sharing', { commandId, ...withdrawal })
  const crew = await house.as('crew').at.post('/api/crew/open', { code: made.body.code })

  expect([made.body.kind, first.status, first.said, again.said]).toEqual([
    'made',
    200,
    { withdrawn: 1 },
    { withdrawn: 0 },
  ])
  expect([crew.status, await standing('mill', id), await standing('hospice', id)]).toEqual([
    404,
    'not_shared',
    'not_shared',
  ])
})

test('a withdrawal is told, with its receipt, on the page on which it was said; to anybody else it was never asked', async () => {
  const id = await house.person([agreed()], 'mill', 'hospice')
  await Promise.all([house.open('mill', id), house.open('hospice', id)])
  await post('mill', id, 'withdraw-sharing', { commandId: randomUUID(), ...withdrawal })

  const [hers, theirs] = [await house.open('mill', id), await house.open('hospice', id)]

  expect(hers).toMatchObject({
    record: null,
    standing: {
      kind: 'not_shared',
      closedBy: {
        says: expect.stringMatching(/^They stopped sharing at \d\d:\d\d\.$/),
        change: { allTheSame: expect.stringContaining('In an emergency') },
      },
    },
  })
  expect(theirs.standing).toEqual({
    kind: 'not_shared',
    because: expect.stringContaining('was not asked yet'),
  })
})

test('a no to one’s own organisation is saved, closes the record, and says so again when it is sent again; to nobody else', async () => {
  const id = await house.person([agreed()], 'mill', 'hospice')
  const own = (await view('mill', id)).organisations.find(({ name }) => name === 'Mill Lane Surgery')
  const answer = { about: 'organisation', organisationId: own?.organisationId, says: 'no', version: 0 }
  const body = { commandId: randomUUID(), said, answers: [{ ...answer, itemId: randomUUID() }] }

  const first = await post('mill', id, 'sharing', body)
  const again = await post('mill', id, 'sharing', body)
  const other = [
    await post('mill', id, 'sharing', { ...body, commandId: randomUUID() }),
    await post('crew', id, 'sharing', body),
    await post('mill', await house.person([agreed()]), 'sharing', body),
  ]

  expect([first.status, again]).toEqual([200, first])
  expect(other.map(({ status }) => status)).toEqual([403, 403, 403])
  expect(await standing('mill', id)).toBe('not_shared')
})

test('a limit that closes the record for whoever wrote it down is told as saved when it is sent again', async () => {
  const id = await house.person([agreed()], 'mill')
  const own = (await view('mill', id)).organisations.find(({ name }) => name === 'Mill Lane Surgery')
  const against = { kind: 'organisation', organisationId: own?.organisationId }
  const body = { commandId: randomUUID(), against, rule: 'hide_all', inTheirWords: 'Not them.' }

  const first = await post('mill', id, 'limits', body)
  const again = await post('mill', id, 'limits', body)

  expect([first.said.kind, again]).toEqual(['saved', first])
})

test('sent again with something else, it is said that this was not saved; what was saved first holds', async () => {
  const id = await house.person([agreed()], 'mill', 'hospice')
  const answer = { about: 'recording', says: 'yes', version: 0 }
  const settled = { commandId: randomUUID(), said, answers: [answer] }
  const against = { kind: 'section', section: 'whatMatters' }
  const limit = { commandId: randomUUID(), against, rule: 'hide_all', inTheirWords: 'Not that.' }

  const first = [await post('mill', id, 'sharing', settled), await post('mill', id, 'limits', limit)]
  const [made] = (await view('mill', id)).limits
  const end = { commandId: randomUUID(), version: made?.version, inTheirWords: 'They may.' }
  first.push(await post('mill', id, `limits/${made?.itemId}/end`, end))
  const taken = { commandId: randomUUID(), ...withdrawal }
  first.push(await post('hospice', id, 'withdraw-sharing', taken))
  const others = [
    await post('mill', id, 'sharing', { ...settled, answers: [{ ...answer, says: 'no' }] }),
    await post('mill', id, 'sharing', { ...settled, said: { ...said, inTheirWords: 'Something else.' } }),
    await post('mill', id, 'limits', { ...limit, rule: 'ask_each_time' }),
    await post('mill', id, 'limits', { ...limit, commandId: settled.commandId }),
    await post('mill', id, `limits/${made?.itemId}/end`, { ...end, inTheirWords: 'They may not.' }),
    await post('hospice', id, 'withdraw-sharing', { ...taken, offRegister: true }),
  ]

  expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(others.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409, 409])
  for (const { said: says } of others)
    expect(JSON.stringify(says)).toContain('with other answers: those are on the record and in force')
})

test('a limit is made and ended beside a call', async () => {
  const id = await house.person([agreed()], 'mill', 'hospice')
  const against = { kind: 'section', section: 'whatMatters' }

  await post('mill', id, 'limits', { against, rule: 'hide_all', inTheirWords: 'Not that.' })
  const [made] = (await view('mill', id)).limits
  const ended = await post('mill', id, `limits/${made?.itemId}/end`, {
    version: made?.version,
    inTheirWords: 'They may.',
  })

  expect(ended.said.kind).toBe('saved')
  const { limits, changes } = await view('mill', id)
  expect([limits, changes.length]).toEqual([[], 2])
})

test('who may not, or to whom the record is not open, changes nothing and hears the same as of nobody', async () => {
  const id = await house.person([agreed()], 'mill')
  const none = randomUUID()
  const tries = async (who: string, about: string) => [
    await post(who, about, 'withdraw-sharing', withdrawal),
    await post(who, about, 'sharing', { said, answers: [{ about: 'recording', says: 'yes', version: 0 }] }),
  ]

  expect(await tries('hospice', id)).toEqual(await tries('hospice', none))
  expect((await tries('clerk', id)).map(({ status }) => status)).toEqual([403, 403])
  expect(await standing('mill', id)).toBe('open')
})

test('where part of what was agreed is kept from an organisation, it is not changed from there in part', async () => {
  const hide = limit({
    against: { kind: 'scope', scope: 'gp' },
    rule: 'hide_sections',
    sections: ['consentToRecording'],
  })
  const id = await house.person([agreed(), hide], 'mill')

  const refused = await post('mill', id, 'withdraw-sharing', withdrawal)

  expect([refused.status, refused.said.message]).toMatchObject([
    409,
    expect.stringContaining('Ring the line'),
  ])
  expect(await standing('mill', id)).toBe('open')
})

test('through the broken glass something can be taken back, and nothing agreed to', async () => {
  const id = await house.person([agreed()])
  await house.ask('mill', id, 'break-glass')

  const yes = await post('mill', id, 'sharing', {
    said,
    answers: [{ about: 'recording', says: 'yes', version: 0 }],
  })
  const stop = await post('mill', id, 'withdraw-sharing', withdrawal)

  expect([yes.status, stop.status]).toEqual([409, 200])
})

describe('the record’s own form', () => {
  const EVERYBODY = { scope: 'everyone_caring', value: 'given_by_person' } as const
  const edit = (
    name: string,
    id: string,
    { itemId, version = 1 }: { itemId: string; version?: number },
    body: object,
  ) => post(name, id, 'entries', { section: 'consentToShare', itemId, version, body })
  const receipts = async (name: string, id: string) =>
    (await view(name, id)).changes.flatMap(change => change.receipts.map(({ what }) => what))

  test('leaves the receipts of a change of mind, and in an organisation that keeps the record they can be read', async () => {
    const all = agreed()
    const id = await house.person(
      [all, share({ scope: 'hospice', value: 'given_by_person' })],
      'mill',
      'hospice',
    )

    const saved = await edit('mill', id, all, { ...EVERYBODY, value: 'withdrawn' })

    expect([saved.said.kind, await standing('mill', id)]).toEqual(['saved', 'not_shared'])
    expect(await receipts('hospice', id)).toEqual([
      'Mill Lane Surgery sees nothing; before, the whole record.',
      'Fell Ambulance does not look after you now. If it does later, it sees nothing; before, it could have seen the whole record.',
      expect.stringMatching(/^mill, Mill Lane Surgery, had your record on a screen: taken off at /),
    ])
  })

  test('changes nothing of what was agreed where part of it is kept from the organisation; a telephone may be mended', async () => {
    const all = agreed()
    const against = { kind: 'scope', scope: 'gp' } as const
    const hide = limit({ against, rule: 'hide_sections', sections: ['consentToRecording'] })
    const sister = {
      name: 'Mo',
      relationship: 'Sister',
      roles: [],
      phones: [],
      mayBeTold: 'logistics' as const,
    }
    const contact = anEntry('personalContacts', sister)
    const id = await house.person([all, hide, contact], 'mill')
    const write = (version: number, body: object) =>
      post('mill', id, 'entries', { section: 'personalContacts', itemId: contact.itemId, version, body })

    const refused = [
      await edit('mill', id, all, { ...EVERYBODY, evidence: { inTheirWords: 'Yes.' } }),
      await post('mill', id, 'retract', {
        item: { section: 'sharingRestrictions', itemId: hide.itemId, version: 1 },
        because: 'Not so.',
      }),
      await write(1, { ...sister, mayBeTold: 'all' }),
    ]
    const mended = await write(1, { ...sister, phones: [{ number: '+447700900656', use: 'mobile' }] })

    expect(refused.map(({ status, said }) => [status, said.message])).toEqual(
      refused.map(() => [409, expect.stringContaining('Ring the line')]),
    )
    expect(mended.said.kind).toBe('saved')
  })

  test('through the broken glass takes back and keeps back, and lets nobody see more', async () => {
    const [all, no] = [agreed(), share({ scope: 'gp', organisation: 'Mill Lane Surgery', value: 'declined' })]
    const kept = limit({ against: { kind: 'scope', scope: 'hospice' }, rule: 'hide_all' })
    const id = await house.person([all, no, kept], 'hospice')
    await house.ask('mill', id, 'break-glass')
    const limits = (version: number, body: object, itemId = kept.itemId) =>
      post('mill', id, 'entries', { section: 'sharingRestrictions', itemId, version, body })
    const strike = (section: string, itemId: string) =>
      post('mill', id, 'retract', { item: { section, itemId, version: 1 }, because: 'Not so.' })
    const named = { scope: 'gp', organisation: 'Mill Lane Surgery' }

    const wider = [
      await edit('mill', id, no, { ...named, value: 'given_by_person' }),
      await edit('mill', id, no, { scope: 'gp', organisation: 'Elsewhere', value: 'declined' }),
      await edit('mill', id, { itemId: randomUUID(), version: 0 }, { ...named, value: 'given_by_person' }),
      await strike('consentToShare', no.itemId),
      await strike('sharingRestrictions', kept.itemId),
      await limits(1, { against: { kind: 'scope', scope: 'hospice' }, rule: 'ask_each_time' }),
      await post('mill', id, 'entries', {
        section: 'personalContacts',
        version: 0,
        body: { name: 'Mo', relationship: 'Sister', roles: [], phones: [], mayBeTold: 'all' },
      }),
    ]
    const narrower = [
      await limits(0, { against: { kind: 'scope', scope: 'ambulance' }, rule: 'hide_all' }, randomUUID()),
      await edit('mill', id, all, { ...EVERYBODY, value: 'withdrawn' }),
    ]

    expect(wider.map(({ status, said }) => [status, said.message])).toEqual(
      wider.map(() => [409, expect.stringContaining('opened this record in an emergency')]),
    )
    expect(narrower.map(({ said }) => said.kind)).toEqual(['saved', 'saved'])
  })

  test('on one of two linked records ends the code and tells the page of the other, and knows what the other says', async () => {
    const all = agreed()
    const no = share({ scope: 'gp', organisation: 'Mill Lane Surgery', value: 'declined' })
    const kept = await house.person([all], 'hospice')
    const other = await house.person([agreed(), no], 'hospice')
    const { db } = house.small.database
    await db.run(db.sql`
      with o as (update patients set kept_at = ${kept} where id = ${other})
      update patients set others = 1 where id = ${kept}`)
    const code = await house
      .as('hospice')
      .at.post(`/api/people/${other}/crew-code`, { commandId: randomUUID() })
    await house.open('hospice', other)

    await edit('hospice', kept, all, { ...EVERYBODY, value: 'withdrawn' })
    const closed = await standing('hospice', other)
    const [row] = await db.run(db.sql<{ told: string[]; isEnded: boolean; who: string[] }[]>`
      select array(
               select message ->> 'patientId' from feed where message ->> 'kind' = 'record' order by seq desc limit 2
             ) as told,
             (select ended_at is not null from crew_codes where patient_id = ${other}) as is_ended,
             array(
               select r.kind || ': ' || r.who
               from sharing_changes c join sharing_receipts r on r.change_id = c.id
               where c.patient_id = ${kept} order by r.kind, r.who
             ) as who`)

    expect([code.body.kind, closed, row?.isEnded]).toEqual(['made', 'not_shared', true])
    expect(new Set(row?.told)).toEqual(new Set([kept, other]))
    expect(row?.who).toEqual([
      'code: hospice',
      'organisation: Fell Ambulance',
      'organisation: St Brannoc Hospice',
      'page: hospice',
    ])
  })
})
