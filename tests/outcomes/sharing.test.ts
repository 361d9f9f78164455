import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ItemId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { closed, confirmed, freed, talkingTo } from '#tests/breaking/heldCall.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import type { Browser } from '#tests/support/browser.ts'
import { heldBack } from '#tests/support/heldBack.ts'
import { aNewItem, type ElsiesCall, type SharingHouse, said, sharingHouse } from './sharingHouse.ts'

let at: SharingHouse
let nurse: Nurse
beforeAll(async () => {
  at = await sharingHouse()
  nurse = at.nurse
})
afterAll(() => at.house.close())
beforeEach(() => freed([nurse]))

const aCallAboutElsie = () => at.aCallAboutElsie()
const viewOf = (call: ElsiesCall) => at.viewOf(call)
const standing = (browser: Browser, id: string) => at.standing(browser, id)
const agreedIn = (call: ElsiesCall) => at.agreedIn(call)

describe('four separate things', () => {
  test('one organisation is left out and the others stay; the door says the same at once', async () => {
    const call = await aCallAboutElsie()
    const mill = (await viewOf(call)).organisations.find(({ name }) => name === 'Mill Lane Surgery')
    const answer = {
      about: 'organisation' as const,
      organisationId: mill?.organisationId ?? at.gp.organisationId,
      itemId: aNewItem(),
      says: 'no' as const,
      version: 0,
    }

    const saved = await nurse.ask(routes.settleSharing, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, said, answers: [answer] },
    })

    expect([await standing(at.doctor, call.elsie), await standing(at.hospiceNurse, call.elsie)]).toEqual([
      'not_shared',
      'open',
    ])
    expect(saved).toMatchObject({
      kind: 'saved',
      change: { receipts: [{ what: 'Mill Lane Surgery sees nothing; before, the whole record.' }] },
    })
    expect((await viewOf(call)).organisations.map(({ name, sees }) => [name, sees])).toContainEqual([
      'Mill Lane Surgery',
      'nothing',
    ])
    expect((await agreedIn(call)).join(' ')).toContain('said no to sharing with Mill Lane Surgery')
    await closed(nurse, call)
  })

  test('a yes to the register says nothing of recording, and what a sister may be told is hers alone', async () => {
    const call = await aCallAboutElsie()
    const [sister] = (await viewOf(call)).contacts

    await nurse.ask(routes.settleSharing, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        said,
        answers: [
          {
            about: 'contact',
            itemId: sister?.itemId ?? aNewItem(),
            mayBeTold: 'nothing',
            version: sister?.version ?? 1,
          },
        ],
      },
    })

    const sentences = await agreedIn(call)
    expect(sentences).toContain('Maureen Kitchen (sister) may be told nothing.')
    expect(sentences).toContain('Not yet asked about calls with a nurse being recorded.')
    expect(sentences[0]).toContain('agreed to being on the register')
    expect((await viewOf(call)).changes[0]?.receipts.map(({ what }) => what)).toEqual([
      'Maureen Kitchen (sister) may be told: nothing; before: how the person is.',
    ])
    await closed(nurse, call)
  })

  test('a carer of a protected person keeps every telephone, also one that tells where they are', async () => {
    const call = await aCallAboutElsie()
    const { db } = at.house.database
    await db.run(db.sql`update patients set is_protected = true where id = ${call.elsie}`)
    const [sister] = (await viewOf(call)).contacts
    const atHome = [{ number: '+441632960123', use: 'home' }]
    await db.run(db.sql`
      insert into record_entries
      select (e::record_entries).*
      from (
        select jsonb_populate_record(e, jsonb_build_object(
          'version', 2, 'change', 'changed', 'body', e.body || ${db.sql.json({ phones: atHome })}
        )) as e
        from record_entries e
        where patient_id = ${call.elsie} and section = 'personalContacts'
      ) as e`)

    await nurse.ask(routes.settleSharing, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        said,
        answers: [
          { about: 'contact', itemId: sister?.itemId ?? aNewItem(), mayBeTold: 'nothing', version: 2 },
        ],
      },
    })

    const [row] = await db.run(db.sql<{ body: object }[]>`
      select body from record_entries
      where patient_id = ${call.elsie} and section = 'personalContacts' order by version desc limit 1`)
    expect(row?.body).toMatchObject({ mayBeTold: 'nothing', phones: atHome })
    await closed(nurse, call)
  })

  test('the words, the day, the way and the guide are the evidence of each answer', async () => {
    const call = await aCallAboutElsie()
    const { guide } = await viewOf(call)
    // A GP reads it out as well: who is rung has a name, and nobody is "us".
    const { db } = at.house.database
    const [line] = await db.run(
      db.sql<
        { name: string }[]
      >`select l.name from lines l join patients p on p.line_id = l.id where p.id = ${call.elsie}`,
    )
    const spoken = [...guide.steps.map(({ say }) => say), guide.ifNo, guide.ifTakenBack].join(' ')
    expect(guide.ifTakenBack).toContain(`You can still ring ${line?.name} at any hour`)
    expect(spoken).not.toMatch(/\b(us|we|our)\b|\{/i)

    await nurse.ask(routes.settleSharing, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        said: {
          ...said,
          inTheirWords: 'Record away.',
          capacityNoted: 'Clear, asked a good question.',
          guide: { version: guide.version, steps: ['what', 'recording'] },
          saidBack: 'They keep the call.',
        },
        answers: [{ about: 'recording', says: 'yes', version: 0 }],
      },
    })

    const { record } = await nurse.ask(routes.openRecord, {
      params: call.params,
      query: { epoch: call.epoch },
    })
    const item = record.blocks
      .flatMap(({ items }) => items)
      .find(({ section }) => section === 'consentToRecording')
    expect(item?.body).toMatchObject({
      value: 'given_by_person',
      by: 'Elsie Marsh',
      evidence: {
        how: 'telephone',
        inTheirWords: 'Record away.',
        capacityNoted: 'Clear, asked a good question.',
        explained: 'Gone through by the guide, version 5: what, recording. Said back: “They keep the call.”',
      },
    })
    expect(item?.recordedBy.name).toBe('Aroha 1')
    await closed(nurse, call)
  })

  test('an attorney is named, and a decision in her best interests says who decided and when it is looked at again', async () => {
    const call = await aCallAboutElsie()
    const settle = (more: object, version: number) => ({
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        said: { how: 'telephone', inTheirWords: 'As she always wished', ...more } as never,
        answers: [{ about: 'recording' as const, says: 'yes' as const, version }],
      },
    })

    const unnamed = await nurse.refused(routes.settleSharing, settle({ decider: 'attorney_or_deputy' }, 0))
    const undecided = await nurse.refused(routes.settleSharing, settle({ decider: 'best_interests' }, 0))
    await nurse.ask(routes.settleSharing, settle({ decider: 'attorney_or_deputy', by: 'Amina Malik' }, 0))
    const byAttorney = await agreedIn(call)
    const bestInterests = {
      decision: 'Record, so that her son can hear what was said',
      assessor: 'Dr Holroyd',
      consulted: ['Her son'],
      reviewOn: '2027-03-01',
    }
    await nurse.ask(routes.settleSharing, settle({ decider: 'best_interests', bestInterests }, 1))

    expect([unnamed.fields, undecided.fields].map(fields => Object.keys(fields ?? {}))).toEqual([
      ['said.by'],
      ['said.bestInterests'],
    ])
    expect(byAttorney.join(' ')).toContain(
      'Amina Malik agreed to calls with a nurse being recorded for Elsie',
    )
    expect((await agreedIn(call)).join(' ')).toMatch(
      /Dr Holroyd decided calls with a nurse being recorded in Elsie’s best interests .*looked at again on 01-Mar-2027/,
    )
    await closed(nurse, call)
  })

  test('who was quicker is told, and nothing of the second is written', async () => {
    const call = await aCallAboutElsie()
    const answer = { about: 'recording' as const, says: 'yes' as const, version: 0 }
    const body = () => ({ commandId: aCommand(), epoch: call.epoch, said, answers: [answer] })

    await nurse.ask(routes.settleSharing, { params: call.params, body: body() })
    const second = await nurse.ask(routes.settleSharing, { params: call.params, body: body() })

    expect(second).toEqual({ kind: 'changed_meanwhile', by: ['Aroha 1'] })
    expect((await viewOf(call)).recording.version).toBe(1)
    await closed(nurse, call)
  })

  test('the same answer sent twice is one change, and another one under its id is not saved, and says so', async () => {
    const call = await aCallAboutElsie()
    const answers = [{ about: 'recording' as const, says: 'yes' as const, version: 0 }]
    const body = { commandId: aCommand(), epoch: call.epoch, said, answers }

    const [first, second] = [
      await nurse.ask(routes.settleSharing, { params: call.params, body }),
      await nurse.ask(routes.settleSharing, { params: call.params, body }),
    ]

    const other = await nurse.refused(routes.settleSharing, {
      params: call.params,
      body: { ...body, answers: [{ about: 'recording', says: 'no', version: 0 }] },
    })

    expect([first.kind, second.kind]).toEqual(['saved', 'saved'])
    expect([other.status, other.message]).toEqual([409, expect.stringContaining('save once more')])
    expect((await viewOf(call)).changes).toHaveLength(1)
    await closed(nurse, call)
  })

  test('off the register and on it again is a change of mind, with everything before it kept', async () => {
    const call = await aCallAboutElsie()
    const register = (says: 'yes' | 'no', version: number) =>
      nurse.ask(routes.settleSharing, {
        params: call.params,
        body: {
          commandId: aCommand(),
          epoch: call.epoch,
          said,
          answers: [{ about: 'register', says, version }],
        },
      })
    const status = async () => {
      const { db } = at.house.database
      const [row] = await db.run(
        db.sql<{ status: string }[]>`select status from patients where id = ${call.elsie}`,
      )
      return row?.status
    }

    await register('no', 1)
    const off = [await status(), await at.standing(at.doctor, call.elsie)]
    await register('yes', 2)

    expect([off, await status()]).toEqual([['withdrawn', 'not_shared'], 'active'])
    expect(await at.standing(at.doctor, call.elsie)).toBe('open')
    expect((await viewOf(call)).changes.flatMap(({ receipts }) => receipts.map(({ what }) => what))).toEqual([
      '2 see the whole record; before, nothing: Mill Lane Surgery, St Brannoc Hospice.',
      'Fell Ambulance does not look after you now. If it does later, it sees the whole record; before, it could have seen nothing.',
      '2 see nothing; before, the whole record: Mill Lane Surgery, St Brannoc Hospice.',
      'Fell Ambulance does not look after you now. If it does later, it sees nothing; before, it could have seen the whole record.',
    ])
    const { history } = await nurse.ask(routes.itemHistory, {
      params: { ...call.params, itemId: ItemId.parse(call.elsie) },
      query: { epoch: call.epoch, section: 'consentToRegister' },
    })
    expect(history.versions.map(({ version }) => version)).toEqual([3, 2, 1])
    await closed(nurse, call)
  })
})

