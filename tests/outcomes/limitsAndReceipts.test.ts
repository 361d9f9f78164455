import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '#shared/routes.ts'
import { closed, freed } from '#tests/breaking/heldCall.ts'
import { aCommand, type Nurse, until } from '#tests/support/aNurse.ts'
import { type Browser, liveConsole, signedIn } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { aNewItem, type ElsiesCall, type SharingHouse, said, sharingHouse } from './sharingHouse.ts'

let at: SharingHouse
let nurse: Nurse
beforeAll(async () => {
  at = await sharingHouse()
  nurse = at.nurse
})
afterAll(() => at.house.close())
beforeEach(() => freed([nurse]))

const viewOf = (call: ElsiesCall) => at.viewOf(call)
const standing = (browser: Browser, id: string) => at.standing(browser, id)

describe('limits', () => {
  const limit = (call: ElsiesCall, against: object, rule = 'hide_all') =>
    nurse.ask(routes.limitSharing, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, against, rule, inTheirWords: 'Not them.' } as never,
    })

  test('one organisation is shown nothing until the limit is ended; it stays to be read', async () => {
    const call = await at.aCallAboutElsie()

    await limit(call, { kind: 'organisation', organisationId: at.gp.organisationId })
    const during = [await standing(at.doctor, call.elsie), await standing(at.hospiceNurse, call.elsie)]
    const [made] = (await viewOf(call)).limits
    await nurse.ask(routes.endLimit, {
      params: { ...call.params, itemId: made?.itemId ?? aNewItem() },
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        version: made?.version ?? 1,
        inTheirWords: 'They may again.',
      },
    })

    expect(during).toEqual(['not_shared', 'open'])
    expect(made?.says).toMatch(/^Mill Lane Surgery is shown nothing, since /)
    expect(await standing(at.doctor, call.elsie)).toBe('open')
    expect((await viewOf(call)).limits).toEqual([])
    expect((await viewOf(call)).changes.map(({ what }) => what)).toEqual([
      'A limit was ended',
      'Something was kept back',
    ])
    await closed(nurse, call)
  })

  test('one member of staff is shown nothing; her colleagues are', async () => {
    const call = await at.aCallAboutElsie()
    await aColleague(at.house.database.db, at.house.north.lineId, {
      signInName: 'second.mill',
      organisation: 'Mill Lane Surgery',
      kind: 'gp',
    })
    const colleague = await signedIn(at.house.url, 'second.mill')

    const saved = await limit(call, { kind: 'person', staffId: at.gp.staffId })

    expect([await standing(at.doctor, call.elsie), await standing(colleague, call.elsie)]).toEqual([
      'not_shared',
      'open',
    ])
    expect(saved).toMatchObject({
      change: { receipts: [{ what: 'mill sees nothing, whatever their organisation sees.' }] },
    })
    await closed(nurse, call)
  })

  test('nobody is promised what the telephone would not keep: a nurse of the line is not kept out by name', async () => {
    const call = await at.aCallAboutElsie()
    const [own] = at.house.north.nurses
    const against = { kind: 'person', staffId: own?.staffId }
    const body = {
      commandId: aCommand(),
      epoch: call.epoch,
      against,
      rule: 'hide_all',
      inTheirWords: 'Not her',
    }

    const refused = await nurse.refused(routes.limitSharing, { params: call.params, body: body as never })

    expect(refused).toMatchObject({ status: 400, message: 'Choose somebody who works outside this line.' })
    await closed(nurse, call)
  })

  test('one part is kept from everybody outside the line', async () => {
    const call = await at.aCallAboutElsie()

    await limit(call, { kind: 'section', section: 'whatMatters' })

    const { body } = await at.doctor.get(`/api/people/${call.elsie}/record`)
    expect(JSON.stringify(body.record)).not.toContain('A window that opens')
    expect(JSON.stringify(body.standing)).toContain('keeps part of this')
    expect((await viewOf(call)).changes[0]?.receipts.map(({ what }) => what)).toEqual([
      '2 see the record without what you keep back, and without what was said in calls; before, the whole record: Mill Lane Surgery, St Brannoc Hospice.',
      'Fell Ambulance does not look after you now. If it does later, it sees the record without what you keep back, and without what was said in calls; before, it could have seen the whole record.',
    ])
    await closed(nurse, call)
  })

  test('the code of whoever is kept out ends with a receipt; one that was given in a call is what crews may see', async () => {
    const call = await at.aCallAboutElsie()
    const made = await nurse.ask(routes.makeCodeForCall, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch },
    })
    const own = made.kind === 'made' ? made.code : ''
    const drawn = await at.doctor.post(`/api/people/${call.elsie}/crew-code`, { commandId: randomUUID() })
    const opens = async (code: unknown) => (await at.doctor.post('/api/crew/open', { code })).status

    const before = [await opens(own), await opens(drawn.body.code)]
    await limit(call, { kind: 'organisation', organisationId: at.gp.organisationId })

    expect(before).toEqual([200, 200])
    expect([await opens(own), await opens(drawn.body.code)]).toEqual([200, 404])
    const receipts = (await viewOf(call)).changes.flatMap(change => change.receipts.map(({ what }) => what))
    expect(receipts.filter(what => what.startsWith('A code that'))).toEqual([
      expect.stringMatching(/^A code that mill gave to an ambulance crew at .* opens nothing any more\.$/),
    ])
    await closed(nurse, call)
  })

  test('whoever is kept out by name alone, as a form of the record has it, loses the code that they gave', async () => {
    const call = await at.aCallAboutElsie()
    const drawn = await at.doctor.post(`/api/people/${call.elsie}/crew-code`, { commandId: randomUUID() })

    const saved = await nurse.ask(routes.editRecord, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        section: 'sharingRestrictions',
        version: 0,
        body: { against: { kind: 'person', name: 'Mill' }, rule: 'hide_all' },
      },
    })

    expect(saved.kind).toBe('saved')
    expect(await standing(at.doctor, call.elsie)).toBe('not_shared')
    expect((await at.doctor.post('/api/crew/open', { code: drawn.body.code })).status).toBe(404)
    const [change] = (await viewOf(call)).changes
    expect(change?.receipts.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^A code that mill gave to an ambulance crew at .* opens nothing any more\.$/),
      'Mill sees nothing, whatever their organisation sees.',
    ])
    await closed(nurse, call)
  })

  test('an organisation of another line is nobody here', async () => {
    const call = await at.aCallAboutElsie()
    const south = at.house.south
    const { organisationId } = await aColleague(at.house.database.db, south.lineId, {
      signInName: 'south.gp',
      organisation: 'Mill Lane Surgery',
      kind: 'gp',
    })
    const against = { kind: 'organisation', organisationId }
    const body = { commandId: aCommand(), epoch: call.epoch, against, rule: 'hide_all', inTheirWords: 'x' }

    const refused = await nurse.refused(routes.limitSharing, { params: call.params, body: body as never })

    expect(refused).toMatchObject({ status: 400, message: 'That organisation is not of this line.' })
    await closed(nurse, call)
  })
})

