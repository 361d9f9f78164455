import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallId } from '#shared/ids.ts'
import { PLACES_A_DAY } from '#shared/location.ts'
import { FOUND_WITHIN_HOURS } from '#shared/movedOutcome.ts'
import { routes } from '#shared/routes.ts'
import { secondsBetween } from '#shared/time.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { signedIn } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { aboutNobody, because, FOUND, MARIAN, wrongRecords } from './wrongRecords.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
  const { database, north, south } = house.small
  const hub = { organisation: 'Test Hospice', kind: 'hub' as const }
  await aColleague(database.db, north.lineId, { ...hub, signInName: 'hub.other', role: 'coordinator' })
  await aColleague(database.db, south.lineId, { ...hub, signInName: 'south.lead', role: 'shift_lead' })
})
afterAll(() => house.small.close())

const { db, onTheWrongRecord, toPerson, move, callsOf, logOf, toldSince } = wrongRecords(() => house)
const at = (who: string) => signedIn(house.small.url, who)

/** Who may say that a saved call was about somebody else, for how long, and what they are shown of it. */
describe('who may say so', () => {
  test('is whoever saved it and a shift lead; a colleague is told whom to ask, and the try is in the log', async () => {
    const { margaret, marian, callId } = await onTheWrongRecord()
    const other = await signedIn(house.small.url, 'hub.other')
    const said = { name: MARIAN.name, birthDate: MARIAN.birthDate }

    const found = await other.post(`/api/calls/${callId}/outcome/right-person`, said)
    const refused = await other.post(`/api/calls/${callId}/outcome/move`, {
      commandId: randomUUID(),
      epoch: 1,
      because,
      to: toPerson(marian),
    })
    const tries = (await logOf(margaret)).filter(({ tone }) => tone === 'refused')
    const lead = await move('lead', callId, { to: toPerson(marian) })

    expect([found.status, refused.status, lead.status]).toEqual([403, 403, 200])
    expect(refused.body.message).toContain('shift lead')
    expect(tries.map(({ who }) => who.split(',')[0])).toEqual(['hub.other', 'hub.other'])
  })

  test('is offered it on the page, at the epoch as it is now, and nobody else is', async () => {
    const { margaret } = await onTheWrongRecord()

    const offered = await Promise.all(
      ['hub.nurse', 'lead', 'mill'].map(async who => (await callsOf(margaret, who))[0]?.moveEpoch),
    )

    expect(offered).toEqual([1, 1, null])
  })
})

describe('how long after it was saved', () => {
  test('the page and a search of everybody are its nurse’s for seven days, and a shift lead’s for a year', async () => {
    const { margaret, marian, callId } = await onTheWrongRecord()
    const offered = async () =>
      Promise.all(['hub.nurse', 'lead'].map(async who => (await callsOf(margaret, who))[0]?.moveEpoch))
    const savedAgo = (ago: string) =>
      db().run(db().sql`update outcomes set at = now() - ${ago}::interval where call_id = ${callId}`)

    await savedAgo('6 days 23 hours')
    const before = await offered()
    await savedAgo('7 days 1 hour')
    const nurse = house.as('hub.nurse').at
    const found = await nurse.post(`/api/calls/${callId}/outcome/right-person`, MARIAN)
    const refused = await move('hub.nurse', callId, { to: toPerson(marian) })

    const afterDays = await offered()
    const leads = await house.as('lead').at.post(`/api/calls/${callId}/outcome/right-person`, MARIAN)
    await savedAgo('366 days')
    const tooOld = await house.as('lead').at.post(`/api/calls/${callId}/outcome/right-person`, MARIAN)
    const notMoved = await move('lead', callId, { to: toPerson(marian) })

    expect([before, afterDays, await offered()]).toEqual([
      [1, 1],
      [null, 1],
      [null, null],
    ])
    expect([found.status, refused.status, refused.body.message]).toEqual([
      403,
      403,
      expect.stringContaining('7 days'),
    ])
    expect([leads.status, tooOld.status, notMoved.status, notMoved.body.message]).toEqual([
      200,
      403,
      403,
      expect.stringContaining('365 days'),
    ])
  })
})

