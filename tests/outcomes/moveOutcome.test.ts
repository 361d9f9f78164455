import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CallId, type PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { heldBack } from '#tests/support/heldBack.ts'
import { aPastCall } from './aPastCall.ts'
import { type Asked, aboutNobody, because, FOUND, MARIAN, wrongRecords } from './wrongRecords.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const { db, somebody, onTheWrongRecord, toPerson, move, callsOf, logOf, linked, toldSince, nextVersion } =
  wrongRecords(() => house)

/** "This call was about somebody else", said after its outcome was saved. */
describe('a saved outcome that was on the wrong record', () => {
  test('leaves it and stands on the right one, with when, by whom and why, and nobody is named', async () => {
    const { margaret, marian, callId } = await onTheWrongRecord()

    const { body } = await move('hub.nurse', callId, { to: toPerson(marian) })

    expect(body).toEqual({ kind: 'moved', epoch: 2, entriesLeft: 0 })
    expect(await callsOf(margaret)).toEqual([])
    const [call, ...more] = await callsOf(marian)
    expect(more).toEqual([])
    expect(call).toMatchObject({
      callId,
      patientId: marian,
      outcome: { found: FOUND },
      callerName: 'Angela Shaw',
      callerRelationship: 'sister',
      moved: { at: expect.any(String), by: 'hub.nurse', because },
    })
    expect(JSON.stringify([call, await logOf(marian)])).not.toMatch(/Margaret/)
    expect(JSON.stringify(await logOf(margaret))).not.toMatch(/Marian/)
  })

  test('is in both access logs with the reason, and in the diary of the call with whom it left', async () => {
    const { margaret, marian, callId } = await onTheWrongRecord()

    await move('hub.nurse', callId, { to: toPerson(marian) })

    expect((await logOf(margaret))[0]).toMatchObject({
      did: 'took off your record what was said about somebody else during a call',
      because,
    })
    const onMarian = await logOf(marian)
    expect(onMarian.find(({ because: why }) => why === because)).toMatchObject({
      did: 'put onto your record what was said about you during a call',
      what: ['A call about you that had been written down for somebody else'],
    })
    const [diary] = await db().run(db().sql`
      select event ->> 'from' as "from", event ->> 'patientId' as "to", event ->> 'because' as because, by_staff as by
      from call_events where call_id = ${callId}`)
    expect(diary).toEqual({ from: margaret, to: marian, because, by: house.hub.staffId })
  })

  test('takes with it what the call still owes, and every page of either person is told at once', async () => {
    const { margaret, marian, callId } = await onTheWrongRecord()
    const [besideMargaret, besideMarian] = [
      await somebody('Margaret', '1948-03-09'),
      await somebody('Marian', MARIAN.birthDate),
    ]
    await linked(margaret, besideMargaret)
    await linked(marian, besideMarian)
    const [owed, done] = [randomUUID(), randomUUID()]
    await db().run(db().sql`
      insert into tasks (id, line_id, kind, state, call_id, origin, patient_id, due_at, done_at, result)
      values (${owed}, ${house.hub.lineId}, 'call_back_promised', 'open', ${callId}, 'outcome', ${margaret}, now(), null, null),
             (${done}, ${house.hub.lineId}, 'call_back_abandoned', 'done', ${callId}, 'call', ${margaret}, now(), now(), 'not_needed')`)

    const told = await toldSince(() => move('hub.nurse', callId, { to: toPerson(marian) }))

    const rows = await db().run(db().sql<{ id: string; patientId: string }[]>`
      select id, patient_id from tasks where call_id = ${callId}`)
    expect(new Map(rows.map(row => [row.id, row.patientId]))).toEqual(
      new Map([
        [owed, marian],
        [done, margaret],
      ]),
    )
    const messages = told.map(({ message }) => message)
    expect(messages.flatMap(({ kind, patientId }) => (kind === 'record' ? [patientId] : [])).sort()).toEqual(
      [margaret, besideMargaret, marian, besideMarian].sort(),
    )
    expect(messages).toContainEqual({
      kind: 'task',
      task: expect.objectContaining({ taskId: owed, patientId: marian, version: 2 }),
    })
    expect(messages).toContainEqual({ kind: 'identity', callId, epoch: 2 })
    expect(messages).toContainEqual({ kind: 'call', call: expect.objectContaining({ callId }) })
  })

  test('and from which the call had gone to a third person, leaves both: each log and each page says so', async () => {
    const third = await somebody('Miriam', '1950-01-01')
    const { margaret, marian, callId } = await onTheWrongRecord({ isNowAbout: third })
    const back = await aPastCall(db(), house.hub, marian, { isNowAbout: third })

    const listed = await aboutNobody(house.as('hub.nurse').at, callId)
    const told = await toldSince(() => move('hub.nurse', callId, { to: toPerson(marian) }))
    await move('hub.nurse', back, { to: toPerson(marian) })

    const pages = told.flatMap(({ message: { kind, patientId } }) => (kind === 'record' ? [patientId] : []))
    // The call itself had found out whom it was about: there is nothing to let rest.
    expect(listed.map(({ isFoundOut }) => isFoundOut)).toEqual([true])
    expect(pages.sort()).toEqual([margaret, marian, third].sort())
    for (const left of [margaret, third]) expect((await logOf(left))[0]).toMatchObject({ because })
    expect((await callsOf(marian)).map(call => call.callId)).toEqual([back, callId])
  })

  test('goes to nobody while nobody right is known, is found again there, and goes to whom it was about', async () => {
    const { margaret, marian, callId } = await onTheWrongRecord()

    const off = await move('hub.nurse', callId, { to: { kind: 'nobody' } })
    const between = [await callsOf(margaret), await callsOf(marian)]
    const waiting = await aboutNobody(house.as('lead').at, callId)
    const twice = await move('hub.nurse', callId, { epoch: 2, to: { kind: 'nobody' } })
    const on = await move('hub.nurse', callId, { epoch: 2, to: toPerson(marian) })

    expect([off.body.kind, between, twice.status, on.body]).toEqual([
      'moved',
      [[], []],
      409,
      { kind: 'moved', epoch: 3, entriesLeft: 0 },
    ])
    expect(await callsOf(marian)).toMatchObject([{ callId }])
    expect(waiting.map(({ isFoundOut }) => isFoundOut)).toEqual([false])
    expect(await aboutNobody(house.as('lead').at, callId)).toEqual([])
  })

  test('leaves behind what the call wrote on the record, and says how much is still to be marked on any it left', async () => {
    const callId = CallId.parse(randomUUID())
    const source = { kind: 'call' as const, callId }
    const [told, wasThere] = [randomUUID(), randomUUID()]
    const note = (text: string, more: object) => anEntry('notes', { text }, more)
    const { margaret, marian } = await onTheWrongRecord(
      { callId },
      {
        ofMargaret: [note('Bed by the window', { itemId: told, source }), note('Deaf', { itemId: wasThere })],
        ofMarian: [note('Her own words', { source })],
      },
    )
    await nextVersion(margaret, wasThere, 'confirmed', source)
    const commandId = randomUUID()

    const moved = await move('hub.nurse', callId, { to: toPerson(marian), commandId })
    const off = await move('hub.nurse', callId, { epoch: 2, to: { kind: 'nobody' } })
    await nextVersion(margaret, told, 'retracted', { kind: 'console' })
    const again = await move('hub.nurse', callId, { to: toPerson(marian), commandId })

    expect([moved, off, again].map(({ body }) => body.entriesLeft)).toEqual([1, 2, 1])
  })

  test('shows its words where they are protected only with the place, and keeps the reason back with them', async () => {
    const place = anEntry('locationProtection', { isProtected: true, because: 'He looks for her' })
    const { marian, callId } = await onTheWrongRecord({}, { ofMarian: [place] })

    await move('hub.nurse', callId, { to: toPerson(marian) })

    expect(await callsOf(marian)).toMatchObject([
      { callId, isCovered: true, callerName: null, outcome: { found: '' }, moved: { because: '' } },
    ])
  })
})

