import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { aPastVisit } from '#tests/dispatch/aTeamTask.ts'
import { aPastCall } from '#tests/outcomes/aPastCall.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { EVERYBODY, limit, type SharedHouse, share, sharedHouse } from './sharedHouse.ts'

/** Whoever opens a record without a call reads on its timeline what was found, advised and done in the night (domain guide 1.4, step 8). */
const SAID = {
  reason: 'breathlessness',
  found: 'Canary: gasping, feet on the floor',
  advice: 'Canary: fan, sit forward',
  next: 'Canary: night nurse within the hour',
  whereAfter: 'family_home',
  notes: 'Canary-Notes',
  caller: { name: 'Canary Ellis', relationship: 'Canary wife' },
} as const
const CANARY = /Canary/
/** And what was asked of a team in it. */
const ASKED = {
  why: 'Canary: cannot settle',
  found: 'Canary: sore heel',
  goer: 'Canary Nightingale',
  team: 'Canary Night Team',
}

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const db = () => house.small.database.db

/** Somebody about whom there was such a call, looked after by the organisations of those who are named. */
async function calledAbout(entries: readonly EntryToWrite[], ...caseloads: string[]): Promise<PatientId> {
  const id = await house.person(entries, ...caseloads)
  await aPastCall(db(), house.hub, id, SAID)
  await aPastVisit(db(), house.hub, { patientId: id, ...ASKED })
  return id
}

async function opened(name: string, id: PatientId, query = '') {
  const { status, body } = await house.as(name).at.get(`/api/people/${id}/record${query}`)
  expect(status).toBe(200)
  return routes.openShared.reply.parse(body)
}

async function lastCallsFor(name: string, id: PatientId) {
  return (await opened(name, id)).lastCalls
}

/** What stands in the access log of the newest look, in the words in which it is read to the person. */
async function lastLook(id: PatientId) {
  const { body } = await house.as('officer').at.get(`/api/people/${id}/access-log`)
  return routes.accessLog.reply.parse(body).lines[0]
}

describe('who has a record open without a call', () => {
  test.each(['mill', 'hospice'])('reads what was said in last night’s call: %s', async who => {
    const id = await calledAbout([EVERYBODY], who)

    const { notes: _, caller, ...said } = SAID
    expect(await lastCallsFor(who, id)).toEqual({
      calls: [
        {
          callId: expect.any(String),
          patientId: id,
          at: expect.any(String),
          seconds: 540,
          callerName: caller.name,
          callerRelationship: caller.relationship,
          nurse: 'hub.nurse',
          outcome: { ...said, disposition: 'district_nurse', callBack: { needed: false } },
          notes: '',
          isCovered: false,
          moved: null,
          moveEpoch: null,
        },
      ],
      teamTasks: [
        {
          teamTaskId: expect.any(String),
          kind: 'symptom_visit',
          urgency: 'U2',
          state: 'done',
          raisedAt: expect.any(String),
          raisedBy: 'hub.nurse',
          why: ASKED.why,
          takings: [
            expect.objectContaining({
              team: ASKED.team,
              by: { name: ASKED.goer },
              noAccess: null,
              handedOn: null,
            }),
          ],
          ended: expect.objectContaining({
            how: 'done',
            by: { name: ASKED.goer },
            outcome: expect.objectContaining({ found: ASKED.found }),
          }),
          isCovered: false,
        },
      ],
      leftOut: null,
    })
    expect((await lastLook(id))?.what).toEqual(
      expect.arrayContaining(['Your last calls', 'What teams were asked for you']),
    )
  })

  test.each(['hub.nurse', 'lead'])('of the line itself reads the notes as well: %s', async who => {
    const id = await calledAbout([EVERYBODY], who)

    expect((await lastCallsFor(who, id))?.calls).toMatchObject([
      { notes: SAID.notes, callerName: 'Canary Ellis' },
    ])
  })

  test.each(['clerk', 'crew'])(
    'and has no need of it by the role, is told so and nothing else: %s',
    async who => {
      const id = await calledAbout([EVERYBODY], who)

      const all = await opened(who, id)

      expect(all.lastCalls).toEqual({
        calls: [],
        teamTasks: [],
        leftOut: expect.stringContaining('in your role'),
      })
      expect(JSON.stringify(all)).not.toMatch(CANARY)
      expect((await lastLook(id))?.what).not.toContain('Your last calls')
    },
  )

  test('sees that nobody rang where nobody did', async () => {
    const id = await house.person([EVERYBODY], 'mill')

    expect(await lastCallsFor('mill', id)).toEqual({ calls: [], teamTasks: [], leftOut: null })
  })

  test('reads the newest of them first, and of no other person and no other line', async () => {
    const id = await calledAbout([EVERYBODY], 'mill')
    await calledAbout([EVERYBODY], 'mill')
    await aPastCall(db(), house.hub, id, { found: 'Asleep' })

    const told = await lastCallsFor('mill', id)

    expect(told?.calls.map(({ outcome }) => outcome.found)).toEqual(['Asleep', SAID.found])
    expect(await lastCallsFor('other.gp', id)).toBeNull()
  })
})

