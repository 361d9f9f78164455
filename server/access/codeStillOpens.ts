import { SUMMARY_SECTIONS } from '#server/patients/core/emergencySummary.ts'
import { isPlaceKept } from '#server/patients/linkStore.ts'
import { Problem } from '#server/platform/problems.ts'
import { sectionOf } from '#shared/record/sections.ts'
import type { CodeStillOpens, OpenedPage } from '#shared/summary.ts'
import { findOpened, tryCode } from './crewCodeStore.ts'
import { TOO_MANY_CODES } from './crewCodes.ts'
import type { AccessDeps } from './wayIn.ts'
import { sectionsOfCode, wishesOnCode } from './whatCodeOpens.ts'

type Now = { isShared: boolean; hidden: string[]; version: number; isPlaceKept: boolean }

/**
 * Whether the page that a code opened may stay open, asked by that page twice a second: a change of mind leaves it as it leaves every
 * other, however many wrong codes were typed in its network. Nothing of the record is told, so nothing is logged. A page from before
 * there were marks of pages asks by its code; wrong ones are counted as where they are typed.
 */
export async function codeStillOpens(
  { db }: AccessDeps,
  { page, code = '', link, address }: OpenedPage & { address: string },
): Promise<CodeStillOpens> {
  const found = page ? await findOpened(db, page) : await tryCode(db, { code, link, address })
  if (found === 'held off') throw new Problem('too_many', TOO_MANY_CODES)
  if (!found || found === 'none') return { opens: false }
  const { sql } = db
  const { lineId, patientId } = found
  const wishes = wishesOnCode(sql, found)
  const [now] = await db.run(sql<Now[]>`
    select ${wishes.isShared} as is_shared, ${wishes.hidden} as hidden, p.version, ${isPlaceKept(sql, sql`p`)} as is_place_kept
    from patients p where p.line_id = ${lineId} and p.id = ${patientId}`)
  if (!now?.isShared) return { opens: false }
  const only = sectionsOfCode(found, now.hidden)
  const notShown = SUMMARY_SECTIONS.filter(name => only?.includes(name) === false)
  return {
    opens: true,
    version: now.version,
    notShown: notShown.map(name => sectionOf(name).title),
    isProtectedLocation: now.isPlaceKept,
  }
}
