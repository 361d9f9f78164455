import type { PatientId } from '#shared/ids.ts'

/** What is known of a saved call that is to rest, or to be looked for again. */
export type Resting = {
  /** On whose record it stands, and whom the call is about by now. */
  onRecord: PatientId | null
  about: PatientId | null
  isAtRest: boolean
}

/** Why it cannot be let rest, or taken up again, and what to do instead; null where it can. Only what nobody can find out is let rest. */
export function whyNotRest({ onRecord, about, isAtRest }: Resting, rests: boolean): string | null {
  if (onRecord !== null) return ON_A_RECORD
  if (about !== null && rests) return KNOWN
  if (isAtRest === rests) return rests ? RESTS : UP
  return null
}

const ON_A_RECORD = 'This call is on somebody’s record: there is nothing to find out.'
const KNOWN =
  'Whom this call is about was found out in the call itself. Read what was saved, and move it onto that record.'
const RESTS = 'A colleague has let this call rest already.'
const UP = 'This call is on the list already.'
