import type { z } from 'zod'
import { workingDaysLater } from '#server/access/core/dueDay.ts'
import { sectionsFor } from '#server/access/core/leftOut.ts'
import { appendAccess } from '#server/audit/auditStore.ts'
import { raiseReview } from '#server/audit/reviewStore.ts'
import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import type { ServedFile } from '#server/platform/serve.ts'
import { shownTo } from '#server/staff/core/can.ts'
import { dayInBritain, showMoment } from '#shared/days.ts'
import { type AskForList, LIST_MINUTES, type ListTaken } from '#shared/lists.ts'
import type { Actor } from '#shared/staff.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { BYTE_ORDER_MARK, csvLine } from './core/csvText.ts'
import { exportCells, exportColumns, WHERE_SECTIONS } from './core/exportColumns.ts'
import { bodiesOf, itemsForList, itemsOfPerson, sayPerson, sayRow } from './core/sayRow.ts'
import { smallNumber } from './core/smallNumber.ts'
import {
  type ExportRow,
  type ListedPerson,
  makeExport,
  noteFetched,
  readExports,
  readListPage,
} from './exportStore.ts'
import { parsedItem } from './parsedItem.ts'
import { wishesOf } from './wishesOf.ts'

export type ListDeps = { db: Database; clock: () => Instant }

const REVIEW_WORKING_DAYS = 2
/** People of one statement: their looks are one link of the chain, and no more of them is in memory. */
const PEOPLE_AT_ONCE = 250

/**
 * Asks for a list: says for what, and learns how many would be in it. A privacy officer hears of every list that is not for care,
 * in the same statement. The same command twice is one list.
 */
export async function askForList(
  { db, clock }: ListDeps,
  actor: Actor,
  { commandId, purpose, because }: z.output<typeof AskForList>,
): Promise<ListTaken> {
  const { sql } = db
  const review = {
    key: `list/${commandId}`,
    kind: 'exported' as const,
    patientId: null,
    because,
    dueAt: workingDaysLater(clock(), REVIEW_WORKING_DAYS),
  }
  const isNew = sql`exists (select from export_made) and ${purpose !== 'direct_care'}`
  await db.run(sql`
    with ${makeExport(sql, actor, { id: commandId, purpose, because }, wishesOf(db, actor))},
    ${raiseReview(sql, actor, review, isNew)}
    select 1`)
  const [made] = await readExports(db, actor, commandId)
  if (!made) throw new Problem('conflict', 'Ask for the list again.')
  return said(made, actor, clock())
}

export async function listsTaken({ db, clock }: ListDeps, actor: Actor): Promise<ListTaken[]> {
  return (await readExports(db, actor)).map(row => said(row, actor, clock()))
}

/** The file of a list that the actor asked for a moment ago, made page by page as it is sent. */
export async function fetchList(
  deps: ListDeps,
  actor: Actor,
  exportId: string,
  requestId: string,
): Promise<ServedFile> {
  const { db, clock } = deps
  const [asked] = await readExports(db, actor, exportId)
  const at = clock()
  if (!asked || !isOpen(asked, actor, at))
    throw new Problem('not_found', 'That list is not open to you, or its time is over. Ask for it again.')
  await noteFetched(db, exportId)
  return { name: 'caseload.csv', content: linesOf(deps, actor, asked, requestId) }
}

async function* linesOf(
  { db, clock }: ListDeps,
  actor: Actor,
  { purpose, because }: ExportRow,
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
        why: { kind: 'list', purpose, reason: because },
        requestId,
      }),
    })
    const today = dayInBritain(at)
    const lines = page.map(({ records, hidden, isProtected, ...told }) => {
      const kept = new Set([...hidden, ...(isProtected ? WHERE_SECTIONS : [])])
      const items = itemsOfPerson(records.map(own => itemsForList(own.map(parsedItem), today)))
      const row = sayPerson(sayRow(bodiesOf(items)), told)
      return csvLine([...exportCells(columns, row, kept), asOf])
    })
    yield lines.join('')
    after = page.length < PEOPLE_AT_ONCE ? undefined : page.at(-1)
  } while (after)
}

function isOpen({ staffId, madeAt }: ExportRow, actor: Actor, at: Instant): boolean {
  return staffId === actor.staffId && at < plusSeconds(madeAt, LIST_MINUTES * 60)
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
    isOpen: isOpen(row, actor, at),
  }
}
