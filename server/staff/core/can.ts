import type { Action } from '#shared/actions.ts'
import type { BlockName } from '#shared/record/blocks.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Role } from '#shared/staff.ts'

const NURSES: readonly Role[] = ['coordinator', 'shift_lead']
const CLINICAL: readonly Role[] = [...NURSES, 'clinician']
const CARING: readonly Role[] = [...CLINICAL, 'paramedic', 'administrator']
const EVERYBODY: readonly Role[] = [...CARING, 'privacy_officer']

/** Who may do what. What is not in the table is refused. */
const MAY: Readonly<Record<Action, 'anyone' | readonly Role[]>> = {
  public: 'anyone',
  'session:own': EVERYBODY,
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
  /** Of these, whoever saved it, and a shift lead: asked where the call is read. */
  'outcome:move': NURSES,
  'outcome:rest': ['shift_lead'],
  'task:take': NURSES,
  'task:close': NURSES,
  'team_task:read': NURSES,
  'team_task:raise': NURSES,
  'team_task:handle': NURSES,
  /** Those who go, and only what was offered to them: asked where the task is read. */
  'team_task:answer': ['clinician', 'paramedic'],
  /** Whoever was told that a colleague is missed, and of no other: asked where it is read. */
  'missed:told': [...CLINICAL, 'paramedic'],
  'answer:read': NURSES,
  'answer:take': NURSES,
  'visit_link:send': NURSES,
  'voicemail:hear': NURSES,
  'death:report': NURSES,
  'death:report_shared': CLINICAL,
  'death:correct': ['shift_lead'],
  'people:find': CARING,
  'people:register': [...CLINICAL, 'administrator'],
  'door:reveal': [...CLINICAL, 'paramedic'],
  'door:change': CLINICAL,
  'people:link': [...CLINICAL, 'administrator'],
  'people:decide_link': ['shift_lead', 'administrator'],
  'dispute:raise': CARING,
  'dispute:read': ['shift_lead', 'privacy_officer'],
  'dispute:settle': ['shift_lead'],
  'location:reveal': [...CLINICAL, 'paramedic'],
  'shared:read': CARING,
  'shared:edit': CLINICAL,
  'sealed:open': CLINICAL,
  'sharing:settle': CLINICAL,
  'relationship:claim': CARING,
  'relationship:break_glass': [...CLINICAL, 'paramedic'],
  'caseload:read': CARING,
  'caseload:change': [...CLINICAL, 'administrator'],
  /** Many people at once, out of the house: not for whoever answers the telephone, nor a crew. */
  'caseload:import': ['shift_lead', 'clinician', 'administrator'],
  'caseload:export': ['shift_lead', 'clinician', 'administrator'],
  'caseload:allow_export': ['privacy_officer'],
  /** The second person's yes to a role that opens much. */
  'role:give': ['privacy_officer'],
  'teams:read': NURSES,
  'teams:change': ['shift_lead'],
  /** Whoever may be in a team: their own duties, and of others no more than who swaps with whom. */
  'duty:own': [...CLINICAL, 'paramedic'],
  'access_log:read': [...CLINICAL, 'privacy_officer'],
  'review:read': ['privacy_officer'],
  'review:judge': ['privacy_officer'],
  'protocol:read': CLINICAL,
  'protocol:edit': ['shift_lead'],
  'shift:read': NURSES,
  'shift:watch': NURSES,
  'shift:hand_over': NURSES,
  'shift:pause': NURSES,
  'shift:round': NURSES,
  'incident:read': ['shift_lead'],
  'incident:write': ['shift_lead'],
}

/** Whether this person may do this at all; whether with this call or this record is asked where it is opened. */
export function authorize(actor: { role: Role } | undefined, action: Action): boolean {
  const allowed = Object.hasOwn(MAY, action) ? MAY[action] : []
  if (allowed === 'anyone') return true
  return actor !== undefined && allowed.includes(actor.role)
}

/**
 * What of an open record a role is shown, by block or section, and whether the last calls about the person; `all` leaves out what
 * is sealed. Need to know: Caldicott 3 and 4.
 */
export type Shown =
  | 'all'
  | { blocks: readonly BlockName[]; sections: readonly SectionName[]; lastCalls: boolean }

const NOTHING: Shown = { blocks: [], sections: [], lastCalls: false }

const SHOWN: Readonly<Record<Role, Shown>> = {
  coordinator: 'all',
  shift_lead: 'all',
  clinician: 'all',
  /** What a crew needs in the house: nothing of agreements, funding, the register, or what was said on the telephone. */
  paramedic: {
    blocks: [
      'resuscitation',
      'matters',
      'places',
      'may_be_told',
      'urgent_medicines',
      'course',
      'alerts',
      'needs',
      'home',
      'medicines',
    ],
    sections: ['identity', 'contingencyPlans', 'lpa', 'death', 'gpPractice', 'professionalContacts'],
    lastCalls: false,
  },
  /** Names, addresses and appointments; nothing clinical. Not the notes: they are free text, and anything may stand in them. */
  administrator: {
    blocks: [],
    sections: [
      'identity',
      'addresses',
      'phones',
      'gpPractice',
      'locationProtection',
      'interpreter',
      'adjustments',
      'consentToRegister',
      'consentToShare',
      'nationalDataOptOut',
      'registerStatus',
      'referral',
      'reviewDates',
      'funding',
      'death',
    ],
    lastCalls: false,
  },
  privacy_officer: NOTHING,
}

export function shownTo(role: Role): Shown {
  return Object.hasOwn(SHOWN, role) ? SHOWN[role] : NOTHING
}
