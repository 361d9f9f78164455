import type { Database } from '#server/platform/database.ts'
import { readPhonesOf } from '#server/teams/memberPhoneStore.ts'
import type { StaffId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { TeamTaskFacts } from './core/teamTaskFacts.ts'
import { watchesOf } from './core/watches.ts'

/** Of who goes now, first and second, the number that their own team has: the second may be of another. */
export async function phonesOfGoers(db: Database, facts: TeamTaskFacts): Promise<ReadonlyMap<StaffId, E164>> {
  const goers = watchesOf(facts).filter(({ isGoing }) => isGoing)
  const phones = await Promise.all(goers.map(({ teamId, by }) => readPhonesOf(db, teamId, [by.staffId])))
  return new Map(phones.flatMap(each => [...each]))
}