describe('the list of saved calls that are on nobody’s record', () => {
  test('holds a nurse’s own for as long as they are hers to move, all of the line for a shift lead, and no words', async () => {
    const { callId } = await onTheWrongRecord({ notes: FOUND })
    const onSomebodys = await onTheWrongRecord()
    await move('hub.nurse', callId, { to: { kind: 'nobody' } })
    const people = ['hub.nurse', 'hub.other', 'lead', 'south.lead']
    const browsers = await Promise.all(people.map(at))
    const listed = (id: CallId) =>
      Promise.all(browsers.map(async browser => (await aboutNobody(browser, id)).length))

    const lasts = await Promise.all(browsers.map(browser => browser.get('/api/calls-about-nobody')))
    const fresh = await listed(callId)
    const onRecord = await listed(onSomebodys.callId)
    await db().run(db().sql`update outcomes set at = now() - interval '366 days' where call_id = ${callId}`)
    const old = await listed(callId)

    expect({ fresh, onRecord, old }).toEqual({
      fresh: [1, 0, 1, 0],
      onRecord: [0, 0, 0, 0],
      old: [0, 0, 1, 0],
    })
    // What she saved last stands on a record: a page that is reloaded offers to move it, to her alone.
    expect(
      lasts.map(({ body }) => routes.callsAboutNobody.reply.parse(body).yourLast?.callId ?? null),
    ).toEqual([onSomebodys.callId, null, null, null])
    const answers = await Promise.all(browsers.map(browser => browser.get('/api/calls-about-nobody')))
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toMatch(/Canary|Ellis|Shaw/)
    for (const who of ['mill', 'officer'])
      expect((await house.as(who).at.get('/api/calls-about-nobody')).status).toBe(403)
  })
})

test('a saved call on nobody’s record says whose it is to find out, since when, and by when', async () => {
  const { callId } = await onTheWrongRecord()
  await db().run(db().sql`update outcomes set at = now() - interval '3 days' where call_id = ${callId}`)
  const before = new Date().toISOString()
  await move('hub.nurse', callId, { to: { kind: 'nobody' } })

  const [hers, leads] = await Promise.all(
    ['hub.nurse', 'lead'].map(async who => (await aboutNobody(await at(who), callId))[0]),
  )

  expect([hers?.isYours, leads?.isYours, leads?.nurse]).toEqual([true, false, 'hub.nurse'])
  expect((hers?.since ?? '') >= before).toBe(true)
  expect(secondsBetween(hers?.since ?? '', hers?.dueAt ?? '')).toBe(FOUND_WITHIN_HOURS * 3_600)
})

