import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import { Disposition, type OutcomeDraft } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { aPastVisit } from '#tests/dispatch/aTeamTask.ts'
import { aPastCall } from '#tests/outcomes/aPastCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type Browser, signedIn } from '#tests/support/browser.ts'
import { aColleague, onCaseload } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

/** What was said in a call of somebody whose place is protected may tell where she is; nobody can take it out of free words. */
const SAID = {
  found: 'Rang from Canary Street',
  advice: 'Go in by Canary Row',
  next: 'Nurse to Canary Close',
  notes: 'Canary notes',
  caller: { name: 'Canary next door', relationship: 'neighbour in Canary Row' },
  whereAfter: 'family_home',
  triage: {
    used: [],
    isCallerWorried: true,
    suggested: { result: 'follow_up', urgency: 'U5', because: ['Canary is worried'] },
    chosen: 'U1',
    override: { way: 'sooner', because: 'Alone in Canary Row' },
  },
} satisfies Partial<OutcomeDraft> & { notes: string; caller: { name: string; relationship: string } }
const ASKED = {
  why: 'Canary Street, blue door',
  found: 'Canary Street is empty',
  goer: 'Canary Nightingale',
  team: 'Canary Night Team',
}
const COVERED = {
  isCovered: true,
  notes: '',
  callerName: null,
  callerRelationship: null,
  nurse: 'hub.nurse',
  outcome: {
    found: '',
    advice: '',
    next: '',
    whereAfter: null,
    reason: 'pain',
    disposition: 'district_nurse',
  },
}
const because = 'An ambulance is on its way'

/** That it moved her would say where she is; that somebody came does not. */
const COVERED_TASKS = [null, 'symptom_visit'].map(kind => ({
  kind,
  state: 'done',
  why: null,
  raisedBy: null,
  takings: [],
  ended: { how: 'done', by: null, words: null, outcome: null },
  isCovered: true,
}))

type Open = { id: PatientId; by: Nurse; call: HeldCall }

let house: LineHouse
let doctor: Browser
let officer: Browser
/** Her record that says so, and another one of hers that is linked to it and says nothing of it. */
let open: readonly Open[]
let made: { hub: Actor; mill: Actor; entries: ReturnType<typeof anEntry>[] }
beforeAll(async () => {
  house = await lineHouse()
  const { db } = house.database
  const of = (signInName: string, organisation: string, kind: 'hub' | 'gp', role = 'clinician') =>
    aColleague(db, house.north.lineId, { signInName, organisation, kind, role: role as never })
  const hub = await of('hub.nurse', 'Test Hospice', 'hub', 'coordinator')
  const mill = await of('mill', 'Mill Lane Surgery', 'gp')
  await of('officer', 'Test Hospice', 'hub', 'privacy_officer')
  const agreed = anEntry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person' })
  const protectedPlace = anEntry('locationProtection', { isProtected: true, because: 'He looks for her' })
  made = { hub, mill, entries: [agreed, protectedPlace] }
  const her = await aPatient(db, hub, { entries: made.entries })
  const twin = await aPatient(db, hub, { entries: [agreed] })
  await db.run(db.sql`
    with other as (update patients set kept_at = ${her} where id = ${twin})
    update patients set others = 1 where id = ${her}`)
  await onCaseload(db, mill, her)
  for (const id of [her, twin]) {
    await aPastCall(db, hub, id, SAID)
    await aPastVisit(db, hub, { patientId: id, ...ASKED })
    await aPastVisit(db, hub, { patientId: id, ...ASKED, kind: 'hospice_admission' })
  }
  const held = async (name: string, number: string, id: PatientId): Promise<Open> => {
    const by = await aNurse(house.url, name)
    const call = await talkingTo(house, by, number)
    await confirmed(by, call, id)
    return { id, by, call }
  }
  open = [await held('aroha1', '+447700900771', her), await held('bertil1', '+447700900772', twin)]
  doctor = await signedIn(house.url, 'mill')
  officer = await signedIn(house.url, 'officer')
})
afterAll(() => house.close())

const RECORDS = [
  ['the record that says so', 0],
  ['the one that is linked to it', 1],
] as const
function recordAt(place: 0 | 1): Open {
  const one = open[place]
  if (!one) throw new Error('there are two records of hers')
  return one
}

