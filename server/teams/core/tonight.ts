import type { StaffId, TeamId } from '#shared/ids.ts'
import type { DutyShown } from '#shared/teamRota.ts'
import type { OnDuty } from '#shared/teams.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import type { Holidays } from './holidays.ts'
import { isOpen, sayCloses, sayOpens } from './openingHours.ts'
import { type Duty, dutiesIn, type Rota } from './rota.ts'
import { covers, type Moments } from './spans.ts'
import { membersNow, sayNotReached, type TeamNow } from './whoIsAvailable.ts'

const NEXT_SECONDS = 12 * 3_600

export type Tonight = { isThere: boolean; says: string[]; now: OnDuty[]; next: DutyShown[] }

/** How a team stands at a moment, whatever it would be asked for: who is there, who comes, and if nobody, why. */
export function tonight(team: TeamNow, at: Instant, holidays: Holidays): Tonight {
  const isWorking = isOpen(team.hours, at, holidays)
  const { members, onLeave } = membersNow(team, { at })
  const onCall = members.filter(({ position }) => position !== 'manager')
  const away = onLeave.map(name => `${name} is on leave`)
  const closes = sayCloses(team.hours, at, holidays)
  const says = [
    ...(isWorking ? [] : [sayOpens(team.hours, at, holidays)]),
    ...away,
    ...(isWorking && onCall.length === 0 ? ['Nobody is on call'] : []),
    ...(isWorking && onCall.length > 0 && !onCall.some(one => one.isProven)
      ? ['Nobody has proven that they can be reached']
      : []),
    ...(isWorking ? sayNotReached(members) : []),
    ...(isWorking && closes ? [closes] : []),
  ]
  const soon = dutiesIn(team, { from: at, until: plusSeconds(at, NEXT_SECONDS) })
  return {
    isThere: isWorking && onCall.length > 0,
    says,
    now: isWorking ? members : [],
    next: shown(
      team,
      soon.filter(duty => duty.from > at),
    ),
  }
}

/** Duties with the names of who holds them; of somebody who is in the team no more there is no name, and no duty. */
export function shown(
  team: { teamId: TeamId; name: string; members: readonly { staffId: StaffId; name: string }[] } & Rota,
  duties: readonly Duty[],
): DutyShown[] {
  const names = new Map(team.members.map(({ staffId, name }) => [staffId, name]))
  return duties.flatMap(duty => {
    const name = names.get(duty.heldBy)
    return name
      ? [{ ...duty, teamId: team.teamId, team: team.name, name, isOnLeave: isAway(team, duty) }]
      : []
  })
}

/** Whether who holds a duty is away for all or some of it. */
function isAway({ leave }: Rota, duty: Duty): boolean {
  return leave.some(one => one.staffId === duty.heldBy && meets(one, duty))
}

function meets(a: Moments, b: Moments): boolean {
  return covers(a, b.from) || covers(b, a.from)
}