describe('what was taken back', () => {
  test('leaves a receipt for every organisation, the code of a crew and the page that was open', async () => {
    const call = await at.aCallAboutElsie()
    await at.doctor.get(`/api/people/${call.elsie}/record`)
    const origin = new URL(at.house.url).origin
    const page = await liveConsole(`${at.house.url}?record=${call.elsie}`, at.doctor.cookie, { origin })
    const told = new Promise(done => page.socket.on('recordChanged', (_, version) => version ?? done(1)))
    const made = await nurse.ask(routes.makeCodeForCall, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch },
    })

    await nurse.ask(routes.withdrawSharing, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        inTheirWords: 'I want my notes off your system.',
        consequencesExplained: true,
      },
    })
    await told
    const afterwards = await standing(at.doctor, call.elsie)
    const crew = await at.doctor.post('/api/crew/open', { code: made.kind === 'made' ? made.code : '' })

    expect([made.kind, afterwards, crew.status]).toEqual(['made', 'not_shared', 404])
    const receipts = await until(async () => {
      const [change] = (await viewOf(call)).changes
      const words = change?.receipts.map(({ what }) => what) ?? []
      return words.some(what => what.includes('taken off at')) && words
    })
    expect(receipts).toEqual(
      expect.arrayContaining([
        '2 see nothing; before, the whole record: Mill Lane Surgery, St Brannoc Hospice.',
        'Fell Ambulance does not look after you now. If it does later, it sees nothing; before, it could have seen the whole record.',
      ]),
    )
    expect(receipts).toContainEqual(
      expect.stringMatching(/^A code that Aroha 1 gave to an ambulance crew at .* opens nothing any more\.$/),
    )
    expect(receipts).toContainEqual(
      expect.stringMatching(
        /^mill, Mill Lane Surgery, had your record on a screen: taken off at \d\d:\d\d:\d\d\.$/,
      ),
    )
    page.close()
    await closed(nurse, call)
  })

  test('is given again by a new yes, and both stay on the record', async () => {
    const call = await at.aCallAboutElsie()
    await nurse.ask(routes.withdrawSharing, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, inTheirWords: 'No.', consequencesExplained: true },
    })
    const { everybody } = await viewOf(call)

    await nurse.ask(routes.settleSharing, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        said: { ...said, inTheirWords: 'Let them see it after all.' },
        answers: [
          {
            about: 'everybody',
            itemId: everybody.itemId ?? aNewItem(),
            says: 'yes',
            version: everybody.version,
          },
        ],
      },
    })

    expect(await standing(at.doctor, call.elsie)).toBe('open')
    expect((await viewOf(call)).changes).toHaveLength(2)
    await closed(nurse, call)
  })
})