describe('a saved call of which nobody can find out whom it was about', () => {
  const why = 'Number withheld, no second call'
  const say = async (who: string, callId: CallId, act: object, more: object = {}) =>
    (await at(who)).post(`/api/calls/${callId}/outcome/rest`, {
      commandId: randomUUID(),
      epoch: 2,
      act,
      ...more,
    })
  const rest = (who: string, callId: CallId, because = why, more: object = {}) =>
    say(who, callId, { kind: 'rest', because }, more)
  const resting = async (callId: CallId, who = 'lead') => {
    const { body } = await (await at(who)).get('/api/calls-about-nobody')
    return routes.callsAboutNobody.reply.parse(body).resting.filter(one => one.callId === callId)
  }
  const listed = async (callId: CallId) =>
    Promise.all(['hub.nurse', 'lead'].map(async who => (await aboutNobody(await at(who), callId)).length))
  const onNobodys = async () => {
    const { callId, ...them } = await onTheWrongRecord()
    await move('hub.nurse', callId, { to: { kind: 'nobody' } })
    return { callId, ...them }
  }

  test('is let rest by a shift lead, with why: off every list that is to be worked through, told live, in its diary and the log, and taken up again', async () => {
    const { callId } = await onNobodys()
    const { sql } = db()

    const told = await toldSince(() => rest('lead', callId))
    const [off, rests, hers] = [
      await listed(callId),
      await resting(callId),
      await resting(callId, 'hub.nurse'),
    ]
    const up = await say('lead', callId, { kind: 'take_up' })

    expect(off).toEqual([0, 0])
    // Whose call it was reads that it rests, and why.
    for (const seen of [rests, hers]) expect(seen).toMatchObject([{ restBy: 'lead', restBecause: why }])
    expect(told.map(({ message }) => message)).toEqual([{ kind: 'identity', callId, epoch: 2 }])
    expect([up.status, await listed(callId), await resting(callId)]).toEqual([200, [1, 1], []])
    const diary = await db().run(sql`
      select event ->> 'kind' as kind, event ->> 'because' as because from call_events
      where call_id = ${callId} and event ->> 'kind' like 'outcome_%' order by received_at`)
    expect(diary.slice(1)).toEqual([
      { kind: 'outcome_rested', because: why },
      { kind: 'outcome_taken_up', because: null },
    ])
    const looks = await db().run(sql`
      select actor_name, what, patient_id, outcome from access_log
      where why ->> 'callId' = ${callId} and what[1] like 'call %' and patient_id is null order by id`)
    const look = { actorName: 'lead', patientId: null, outcome: 'allowed' }
    expect(looks).toEqual([
      { ...look, what: ['call let rest'] },
      { ...look, what: ['call taken up again'] },
    ])
  })

  test('rests no more once it is on somebody’s record, also when it comes off that again', async () => {
    const { marian, callId } = await onNobodys()
    await rest('lead', callId)

    const moved = await move('lead', callId, { to: toPerson(marian), epoch: 2 })
    await move('lead', callId, { to: { kind: 'nobody' }, epoch: 3 })

    expect([moved.status, await listed(callId), await resting(callId)]).toEqual([200, [1, 1], []])
  })

  test('is let rest without guessing at names: who was refused for ten waits', async () => {
    const { callId } = await onNobodys()
    const { run, sql } = db()

    const names = Array.from({ length: 11 }, (_, n) => `It was not Margaret, try ${n}`)
    const tries = []
    for (const each of names) tries.push((await rest('lead', callId, each)).status)
    const waits = await rest('lead', callId)
    await run(sql`delete from sign_in_attempts where key like 'reasons:%'`)
    const later = await rest('lead', callId)

    expect([tries.slice(9), waits.status, later.status]).toEqual([[400, 429], 429, 200])
  })

  test('under one command, sent for two calls at one moment, is done to one of them, and the other is refused in words', async () => {
    for (const act of ['rest', 'move'] as const) {
      const two = [await onTheWrongRecord(), await onTheWrongRecord()]
      if (act === 'rest')
        for (const { callId } of two) await move('hub.nurse', callId, { to: { kind: 'nobody' } })
      const commandId = randomUUID()
      const body =
        act === 'rest'
          ? { epoch: 2, act: { kind: 'rest', because: 'Nobody can find it out' } }
          : { epoch: 1, because: 'It was somebody else', to: { kind: 'nobody' } }

      const answers = await Promise.all(
        two.map(({ callId }) =>
          house.as('lead').at.post(`/api/calls/${callId}/outcome/${act}`, { commandId, ...body }),
        ),
      )

      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    }
  })

  test('is nobody else’s to let rest, nor without a reason, with a name in it, twice, or as it was before', async () => {
    const { margaret, callId } = await onNobodys()
    const onRecord = await onTheWrongRecord()

    const refused = [
      await rest('hub.nurse', callId),
      await rest('south.lead', callId),
      await rest('lead', callId, ' '),
      await rest('lead', callId, 'x'.repeat(501)),
      await rest('lead', callId, 'it was not maggie'),
      await rest('lead', callId, '020 7946 0961'),
      await rest('lead', callId, why, { epoch: 1 }),
      await rest('lead', onRecord.callId, why, { epoch: 1 }),
      await say('lead', callId, { kind: 'take_up' }),
    ]

    expect(refused.map(({ status }) => status)).toEqual([403, 404, 400, 400, 400, 400, 409, 409, 409])
    expect(refused[4]?.body.fields).toEqual({ because: expect.stringContaining('“maggie”') })
    expect((await logOf(margaret)).filter(({ tone }) => tone === 'refused')).toHaveLength(1)
    expect(await listed(callId)).toEqual([1, 1])
    const commandId = randomUUID()
    const again = () => rest('lead', callId, why, { commandId })
    const twice = [
      await again(),
      await again(),
      await rest('lead', callId, 'Something else', { commandId }),
      await rest('lead', callId),
      await say('lead', callId, { kind: 'take_up' }),
      // A word that was late, sent once more after a colleague took the call up: the answer says what is so now.
      await again(),
    ]
    expect(twice.map(({ status }) => status)).toEqual([200, 200, 409, 409, 200, 200])
    expect(twice.map(({ body }) => body.isResting)).toEqual([true, true, undefined, undefined, false, false])
  })
})

