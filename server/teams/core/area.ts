import type { Whereabouts } from '#server/patients/core/whereabouts.ts'
import type { Area } from '#shared/teams.ts'

export type AreaMatch = 'sector' | 'district' | 'practice' | 'whole_line' | 'not_known' | 'elsewhere'

/** The order in which teams are nearer. One whose area is not known may be the wrong one: it comes after those that see to everybody. */
export const NEARNESS: Readonly<Record<AreaMatch, number>> = {
  sector: 0,
  district: 1,
  practice: 2,
  whole_line: 3,
  not_known: 4,
  elsewhere: 5,
}

/** How a team's area meets where somebody is. */
export function nearnessOf(
  { postcodes, practices }: Area,
  { sector, district, practice }: Whereabouts,
): AreaMatch {
  if (postcodes.length === 0 && practices.length === 0) return 'whole_line'
  if (sector !== null && postcodes.includes(sector)) return 'sector'
  if (district !== null && postcodes.includes(district)) return 'district'
  if (practice !== null && practices.some(({ odsCode }) => odsCode === practice)) return 'practice'
  const isTold =
    (postcodes.length === 0 || district !== null) && (practices.length === 0 || practice !== null)
  return isTold ? 'elsewhere' : 'not_known'
}
