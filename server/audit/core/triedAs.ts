import type { Action } from '#shared/actions.ts'
import type { AccessAction } from './accessAction.ts'

const TRIED: Partial<Readonly<Record<Action, AccessAction>>> = {
  'shared:edit': 'changed',
  'sharing:settle': 'changed',
  'death:report_shared': 'changed',
  'death:correct': 'changed',
  'door:change': 'changed',
  'dispute:raise': 'changed',
  'people:link': 'compared',
  'people:decide_link': 'compared',
  'door:reveal': 'revealed',
  'location:reveal': 'revealed',
  'relationship:claim': 'claimed',
  'relationship:break_glass': 'broke_glass',
  'access_log:read': 'read_log',
}

/** As which look a try is in the log of the person it was about, when the role alone refuses it. */
export function triedAs(action: Action): AccessAction {
  return TRIED[action] ?? 'opened'
}
