import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { DeathAnswers } from '#shared/deaths.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { PatientId } from '#shared/ids.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

export const WIFE = '+447700900555'
export const SON = '+447700900556'
export const OWN = '+441632960777'

/** A line with two nurses and a shift lead, and people on it about whom somebody rings. */
export type DeathHouse = LineHouse & {
  aroha: Nurse
  bertil: Nurse
  lead: Nurse
  registrar: Actor
  /** Somebody called Ellis, with a wife, a son and a wish to die at home, or else in a hospice. */
  person: (entries?: readonly EntryToWrite[]) => Promise<PatientId>
  /** A call from this number, in this nurse's hand, about this person. */
  callAbout: (
    nurse: Nurse,
    patientId: PatientId,
    from?: string,
  ) => Promise<HeldCall & { epoch: number; hangUp: () => Promise<void> }>
  record: (nurse: Nurse, call: Held) => Promise<RecordAtAGlance>
  /** The row in `patients`. */
  row: (patientId: string) => Promise<{ isDeceased: boolean; status: string; mayBeContacted: boolean }>
  /** Every task about the person, open or done, the oldest first. */
  tasks: (patientId: string) => Promise<{ id: string; kind: string; state: string; result: string | null }[]>
}

type Held = { params: { callId: string }; epoch: number }

export async function deathHouse(): Promise<DeathHouse> {
  const house = await lineHouse()
  const { db } = house.database
  const { lineId } = house.north
  const at = { organisation: 'Test Hospice', kind: 'hub' as const }
  const registrar = await aColleague(db, lineId, { ...at, signInName: 'registrar', role: 'coordinator' })
  await aColleague(db, lineId, { ...at, signInName: 'lead', role: 'shift_lead', name: 'Lead Loud' })
  const [aroha, bertil, lead] = await Promise.all(
    ['aroha1', 'bertil1', 'lead'].map(name => aNurse(house.url, name)),
  )
  if (!aroha || !bertil || !lead) throw new Error('three were signed in')
  return {
    ...house,
    aroha,
    bertil,
    lead,
    registrar,
    person: (entries = []) => aPatient(db, registrar, { entries: [...THEIRS, ...entries].map(fresh) }),
    callAbout: async (nurse, patientId, from = WIFE) => {
      const call = await talkingTo(house, nurse, from)
      const reply = await confirmed(nurse, call, patientId)
      if (reply.kind !== 'confirmed') throw new Error('not confirmed')
      return { ...call, epoch: reply.detail.identity.epoch, hangUp: () => over(nurse, call) }
    },
    record: async (nurse, { params, epoch }) =>
      (await nurse.ask(routes.openRecord, { params, query: { epoch } })).record as RecordAtAGlance,
    row: async patientId => {
      const [row] = await db.run(
        db.sql<{ isDeceased: boolean; status: string; mayBeContacted: boolean }[]>`
          select is_deceased, status, may_be_contacted(id) from patients where id = ${patientId}`,
      )
      if (!row) throw new Error('there is no such person')
      return row
    },
    tasks: patientId =>
      db.run(
        db.sql<{ id: string; kind: string; state: string; result: string | null }[]>`
          select id, kind, state, result from tasks where patient_id = ${patientId} order by raised_at, due_at`,
      ),
  }
}

async function over(nurse: Nurse, { params }: HeldCall): Promise<void> {
  const { call, identity, notes } = await nurse.detail(params.callId)
  if (call.state === 'talking') await nurse.ask(routes.endCall, { params, body: {} })
  const body = { kind: 'non_clinical' as const, commandId: aCommand(), epoch: identity.epoch }
  await nurse.ask(routes.closeCall, {
    params,
    body: { ...body, notesRevision: notes.revision, call: 'test_call', note: '' },
  })
}

const THEIRS: readonly EntryToWrite[] = [
  anEntry('preferredPlaceOfDeath', { first: { place: 'home' }, second: { place: 'hospice' } }),
  anEntry('cprDecision', { decision: 'not_for', paperLocation: 'Kitchen drawer' }),
  anEntry('phones', { number: OWN, use: 'home' }),
  anEntry('personalContacts', {
    name: 'Angela Ellis',
    relationship: 'wife',
    roles: ['main_carer', 'next_of_kin'],
    phones: [{ number: WIFE, use: 'mobile' }],
    mayBeTold: 'all',
  }),
  anEntry('personalContacts', {
    name: 'Sam Ellis',
    relationship: 'son',
    roles: ['carer'],
    phones: [{ number: SON, use: 'mobile' }],
    mayBeTold: 'condition',
  }),
]

/** Items of many are each person's own. */
function fresh(entry: EntryToWrite): EntryToWrite {
  return { ...entry, itemId: randomUUID() }
}

export const answers = (changes: Partial<z.input<typeof DeathAnswers>> = {}) => ({
  at: '2026-11-20T03:00:00.000Z',
  place: 'home' as const,
  wasExpected: true,
  reportedBy: 'Angela Ellis, wife',
  howKnown: 'No breath for ten minutes',
  ambulance: 'not_called' as const,
  ...changes,
})

/** A whole report, by default of somebody called Ellis. */
export const aReport = (changes: Parameters<typeof answers>[0] = {}, typed = 'Ellis') => ({
  commandId: aCommand(),
  answers: answers(changes),
  confirmed: { kind: 'name' as const, typed },
})

export async function report(nurse: Nurse, { params, epoch }: Held, body = aReport()) {
  const reply = await nurse.ask(routes.reportDeath, { params, body: { ...body, epoch } })
  if (reply.kind !== 'reported') throw new Error(reply.because)
  return reply
}

/** A promised call back about somebody, as the outcome of an earlier call raised it. */
export async function promised(
  { database: { db }, north }: LineHouse,
  patientId: string,
  from: string | null,
  kind: BoardTask['kind'] = 'call_back_promised',
): Promise<string> {
  const taskId = randomUUID()
  await db.run(db.sql`
    insert into tasks (id, line_id, kind, origin, patient_id, from_number, due_at)
    values (${taskId}, ${north.lineId}, ${kind}, 'outcome', ${patientId}, ${from}, now() + interval '1 hour')`)
  return taskId
}

/** The ten minutes are over. */
export async function tenMinutesLater({ database: { db } }: LineHouse, deathId: string): Promise<void> {
  await db.run(db.sql`update deaths set undo_until = now() - interval '1 second' where id = ${deathId}`)
}
