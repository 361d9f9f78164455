import { assertNever } from '#shared/assertNever.ts'
import { showTime } from '#shared/days.ts'
import type { SafetyEvent } from './loneWork.ts'

/** What was said or decided of the safety of one who goes. That somebody was reached stands with the texts and rings, and never here. */
export function safetyInWords(event: SafetyEvent): string {
  switch (event.kind) {
    case 'out_by':
      return 'Says by when they will be out.'
    case 'safe':
      return event.via === 'app' ? 'Says: safe, and out.' : `Says: safe, and out (by ${VIA[event.via]}).`
    case 'still_safe':
      return `Says: safe (by ${VIA[event.via]}), and not that they are out. They are asked again in half an hour.`
    case 'help_pressed':
      if (event.via === 'text') return 'Calls for help by text: read it among the answers.'
      return event.place || event.isPlaceTold
        ? 'Pressed for help, and says where they are.'
        : 'Pressed for help.'
    case 'help_mistaken':
      return 'Says that help was pressed by accident. A nurse speaks to them before it is closed.'
    case 'check_out_missed':
      return 'Did not say in time that they are safe. They are texted, then rung.'
    case 'safety_step':
      return STEPS[event.step](event.whom)
    case 'help_told':
      return helpTold(event.leads, event.team)
    case 'seen_to':
      return 'Sees to it: nobody else is told.'
    case 'rung_999':
      return `999 is rung${event.rungAt ? ` at ${showTime(event.rungAt)}` : ''}${event.reference ? `, reference ${event.reference}` : ''}.`
    case 'alarm_ended':
      return `The alarm is ended: “${event.words}”${event.until ? ' They stay longer, and another time is set.' : ''}`
    default:
      return assertNever(event)
  }
}

function helpTold(leads: readonly string[], team: readonly string[]): string {
  if (leads.length > 0) return `Who leads is told of the call for help: ${leads.join(', ')}.`
  return team.length > 0
    ? `No shift lead or manager has a telephone here: ring them. Of their team is told of the call for help: ${team.join(', ')}.`
    : 'Nobody could be told of the call for help: no shift lead, manager or colleague on duty has a telephone here. Ring 999, then who leads.'
}

const VIA = { text: 'text', ring: 'a key on the telephone' } as const

const STEPS = {
  buddy: (whom: readonly string[]) =>
    whom.length > 0
      ? `Nothing was heard of them. Of their team is told: ${whom.join(', ')}.`
      : 'Nothing was heard of them. Nobody else of their team is on duty with a telephone: ring the team.',
  lead: (whom: readonly string[]) =>
    whom.length > 0
      ? `Still nothing was heard of them. Who leads is told: ${whom.join(', ')}.`
      : 'Still nothing was heard of them. No shift lead or manager has a telephone here: ring them.',
  police: () => 'Still nothing was heard of them. The line is asked to ring 999.',
}
