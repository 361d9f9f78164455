import { z } from 'zod'
import { CallId, LineId, OrganisationId, StaffId } from './ids.ts'
import { OrganisationKind } from './organisations.ts'
import { E164 } from './phoneNumber.ts'
import type { Choice } from './record/coded.ts'
import { oneOf } from './record/coded.ts'
import { Instant } from './time.ts'

/** What somebody is to the line; what each may do is one table: server/staff/core/can.ts. */
export const roles = {
  coordinator: { text: 'Nurse coordinator' },
  shift_lead: { text: 'Shift lead' },
  clinician: { text: 'Clinician' },
  paramedic: { text: 'Paramedic' },
  administrator: { text: 'Administrator' },
  privacy_officer: { text: 'Privacy officer' },
} as const satisfies Record<string, Choice>
export const Role = oneOf(roles)
export type Role = z.infer<typeof Role>

/** Who is asking, read afresh from the database for every request: a role taken away is gone at once. */
export const Actor = z.object({
  staffId: StaffId,
  lineId: LineId,
  sessionId: z.uuid(),
  name: z.string(),
  role: Role,
  /** Its name, as it is kept with everything they do. */
  organisation: z.string(),
  organisationId: OrganisationId,
  organisationKind: OrganisationKind,
  /** From what kind of device, of this request: server/staff/core/deviceOf.ts. */
  device: z.string().default('unknown'),
})
export type Actor = z.infer<typeof Actor>

/** How a nurse's own leg is made: in the browser's softphone, or by ringing the phone she named. */
export const AnswersBy = z.enum(['browser', 'phone'])
export type AnswersBy = z.infer<typeof AnswersBy>

/** `busy` is not chosen by the nurse: it is set with the call she has and taken away with its outcome. */
export const ReadinessState = z.enum(['away', 'ready', 'busy'])
export type ReadinessState = z.infer<typeof ReadinessState>

/** A nurse as the board shows her. `heard` is false when her console has been silent for too long to be offered a call. */
export const BoardNurse = z.object({
  staffId: StaffId,
  name: z.string(),
  role: Role,
  state: ReadinessState,
  answersBy: AnswersBy,
  since: Instant,
  heard: z.boolean(),
  callId: CallId.nullable(),
})
export type BoardNurse = z.infer<typeof BoardNurse>

export const LineSummary = z.object({ id: LineId, name: z.string(), phoneNumber: E164 })
export type LineSummary = z.infer<typeof LineSummary>

export const Me = z.object({
  staffId: StaffId,
  name: z.string(),
  role: Role,
  /** For the form in which she signs in again. A server of yesterday does not say it. */
  signInName: z.string().default(''),
  organisation: z.string(),
  organisationKind: OrganisationKind,
  phoneNumber: E164.nullable(),
  line: LineSummary,
  /** True when this house answers from the practice line: the screen says so. */
  practice: z.boolean(),
})
export type Me = z.infer<typeof Me>

export const SignIn = z.strictObject({
  signInName: z.string().trim().toLowerCase().min(1, 'Enter your sign-in name.').max(120),
  password: z.string().min(1, 'Enter your password.').max(200),
})

/** One's own password, by whoever is signed in: the one she has, and the one she wants. What it may be is judged on the server. */
export const ChoosePassword = z.strictObject({
  current: z.string().min(1, 'Enter the password you have now.').max(200),
  next: z.string().min(1, 'Enter the password you want.').max(200),
})
