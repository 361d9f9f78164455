import { appendAccess } from '#server/audit/auditStore.ts'
import { hasDied } from '#server/patients/hasDied.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import type { Fragment } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import type { CommandId, LineId, PatientId } from '#shared/ids.ts'
import { begunInLog, endedInLog } from '#shared/lookingAfter.ts'
import { beginCaseload, endCaseload, endedTold, isOnList, wasEndedBy } from './caseloadStore.ts'
import { type AccessDeps, type Asking, byWayIn, logRefused } from './wayIn.ts'

type Deps = AccessDeps & { wakeFeed: (lineId: LineId) => void }
type Act = { commandId: CommandId; because: string }

/**
 * "We look after them": whoever may see the record takes the person onto the list of her organisation. It needs what seeing the record
 * needs, a claim with a reason or a task, and the person's agreement. The broken glass is none: it is for harm that cannot wait.
 */
export async function joinCaseload(deps: Deps, asking: Asking, act: Act): Promise<void> {
  if (asking.actor.organisationKind === 'hub') throw new Problem('conflict', NO_LIST)
  await byWayIn(deps, { ...asking, action: 'changed' }, way => joinBy(deps, way, act))
}

async function joinBy({ db }: Deps, way: WayIn, act: Act): Promise<{ kind: 'joined' } | Refused> {
  if (way.why.kind === 'emergency') return { kind: 'refused', because: NOT_BY_GLASS }
  const { sql } = db
  const { actor, patientId, requestId } = way
  const why = { kind: 'looking_after', reason: act.because } as const
  const [row] = await db.run(sql<{ isDone: boolean; hasDied: boolean }[]>`
    with ${beginCaseload(sql, actor, patientId, act, way.relationship)},
    looked as (
      select patient_id, array[${begunInLog}] as what, 'allowed' as outcome from joined
    ),
    ${appendAccess(sql, { actor, action: 'changed', why, ...(requestId ? { requestId } : {}) })}
    select exists (select from joined) or ${isOnList(sql, actor, patientId)} as is_done,
           exists (
             select from patients p where p.line_id = ${actor.lineId} and p.id = ${patientId} and ${hasDied(sql)}
           ) as has_died`)
  if (row?.isDone) return { kind: 'joined' }
  return { kind: 'refused', because: row?.hasDied ? HAS_DIED : NO_REASON }
}

/**
 * "We look after them no more": from the commit of this statement the record is closed to the organisation, on every page that has it
 * open, whatever the person agreed to. It is asked of nobody whether they may: who leaves a list sees less.
 */
export async function leaveCaseload(deps: Deps, asking: Asking, act: Act): Promise<void> {
  const { db } = deps
  const { sql } = db
  const { actor, patientId, requestId } = asking
  const why = { kind: 'looking_after', reason: act.because } as const
  const records = (patient: Fragment | PatientId) => recordsOf(sql, patient)
  const hasEnded = sql`exists (select from relations_ended)`
  const [row] = await db.run(sql<{ hasEnded: boolean; wasEnded: boolean }[]>`
    with ${endCaseload(sql, actor, patientId, act, records)},
    ${appendFeed(sql, actor.lineId, endedTold(sql, records), hasEnded)},
    looked as (
      select distinct patient_id, array[${endedInLog}] as what, 'allowed' as outcome from relations_ended
    ),
    ${appendAccess(sql, { actor, action: 'changed', why, requestId }, sql`exists (select from feed_head)`)}
    select ${hasEnded} as has_ended, ${wasEndedBy(sql, actor, patientId, act.commandId, records)} as was_ended`)
  if (row?.hasEnded) return deps.wakeFeed(actor.lineId)
  if (row?.wasEnded) return
  await logRefused(deps, asking, 'changed')
  throw new Problem('not_allowed', NOT_ON_LIST)
}

const NO_LIST =
  'Those who answer the line answer everybody and keep no list of their own. The practice or the team that looks after the person takes them on.'
const NOT_BY_GLASS =
  'The glass is for harm that cannot wait, and opens no list. Once they can say, ask them, say why you look after them, and take them on then.'
const HAS_DIED = 'This person has died. Nobody who has died is taken onto a list. Nothing was changed.'
const NOT_ON_LIST =
  'Nobody is on your list by that. Perhaps a colleague was first: open your list again and look.'