describe('of a person whose place is protected', () => {
  test.each(RECORDS)(
    'a nurse in a call reads that somebody rang, and no word of it: %s',
    async (_, place) => {
      const { by, call } = recordAt(place)

      const opened = await by.ask(routes.openRecord, { params: call.params, query: { epoch: 1 } })

      expect(opened.pastCalls).toMatchObject([COVERED])
      expect(opened.pastTeamTasks).toMatchObject(COVERED_TASKS)
      expect(JSON.stringify(opened)).not.toContain('Canary')
    },
  )

  test.each(RECORDS)(
    'a second nurse is told that a colleague talks about her, not with whom nor where to ring: %s',
    async (_, place) => {
      const [{ by, call }, other] = [recordAt(place), recordAt(place === 0 ? 1 : 0)]
      const notes = { text: 'She is at 1 Canary Mews', revision: 0 }
      await other.by.ask(routes.saveNotes, { params: other.call.params, body: notes })
      await house.database.db.run(house.database.db.sql`
        insert into tasks (id, line_id, kind, state, origin, patient_id, from_number, due_at)
        select gen_random_uuid(), line_id, 'call_back_abandoned', 'open', 'call', id, '+441134960777', now()
        from patients where id = ${other.id}`)

      const asked = { params: call.params, query: { epoch: 1 } }
      const beside = await by.ask(routes.otherCalls, asked)
      const params = { ...call.params, otherCallId: other.call.callId }
      const read = by.ask(routes.otherNotes, { ...asked, params })

      expect(beside.calls).toMatchObject([{ callId: other.call.callId, caller: null, relationship: null }])
      expect(beside.owed.map(({ to }) => to)).toContain(null)
      expect(JSON.stringify(beside)).not.toMatch(/Canary|441134960777/)
      await expect(read).rejects.toThrow('Ask your colleague')
    },
  )

  test('whoever has the record open beside a call reads the same', async () => {
    const { body } = await doctor.get(`/api/people/${recordAt(0).id}/record`)

    expect(routes.openShared.reply.parse(body).lastCalls).toMatchObject({
      calls: [COVERED],
      teamTasks: COVERED_TASKS,
      leftOut: null,
    })
    expect(JSON.stringify(body)).not.toContain('Canary')
  })

  test('what was done is told where it moved nobody, and one silence stands for all the rest', async () => {
    const { db } = house.database
    const { hub, mill, entries } = made
    const her = await aPatient(db, hub, { entries })
    await onCaseload(db, mill, her)
    for (const disposition of Disposition.options) await aPastCall(db, hub, her, { ...SAID, disposition })

    const { body } = await doctor.get(`/api/people/${her}/record`)
    const { calls = [] } = routes.openShared.reply.parse(body).lastCalls ?? {}

    const told = calls.map(({ outcome }) => outcome.disposition)
    expect(Disposition.options.filter(one => !told.includes(one))).toEqual([
      'ambulance_999',
      'emergency_department',
      'hospital_admission',
      'hospice_admission',
      'other',
    ])
    expect(told.filter(one => one === null)).toHaveLength(5)
  })

  test.each(RECORDS)(
    'it is shown whole with the place, for a reason that is in the log: %s',
    async (_, place) => {
      const { id, by, call } = recordAt(place)

      const shown = await by.ask(routes.revealPlaceForCall, {
        params: call.params,
        body: { epoch: 1, because },
      })

      const { notes, caller, ...outcome } = SAID
      expect(shown).toMatchObject({
        kind: 'shown',
        calls: [{ isCovered: false, notes, callerName: caller.name, outcome }],
        teamTasks: [
          { kind: 'hospice_admission', takings: [{ by: { name: ASKED.goer } }] },
          { kind: 'symptom_visit', why: ASKED.why, ended: { outcome: { found: ASKED.found } } },
        ],
      })
      const { body } = await officer.get(`/api/people/${id}/access-log`)
      const [last] = routes.accessLog.reply.parse(body).lines
      expect(last?.what).toContain('Your last calls')
      expect(JSON.stringify(last)).toContain(because)
    },
  )

  test('and beside a call too, without the notes of the line', async () => {
    const { body } = await doctor.post(`/api/people/${recordAt(0).id}/record/reveal-place`, { because })

    expect(body).toMatchObject({ calls: [{ isCovered: false, notes: '', outcome: { found: SAID.found } }] })
  })
})
