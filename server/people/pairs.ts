import { keptFrom } from '#server/access/knownTo.ts'
import { appendAccess } from '#server/audit/auditStore.ts'
import { compare } from '#server/patients/core/lookAlikes.ts'
import { type PairRow, pairsOf } from '#server/patients/pairStore.ts'
import { standSideBySide } from '#server/patients/standSideBySide.ts'
import { Problem } from '#server/platform/problems.ts'
import { PatientId } from '#shared/ids.ts'
import type { PairOfRecords, PairPlace, PairsPage } from '#shared/links.ts'
import type { SideBySide } from '#shared/sideBySide.ts'
import type { Actor } from '#shared/staff.ts'
import { hubOnly } from './links.ts'
import type { PeopleDeps } from './peopleDeps.ts'

const FIRST = PatientId.parse('00000000-0000-0000-0000-000000000000')
const LAST = PatientId.parse('ffffffff-ffff-ffff-ffff-ffffffffffff')

/** Which records of the line may be two of one person: one page of so many records, at most twenty pairs. */
export async function listPairs(
  { db }: PeopleDeps,
  actor: Actor,
  after: { [end in keyof PairPlace]?: PatientId | undefined },
  requestId: string,
): Promise<PairsPage> {
  hubOnly(actor)
  const access = { actor, action: 'compared', why: { kind: 'search' }, requestId } as const
  const rows = await db.run(
    pairsOf(db.sql, {
      lineId: actor.lineId,
      after: { one: after.one ?? FIRST, two: after.two ?? FIRST },
      accessLogged: appendAccess(db.sql, access),
    }),
  )
  const pairs = rows.flatMap(pairOf)
  const [first] = rows
  const end = pairs.at(-1)
  if (first?.isCut && end) return { pairs, next: { one: end.one.patientId, two: end.two.patientId } }
  return { pairs, next: first?.lastScanned ? { one: first.lastScanned, two: LAST } : null }
}

function pairOf({ one, two }: PairRow): PairOfRecords[] {
  if (!one || !two) return []
  const { same, differences } = compare(one, two)
  const named = ({ patientId, name, birthDate }: typeof one) => ({
    patientId,
    name: name ?? 'Name not known',
    birthDate,
  })
  return [{ one: named(one), two: named(two), same, differences }]
}

/** A pair of the list side by side, for whoever proposes. Beside nobody nobody is shown. */
export async function besideOfPair(
  deps: PeopleDeps,
  actor: Actor,
  patientIds: readonly PatientId[],
  requestId: string,
): Promise<SideBySide> {
  hubOnly(actor)
  const { sql } = deps.db
  const areTwo = sql`(
    select count(*) = 2 from patients where line_id = ${actor.lineId} and id = any(${[...patientIds]}::uuid[])
  )`
  const beside = await standSideBySide(deps, {
    actor,
    why: { kind: 'search' },
    patientIds,
    isShown: areTwo,
    kept: keptFrom(sql, actor)(sql`p.id`),
    requestId,
  })
  if (beside.people.length < 2) throw new Problem('not_found', 'There is no such pair of records.')
  return beside
}
