import { call } from '#client/api/call.ts'
import type {
  CorrectDeath,
  DeathChanged,
  DeathOffer,
  DeathReported,
  ReportDeath,
  VerifyDeath,
} from '#shared/deaths.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'

/** How this page asks: in a call by its epoch, or for a record that is open without one. */
export type DeathWay = {
  /** Changes when it is about somebody else. */
  key: string
  offer: (signal: AbortSignal) => Promise<DeathOffer>
  report: (body: ReportDeath) => Promise<DeathReported>
  verify: (body: VerifyDeath) => Promise<DeathChanged>
  correct: (body: CorrectDeath) => Promise<DeathChanged>
}

export function wayOfCall(callId: CallId, epoch: number): DeathWay {
  const params = { callId }
  return {
    key: `${callId} ${epoch}`,
    offer: signal => call(routes.offerDeath, { params, query: { epoch }, signal }),
    report: body => call(routes.reportDeath, { params, body: { ...body, epoch } }),
    verify: body => call(routes.verifyDeath, { params, body: { ...body, epoch } }),
    correct: body => call(routes.correctDeath, { params, body: { ...body, epoch } }),
  }
}

export function wayOfPerson(patientId: PatientId, hasAsked: boolean): DeathWay {
  const at = { params: { patientId }, query: hasAsked ? { asked: 'yes' as const } : {} }
  return {
    key: `${patientId} ${hasAsked}`,
    offer: signal => call(routes.offerDeathShared, { ...at, signal }),
    report: body => call(routes.reportDeathShared, { ...at, body }),
    verify: body => call(routes.verifyDeathShared, { ...at, body }),
    correct: body => call(routes.correctDeathShared, { ...at, body }),
  }
}
