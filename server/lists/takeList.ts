import type { z } from 'zod'
import { sectionsFor } from '#server/access/core/leftOut.ts'
import { appendAccess } from '#server/audit/auditStore.ts'
import { workingDaysLater } from '#server/audit/core/dueDay.ts'
import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import type { ServedFile } from '#server/platform/serve.ts'
import { shownTo } from '#server/staff/core/can.ts'
import { dayInBritain, showMoment } from '#shared/days.ts'
import { type AskForList, type ListTaken, MOST_WITHOUT_YES } from '#shared/lists.ts'
import { ASKED_WORKING_DAYS } from '#shared/secondYes.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { BYTE_ORDER_MARK, csvLine } from './core/csvText.ts'
import { decisionOf } from './core/decisionOf.ts'
import { exportCells, exportColumns, WHERE_SECTIONS } from './core/exportColumns.ts'
import { listState, mostOfYes } from './core/listState.ts'
import { bodiesOf, itemsForList, itemsOfPerson, sayPerson, sayRow } from './core/sayRow.ts'
import { smallNumber } from './core/smallNumber.ts'
import { countPeople, type ListedPerson, readListPage } from './exportPeopleStore.ts'
import { type ExportRow, makeExport, readExports, takeExport } from './exportStore.ts'
import { parsedItem } from './parsedItem.ts'
import { wishesOf } from './wishesOf.ts'

export type ListDeps = { db: Database; clock: () => Instant }

const DUE_WORKING_DAYS = 2
/** People of one statement: their looks are one link of the chain, and no more of them is in memory. */
const PEOPLE_AT_ONCE = 250

/**
 * Asks for a list: says for what, and learns how many would be in it. One that is not for care, or is of very many, waits in the same
 * statement for a privacy officer's yes. The same command twice is one list.
 */
export async function askForList(
  { db, clock }: ListDeps,
  actor: Actor,
  { commandId, purpose, because }: z.output<typeof AskForList>,
  requestId: string,
): Promise<ListTaken> {
  const { sql } = db
  const at = clock()
  const dueAt = workingDaysLater(at, DUE_WORKING_DAYS)
  const lapsesAt = workingDaysLater(at, ASKED_WORKING_DAYS)
  const accessLogged = appendAccess(sql, {
    actor,
    action: 'asked_for_list',
    why: { kind: 'list', purpose, reason: because },
    requestId,
  })
  await db.run(sql`
    with ${countPeople(sql, actor, purpose, wishesOf(db, actor))},
    ${makeExport(sql, actor, { id: commandId, purpose, because, dueAt, lapsesAt })},
    looked as (
      select null::uuid as patient_id, array['list'] as what, 'allowed' as outcome from export_made where needs_yes
    ),
    ${accessLogged}
    select 1`)
  const [made] = await readExports(db, actor, commandId)
  if (!made) throw new Problem('conflict', 'Ask for the list again.')
  return said(made, actor, clock())
}

export async function listsTaken({ db, clock }: ListDeps, actor: Actor): Promise<ListTaken[]> {
  return (await readExports(db, actor)).map(row => said(row, actor, clock()))
}

/**
 * The file of a list that the actor asked for, made page by page as it is sent. One that a second person allowed is taken by this, and
 * not again, also when it breaks off on its way.
 */
export async function fetchList(
  deps: ListDeps,
  actor: Actor,
  exportId: string,
  requestId: string,
): Promise<ServedFile> {
  const { db, clock } = deps
  const [asked] = await readExports(db, actor, exportId)
  if (!asked || !isOpen(asked, actor, clock()))
    throw new Problem('not_found', 'That list is not open to you, or its time is over. Ask for it again.')
  const counted = countPeople(db.sql, actor, asked.purpose, wishesOf(db, actor))
  const most = asked.needsYes ? mostOfYes(asked.included) : MOST_WITHOUT_YES
  if (!(await takeExport(db, actor, exportId, counted, most)))
    throw new Problem(
      'conflict',
      'That list was taken meanwhile, or there are many more people on it by now. Ask for it again.',
    )
  return { name: 'caseload.csv', content: linesOf(deps, actor, asked, requestId) }
}

async function* linesOf(
  { db, clock }: ListDeps,
  actor: Actor,
  { purpose, because, decidedName }: ExportRow,
  requestId: string,
): AsyncGenerator<string> {
  const isCare = purpose === 'direct_care'
  const columns = exportColumns(purpose, sectionsFor(shownTo(actor.role), []))
  const sections = [...new Set(columns.map(({ section }) => section))]
  const at = clock()
  const asOf = showMoment(at)
  yield BYTE_ORDER_MARK + csvLine([...columns.map(({ heading }) => heading), 'As of'])
  let after: ListedPerson | undefined
  do {
    const page: ListedPerson[] = await readListPage(db, actor, {
      isCare,
      sections,
      where: WHERE_SECTIONS,
      after,
      limit: PEOPLE_AT_ONCE,
      wishes: wishesOf(db, actor),
      accessLogged: appendAccess(db.sql, {
        actor,
        action: 'exported',
        why: {
          kind: 'list',
          purpose,
          reason: because,
          ...(decidedName !== null && { allowedBy: decidedName }),
        },
        requestId,
      }),
    })
    const today = dayInBritain(at)
    const lines = page.map(({ records, hidden, isProtected, ...told }) => {
      const kept = new Set([...hidden, ...(isProtected ? WHERE_SECTIONS : [])])
      const items = itemsOfPerson(records.map(own => itemsForList(own.map(parsedItem), today)))
      const row = sayPerson(sayRow(bodiesOf(items), today), told)
      return csvLine([...exportCells(columns, row, kept), asOf])
    })
    yield lines.join('')
    after = page.length < PEOPLE_AT_ONCE ? undefined : page.at(-1)
  } while (after)
}

/** To whoever asked, in the role in which they asked. */
function isOpen(row: ExportRow, actor: Actor, at: Instant): boolean {
  const { state } = listState(row, at)
  return (
    row.staffId === actor.staffId && row.askedAs === actor.role && (state === 'open' || state === 'allowed')
  )
}

function said(row: ExportRow, actor: Actor, at: Instant): ListTaken {
  const { id, staffName, purpose, because, included, notShared, optedOut, madeAt, fetchedAt } = row
  return {
    exportId: id,
    purpose,
    because,
    by: staffName,
    madeAt,
    included,
    leftOut: [
      ...(notShared > 0
        ? [`${smallNumber(notShared)} who do not share with your organisation, or want to be asked each time`]
        : []),
      ...(purpose === 'direct_care'
        ? []
        : [`${smallNumber(optedOut)} who opted out (National Data Opt-out)`]),
    ],
    fetchedAt,
    ...listState(row, at),
    decision: decisionOf(row),
    isOpen: isOpen(row, actor, at),
  }
}