describe('by the record’s own forms', () => {
  const itemsOf = async (call: ElsiesCall, section: string) => {
    const { params, epoch } = call
    const { record } = await nurse.ask(routes.openRecord, { params, query: { epoch } })
    return record.blocks.flatMap(({ items }) => items).filter(item => item.section === section)
  }
  const edit = async (call: ElsiesCall, section: 'consentToShare' | 'personalContacts', change: object) => {
    const [item] = await itemsOf(call, section)
    if (!item) throw new Error('there is no such item')
    const { itemId, version } = item
    const body = { ...(item.body as object), ...change }
    return nurse.ask(routes.editRecord, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch, section, itemId, version, body },
    })
  }
  const changesOf = async (call: ElsiesCall) =>
    (await viewOf(call)).changes.map(({ what, receipts }) => [what, receipts.map(receipt => receipt.what)])

  test('an agreement that is changed leaves the receipts, ends the code of a crew and takes the record off a page', async () => {
    const call = await at.aCallAboutElsie()
    await at.doctor.get(`/api/people/${call.elsie}/record`)
    const made = await nurse.ask(routes.makeCodeForCall, {
      params: call.params,
      body: { commandId: aCommand(), epoch: call.epoch },
    })

    await edit(call, 'consentToShare', { value: 'withdrawn' })
    const afterwards = await standing(at.doctor, call.elsie)
    const crew = await at.doctor.post('/api/crew/open', { code: made.kind === 'made' ? made.code : '' })

    expect([made.kind, afterwards, crew.status]).toEqual(['made', 'not_shared', 404])
    expect(await changesOf(call)).toEqual([
      [
        'What may be shared was changed on the record itself',
        [
          '2 see nothing; before, the whole record: Mill Lane Surgery, St Brannoc Hospice.',
          'Fell Ambulance does not look after you now. If it does later, it sees nothing; before, it could have seen the whole record.',
          expect.stringMatching(
            /^A code that Aroha 1 gave to an ambulance crew at .* opens nothing any more\.$/,
          ),
          expect.stringMatching(/^mill, Mill Lane Surgery, had your record on a screen: taken off at /),
        ],
      ],
    ])
    await closed(nurse, call)
  })

  test('an agreement that was entered in error lets nobody in any more, and says so', async () => {
    const call = await at.aCallAboutElsie()
    const [item] = await itemsOf(call, 'consentToShare')
    const { itemId, version } = item ?? { itemId: aNewItem(), version: 1 }

    await nurse.ask(routes.retractEntry, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        item: { section: 'consentToShare', itemId: itemId as never, version },
        because: 'Another lady said this.',
      },
    })

    expect(await changesOf(call)).toEqual([
      [
        'Something about sharing was marked as entered in error',
        [
          '2 see nothing; before, the whole record: Mill Lane Surgery, St Brannoc Hospice.',
          'Fell Ambulance does not look after you now. If it does later, it sees nothing; before, it could have seen the whole record.',
        ],
      ],
    ])
    await closed(nurse, call)
  })

  test('what a carer may be told leaves a receipt; their telephone, a mended word and a confirmation leave none', async () => {
    const call = await at.aCallAboutElsie()
    const phones = [{ number: '+447700900655', use: 'mobile' }]

    await edit(call, 'personalContacts', { phones })
    await edit(call, 'consentToShare', { evidence: { inTheirWords: 'Whoever needs it.' } })
    const [sister] = await itemsOf(call, 'personalContacts')
    await nurse.ask(routes.confirmEntries, {
      params: call.params,
      body: {
        commandId: aCommand(),
        epoch: call.epoch,
        items: [
          {
            section: 'personalContacts',
            itemId: sister?.itemId as never, // an id it just gave
            version: sister?.version ?? 1,
          },
        ],
      },
    })
    const before = await changesOf(call)
    await edit(call, 'personalContacts', { mayBeTold: { unknown: 'not_asked' } })

    expect(before).toEqual([])
    expect(await changesOf(call)).toEqual([
      [
        'What may be shared was changed on the record itself',
        ['Maureen Kitchen (sister) may be told: not settled; before: how the person is.'],
      ],
    ])
    await closed(nurse, call)
  })

  test('a limit on one member of staff that is mended says what she sees', async () => {
    const call = await at.aCallAboutElsie()
    const against = { kind: 'person', name: at.gp.name, staffId: at.gp.staffId }
    const itemId = aNewItem()
    const write = (version: number, body: object) =>
      nurse.ask(routes.editRecord, {
        params: call.params,
        body: {
          commandId: aCommand(),
          epoch: call.epoch,
          section: 'sharingRestrictions',
          itemId,
          version,
          body,
        },
      })

    await write(0, { against, rule: 'ask_each_time' })
    await write(1, { against, rule: 'ask_each_time', endedAt: '2026-11-01T10:00:00.000Z' })

    expect((await changesOf(call)).map(([, receipts]) => receipts)).toEqual([
      ['mill sees what their organisation sees.'],
      ['mill sees the record, after asking you, whatever their organisation sees.'],
    ])
    await closed(nurse, call)
  })
})
