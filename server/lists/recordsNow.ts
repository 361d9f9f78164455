import { sectionsFor } from '#server/access/core/leftOut.ts'
import { appendAccess } from '#server/audit/auditStore.ts'
import type { Database } from '#server/platform/database.ts'
import { shownTo } from '#server/staff/core/can.ts'
import { dayInBritain } from '#shared/days.ts'
import type { PatientId } from '#shared/ids.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Actor, Role } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { WHERE_SECTIONS } from './core/exportColumns.ts'
import type { RecordNow } from './core/rowNow.ts'
import { itemsForList, LIST_SECTIONS } from './core/sayRow.ts'
import { parsedItem } from './parsedItem.ts'
import { readRecordsNow } from './recordsNowStore.ts'
import { wishesOf } from './wishesOf.ts'

/** The sections of a list that somebody in this role is shown. */
export function listSectionsFor(role: Role): readonly SectionName[] {
  const shown = sectionsFor(shownTo(role), [])
  return LIST_SECTIONS.filter(name => shown?.includes(name) !== false)
}

/**
 * What the records of these people say now to the actor, in the sections that are asked for: by the caseload, what they share, what they
 * keep back, what is protected and what the role is shown, all of this moment. Whoever is asked about has it in the access log.
 */
export async function recordsNow(
  db: Database,
  actor: Actor,
  people: readonly { patientId: PatientId; sections: readonly SectionName[] }[],
  { at, requestId }: { at: Instant; requestId: string },
): Promise<Map<PatientId, RecordNow>> {
  if (people.length === 0) return new Map()
  const forRole = listSectionsFor(actor.role)
  const found = await readRecordsNow(db, actor, {
    people: people.map(({ patientId, sections }) => ({
      patientId,
      sections: sections.filter(name => forRole.includes(name)),
    })),
    where: WHERE_SECTIONS,
    wishes: wishesOf(db, actor)(db.sql`p`),
    accessLogged: appendAccess(db.sql, { actor, action: 'compared', why: { kind: 'caseload' }, requestId }),
  })
  const today = dayInBritain(at)
  return new Map(
    found.map(({ patientId, items, ...rest }) => [
      patientId,
      { ...rest, items: itemsForList(items.map(parsedItem), today) },
    ]),
  )
}
