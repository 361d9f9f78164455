import type { PatientId, StaffId } from '#shared/ids.ts'
import type { Role } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'

/** How a look was come to, as the access log keeps it. */
export type Way = 'call' | 'unchecked_call' | 'caseload' | 'claimed' | 'glass' | 'other'

/** One look into one record by one of the staff. */
export type Look = {
  id: number
  at: Instant
  staffId: StaffId
  role: Role
  organisation: string
  patientId: PatientId
  way: Way
  /** What was written where a check was skipped. */
  because: string | null
}

/** What is known of the two, and of what happened around the look. Nothing here is shown to anybody. */
export type Facts = {
  /** Words of the names, without titles, as patients/core/nameWords.ts makes them. */
  staff: { words: readonly string[]; family: readonly string[] }
  person: {
    words: readonly string[]
    family: readonly string[]
    /** When the record first said that they had died; null for the living. */
    deathKnownAt: Instant | null
    /** The names of those whom the record calls their own: their doctor, key worker, nurses. */
    professionals: readonly (readonly string[])[]
  }
  /** Null when either is not known. */
  isSameBirthDate: boolean | null
  isSameStreet: boolean
  /** A call or a task about the person within a day either way. */
  hasCallOrTask: boolean
  /** Something was written in the record within a day either way. */
  isWritten: boolean
  /** The look was in a call that came in from outside, was checked, and is about this person to the end. */
  wasRung: boolean
  /** The call that it was in came from the looker's own telephone. */
  rangHerself: boolean
  /** How many people the same one looked at within an hour before or after. */
  peopleAround: number
  /** On how many days of the last ninety, before that of the look, the same one looked. */
  earlierDays: number
  /** Whether anybody of the organisation looked in the thirty days before the death was known. */
  caredBefore: boolean
}
