import { randomUUID } from 'node:crypto'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { EVERYBODY, type SharedHouse } from '#tests/access/sharedHouse.ts'
import { aPatient } from '#tests/patients/aPatient.ts'
import type { Browser } from '#tests/support/browser.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { aPastCall } from './aPastCall.ts'

export const MARIAN = { name: 'Marian Shaw', birthDate: '1951-04-02' }
export const because = 'Two people in one house'
export const FOUND = 'Canary: gasping, feet on the floor'

export type Asked = { to: object; epoch?: number; commandId?: string; because?: string }

/** This call, where it is listed for this person among those that are about nobody yet. */
export async function aboutNobody(at: Browser, callId: CallId) {
  const { calls } = routes.callsAboutNobody.reply.parse((await at.get('/api/calls-about-nobody')).body)
  return calls.filter(call => call.callId === callId)
}

/** Calls that were saved on the record of Margaret and were about Marian, and what is done about it. */
export function wrongRecords(house: () => SharedHouse) {
  const db = () => house().small.database.db

  async function somebody(given: string, birthDate: string, entries: readonly EntryToWrite[] = []) {
    const identity = { name: { given, family: 'Shaw' }, birthDate }
    const id = await aPatient(db(), house().hub, { identity, entries: [EVERYBODY, ...entries] })
    for (const name of ['mill', 'hub.nurse']) await onCaseload(db(), house().as(name).actor, id)
    return id
  }

  /** A call that was saved on the record of Margaret, and was about Marian. */
  async function onTheWrongRecord(
    said: Parameters<typeof aPastCall>[3] = {},
    { ofMargaret = [], ofMarian = [] }: { ofMargaret?: EntryToWrite[]; ofMarian?: EntryToWrite[] } = {},
  ) {
    const margaret = await somebody('Margaret', '1948-03-09', ofMargaret)
    const marian = await somebody('Marian', MARIAN.birthDate, ofMarian)
    const callId = await aPastCall(db(), house().hub, margaret, { found: FOUND, ...said })
    return { margaret, marian, callId }
  }

  const caller = { name: 'Angela Shaw', relationship: 'sister' }
  const toPerson = (patientId: PatientId, more = {}) => ({
    kind: 'person',
    patientId,
    said: MARIAN,
    caller,
    isRead: true,
    ...more,
  })

  async function move(who: string, callId: CallId, asked: Asked) {
    const body = { commandId: randomUUID(), epoch: 1, because, ...asked }
    return (await house().as(who).at.post(`/api/calls/${callId}/outcome/move`, body)) as {
      status: number
      body: Record<string, unknown>
    }
  }

  async function callsOf(id: PatientId, who = 'mill') {
    const { body } = await house().as(who).at.get(`/api/people/${id}/record`)
    return routes.openShared.reply.parse(body).lastCalls?.calls ?? []
  }

  async function logOf(id: PatientId) {
    const { body } = await house().as('officer').at.get(`/api/people/${id}/access-log`)
    return routes.accessLog.reply.parse(body).lines
  }

  /** Two records of one person, the first of which is kept. */
  async function linked(kept: PatientId, other: PatientId): Promise<void> {
    await db().run(db().sql`
      with other as (update patients set kept_at = ${kept} where id = ${other})
      update patients set others = 1 where id = ${kept}`)
  }

  async function toldSince(act: () => Promise<unknown>) {
    const seqOf = async () =>
      (
        await db().run(db().sql<{ seq: string }[]>`
        select seq from feed_heads where line_id = ${house().hub.lineId}`)
      )[0]?.seq ?? '0'
    const before = await seqOf()
    await act()
    return db().run(db().sql<{ message: Record<string, unknown> }[]>`
      select message from feed where line_id = ${house().hub.lineId} and seq > ${before}::bigint order by seq`)
  }

  async function nextVersion(
    patientId: PatientId,
    itemId: string,
    change: 'confirmed' | 'retracted',
    source: object,
  ) {
    const { sql } = db()
    await db().run(sql`
      insert into record_entries (
        line_id, patient_id, section, item_id, version, is_single, change, known_state, body, author, source, recorded_at,
        confirmed_at, confirmed_by, retracted
      )
      select line_id, patient_id, section, item_id, version + 1, is_single, ${change}, known_state, body, author,
             ${sql.json(source as never)}, now(), ${change === 'confirmed' ? sql`now()` : null},
             ${change === 'confirmed' ? sql`author` : null},
             ${change === 'retracted' ? sql`jsonb_build_object('because', 'Wrong person')` : null}
      from record_entries
      where patient_id = ${patientId} and item_id = ${itemId}`)
  }

  return { db, somebody, onTheWrongRecord, toPerson, move, callsOf, logOf, linked, toldSince, nextVersion }
}
