import { monthOf } from '#shared/days.ts'
import type { PatientId } from '#shared/ids.ts'
import type { CallerMatch, Candidate, NumberBelongsTo } from '#shared/patients.ts'
import type { LocalDate } from '#shared/time.ts'
import { initials } from './nameWords.ts'

/** One person that a number is written down for, as read from the search tables. */
export type NumberHolder = {
  patientId: PatientId
  givenName: string | null
  familyName: string | null
  birthDate: LocalDate | null
  isDeceased?: boolean
  belongsTo: NumberBelongsTo
}

/**
 * Who may be calling, as far as a number can say: hints only, and never a match, not even with one candidate. Numbers are
 * shared, borrowed and forged (Ofcom has not required caller numbers to be authenticated), so the hint holds nothing that a
 * wrong guess would give away: initials, month and year of birth, whose number it is; and that somebody has died, so that nobody
 * asks for them.
 */
export function matchCaller(holders: readonly NumberHolder[], more: boolean): CallerMatch {
  if (holders.length === 0) return { kind: 'unknown' }
  const candidates = new Map<string, Candidate>()
  for (const { patientId, givenName, familyName, birthDate, isDeceased, belongsTo } of holders) {
    const candidate = candidates.get(patientId) ?? {
      patientId,
      initials: initials(givenName, familyName),
      ...(birthDate === null ? {} : { birthMonth: monthOf(birthDate) }),
      ...(isDeceased ? { hasDied: true } : {}),
      belongsTo: [],
    }
    candidates.set(patientId, { ...candidate, belongsTo: [...candidate.belongsTo, belongsTo] })
  }
  return { kind: 'candidates', candidates: [...candidates.values()], more }
}
