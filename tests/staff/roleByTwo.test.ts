import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { proposalState } from '#server/staff/core/proposalState.ts'
import { type SharedHouse, sharedHouse } from '#tests/access/sharedHouse.ts'
import { signedIn } from '#tests/support/browser.ts'
import { because, HOSPICE, proposing } from './proposing.ts'

// ASVS 2.3.5: nobody makes an administrator or a privacy officer alone.
let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())
afterEach(async () => {
  await house.small.administrator(
    `update role_proposals set decision = 'taken_back', decided_at = now() where decision is null`,
  )
})

const { staff, add, enter, queue, cardOf, say, proposed, standing, steps } = proposing(() => house)

test.each([
  [{ state: null, lapsesAt: '2026-11-23T12:00:00.001Z' }, 'asked'],
  [{ state: null, lapsesAt: '2026-11-23T12:00:00.000Z' }, 'lapsed'],
  [{ state: 'allowed' as const, lapsesAt: '2026-11-23T11:00:00.000Z' }, 'allowed'],
])('%j stands so', (row, state) => {
  expect(proposalState(row, '2026-11-23T12:00:00.000Z').state).toBe(state)
})

describe('a new account', () => {
  test.each(['administrator', 'privacy_officer'])(
    'is proposed as %s, lets nobody in, and has the rights with a yes: the log has both',
    async role => {
      const added = await add(role)
      const before = await enter(added)
      const { out: listed } = await staff('list')
      const cards = await Promise.all(['officer', 'hospice.officer'].map(who => cardOf(who, added.signIn)))
      const said = await say('hospice.officer', cards[0]?.proposalId)
      const after = await enter(added)

      const named = role.replace('_', ' ')
      expect([added.code, added.out]).toEqual([
        0,
        expect.stringContaining(`is proposed as ${named} on Line 1, and cannot sign in yet.`),
      ])
      expect(listed).toMatch(
        new RegExp(`${added.signIn} .*disabled, proposed as ${named} of ${HOSPICE}: waits .* until`),
      )
      expect(before.status).toBe(401)
      for (const card of cards)
        expect(card).toMatchObject({
          role,
          organisation: HOSPICE,
          state: 'asked',
          was: null,
          isAboutYou: false,
        })
      expect(said).toEqual({ kind: 'decided' })
      expect([after.status, after.role]).toEqual([200, role])
      expect(await cardOf('officer', added.signIn)).toMatchObject({
        state: 'allowed',
        decision: { says: 'allowed', by: 'hospice.officer', because },
      })
      expect(await steps(added.signIn)).toEqual([
        {
          actorName: 'Whoever keeps the house',
          organisation: HOSPICE,
          step: [role, 'proposed'],
          outcome: 'allowed',
          reason: null,
        },
        {
          actorName: 'hospice.officer',
          organisation: HOSPICE,
          step: [role, 'allowed'],
          outcome: 'allowed',
          reason: because,
        },
      ])
      expect((await staff('list')).out).not.toContain('proposed')
    },
  )

  test('with a no has them never: enable only proposes anew, and the terminal reads who said no and why', async () => {
    const added = await proposed('administrator')
    await say('officer', added.proposalId, 'refused')
    const second = await say('officer', added.proposalId)
    const { out } = await staff('list')
    const enabled = await staff('enable', '--sign-in', added.signIn)

    expect(second).toEqual({ kind: 'refused', because: 'officer has said no to this role already.' })
    expect(out).toContain(`not made administrator of ${HOSPICE}: officer said no, “${because}”`)
    expect([enabled.code, enabled.out]).toEqual([
      0,
      expect.stringContaining('stays disabled until somebody says yes'),
    ])
    expect((await enter(added)).status).toBe(401)
    expect((await steps(added.signIn)).map(({ outcome }) => outcome)).toEqual([
      'allowed',
      'refused',
      'allowed',
    ])
  })

  test('with any other role is made at once, and nobody is asked', async () => {
    const added = await add('clinician')

    expect((await enter(added)).status).toBe(200)
    expect(await cardOf('officer', added.signIn)).toBeUndefined()
  })

  test('of a line without an officer is made at once: said, kept, and shown to who comes later', async () => {
    const first = await add('privacy_officer', 'Mill Lane Surgery', '01632 960002')
    await staff('add-organisation', '--line', '01632 960002', '--name', 'Wold Hospice', '--kind', 'hospice')
    const second = await add('administrator', 'Mill Lane Surgery', '01632 960002')
    // Of another organisation than hers, and she is not of the hub: nobody could say yes there either.
    const third = await add('privacy_officer', 'Wold Hospice', '01632 960002')
    const { browser, role } = await enter(first)
    const cards = await queue(browser)

    expect(first.out).toContain('Nobody else could say yes to another privacy officer here')
    expect([role, (await enter(second)).status, (await enter(third)).status]).toEqual([
      'privacy_officer',
      401,
      200,
    ])
    expect(cards.map(card => [card.signInName, card.state])).toEqual([
      [second.signIn, 'asked'],
      [first.signIn, 'at_once'],
    ])
    expect(await steps(first.signIn)).toMatchObject([{ step: ['privacy_officer', 'at_once'] }])
  })
})