describe('two nurses who change it at once', () => {
  const both = async () => {
    const hers = await aCallAboutElsie()
    const bertil = await aNurse(at.house.url, 'bertil1')
    const his = await talkingTo(at.house, bertil, '+447700900699')
    await confirmed(bertil, his, hers.elsie)
    return { hers, bertil, his }
  }
  const receiptsOf = async (call: ElsiesCall) =>
    (await viewOf(call)).changes.map(({ receipts }) => receipts.map(({ what }) => what))
  const ALL_OUT = [
    '2 see nothing; before, the whole record: Mill Lane Surgery, St Brannoc Hospice.',
    'Fell Ambulance does not look after you now. If it does later, it sees nothing; before, it could have seen the whole record.',
  ]
  const agreement = async (call: ElsiesCall) => {
    const { everybody } = await viewOf(call)
    return { itemId: everybody.itemId ?? aNewItem(), version: everybody.version }
  }

  test('leave receipts that are true of what was there when each was written', async () => {
    const { hers, bertil, his } = await both()
    const answer = { about: 'everybody' as const, says: 'no' as const, ...(await agreement(hers)) }
    const limit = { against: { kind: 'scope', scope: 'gp' }, rule: 'hide_all' }

    const done = await heldBack(at.house.database, hers.elsie, [
      () =>
        nurse.ask(routes.settleSharing, {
          params: hers.params,
          body: { commandId: aCommand(), epoch: 1, said, answers: [answer] },
        }),
      () =>
        bertil.ask(routes.editRecord, {
          params: his.params,
          body: { commandId: aCommand(), epoch: 1, section: 'sharingRestrictions', version: 0, body: limit },
        }),
    ])

    expect(done).toMatchObject([{ value: { kind: 'saved' } }, { value: { kind: 'saved' } }])
    expect(await receiptsOf(hers)).toEqual([[], ALL_OUT])
    await freed([nurse, bertil])
  })

  test('by forms of one agreement leave the receipts of the one that was saved', async () => {
    const { hers, bertil, his } = await both()
    const item = await agreement(hers)
    const edit =
      (by: Nurse, { params }: Pick<ElsiesCall, 'params'>, value: string) =>
      () =>
        by.ask(routes.editRecord, {
          params,
          body: {
            commandId: aCommand(),
            epoch: 1,
            section: 'consentToShare',
            ...item,
            body: { scope: 'everyone_caring', value },
          },
        })

    const done = await heldBack(at.house.database, hers.elsie, [
      edit(nurse, hers, 'declined'),
      edit(bertil, his, 'withdrawn'),
    ])

    expect(done).toMatchObject([{ value: { kind: 'saved' } }, { value: { kind: 'changed_meanwhile' } }])
    expect(await receiptsOf(hers)).toEqual([ALL_OUT])
    await freed([nurse, bertil])
  })
})
