import type { ColumnKeys } from '#server/platform/columnKeys.ts'
import type { Database } from '#server/platform/database.ts'
import { hashPassword } from '#server/staff/password.ts'
import type { Instant } from '#shared/time.ts'
import { idOf } from './build/ids.ts'
import { doorRows } from './doors.ts'
import { type WorldGuide, worldGuide } from './guide.ts'
import { LINE_KEYS, LINES, lineIdOf, staffIdOf } from './lines.ts'
import { caseloadsOf, everyoneAt, organisationIdOf, organisations } from './organisations.ts'
import { PRACTICE_PASSWORD } from './signIns.ts'
import { teamRows, worldAt, worldIds } from './world.ts'
import { isWorldThere, writeWorld } from './worldStore.ts'

/**
 * Fills the house with invented people, all of it in one statement: half a world is never left behind. Told again it changes
 * nothing, and what was missing is added whole.
 */
export async function seedWorld({
  db,
  clock,
  columnKeys,
}: {
  db: Database
  clock: () => Instant
  /** Left out: nobody in the world has a door code. */
  columnKeys?: ColumnKeys
}): Promise<WorldGuide> {
  const now = clock()
  if (await isWorldThere(db, worldIds(now))) return worldGuide
  const { people, calls } = worldAt(now)
  // One hash for all: a good one takes a tenth of a second, and nothing here is secret.
  const passwordHash = await hashPassword(PRACTICE_PASSWORD)
  const lines = LINE_KEYS.map(key => ({
    id: lineIdOf(key),
    name: LINES[key].name,
    phone_number: LINES[key].number,
    on_call_numbers: LINES[key].onCall,
    services: LINES[key].services,
  }))
  const staff = LINE_KEYS.flatMap(key =>
    everyoneAt(key).map(({ signInName, name, role, organisation, phone }) => ({
      id: staffIdOf(signInName),
      line_id: lineIdOf(key),
      name,
      sign_in_name: signInName,
      role,
      organisation,
      password_hash: passwordHash,
      phone_number: phone,
    })),
  )
  const organisationRows = LINE_KEYS.flatMap(key =>
    organisations[key].map(({ name, kind, odsCode }) => ({
      id: organisationIdOf(key, name),
      line_id: lineIdOf(key),
      name,
      kind,
      ods_code: odsCode ?? null,
    })),
  )
  const caseloads = people.flatMap(({ person, patientId, createdAt, involved }) =>
    caseloadsOf(person, involved).map(organisation => ({
      id: idOf('caseload', person.key, organisation),
      line_id: lineIdOf(person.line),
      patient_id: patientId,
      organisation,
      begun_at: createdAt,
    })),
  )
  const doors = columnKeys ? doorRows(now, people, columnKeys) : []
  await writeWorld(db, {
    lines,
    organisations: organisationRows,
    staff,
    people,
    doors,
    caseloads,
    teams: teamRows(),
    calls,
  })
  return worldGuide
}

/** Whether a house holds nothing but the invented lines, or nothing yet: only such a house is filled. */
export function isOwnWorld(numbers: readonly string[]): boolean {
  const invented = LINE_KEYS.map(key => LINES[key].number)
  return numbers.every(number => invented.includes(number))
}