describe('whom it goes to', () => {
  test('is found as in a call, and each who is shown is in their own log', async () => {
    const { marian, callId } = await onTheWrongRecord()

    const { body } = await house.as('hub.nurse').at.post(`/api/calls/${callId}/outcome/right-person`, MARIAN)

    const { matches } = routes.findRightPerson.reply.parse(body)
    expect(matches.find(({ patientId }) => patientId === marian)).toMatchObject({ isEnough: true })
    expect((await logOf(marian)).map(({ did }) => did)).toContain('found you in a search')
  })

  test('is proved by two things that match; an id alone, or one thing, is not enough', async () => {
    const { margaret, marian, callId } = await onTheWrongRecord()

    const tries = [
      await move('hub.nurse', callId, { to: toPerson(marian, { said: {} }) }),
      await move('hub.nurse', callId, { to: toPerson(marian, { said: { name: MARIAN.name } }) }),
      await move('hub.nurse', callId, {
        to: toPerson(marian, { said: { ...MARIAN, birthDate: '1948-03-09' } }),
      }),
    ]

    expect(tries.map(({ body }) => body.kind)).toEqual(['not_enough', 'not_enough', 'not_enough'])
    expect(await callsOf(margaret)).toHaveLength(1)
  })

  test('is taken without the checks where the nurse says why, and both the call and the log say that they were skipped', async () => {
    const { marian, callId } = await onTheWrongRecord()
    const skippedBecause = 'She rang again and said it'

    await move('hub.nurse', callId, { to: toPerson(marian, { said: {}, skippedBecause }) })

    const [row] = await db().run(db().sql`
      select identity ->> 'skippedBecause' as skipped from calls where id = ${callId}`)
    expect(row).toEqual({ skipped: skippedBecause })
    const looks = (await logOf(marian)).flatMap(({ what }) => what)
    expect(looks).toContain('Without comparing what was said with your record')
  })

  test('is nobody of another line, nor anybody who is not there', async () => {
    const { callId } = await onTheWrongRecord()
    const [there, nobody] = [house.as('other.gp').actor, randomUUID() as PatientId]
    const beyond = await aPatient(db(), there, { entries: [] })

    const tries = await Promise.all(
      [beyond, nobody].map(id => move('hub.nurse', callId, { to: toPerson(id) })),
    )

    expect(tries.map(({ status }) => status)).toEqual([404, 404])
    expect(new Set(tries.map(({ body }) => body.message)).size).toBe(1)
  })
})