describe('what was saved, to be read once more before it is moved,', () => {
  const readOnceMore = (who: string, callId: CallId) =>
    house.as(who).at.get(`/api/calls/${callId}/outcome/saved`)

  test('is told whole to whoever may move it, and the look is in the log of whom it is on', async () => {
    const { margaret, callId } = await onTheWrongRecord({ notes: 'Typed while she listened' })

    const told = await Promise.all(['hub.nurse', 'lead'].map(who => readOnceMore(who, callId)))
    const other = await (await signedIn(house.small.url, 'hub.other')).get(
      `/api/calls/${callId}/outcome/saved`,
    )

    for (const { body } of told)
      expect(routes.savedWords.reply.parse(body)).toMatchObject({
        outcome: {
          reason: 'pain',
          found: FOUND,
          disposition: 'district_nurse',
          next: 'Nothing more tonight',
        },
        notes: 'Typed while she listened',
        callerName: 'Angela Ellis',
        callerRelationship: 'wife',
        isCovered: false,
      })
    expect([other.status, JSON.stringify(other.body)]).toEqual([403, expect.not.stringContaining(FOUND)])
    const looks = (await logOf(margaret)).map(({ tone, what }) => [tone === 'refused', what])
    expect(looks.filter(([isRefused]) => isRefused)).toHaveLength(1)
    expect(looks.filter(([, what]) => what?.toString().startsWith('Your last calls'))).toHaveLength(2)
  })

  test('is covered where the place is protected, and stays so when it is on nobody’s record, without who rang', async () => {
    const place = anEntry('locationProtection', { isProtected: true, because: 'He looks for her' })
    const { callId } = await onTheWrongRecord({ notes: FOUND }, { ofMargaret: [place] })
    const open = await onTheWrongRecord()

    const onHers = await readOnceMore('hub.nurse', callId)
    for (const id of [callId, open.callId]) await move('hub.nurse', id, { to: { kind: 'nobody' } })
    const onNobodys = await readOnceMore('hub.nurse', callId)
    const ofOpen = await readOnceMore('hub.nurse', open.callId)

    for (const { body } of [onHers, onNobodys]) {
      expect(body).toMatchObject({ isCovered: true, callerName: null, outcome: { found: '' }, notes: '' })
      expect(JSON.stringify(body)).not.toContain(FOUND)
    }
    expect(ofOpen.body).toMatchObject({ isCovered: false, callerName: null, outcome: { found: FOUND } })
  })

  test('is shown where it is covered to the same few, for a reason that whoever it was saved of reads, also on nobody’s record', async () => {
    const place = anEntry('locationProtection', { isProtected: true, because: 'He looks for her' })
    const { margaret, callId } = await onTheWrongRecord({ notes: FOUND }, { ofMargaret: [place] })
    await move('hub.nurse', callId, { to: { kind: 'nobody' } })
    const reveal = async (who: string, why = 'To find out who it was') =>
      (await at(who)).post(`/api/calls/${callId}/outcome/saved`, { because: why })

    const named = await reveal('hub.nurse', 'To see whether it was Margaret')
    const guesses = (await logOf(margaret)).filter(({ tone }) => tone === 'refused')
    const shown = await Promise.all(['hub.nurse', 'lead'].map(who => reveal(who)))
    const others = await Promise.all(['hub.other', 'south.lead', 'mill'].map(who => reveal(who)))

    expect([named.status, named.body.message]).toEqual([400, expect.stringContaining('“Margaret”')])
    // Whoever typed a name to find out was told that it is hers: a look, which she can read.
    expect(guesses.map(({ who }) => who.split(',')[0])).toEqual(['hub.nurse'])
    expect(JSON.stringify(guesses)).not.toContain('To see whether')
    for (const { body } of shown)
      expect(body).toMatchObject({
        kind: 'shown',
        saved: { outcome: { found: FOUND }, notes: FOUND, isCovered: false },
      })
    expect(others.map(({ status }) => status)).toEqual([403, 404, 403])
    expect(JSON.stringify(others.map(({ body }) => body))).not.toContain(FOUND)
    const looks = (await logOf(margaret)).filter(({ because: why }) => why === 'To find out who it was')
    expect(looks.map(({ who, what }) => [who.split(',')[0], ...what]).sort()).toEqual([
      ['hub.nurse', 'Your last calls'],
      ['lead', 'Your last calls'],
    ])
  })

  test('is not shown any more to one who was shown as many protected places in a day, and that try is in the log', async () => {
    const place = anEntry('locationProtection', { isProtected: true, because: 'He looks for her' })
    const { margaret, callId } = await onTheWrongRecord({}, { ofMargaret: [place] })
    const { staffId } = house.as('lead').actor
    await db().run(db().sql`
      insert into reveal_counts (staff_id, of, on_day, count)
      values (${staffId}, 'location', (now() at time zone 'Europe/London')::date, ${PLACES_A_DAY})
      on conflict (staff_id, of, on_day) do update set count = excluded.count`)

    const { body } = await (await at('lead')).post(`/api/calls/${callId}/outcome/saved`, {
      because: 'To find out who it was',
    })

    expect(body).toEqual({
      kind: 'not_shown',
      because: expect.stringContaining(`${PLACES_A_DAY} protected places`),
    })
    expect((await logOf(margaret))[0]).toMatchObject({ tone: 'refused' })
  })
})
