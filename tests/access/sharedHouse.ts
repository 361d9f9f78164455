import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { Database } from '#server/platform/database.ts'
import { RECONCILE } from '#server/staff/core/reconcilePromise.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { type Answer, type Browser, signedIn, until } from '#tests/support/browser.ts'
import { aColleague, onCaseload } from '#tests/support/colleagues.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

export const share = (body: Parameters<typeof anEntry<'consentToShare'>>[1]) =>
  anEntry('consentToShare', body)
export const limit = (body: Parameters<typeof anEntry<'sharingRestrictions'>>[1]) =>
  anEntry('sharingRestrictions', body)
export const EVERYBODY = share({ scope: 'everyone_caring', value: 'given_by_person' })
/** Stands in the record of everybody made here. */
export const CANARY = 'Wants the window open at night'

type Opened = {
  standing: Record<string, unknown>
  record: { blocks: { name: string; items: unknown[] }[] } | null
  lastCalls: { leftOut: string | null } | null
}

/** A line with its hub, a practice, a hospice and an ambulance service, and another line with a practice of the same name. */
export type SharedHouse = {
  small: SmallHouse
  hub: Actor
  as: (name: string) => { actor: Actor; at: Browser }
  /** Somebody with these entries, looked after by the organisations of those who are named. */
  person: (entries: readonly EntryToWrite[], ...caseloads: string[]) => Promise<PatientId>
  open: (name: string, id: string, query?: string) => Promise<Opened>
  ask: (name: string, id: string, what: 'claim' | 'break-glass', because?: string) => Promise<Answer>
}

export async function sharedHouse(): Promise<SharedHouse> {
  const small = await smallHouse()
  const { db } = small.database
  await unreconciled(db)
  const people = new Map<string, { actor: Actor; at: Browser }>()
  const add = async (
    signInName: string,
    organisation: string,
    kind: Actor['organisationKind'],
    role: Actor['role'] = 'clinician',
    line = small.north.lineId,
  ) => {
    const actor = await aColleague(db, line, { signInName, organisation, kind, role })
    people.set(signInName, { actor, at: await signedIn(small.url, signInName) })
    return actor
  }
  const hub = await add('hub.nurse', 'Test Hospice', 'hub', 'coordinator')
  await add('lead', 'Test Hospice', 'hub', 'shift_lead')
  await add('mill', 'Mill Lane Surgery', 'gp')
  await add('clerk', 'Mill Lane Surgery', 'gp', 'administrator')
  await add('hospice', 'St Brannoc Hospice', 'hospice')
  await add('crew', 'Fell Ambulance', 'ambulance', 'paramedic')
  await add('officer', 'Test Hospice', 'hub', 'privacy_officer')
  await add('hospice.officer', 'St Brannoc Hospice', 'hospice', 'privacy_officer')
  await add('other.gp', 'Mill Lane Surgery', 'gp', 'clinician', small.south.lineId)

  const as = (name: string) => {
    const found = people.get(name)
    if (!found) throw new Error(`nobody is called ${name}`)
    return found
  }
  return {
    small,
    hub,
    as,
    person: async (entries, ...caseloads) => {
      const own = [
        anEntry('whatMatters', { whatMatters: CANARY }),
        anEntry('cprDecision', { decision: 'not_for', paperLocation: 'Kitchen drawer' }),
      ]
      const id = await aPatient(db, hub, { entries: [...own, ...entries] })
      for (const name of caseloads) await onCaseload(db, as(name).actor, id)
      return id
    },
    open: async (name, id, query = '') => {
      const { status, body } = await as(name).at.get(`/api/people/${id}/record${query}`)
      expect(status).toBe(200)
      return body as Opened
    },
    ask: (name, id, what, because = 'She rang me from the ward, in tears') =>
      as(name).at.post(`/api/people/${id}/${what}`, { commandId: randomUUID(), because }),
  }
}

/**
 * The calls that tests/access makes up are known to no carrier: the look after all calls of a line, every quarter of a minute, would end
 * them in the midst of a test. It is put off for ever, once none is under way: then there is nothing left that writes by itself.
 */
async function unreconciled({ run, sql }: Database): Promise<void> {
  await until('no line of the house is looked after', async () => {
    await run(sql`
      update promises set due_at = now() + interval '1 day' where kind = ${RECONCILE} and leased_until is null`)
    const rows = await run(sql`
      select from lines l
      where not exists (
        select from promises p where p.kind = ${RECONCILE} and p.subject_id = l.id and p.due_at > now() + interval '1 hour'
      )`)
    return rows.length === 0
  })
}
