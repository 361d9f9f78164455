import type { IdentityMatch } from '#shared/calls.ts'
import type { PatientId } from '#shared/ids.ts'
import type { LookAlike } from '#shared/patients.ts'

/** How a card says that no birth date is recorded. */
export const NO_MONTH = 'birth date not known'
/** So many of those who could be taken for somebody are named on their card; of those who are on the list themselves, each. */
const MOST_NAMED = 2

/**
 * Each of those who may be meant, with who could be taken for them. Where two on one list could be taken for each other both cards say
 * it, also when only one of them was compared with the others: the nurse may be reading either. Of the other no more is told than
 * their card tells: where that has initials, so has this.
 */
export function warnBoth(
  matches: readonly IdentityMatch[],
  alike: ReadonlyMap<PatientId, readonly LookAlike[]>,
): IdentityMatch[] {
  const cards = new Map(matches.map(match => [match.patientId, match]))
  return matches.map(match => {
    const own = alike.get(match.patientId) ?? []
    const others = matches.flatMap(other => {
      const as = alike.get(other.patientId)?.find(({ patientId }) => patientId === match.patientId)
      const isSaid = own.some(({ patientId }) => patientId === other.patientId)
      return as && !isSaid ? [asOnCard(other, as)] : []
    })
    const here = own.flatMap(one => {
      const card = cards.get(one.patientId)
      return card ? [asOnCard(card, one)] : []
    })
    const elsewhere = own.filter(({ patientId }) => !cards.has(patientId))
    const onList = [...here, ...others]
    const named = [...onList, ...elsewhere.slice(0, Math.max(0, MOST_NAMED - onList.length))]
    return { ...match, differences: named.map(inWords) }
  })
}

/** The other, as their own card names them: what is the same of two is the same from either side. */
function asOnCard(
  { patientId, label, birthMonth }: IdentityMatch,
  { same, differences }: LookAlike,
): LookAlike {
  return { patientId, name: label, ...(birthMonth === NO_MONTH ? {} : { birthMonth }), same, differences }
}

function inWords({ name, birthMonth, same, differences }: LookAlike): string {
  const born = birthMonth ? `, born ${birthMonth}` : ''
  const differs = differences.length > 0 ? `; ${differences.join(', ')}` : ''
  return `Not to be taken for ${name}${born}: ${same.join(', ')}${differs}.`
}
