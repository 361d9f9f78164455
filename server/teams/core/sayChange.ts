import { showDay, showMoment } from '#shared/days.ts'
import type { DutyChange, TeamChange } from '#shared/teamRota.ts'
import { positions } from '#shared/teams.ts'

export type Change = TeamChange | DutyChange

/** A change of teams or rota in words; `team` and `whom` as they are called now. */
export function sayChange(change: Change, team: string | null, whom: string | null): string {
  const of = team ?? 'a team'
  const person = whom ?? 'somebody'
  switch (change.what) {
    case 'team':
      return change.teamId === null ? `New team: ${change.said.name}` : `${change.said.name}: changed`
    case 'team_ended':
      return `${of}: stood down`
    case 'member':
      return `${of}: ${person} is in it`
    case 'member_left':
      return `${of}: ${person} has left it`
    case 'shift': {
      const { position, day, from, until, everyWeeks } = change.shift
      const how = everyWeeks === null ? '' : everyWeeks === 1 ? ', every week' : `, every ${everyWeeks} weeks`
      return `${of}: ${person}, ${positions[position].text.toLowerCase()}, ${showDay(day)} ${from} to ${until}${how}`
    }
    case 'shift_ended':
      return change.lastDay === null
        ? `${of}: a duty of ${person} taken off`
        : `${of}: a duty of ${person} ends after ${showDay(change.lastDay)}`
    case 'swap':
      return `${of}: ${person} takes the duty of ${showDay(change.day)}`
    case 'leave':
    case 'own_leave':
      return `${person}: on leave from ${showMoment(change.from)} to ${showMoment(change.until)}`
    case 'leave_ended':
    case 'own_leave_ended':
      return `${person}: leave taken back`
    case 'holiday':
      return `${showDay(change.day)}: ${change.isHoliday ? 'a bank holiday' : 'no bank holiday'} (${change.name})`
    case 'reached':
      return `${person} can be reached`
    case 'swap_asked':
      return `${of}: somebody is asked to take the duty of ${showDay(change.day)} from ${person}`
    case 'swap_taken':
      return `${of}: ${person} takes a duty that was to be swapped`
    case 'swap_withdrawn':
      return `${of}: ${person} keeps the duty after all`
  }
}
