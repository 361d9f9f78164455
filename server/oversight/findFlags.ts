import { workingDaysLater } from '#server/access/core/dueDay.ts'
import {
  type RaisedByRule,
  readHourBefore,
  readVerdicts,
  type Walk,
  type WalkedRow,
} from '#server/audit/walkStore.ts'
import type { Database } from '#server/platform/database.ts'
import { readLikenesses, readOrganisationId } from '#server/staff/likenessStore.ts'
import type { Instant } from '#shared/time.ts'
import { flagsOf, type Stage } from './core/flags.ts'
import { joined } from './core/joined.ts'
import { burstsIn } from './core/manyInAnHour.ts'
import { isQuiet } from './core/quiet.ts'
import { readFacts } from './readFacts.ts'
import { type AskedLook, looksIn } from './toLook.ts'

/** Source: domain guide 5.3.7. */
const REVIEW_WORKING_DAYS = 2

/** What the rules of a stage find in the next rows of a chain, without what was answered not long ago. */
export async function findFlags(
  db: Database,
  stage: Stage,
  walk: Walk,
  rows: readonly WalkedRow[],
  at: Instant,
): Promise<RaisedByRule[]> {
  const looks = looksIn(walk, rows)
  const organisationId = looks.length > 0 && (await readOrganisationId(db, walk.lineId, walk.organisation))
  if (!organisationId) return []
  const staffIds = [...new Set(looks.map(({ staffId }) => staffId))]
  const verdicts = await readVerdicts(db, walk.lineId, staffIds)
  const found = joined([
    ...(await readFacts(db, walk.lineId, looks)).flatMap(({ look, facts, staffName }) =>
      flagsOf(stage, look, facts).map(flag => ({
        ...flag,
        look,
        staffName,
        patientId: look.patientId,
        people: null,
        lookIds: [look.id],
      })),
    ),
    ...(stage === 'at_once' ? await bursts(db, walk, looks) : []),
  ])
  const dueAt = workingDaysLater(at, REVIEW_WORKING_DAYS)
  return found.flatMap(({ look, ...review }) => {
    const newest = verdicts.find(
      ({ kind, staffId, patientId }) =>
        kind === review.kind && staffId === look.staffId && patientId === review.patientId,
    )
    return isQuiet(review.kind, newest, at)
      ? []
      : [{ ...review, organisationId, staffId: look.staffId, dueAt }]
  })
}

async function bursts(db: Database, walk: Walk, looks: readonly AskedLook[]) {
  const [first] = looks
  if (!first) return []
  const staffIds = [...new Set(looks.map(({ staffId }) => staffId))]
  const hour = looksIn(walk, await readHourBefore(db, walk, first.at, staffIds))
  const found = burstsIn(hour, looks)
  if (found.length === 0) return []
  const names = new Map((await readLikenesses(db, staffIds)).map(one => [one.staffId, one.name]))
  return found.map(({ flag, look, people, lookIds }) => ({
    ...flag,
    look,
    people,
    lookIds,
    staffName: names.get(look.staffId) ?? 'Somebody of the staff',
    patientId: null,
  }))
}
