import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { confirmed, freed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse, until } from '#tests/support/aNurse.ts'
import { type Browser, browserAt, liveConsole, signedIn } from '#tests/support/browser.ts'
import { aColleague, onCaseload } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

const FOUND = 'Canary: gasping, feet on the floor'

let house: LineHouse
let aroha: Nurse
let doctor: Browser
let atMillLane: Actor
beforeAll(async () => {
  house = await lineHouse()
  aroha = await aNurse(house.url, 'aroha1')
  atMillLane = await aColleague(house.database.db, house.north.lineId, {
    signInName: 'mill',
    organisation: 'Mill Lane Surgery',
    kind: 'gp',
  })
  doctor = await signedIn(house.url, 'mill')
})
afterAll(() => house.close())
beforeEach(() => freed([aroha]))

async function aPerson(): Promise<PatientId> {
  const hub = Actor.parse({ ...atMillLane, role: 'coordinator', organisationKind: 'hub' })
  const agreed = anEntry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person' })
  const id = await aPatient(house.database.db, hub, { entries: [agreed] })
  await onCaseload(house.database.db, atMillLane, id)
  return id
}

/** The doctor's page with this record open: what stands on its timeline after it was told that the record changed. */
async function pageOf(id: PatientId) {
  const origin = new URL(house.url).origin
  const page = await liveConsole(`${house.url}?record=${id}`, doctor.cookie, { origin })
  let told = 0
  page.socket.on('recordChanged', (_, version) => {
    if (version === null) told += 1
  })
  const read = async () => {
    const { body } = await doctor.get(`/api/people/${id}/record`)
    const { record, lastCalls } = routes.openShared.reply.parse(body)
    return { version: record?.version ?? 0, found: lastCalls?.calls.map(({ outcome }) => outcome.found) }
  }
  return {
    read,
    readAfter: async (act: () => Promise<unknown>) => {
      const before = { told, ...(await read()) }
      await act()
      await until(async () => told > before.told)
      const after = await read()
      // A page that did not hear it compares versions when it is back.
      expect(after.version).toBeGreaterThan(before.version)
      return after.found
    },
    close: () => page.close(),
  }
}

const save = (
  call: HeldCall,
  callBack: { needed: false } | { needed: true; dueAt: string } = { needed: false },
) =>
  aroha.ask(routes.closeCall, {
    params: call.params,
    body: {
      kind: 'clinical',
      commandId: aCommand(),
      epoch: 1,
      notesRevision: 0,
      outcome: {
        reason: 'breathlessness',
        found: FOUND,
        advice: 'Fan, sit forward',
        disposition: 'district_nurse',
        whereAfter: 'usual_home',
        next: 'Night nurse within the hour',
        callBack,
      },
    },
  })

test('whoever has the record open reads a call as it is saved, and no more once it turns out to be about somebody else', async () => {
  const [id, other, beside] = [await aPerson(), await aPerson(), await aPerson()]
  const { db } = house.database
  await db.run(db.sql`
    with beside as (update patients set kept_at = ${id} where id = ${beside})
    update patients set others = 1 where id = ${id}`)
  const [page, others] = [await pageOf(id), await pageOf(other)]
  const call = await talkingTo(house, aroha, '+447700900431')
  await confirmed(aroha, call, id)

  const before = await page.read()
  const saved = await page.readAfter(() => save(call))
  const seqThen = await feedSeq()
  const cleared = await page.readAfter(() =>
    aroha.ask(routes.clearIdentity, {
      params: call.params,
      body: { commandId: aCommand(), epoch: 1, because: 'She meant her sister' },
    }),
  )
  const toldOf = await recordsToldAfter(seqThen)
  await confirmed(aroha, call, other)

  expect([before.found, saved, cleared]).toEqual([[], [FOUND], []])
  expect((await others.read()).found).toEqual([])
  expect(toldOf).toEqual([id, beside].sort())
  await Promise.all([page.close(), others.close()])
})

test('what was promised in it is owed about whom the call turns out to be about, and both records are told', async () => {
  const [id, other] = [await aPerson(), await aPerson()]
  const call = await talkingTo(house, aroha, '+447700900432')
  await confirmed(aroha, call, id)
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  const saved = await save(call, { needed: true, dueAt })
  const taskId = saved.kind === 'closed' ? saved.taskId : null
  const owed = async () =>
    (await aroha.board()).tasks.filter(task => task.taskId === taskId).map(({ patientId }) => patientId)
  const seqThen = await feedSeq()

  const before = await owed()
  await aroha.ask(routes.clearIdentity, {
    params: call.params,
    body: { commandId: aCommand(), epoch: 1, because: 'She meant her sister' },
  })
  const between = await owed()
  await confirmed(aroha, call, other)

  expect([before, between, await owed()]).toEqual([[id], [null], [other]])
  expect(await recordsToldAfter(seqThen)).toEqual([id, other].sort())
})

test('a code that a crew was given in it opens the page as long as the call is about that person, and no page of anybody else', async () => {
  const [id, other] = [await aPerson(), await aPerson()]
  const call = await talkingTo(house, aroha, '+447700900433')
  await confirmed(aroha, call, id)
  const made = await aroha.ask(routes.makeCodeForCall, {
    params: call.params,
    body: { commandId: aCommand(), epoch: 1 },
  })
  const code = made.kind === 'made' ? made.code : ''
  const crew = browserAt(house.url)
  const ask = async () => [
    (await crew.post('/api/crew/open', { code })).status,
    (await crew.post('/api/crew/still', { code })).body.opens,
  ]

  const before = await ask()
  await confirmed(aroha, call, other)
  const about = await ask()
  await confirmed(aroha, call, id)

  expect([before, about, await ask()]).toEqual([
    [200, true],
    [404, false],
    [200, true],
  ])
})

async function feedSeq(): Promise<string> {
  const { db } = house.database
  const [head] = await db.run(db.sql<{ seq: string }[]>`
    select seq::text from feed_heads where line_id = ${house.north.lineId}`)
  return head?.seq ?? '0'
}

/** Of which records every page was told since: also of those that are linked. */
async function recordsToldAfter(seq: string): Promise<string[]> {
  const { db } = house.database
  const rows = await db.run(db.sql<{ patientId: string }[]>`
    select distinct message ->> 'patientId' as patient_id
    from feed
    where line_id = ${house.north.lineId} and seq > ${seq}::bigint and message ->> 'kind' = 'record'`)
  return rows.map(({ patientId }) => patientId).sort()
}
