import { z } from 'zod'

/**
 * What may be asked of the house. Every route names one; who may do it is a table on the server (server/staff/core/can.ts).
 * `public` is an action too: a door without a lock has to say so.
 */
export const Action = z.enum([
  'public',
  'session:own',
  'board:read',
  'readiness:say',
  'softphone:use',
  'call:read',
  'call:take',
  'call:handle',
  'identity:check',
  'record:read',
  'record:edit',
  'notes:write',
  'outcome:log',
  'task:take',
  'task:close',
  'voicemail:hear',
  'death:report',
  'death:report_shared',
  'death:correct',
  'people:find',
  'people:register',
  'door:reveal',
  'door:change',
  'people:link',
  'people:decide_link',
  'dispute:raise',
  'dispute:read',
  'dispute:settle',
  'shared:read',
  'shared:edit',
  'sealed:open',
  'sharing:settle',
  'relationship:claim',
  'relationship:break_glass',
  'caseload:read',
  'caseload:change',
  'caseload:export',
  'access_log:read',
  'review:read',
  'review:judge',
])
export type Action = z.infer<typeof Action>