describe('is not moved', () => {
  const refusedFor = async (callId: CallId, asked: Asked, who = 'hub.nurse') => {
    const { status, body } = await move(who, callId, asked)
    return [status, body.message]
  }

  test('by a page that shows an older epoch, nor without having read what was written', async () => {
    const { marian, callId } = await onTheWrongRecord()

    const old = await move('hub.nurse', callId, { to: toPerson(marian), epoch: 0 })
    const unread = await move('hub.nurse', callId, { to: toPerson(marian, { isRead: false }) })

    expect([old.status, old.body.code]).toEqual([409, 'stale'])
    expect([unread.status, unread.body.fields]).toEqual([
      400,
      { 'to.isRead': expect.stringContaining('Read') },
    ])
  })

  test('where a death was reported in it, on the record that it leaves: that is taken back first', async () => {
    const { margaret, marian, callId } = await onTheWrongRecord()
    const deathId = randomUUID()
    await db().run(db().sql`
      insert into deaths (id, line_id, patient_id, reported_by, reported_by_name, why)
      values (${deathId}, ${house.hub.lineId}, ${margaret}, ${house.hub.staffId}, 'hub.nurse',
              ${db().sql.json({ kind: 'call', callId })})`)

    const refused = await refusedFor(callId, { to: toPerson(marian) })
    const alsoOff = await refusedFor(callId, { to: { kind: 'nobody' } })
    await db().run(db().sql`
      update deaths
      set taken_back_at = now(), taken_back_by = reported_by, taken_back_by_name = 'lead', taken_back_how = 'corrected',
          taken_back_because = 'The wrong person'
      where id = ${deathId}`)

    expect([refused, alsoOff]).toEqual(
      [1, 2].map(() => [409, expect.stringContaining('Take that back first')]),
    )
    expect((await move('hub.nurse', callId, { to: toPerson(marian) })).body.kind).toBe('moved')
  })

  test.each([
    ['disputed', 'is_disputed', true, 'is disputed'],
    ['kept elsewhere', 'kept_at', 'kept', 'not the one that is written to'],
  ] as const)('onto a record that is %s', async (_, column, value, words) => {
    const { marian, callId } = await onTheWrongRecord()
    const set = value === 'kept' ? await somebody('Mary', '1951-04-02') : value
    await db().run(db().sql`update patients set ${db().sql({ [column]: set } as never)} where id = ${marian}`)

    expect(await refusedFor(callId, { to: toPerson(marian) })).toEqual([409, expect.stringContaining(words)])
  })

  test.each([
    ['names whom it would go to', 'It was about Marian', 'Marian'],
    ['names them by what they go by', 'It was about Molly', 'Molly'],
    ['names them as another of their records does', 'It was Mary', 'Mary'],
  ])('with a reason that %s, also once it is on nobody’s record', async (_, said, name) => {
    const { margaret, marian, callId } = await onTheWrongRecord()
    await linked(marian, await somebody('Mary', MARIAN.birthDate))
    await db().run(
      db().sql`update patients set name_words = name_words || array['molly'] where id = ${marian}`,
    )

    const refused = await move('hub.nurse', callId, { to: toPerson(marian), because: said })
    await move('hub.nurse', callId, { to: { kind: 'nobody' } })
    const tries = [said, 'It was not Margaret'].map(words =>
      move('hub.nurse', callId, { to: toPerson(marian), epoch: 2, because: words }),
    )

    const told = [refused, ...(await Promise.all(tries))].map(({ status, body }) => [status, body.fields])
    const names = [name, name, 'Margaret'].map(word => [
      400,
      { because: expect.stringContaining(`“${word}”`) },
    ])
    expect([told, await callsOf(margaret)]).toEqual([names, []])
    const guesses = (await logOf(margaret)).filter(({ tone }) => tone === 'refused')
    expect(guesses.map(({ who }) => who.split(',')[0])).toEqual(['hub.nurse'])
  })

  test('where it was saved as not about care', async () => {
    const { marian } = await onTheWrongRecord()
    const note = await aPastCall(db(), house.hub, marian, {})
    await db().run(db().sql`
      update outcomes set kind = 'non_clinical', patient_id = null where call_id = ${note}`)

    expect(await refusedFor(note, { to: toPerson(marian) })).toEqual([
      409,
      expect.stringContaining('not about care'),
    ])
  })
})

