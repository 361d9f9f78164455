import { workingDaysLater } from '#server/audit/core/dueDay.ts'
import {
  type RaisedByRule,
  readBetween,
  readVerdicts,
  type Walk,
  type WalkedRow,
} from '#server/audit/walkStore.ts'
import type { Database } from '#server/platform/database.ts'
import { readLikenesses, readOrganisationId } from '#server/staff/likenessStore.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { flagsOf, type Stage } from './core/flags.ts'
import { joined } from './core/joined.ts'
import { burstsIn, peopleAround } from './core/manyInAnHour.ts'
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
  const around = await looksAround(db, walk, rows, looks)
  const facts = await readFacts(db, stage, walk.lineId, looks, look => peopleAround(look, around))
  const found = joined([
    ...facts.flatMap(({ look, facts: known, staffName }) =>
      flagsOf(stage, look, known).map(flag => ({
        ...flag,
        look,
        staffName,
        patientId: look.patientId,
        people: null,
        lookIds: [look.id],
      })),
    ),
    ...(stage === 'at_once' ? await bursts(db, around, looks) : []),
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

const HOUR_SECONDS = 3_600

/** Everything that these people looked at from an hour before the first of these looks to an hour after the last. */
async function looksAround(
  db: Database,
  walk: Walk,
  rows: readonly WalkedRow[],
  looks: readonly AskedLook[],
): Promise<AskedLook[]> {
  const [first, last] = [looks[0], looks.at(-1)]
  if (!first || !last) return []
  const links = { from: rows[0]?.seq ?? walk.seq, to: rows.at(-1)?.seq ?? walk.seq }
  const times = { from: plusSeconds(first.at, -HOUR_SECONDS), to: plusSeconds(last.at, HOUR_SECONDS) }
  const staffIds = [...new Set(looks.map(({ staffId }) => staffId))]
  return looksIn(walk, await readBetween(db, walk, links, times, staffIds))
}

async function bursts(db: Database, around: readonly AskedLook[], looks: readonly AskedLook[]) {
  const found = burstsIn(around, looks)
  if (found.length === 0) return []
  const staffIds = [...new Set(found.map(({ look }) => look.staffId))]
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
