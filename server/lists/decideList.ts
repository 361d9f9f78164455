import { appendAccess } from '#server/audit/auditStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import { isStillWho } from '#server/staff/staffStore.ts'
import type { ListAsked } from '#shared/lists.ts'
import type { SecondWord } from '#shared/secondYes.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { decisionOf } from './core/decisionOf.ts'
import { listState } from './core/listState.ts'
import { type AskedRow, decideExport, readAsked } from './exportStore.ts'
import type { ListDeps } from './takeList.ts'

/** What waits for this privacy officer's yes, and what was decided lately. */
export async function listsAsked({ db, clock }: ListDeps, officer: Actor): Promise<ListAsked[]> {
  const at = clock()
  return (await readAsked(db, officer, stillWho(db))).map(row => asked(row, officer, at))
}

type Decided = { kind: 'decided' } | { kind: 'refused'; because: string }

/** The second person's word. Of two officers the first has it; the same command twice is one word. */
export async function decideList(
  { db, clock }: ListDeps,
  officer: Actor,
  exportId: string,
  said: SecondWord,
  requestId: string,
): Promise<Decided> {
  const { sql } = db
  const [before] = await readAsked(db, officer, stillWho(db), exportId)
  if (!before) return { kind: 'refused', because: 'That list is not in your queue.' }
  const accessLogged = appendAccess(sql, {
    actor: officer,
    action: 'judged_list',
    why: { kind: 'list', purpose: before.purpose, reason: said.because },
    requestId,
  })
  await db.run(sql`
    with ${decideExport(sql, officer, exportId, said, stillWho(db))},
    looked as (select null::uuid as patient_id, array['list'] as what, ${said.says}::text as outcome from decided),
    ${accessLogged}
    select 1`)
  const [after] = await readAsked(db, officer, stillWho(db), exportId)
  return after?.decisionId === said.commandId && after.decision === said.says
    ? { kind: 'decided' }
    : { kind: 'refused', because: whyNot(after ?? before, officer, clock()) }
}

function whyNot(row: AskedRow, officer: Actor, at: Instant): string {
  if (row.decision) {
    const did = row.decision === 'allowed' ? 'allowed' : 'refused'
    return `${row.decidedName} has ${did} this list already.`
  }
  if (row.staffId === officer.staffId)
    return 'You asked for this list yourself. Another privacy officer decides.'
  if (listState(row, at).state === 'lapsed')
    return 'Nobody answered in time. Whoever still needs the list asks again.'
  return `${row.staffName} has no account any more, or another role or organisation than when the list was asked for: it cannot be allowed.`
}

/** A boolean over list_exports e. */
function stillWho({ sql }: Database): Fragment {
  return isStillWho(sql, {
    lineId: sql`e.line_id`,
    staffId: sql`e.staff_id`,
    role: sql`e.asked_as`,
    organisationId: sql`e.organisation_id`,
  })
}

function asked(row: AskedRow, officer: Actor, at: Instant): ListAsked {
  const { id, purpose, because, staffName, askedAs, organisation, included, madeAt, dueAt, fetchedAt } = row
  return {
    exportId: id,
    purpose,
    because,
    by: staffName,
    role: askedAs,
    organisation,
    included,
    askedAt: madeAt,
    dueAt,
    ...listState(row, at),
    decision: decisionOf(row),
    fetchedAt,
    isYours: row.staffId === officer.staffId,
    isGone: !row.isStillWho,
  }
}
