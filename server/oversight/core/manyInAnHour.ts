import type { Role } from '#shared/staff.ts'
import type { Flag } from './flags.ts'
import type { Look } from './look.ts'

/**
 * As many different people in an hour as a role never needs. A nurse of the line has a call of some minutes about each; the
 * weekly meeting of a practice goes through its whole list; a crew is in one house.
 */
export const MOST_IN_AN_HOUR: Readonly<Record<Role, number>> = {
  coordinator: 15,
  shift_lead: 20,
  clinician: 25,
  paramedic: 6,
  administrator: 30,
  privacy_officer: 10,
}

const HOUR_MS = 3_600_000

export type Burst = { look: Look; flag: Flag; people: number; lookIds: number[] }

/**
 * Of those who pass the number of their role with one of these looks, the fullest hour. `all` are these and those of the hour
 * before the first of them, in the order of time.
 */
export function burstsIn(all: readonly Look[], looks: readonly Look[]): Burst[] {
  const fresh = new Set(looks.map(({ id }) => id))
  return [...Map.groupBy(all, look => look.staffId).values()].flatMap(own => {
    const hours = own.filter(({ id }) => fresh.has(id)).map(last => hourTo(last, own))
    const fullest = hours.reduce<Burst | undefined>(
      (most, hour) => (hour.people > (most?.people ?? MOST_IN_AN_HOUR[hour.look.role]) ? hour : most),
      undefined,
    )
    return fullest ? [fullest] : []
  })
}

function hourTo(look: Look, own: readonly Look[]): Burst {
  const end = Date.parse(look.at)
  const hour = own.filter(
    ({ id, at }) =>
      Date.parse(at) > end - HOUR_MS && Date.parse(at) <= end && (at !== look.at || id <= look.id),
  )
  const people = new Set(hour.map(({ patientId }) => patientId)).size
  const because = `${people} people in an hour; more than ${MOST_IN_AN_HOUR[look.role]} is unusual for this role.`
  return { look, flag: { kind: 'many_in_an_hour', because }, people, lookIds: hour.map(({ id }) => id) }
}

/** How many different people the same one looked at within an hour before or after this look. */
export function peopleAround(look: Look, all: readonly Look[]): number {
  const at = Date.parse(look.at)
  const near = all.filter(one => one.staffId === look.staffId && Math.abs(Date.parse(one.at) - at) <= HOUR_MS)
  return new Set(near.map(({ patientId }) => patientId)).size
}