describe('nothing of the calls is told', () => {
  test.each([
    ['who has nothing to do with the person', 'hospice', [EVERYBODY], ['mill']],
    [
      'who looks after a person that took sharing back',
      'mill',
      [share({ scope: 'everyone_caring', value: 'withdrawn' })],
      ['mill'],
    ],
    [
      'of whom the person keeps everything',
      'mill',
      [EVERYBODY, limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_all' })],
      ['mill'],
    ],
    [
      'whom the person wants to be asked by, and who has not',
      'mill',
      [EVERYBODY, limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'ask_each_time' })],
      ['mill'],
    ],
  ] as const)('to somebody %s', async (_, who, entries, caseloads) => {
    const id = await calledAbout([...entries], ...caseloads)

    const all = await opened(who, id)

    expect([all.standing.kind === 'open', all.lastCalls]).toEqual([false, null])
    expect(JSON.stringify(all)).not.toMatch(CANARY)
  })

  test('to an organisation from which a part is kept back: it may stand in any of them, and the page says why', async () => {
    const part = limit({
      against: { kind: 'scope', scope: 'gp' },
      rule: 'hide_sections',
      sections: ['carerStrain'],
    })
    const id = await calledAbout([EVERYBODY, part], 'mill', 'hospice')

    const all = await opened('mill', id)

    expect(all.lastCalls).toEqual({
      calls: [],
      teamTasks: [],
      leftOut: expect.stringContaining('keeps part of their record'),
    })
    expect(JSON.stringify(all)).not.toMatch(CANARY)
    expect((await lastLook(id))?.what).not.toContain('Your last calls')
    expect((await lastCallsFor('hospice', id))?.calls).toHaveLength(1)
  })

  test.each([
    ['from one', { kind: 'scope', scope: 'gp' }],
    ['from everybody outside the line', { kind: 'section', section: 'lastCalls' }],
  ] as const)('where they are what is kept back, %s: the rest is shown whole', async (_, against) => {
    const calls = limit({ against, rule: 'hide_sections', sections: ['lastCalls'] })
    const id = await calledAbout([EVERYBODY, calls], 'mill', 'hospice')

    const all = await opened('mill', id)

    expect(all.lastCalls).toEqual({
      calls: [],
      teamTasks: [],
      leftOut: expect.stringContaining('keeps what was said in calls'),
    })
    expect(JSON.stringify(all)).not.toMatch(CANARY)
    expect([all.standing, JSON.stringify(all.record)]).toMatchObject([
      { kind: 'open', leftOut: [] },
      expect.stringContaining('Wants the window open at night'),
    ])
    expect((await lastCallsFor('hospice', id))?.calls).toHaveLength(against.kind === 'scope' ? 1 : 0)
  })

  test('where the part is kept back in the other record of the person', async () => {
    const part = limit({ against: { kind: 'section', section: 'carerStrain' }, rule: 'hide_all' })
    const [id, other] = [await calledAbout([EVERYBODY], 'mill'), await house.person([EVERYBODY, part])]
    await linked(id, other)

    expect(await lastCallsFor('mill', id)).toMatchObject({ calls: [], leftOut: expect.any(String) })
  })

  test('from the moment that sharing is taken back; the broken glass shows them, with its reason in the log', async () => {
    const agreed = share({ scope: 'everyone_caring', value: 'given_by_person' })
    const id = await calledAbout([agreed], 'mill')
    const before = await lastCallsFor('mill', id)
    const withdrawn = await house.as('hub.nurse').at.post(`/api/people/${id}/claim`, {
      commandId: randomUUID(),
      because: 'She rang me from the ward, in tears',
    })
    const stopped = await house.as('hub.nurse').at.post(`/api/people/${id}/record/withdraw-sharing`, {
      commandId: randomUUID(),
      inTheirWords: 'Off everybody’s screens.',
      consequencesExplained: true,
    })

    const after = await opened('mill', id)
    await house.ask('mill', id, 'break-glass', 'Found unrousable, alone, no crew within the hour')
    const forced = await lastCallsFor('mill', id)

    expect([before?.calls.length, withdrawn.status, stopped.status]).toEqual([1, 200, 200])
    expect(JSON.stringify(after)).not.toMatch(CANARY)
    expect(forced?.calls).toMatchObject([{ outcome: { found: SAID.found } }])
    expect(await lastLook(id)).toMatchObject({
      because: 'Found unrousable, alone, no crew within the hour',
      what: expect.arrayContaining(['Your last calls']),
    })
  })
})