describe('somebody who is here', () => {
  test('keeps the role she had, in a session that goes on and gains nothing, until the yes ends it', async () => {
    const { signIn, password } = await add('clinician')
    const { browser } = await enter({ signIn, password })
    const change = await staff('change', '--sign-in', signIn, '--role', 'privacy_officer')
    const meanwhile = [await browser.get('/api/me'), await browser.get('/api/roles/asked')]
    const card = await cardOf('officer', signIn)
    const said = await say('officer', card?.proposalId)
    const ended = await browser.get('/api/me')
    const after = await enter({ signIn, password })

    expect([change.code, change.out]).toEqual([
      0,
      expect.stringContaining('and stays what she was until somebody says yes'),
    ])
    expect(meanwhile.map(({ status, body }) => [status, body.role])).toEqual([
      [200, 'clinician'],
      [403, undefined],
    ])
    expect(card?.was).toEqual({ kind: 'here', role: 'clinician', organisation: HOSPICE })
    expect([said.kind, ended.status, after.role]).toEqual(['decided', 401, 'privacy_officer'])
  })

  test('does not answer for herself, whatever she is; nor would the table have it', async () => {
    const { db } = house.small.database
    // An officer of the hospice is to be one of the hub, which is to judge the whole line.
    await staff('change', '--sign-in', 'hospice.officer', '--organisation', 'Test Hospice')
    const card = await cardOf('officer', 'hospice.officer')
    await db.run(db.sql`
      update role_proposals set organisation_id = was_organisation_id where id = ${card?.proposalId ?? ''}`)
    const own = await cardOf('hospice.officer', 'hospice.officer')
    const said = await say('hospice.officer', card?.proposalId)
    const { staffId } = house.as('hospice.officer').actor
    const byHand = db.run(db.sql`
      update role_proposals
      set decision = 'allowed', decided_at = now(), decision_id = gen_random_uuid(), decision_because = 'x',
          decided_by = ${staffId}, decided_name = 'x'
      where id = ${card?.proposalId ?? ''}`)

    expect(own).toMatchObject({ isAboutYou: true, state: 'asked' })
    expect(said).toEqual({ kind: 'refused', because: 'This is about you. Another privacy officer answers.' })
    await expect(byHand).rejects.toThrow('role_proposals_second_person')
    expect((await standing('hospice.officer'))?.organisation).toBe(HOSPICE)
  })

  test('takes such a role away, and another role, at once; and what was proposed with it', async () => {
    const added = await proposed('administrator')
    await say('officer', added.proposalId)
    const { browser } = await enter(added)
    await staff('change', '--sign-in', added.signIn, '--role', 'privacy_officer')
    const card = await cardOf('officer', added.signIn)
    const away = await staff('change', '--sign-in', added.signIn, '--role', 'clinician')
    const late = await say('officer', card?.proposalId)

    expect([away.code, (await browser.get('/api/me')).status]).toEqual([0, 401])
    expect(late).toEqual({ kind: 'refused', because: 'This was taken back at the terminal of the house.' })
    expect((await standing(added.signIn))?.role).toBe('clinician')
    expect((await steps(added.signIn)).at(-1)).toMatchObject({ step: ['privacy_officer', 'taken_back'] })
  })

  test('who was disabled is let in again by two people, and others by one', async () => {
    const added = await proposed('administrator')
    await say('officer', added.proposalId)
    await staff('disable', '--sign-in', added.signIn)
    const enabled = await staff('enable', '--sign-in', added.signIn)
    const before = await enter(added)
    const card = await cardOf('hospice.officer', added.signIn)
    await say('hospice.officer', card?.proposalId)

    expect([enabled.code, before.status, (await enter(added)).status]).toEqual([0, 401, 200])
  })

  test('who is let in by two terminals at once is proposed once', async () => {
    const { signIn } = await proposed('administrator')
    await staff('disable', '--sign-in', signIn)
    const both = await Promise.all([1, 2].map(() => staff('enable', '--sign-in', signIn)))

    expect(both.map(({ code }) => code)).toContain(0)
    expect(
      (await queue(house.as('officer').at)).filter(one => one.signInName === signIn && one.state === 'asked'),
    ).toHaveLength(1)
    expect((await standing(signIn))?.isDisabled).toBe(true)
  })

  test('who is disabled is changed at once, for nothing comes of it before somebody lets her in', async () => {
    const { signIn } = await add('clinician')
    await staff('disable', '--sign-in', signIn)
    const { out } = await staff('change', '--sign-in', signIn, '--role', 'administrator')

    expect(out).toContain('She is still disabled: see enable.')
    expect(await cardOf('officer', signIn)).toBeUndefined()
    await staff('enable', '--sign-in', signIn)
    expect(await cardOf('officer', signIn)).toMatchObject({ role: 'administrator', state: 'asked' })
    expect(await standing(signIn)).toMatchObject({ role: 'administrator', isDisabled: true })
  })

  test('who is something else by now, by whatever way, is given nothing; a no is still taken', async () => {
    const { signIn } = await add('clinician')
    await staff('change', '--sign-in', signIn, '--role', 'administrator')
    const card = await cardOf('officer', signIn)
    await house.small.administrator(`update staff set role = 'paramedic' where sign_in_name = '${signIn}'`)

    expect((await cardOf('officer', signIn))?.isGone).toBe(true)
    expect((await say('officer', card?.proposalId)).because).toContain('it cannot be given')
    expect((await standing(signIn))?.role).toBe('paramedic')
    expect(await say('officer', card?.proposalId, 'refused')).toEqual({ kind: 'decided' })
  })

  test('of another line comes by a yes of the line she comes to, which is told no more of the other', async () => {
    const { signIn } = await add('clinician')
    const south = ['--line', '01632 960002', '--organisation', 'Mill Lane Surgery']
    await add('privacy_officer', 'Mill Lane Surgery', '01632 960002') // the line has one by now
    const { out } = await staff('change', '--sign-in', signIn, '--role', 'administrator', ...south)
    const { db } = house.small.database
    const [judge] = await db.run(db.sql<{ signInName: string }[]>`
      select sign_in_name from staff join organisations on organisations.id = staff.organisation_id
      where role = 'privacy_officer' and disabled_at is null and staff.line_id = ${house.small.south.lineId}
        and organisations.name = 'Mill Lane Surgery'`)
    await house.small.administrator(
      `update staff set password_hash = (select password_hash from staff where sign_in_name = 'officer') where sign_in_name = '${judge?.signInName}'`,
    )
    const at = await signedIn(house.small.url, judge?.signInName ?? '')
    const card = (await queue(at)).find(one => one.signInName === signIn)

    expect(out).toContain('is proposed as administrator of Mill Lane Surgery on Line 2')
    expect(card?.was).toEqual({ kind: 'another_line' })
    expect(await cardOf('officer', signIn)).toBeUndefined()
    expect((await say('officer', card?.proposalId)).because).toBe('That role is not in your queue.')
    expect(await say(at, card?.proposalId)).toEqual({ kind: 'decided' })
    expect(await standing(signIn)).toMatchObject({ role: 'administrator', lineId: house.small.south.lineId })
  })

  test('with a call keeps it: the yes waits for its outcome, and takes her off the board', async () => {
    const { db } = house.small.database
    const nurse = house.small.north.nurses[0]?.staffId ?? ''
    const at = await signedIn(house.small.url, 'aroha1')
    await at.post('/api/readiness', { state: 'ready', answersBy: 'phone' })
    await staff('change', '--sign-in', 'aroha1', '--role', 'administrator')
    const card = await cardOf('officer', 'aroha1')
    // She takes it as the officer says yes: who looked a moment before would not see it.
    const { promise: taken, resolve } = Promise.withResolvers<void>()
    const taking = db.sql.begin(async sql => {
      await sql`update readiness set state = 'busy', call_id = gen_random_uuid() where staff_id = ${nurse}`
      resolve()
      await pause(300)
    })
    await taken
    const [during] = await Promise.all([say('officer', card?.proposalId), taking])
    const goesOn = (await at.get('/api/board')).status
    await db.run(db.sql`update readiness set state = 'ready', call_id = null where staff_id = ${nurse}`)
    const after = await say('officer', card?.proposalId)
    const board = await db.run(db.sql`select from readiness where staff_id = ${nurse}`)
    const told = await db.run(
      db.sql`select from feed where message -> 'nurse' ->> 'staffId' = ${nurse} and message -> 'nurse' ->> 'state' = 'away'`,
    )

    expect(during.because).toBe('Aroha 1 has a call. Say yes when its outcome is saved.')
    expect([goesOn, after.kind, board.length]).toEqual([200, 'decided', 0])
    expect(told.length).toBeGreaterThan(0)
  })
})

