import { SUMMARY_SECTIONS } from '#server/patients/core/emergencySummary.ts'
import { isPlaceKept } from '#server/patients/linkStore.ts'
import { Problem } from '#server/platform/problems.ts'
import { countCode, takeBack } from '#server/staff/signInLimits.ts'
import { sectionOf } from '#shared/record/sections.ts'
import type { CodeStillOpens } from '#shared/summary.ts'
import { findCode, type Typed } from './crewCodeStore.ts'
import { TOO_MANY_CODES } from './crewCodes.ts'
import type { AccessDeps } from './wayIn.ts'
import { sectionsOfCode, wishesOnCode } from './whatCodeOpens.ts'

type Now = { isShared: boolean; hidden: string[]; version: number; isPlaceKept: boolean }

/**
 * Whether the page that a code opened may stay open, asked by that page twice a second: a change of mind leaves it as it leaves every
 * other. Nothing of the record is told, so nothing is logged. Wrong codes are counted as where they are typed.
 */
export async function codeStillOpens(
  { db }: AccessDeps,
  { code, link, address }: Typed & { address: string },
): Promise<CodeStillOpens> {
  const counted = await countCode(db, address)
  if (counted.isHeldOff) throw new Problem('too_many', TOO_MANY_CODES)
  const found = await findCode(db, { code, link })
  if (!found) return { opens: false }
  const { sql } = db
  const { lineId, patientId } = found
  const wishes = wishesOnCode(sql, found)
  const [now] = await db.run(sql<Now[]>`
    select ${wishes.isShared} as is_shared, ${wishes.hidden} as hidden, p.version, ${isPlaceKept(sql, sql`p`)} as is_place_kept
    from patients p where p.line_id = ${lineId} and p.id = ${patientId}`)
  if (!now?.isShared) return { opens: false }
  await takeBack(db, counted)
  const only = sectionsOfCode(found, now.hidden)
  const notShown = SUMMARY_SECTIONS.filter(name => only?.includes(name) === false)
  return {
    opens: true,
    version: now.version,
    notShown: notShown.map(name => sectionOf(name).title),
    isProtectedLocation: now.isPlaceKept,
  }
}
