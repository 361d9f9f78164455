import type { CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

export const caller = { name: 'Angela Ellis', relationship: 'wife' }
export const OBJECTION = '“That is not my husband’s date of birth.”'

export type Talk = { callId: CallId; params: { callId: CallId }; patientId: PatientId; epoch: number }

/** A line with two nurses, a shift lead, an administrator and a doctor elsewhere; and nurses who talk about somebody. */
export type PeopleHouse = Awaited<ReturnType<typeof peopleHouse>>

export async function peopleHouse() {
  const house: LineHouse = await lineHouse()
  const { db } = house.database
  const { lineId } = house.north
  const add = (
    signInName: string,
    role: Actor['role'],
    name: string,
    organisation = 'Test Hospice',
    kind: Actor['organisationKind'] = 'hub',
  ) => aColleague(db, lineId, { signInName, organisation, kind, role, name })
  const registrar = await add('registrar', 'coordinator', 'Rita Registrar')
  await add('lead', 'shift_lead', 'Lena Lead')
  await add('office', 'administrator', 'Olga Office')
  const atMillLane = await add('doctor', 'clinician', 'Dr Dora Doctor', 'Mill Lane Surgery', 'gp')
  const [aroha, bertil, lead, office, doctor] = (await Promise.all(
    ['aroha1', 'bertil1', 'lead', 'office', 'doctor'].map(name => aNurse(house.url, name)),
  )) as [Nurse, Nurse, Nurse, Nurse, Nurse] // as many as were named
  let calls = 0

  return {
    house,
    db,
    registrar,
    atMillLane,
    aroha,
    bertil,
    lead,
    office,
    doctor,
    aPerson: (given: Parameters<typeof aPatient>[2] = {}) =>
      aPatient(db, registrar, {
        ...given,
        entries: [
          anEntry('cprDecision', { decision: 'not_for', paperLocation: 'Kitchen drawer' }),
          anEntry('consentToShare', { scope: 'everyone_caring', value: 'given_by_person' }),
          anEntry('whatMatters', { whatMatters: 'The window open at night' }),
          ...(given.entries ?? []),
        ],
      }),
    /** A nurse who talks to somebody, about nobody yet. */
    talking: async (nurse: Nurse) => {
      calls += 1
      const from = `+4477009008${String(calls).padStart(2, '0')}`
      house.phone.phone(from, house.numberOf(1))
      const { callId } = await nurse.waitForCall(call => call.from === from)
      const params = { callId }
      await nurse.ask(routes.claimCall, { params, body: { commandId: aCommand(), answersBy: 'browser' } })
      const { identity } = await nurse.ask(routes.softphonePass, { body: {} })
      await house.phone.softphone(identity).connect({ callId })
      await nurse.waitForCall(call => call.callId === callId && call.state === 'talking')
      return { callId, params }
    },
    /** And then says that it is about this person. */
    async talkingAbout(nurse: Nurse, patientId: PatientId): Promise<Talk> {
      const { callId, params } = await this.talking(nurse)
      const said = { name: 'Margaret Ellis', birthDate: '1948-03-09' }
      await nurse.ask(routes.confirmIdentity, {
        params,
        body: { commandId: aCommand(), epoch: 0, patientId, said, caller },
      })
      return { callId, params, patientId, epoch: 1 }
    },
    endAndClose: async (nurse: Nurse, { callId, params }: Pick<Talk, 'callId' | 'params'>) => {
      await nurse.ask(routes.endCall, { params, body: {} })
      const { identity, notes } = await nurse.detail(callId)
      await nurse.ask(routes.closeCall, {
        params,
        body: {
          kind: 'non_clinical',
          commandId: aCommand(),
          epoch: identity.epoch,
          notesRevision: notes.revision,
          call: 'test_call',
          note: '',
        },
      })
    },
    outcomeOf: async (nurse: Nurse, { params, callId }: Talk) => {
      const { identity, notes } = await nurse.detail(callId)
      return {
        params,
        body: {
          kind: 'clinical' as const,
          commandId: aCommand(),
          epoch: identity.epoch,
          notesRevision: notes.revision,
          outcome: {
            reason: 'pain' as const,
            found: 'In pain',
            advice: '',
            disposition: 'advice_only' as const,
            whereAfter: 'usual_home' as const,
            next: 'nothing',
            callBack: { needed: false as const },
          },
        },
      }
    },
    read: (nurse: Nurse, { params, epoch }: Talk) =>
      nurse.ask(routes.openRecord, { params, query: { epoch } }),
    dispute: (nurse: Nurse, { params, epoch }: Talk, commandId = aCommand()) =>
      nurse.ask(routes.disputeForCall, { params, body: { commandId, epoch, because: OBJECTION } }),
  }
}
