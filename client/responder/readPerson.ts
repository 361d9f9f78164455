import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import type { Person } from '#shared/onThePhone.ts'
import { routes } from '#shared/routes.ts'

/**
 * Of whom an accepted task is, through the same doors as everywhere: each is a look that the person can read. `hasAsked`: they want to be
 * asked each time, and were.
 */
export async function readPerson(patientId: PatientId, hasAsked: boolean): Promise<Person> {
  const given = { params: { patientId }, query: hasAsked ? ({ asked: 'yes' } as const) : {} }
  const { standing, doors, lastCalls, record } = await call(routes.openShared, given)
  if (standing.kind !== 'open' || !record) return { kind: 'closed', standing }
  const summary = await call(routes.summary, given)
  return { kind: 'open', summary, doors, calls: lastCalls, medicines: record.ledger?.lines ?? [] }
}

/** Null where it went to somebody else between the two questions. */
export async function readTask(teamTaskId: TeamTaskId) {
  try {
    return await call(routes.myTeamTask, { params: { teamTaskId } })
  } catch (error) {
    if (error instanceof CallFailed && error.code === 'not_found') return null
    throw error
  }
}
