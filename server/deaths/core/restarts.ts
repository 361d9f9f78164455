import type { OneRecord } from './sides.ts'

/**
 * What stands stopped about one of the person's records. `begunBy`: the report that began it, where it follows a death itself. `leftFor`:
 * its call is about somebody else by now, or nobody; a call that is moved takes it along (owedByCall.ts), one that was moved by a version
 * before that did not.
 */
export type Stopped = { patientId: string; begunBy: string | null; leftFor: object | null }

/**
 * What starts again, of what stands stopped about a person. `records` are theirs as they will be: after a report was taken back, or
 * after a record was found to be about somebody else. As long as one of them tells of a death, everything that would ask for the
 * person stays stopped, by whichever report it was stopped; what is about somebody else does not. Those who are left are rung for one of the deaths: where nobody rings
 * for any of them, it is for the first. What began with a report that does not hold any more never starts again.
 */
export function restarts<S extends Stopped>(records: readonly OneRecord[], stopped: readonly S[]): S[] {
  const ids = new Set(records.map(({ id }) => id))
  const theirs = stopped.filter(({ patientId }) => ids.has(patientId))
  const holding = records.flatMap(({ deathId }) => deathId ?? [])
  const isSilent = (deathId: string) => theirs.some(({ begunBy }) => begunBy === deathId)
  const first = holding.every(isSilent) ? holding[0] : undefined
  const hasDied = records.some(record => record.hasDied)
  return theirs.filter(({ begunBy, leftFor }) =>
    begunBy === null ? !hasDied || leftFor !== null : begunBy === first,
  )
}