describe('of a person whose place is protected', () => {
  const PROTECTED = anEntry('locationProtection', { isProtected: true, because: 'He looks for her' })

  test.each(['mill', 'hub.nurse'])(
    'that somebody rang and what was done is told, and not a word that was said: %s',
    async who => {
      const id = await calledAbout([EVERYBODY, PROTECTED], who)

      const all = await opened(who, id)

      expect(JSON.stringify(all)).not.toMatch(CANARY)
      expect(all.lastCalls).toMatchObject({
        calls: [
          {
            callerName: null,
            callerRelationship: null,
            nurse: 'hub.nurse',
            outcome: { reason: 'breathlessness', disposition: 'district_nurse', whereAfter: null, found: '' },
            isCovered: true,
          },
        ],
        leftOut: null,
      })
    },
  )

  test('also where the other record of the person says so, until the two are parted', async () => {
    const [id, other] = [await calledAbout([EVERYBODY], 'mill'), await house.person([PROTECTED])]

    await linked(id, other)
    const together = JSON.stringify(await lastCallsFor('mill', id))
    await db().run(db().sql`
      with parted as (update patients set kept_at = null where id = ${other})
      update patients set others = 0 where id = ${id}`)

    expect(together).not.toMatch(CANARY)
    expect(JSON.stringify(await lastCallsFor('mill', id))).toMatch(CANARY)
  })
})

describe('a call whose person was corrected after it was written up', () => {
  test.each([
    ['to somebody else', async () => house.person([EVERYBODY])],
    ['to nobody yet', async () => null],
  ])('%s is not read on the timeline of the person before', async (_, now) => {
    const id = await house.person([EVERYBODY], 'mill')
    await aPastCall(db(), house.hub, id, { ...SAID, isNowAbout: await now() })

    expect(await lastCallsFor('mill', id)).toEqual({ calls: [], teamTasks: [], leftOut: null })
  })

  test('to the other record of the same person stays where it was written', async () => {
    const [id, other] = [await house.person([EVERYBODY], 'mill'), await house.person([])]
    await aPastCall(db(), house.hub, id, { ...SAID, isNowAbout: other })

    await linked(id, other)

    expect((await lastCallsFor('mill', id))?.calls).toMatchObject([{ outcome: { found: SAID.found } }])
  })
})

/** Two records of one person, the first of which is kept. */
async function linked(kept: PatientId, other: PatientId): Promise<void> {
  await db().run(db().sql`
    with other as (update patients set kept_at = ${kept} where id = ${other})
    update patients set others = 1 where id = ${kept}`)
}