describe('the word', () => {
  test('is of an officer of that organisation or of the hub, and of nobody else', async () => {
    const { proposalId } = await proposed('administrator', 'Mill Lane Surgery')
    const others = ['lead', 'mill', 'clerk', 'hospice'].map(who => house.as(who).at)
    const statuses = await Promise.all(
      others.map(
        async at =>
          (
            await at.post(`/api/roles/${proposalId}/decision`, {
              commandId: randomUUID(),
              says: 'allowed',
              because,
            })
          ).status,
      ),
    )

    expect(await say('hospice.officer', proposalId)).toEqual({
      kind: 'refused',
      because: 'That role is not in your queue.',
    })
    expect(statuses).toEqual([403, 403, 403, 403])
    expect(await say('officer', proposalId)).toEqual({ kind: 'decided' })
  })

  test('is that of the first of two officers; the same command twice is one word', async () => {
    const { proposalId, signIn } = await proposed('administrator')
    const commandId = randomUUID()
    const both = await Promise.all([
      say('officer', proposalId, 'refused', commandId),
      say('hospice.officer', proposalId),
    ])
    const twice = await say('officer', proposalId, 'refused', commandId)

    const won = both.findIndex(({ kind }) => kind === 'decided')
    const [winner, word] = won === 0 ? ['officer', 'no'] : ['hospice.officer', 'yes']
    expect(both[1 - won]).toEqual({
      kind: 'refused',
      because: `${winner} has said ${word} to this role already.`,
    })
    expect(twice.kind).toBe(won === 0 ? 'decided' : 'refused')
    expect((await standing(signIn))?.isDisabled).toBe(won === 0)
  })

  test('against a change at the same moment leaves no half of either', async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      const { signIn } = await add('clinician')
      await staff('change', '--sign-in', signIn, '--role', 'administrator')
      const card = await cardOf('officer', signIn)
      const [said] = await Promise.all([
        say('officer', card?.proposalId),
        staff('change', '--sign-in', signIn, '--role', 'paramedic'),
      ])

      expect(['decided', 'refused']).toContain(said.kind)
      expect((await standing(signIn))?.role).toBe('paramedic') // whichever was first: taking away needs nobody
    }
  })

  test('comes too late after five working days, and the list says so', async () => {
    const { db } = house.small.database
    const { proposalId, signIn } = await proposed('administrator')
    const [row] = await db.run(db.sql<{ days: number; due: number }[]>`
      select extract(day from lapses_at - proposed_at)::int as days, extract(day from due_at - proposed_at)::int as due
      from role_proposals where id = ${proposalId ?? ''}`)
    await db.run(db.sql`update role_proposals set lapses_at = now() where id = ${proposalId ?? ''}`)

    expect(await say('officer', proposalId)).toEqual({
      kind: 'refused',
      because: expect.stringContaining('Nobody answered in time.'),
    })
    expect([row?.days, row?.due]).toEqual([expect.any(Number), expect.any(Number)])
    expect(row?.days).toBeGreaterThanOrEqual(6)
    expect((await staff('list')).out).toContain(`not made administrator of ${HOSPICE}: nobody answered by`)
    await staff('enable', '--sign-in', signIn)
    const states = (await queue(house.as('officer').at))
      .filter(one => one.signInName === signIn)
      .map(({ state }) => state)
    expect(states).toEqual(['asked', 'lapsed'])
  })

  test.each([['Yes'], ['          '], ['']])('needs a reason: %j is none', async text => {
    const { proposalId } = await proposed('administrator')
    const said = { commandId: randomUUID(), says: 'allowed', because: text }
    const { status, body } = await house.as('officer').at.post(`/api/roles/${proposalId}/decision`, said)

    expect([status, body.fields]).toEqual([400, { because: expect.any(String) }])
  })
})

test('help says that it takes two', async () => {
  expect((await staff('--help')).out).toContain('made, moved or let in again by two people')
})
