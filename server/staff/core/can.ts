import type { Action } from '#shared/actions.ts'
import type { Role } from '#shared/staff.ts'

const NURSES: readonly Role[] = ['coordinator', 'shift_lead']

/** Who may do what. What is not in the table is refused. */
const MAY: Readonly<Record<Action, 'anyone' | readonly Role[]>> = {
  public: 'anyone',
  'session:own': NURSES,
  'board:read': NURSES,
  'readiness:say': NURSES,
  'softphone:use': NURSES,
  'call:read': NURSES,
  'call:take': NURSES,
  'call:handle': NURSES,
  'identity:check': NURSES,
  'record:read': NURSES,
  'record:edit': NURSES,
  'notes:write': NURSES,
  'outcome:log': NURSES,
  'task:take': NURSES,
  'task:close': NURSES,
  'voicemail:hear': NURSES,
}

/** Whether this person may do this at all; whether with this call or this record is asked where it is opened. */
export function authorize(actor: { role: Role } | undefined, action: Action): boolean {
  const allowed = Object.hasOwn(MAY, action) ? MAY[action] : []
  if (allowed === 'anyone') return true
  return actor !== undefined && allowed.includes(actor.role)
}