describe('said twice', () => {
  test('by the same command it is done once; under that command nothing else is done', async () => {
    const { margaret, marian, callId } = await onTheWrongRecord()
    const commandId = randomUUID()

    const done = [
      await move('hub.nurse', callId, { to: toPerson(marian), commandId }),
      await move('hub.nurse', callId, { to: toPerson(marian), commandId }),
    ]
    const otherwise = await move('hub.nurse', callId, { to: { kind: 'nobody' }, commandId })

    expect(done.map(({ body }) => body)).toEqual(
      [1, 2].map(() => ({ kind: 'moved', epoch: 2, entriesLeft: 0 })),
    )
    expect([otherwise.status, otherwise.body.code]).toEqual([409, 'saved_otherwise'])
    const offs = (await logOf(margaret)).filter(({ did }) => did.startsWith('took off'))
    expect([offs.length, (await callsOf(marian)).length]).toEqual([1, 1])
  })

  test('by two at once one is done, and the other is told that it is not as she saw it', async () => {
    const { margaret, marian, callId } = await onTheWrongRecord()

    const [nurse, lead] = await heldBack(house.small.database, margaret, [
      () => move('hub.nurse', callId, { to: toPerson(marian) }),
      () => move('lead', callId, { to: { kind: 'nobody' } }),
    ])

    const said = [nurse, lead].map(
      one => one.status === 'fulfilled' && (one.value.body.code ?? one.value.body.kind),
    )
    expect(said).toEqual(['moved', 'stale'])
    expect(await callsOf(marian)).toHaveLength(1)
  })
})
