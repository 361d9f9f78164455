import { randomUUID } from 'node:crypto'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { Actor } from '#shared/staff.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aCommand, type Nurse } from '#tests/support/aNurse.ts'
import type { LineHouse } from '#tests/support/lineHouse.ts'

/** Words that stand in the record, the notes or the call, and nowhere else: where one is found, something has leaked. */
export const CANARY = {
  family: 'Canaryfeather',
  street: '12 Canary Row',
  postcode: 'BD16 4XX',
  phrase: 'yellow canary',
  note: 'She sings like a canary at night',
  caller: 'Ursula Canarywife',
} as const

export type HeldCall = {
  callId: string
  params: { callId: string }
  phone: ReturnType<LineHouse['phone']['phone']>
  softphone: ReturnType<LineHouse['phone']['softphone']>
}

/** A caller who rang, was taken by this nurse in her browser, and talks to her. */
export async function talkingTo(
  house: LineHouse,
  nurse: Nurse,
  from: string,
  line: 1 | 2 = 1,
): Promise<HeldCall> {
  const phone = house.phone.phone(from, house.numberOf(line))
  const { callId } = await nurse.waitForCall(call => call.from === from && !call.claimedBy)
  const params = { callId }
  await nurse.ask(routes.claimCall, { params, body: { commandId: aCommand(), answersBy: 'browser' } })
  const { identity } = await nurse.ask(routes.softphonePass, { body: {} })
  const softphone = house.phone.softphone(identity)
  await softphone.connect({ callId })
  await nurse.waitForCall(call => call.callId === callId && call.state === 'talking')
  return { callId, params, phone, softphone }
}

/** Ends a call and says that it was about nobody's care. */
export async function closed(nurse: Nurse, { params }: Pick<HeldCall, 'params'>) {
  const { call, identity, notes } = await nurse.detail(params.callId)
  if (call.state === 'talking') await nurse.ask(routes.endCall, { params, body: {} })
  return nurse.ask(routes.closeCall, {
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
}

/** Somebody on a line, full of canaries. */
export function aCanary(house: LineHouse, line: 'north' | 'south', given = 'Margaret'): Promise<PatientId> {
  const [nurse] = house[line].nurses
  const registrar = Actor.parse({
    ...nurse,
    lineId: house[line].lineId,
    sessionId: randomUUID(),
    role: 'coordinator',
    organisation: 'Test Hospice',
    organisationId: randomUUID(),
    organisationKind: 'hub',
  })
  return aPatient(house.database.db, registrar, {
    identity: { name: { given, family: CANARY.family }, birthDate: '1948-03-09' },
    entries: [
      anEntry('addresses', { kind: 'main', lines: [CANARY.street], postcode: CANARY.postcode }),
      anEntry('agreedPhrases', { with: 'patient', phrase: CANARY.phrase }),
    ],
  })
}

export const aCaller = { name: CANARY.caller, relationship: 'wife' }

/** The call is about this person, for a reason that skips the checks. */
export async function confirmed(nurse: Nurse, { params }: Pick<HeldCall, 'params'>, patientId: PatientId) {
  const { identity } = await nurse.detail(params.callId)
  return nurse.ask(routes.confirmIdentity, {
    params,
    body: {
      commandId: aCommand(),
      epoch: identity.epoch,
      patientId,
      said: {},
      caller: aCaller,
      skippedBecause: 'no time to ask',
    },
  })
}

/** Closes what an earlier test left in these nurses' hands: each begins free. */
export async function freed(nurses: readonly Nurse[]): Promise<void> {
  for (const nurse of nurses)
    for (const { callId, claimedBy } of (await nurse.board()).calls) {
      if (!claimedBy) continue
      const detail = await nurse.ask(routes.callDetail, { params: { callId } }).catch(() => undefined)
      if (detail) await closed(nurse, { params: { callId } })
    }
}
