import { z } from 'zod'
import { CommandId, PatientId } from './ids.ts'
import { route } from './route.ts'
import { isReason, longText } from './text.ts'

const none = z.strictObject({})
const person = z.strictObject({ patientId: PatientId })
const WithReason = z.strictObject({
  commandId: CommandId,
  because: longText(1000).refine(
    text => isReason(text, 10),
    'Say in a sentence why. The person and a privacy officer can read it.',
  ),
})

/** Whom an organisation looks after, one at a time: part of the one table in routes.ts. Many at once are in listRoutes.ts. */
export const caseloadRoutes = {
  joinCaseload: route({
    method: 'POST',
    path: '/api/people/:patientId/caseload',
    params: person,
    /** `asked=yes`: the person wants to be asked each time, and was. */
    query: z.strictObject({ asked: z.literal('yes').optional() }),
    body: WithReason,
    reply: none,
  }),
  leaveCaseload: route({
    method: 'POST',
    path: '/api/people/:patientId/caseload/end',
    params: person,
    query: none,
    body: WithReason,
    reply: none,
  }),
}
