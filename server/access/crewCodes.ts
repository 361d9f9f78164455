import { randomInt } from 'node:crypto'
import { appendAccess } from '#server/audit/auditStore.ts'
import { workingDaysLater } from '#server/audit/core/dueDay.ts'
import { raiseReview } from '#server/audit/reviewStore.ts'
import { DoorsKept, doorsKept } from '#server/doors/doorStore.ts'
import { showsDoors } from '#server/doors/revealDoor.ts'
import { emergencySummary, SUMMARY_SECTIONS } from '#server/patients/core/emergencySummary.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import { type Looking, NO_REASON, openRecord } from '#server/patients/openRecord.ts'
import type { WayIn } from '#server/patients/wayIn.ts'
import type { Fragment } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { shownTo } from '#server/staff/core/can.ts'
import { readLine } from '#server/staff/staffStore.ts'
import type { CommandId, LineId } from '#shared/ids.ts'
import {
  CODE_LENGTH,
  CODE_LETTERS,
  CODE_MINUTES,
  type EmergencySummary,
  LINK_LENGTH,
  type MadeCode,
  type OpenedByCode,
} from '#shared/summary.ts'
import { plusSeconds } from '#shared/time.ts'
import { sectionsFor } from './core/leftOut.ts'
import {
  codeStands,
  endSpentCodes,
  gaveTooMany,
  isCodeTaken,
  makeCode,
  type Typed,
  tryCode,
} from './crewCodeStore.ts'
import { callOf } from './sharingFollows.ts'
import type { AccessDeps } from './wayIn.ts'
import { sectionsOfCode, wishesOnCode } from './whatCodeOpens.ts'

export type Way = Pick<Looking, 'actor' | 'patientId' | 'why' | 'relationship'> & Pick<WayIn, 'only'>
/** Read on a screen, or taken away as a file: the person reads which in their log. */
export type SummaryLook = 'summarised' | 'exported'

/**
 * The one page, for somebody who has a way into the record: of it what that way shows, and by title what it does not. The look is
 * in the log as a look at the summary.
 */
export async function openSummary(
  deps: AccessDeps,
  way: Way,
  requestId: string,
  action: SummaryLook = 'summarised',
): Promise<EmergencySummary> {
  const only = SUMMARY_SECTIONS.filter(name => way.only?.includes(name) !== false)
  // Which codes are kept, and not what they say: a crew is told that it is worth ringing.
  const beside = { what: [], value: showsDoors({ only }) ? doorsKept(deps.db.sql) : deps.db.sql`'[]'::json` }
  const opened = await openRecord(deps, { ...way, only, action, requestId, beside })
  if (opened.kind === 'refused') throw new Problem('not_allowed', NO_REASON)
  const doors = DoorsKept.parse(opened.beside).map(({ kind }) => kind)
  return emergencySummary(recordAtAGlance(opened), opened.marks, only, doors)
}

const TRIES = 5
const NOT_SHARED =
  'This person does not share their record with ambulance crews. In an emergency, say why: a privacy officer reads it.'
/** Whoever broke the glass sees the record against the person's wish: that does not travel with a code by itself. */
const NOT_SHARED_WITH_GIVER =
  'This person does not share their record with you, and a code opens no more than whoever gives it may see. In an emergency, say why: a privacy officer reads it.'

/**
 * Draws a code for a crew, for somebody who has a way into the record; against the person's wish only with a reason. It opens no
 * more than its giver is shown.
 */
export async function drawCode(
  deps: AccessDeps,
  way: Way & Pick<WayIn, 'actor' | 'source'>,
  { commandId, because }: { commandId: CommandId; because?: string | undefined },
  requestId: string,
): Promise<MadeCode> {
  const { db } = deps
  const { sql } = db
  const { actor, patientId, why, relationship } = way
  const callId = callOf(way)
  const inCall = callId !== null
  const shown = (because === undefined ? way.only : sectionsFor(shownTo(actor.role), [])) ?? null
  const given = { ...actor, staffName: actor.name, patientId, shown, isForced: false }
  const mayCrewSee = wishesOnCode(sql, { ...given, inCall: true }).isShared
  const mayOpen = wishesOnCode(sql, { ...given, inCall }).isShared
  const at = deps.clock()
  const expiresAt = plusSeconds(at, CODE_MINUTES * 60)
  await endSpentCodes(db)
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const [code, link] = [drawn(CODE_LENGTH), drawn(LINK_LENGTH)]
    const made = {
      id: attempt === 1 ? commandId : crypto.randomUUID(),
      code,
      link,
      actor,
      patientId,
      because: because ?? null,
      callId,
      shown,
      expiresAt,
    }
    const isFull = gaveTooMany(sql, actor, patientId)
    const mayGive: Fragment = because ? relationship : sql`(${relationship}) and ${mayOpen}`
    const onlyIf = sql`not ${isFull} and ${mayGive}`
    const review = {
      key: `crew_code/${made.id}`,
      kind: 'break_glass' as const,
      patientId,
      because: because ?? '',
      dueAt: workingDaysLater(at, 2),
    }
    const isMade = sql`exists (select 1 from code_made)`
    const rows = await db
      .run(sql<{ isMade: boolean; isOpen: boolean; isFull: boolean; isForCrews: boolean }[]>`
        with ${makeCode(sql, made, onlyIf)},
        looked as (
          select ${patientId}::uuid as patient_id, array['crew code'] as what,
                 case when ${isMade} then 'allowed' else 'refused' end as outcome
        ),
        ${appendAccess(sql, { actor, action: 'gave_code', why, requestId })},
        ${raiseReview(sql, actor, review, sql`${isMade} and ${because !== undefined}`)}
        select ${isMade} as is_made, (${relationship}) as is_open, ${isFull} as is_full, ${mayCrewSee} as is_for_crews`)
      .catch(error => {
        if (isCodeTaken(error)) return []
        throw error
      })
    const [row] = rows
    if (row?.isMade) return { kind: 'made', code, link, expiresAt }
    if (row && !row.isOpen) throw new Problem('not_allowed', NO_REASON)
    if (row?.isFull) throw new Problem('conflict', GAVE_TOO_MANY)
    if (row) return { kind: 'not_shared', because: row.isForCrews ? NOT_SHARED_WITH_GIVER : NOT_SHARED }
  }
  throw new Problem('conflict', 'No code could be made just now. Press again.')
}

/** Not said for which of the two: either is past what one nurse needs. */
const GAVE_TOO_MANY =
  'Many codes that you gave still open their page: read out one of those. If you have none of them any more, a colleague can give another; each is over after two hours.'

export const TOO_MANY_CODES = 'Too many codes that opened nothing. Ring the line: the nurse will help.'
const NO_SUCH_CODE =
  'That code opens nothing, or its time is over. Ask the nurse to read it again, or for a new one.'

/** From where, and from what kind of device: there is no session to know it by. */
export type CodeTyped = Typed & { address: string; device: string }

/**
 * Opens the one page for whoever types the code. Wrong codes are counted like wrong passwords, and the answer to a code that was
 * never given is that to one whose time is over, and to one that is not its link's: nobody learns which it was.
 */
export async function openByCode(
  deps: AccessDeps,
  { code, link, address, device }: CodeTyped,
  requestId: string,
  action: SummaryLook = 'summarised',
): Promise<OpenedByCode> {
  const found = await tryCode(deps.db, { code, link, address })
  if (found === 'held off') throw new Problem('too_many', TOO_MANY_CODES)
  if (found === 'none') throw new Problem('not_found', NO_SUCH_CODE)
  const { sql } = deps.db
  const { id, lineId, patientId, staffName, organisation, expiresAt } = found
  // What the person keeps back is left out, and asked again in the statement that reads.
  const wishes = wishesOnCode(sql, found)
  const [now] = await deps.db.run(sql<{ hidden: string[] }[]>`select ${wishes.hidden} as hidden`)
  const hidden = now?.hidden ?? []
  const only = sectionsOfCode(found, hidden)
  const summary = await openSummary(
    deps,
    {
      actor: holderOf(lineId, staffName, organisation, device),
      patientId,
      why: { kind: 'code', givenBy: staffName, ...(link === undefined ? {} : { atLink: true }) },
      relationship: sql`
        ${codeStands(sql, id)} and ${wishes.isShared} and ${wishes.hidden} = ${sql.array([...hidden])}::text[]`,
      ...(only ? { only } : {}),
    },
    requestId,
    action,
  ).catch(error => {
    // Taken back since it was given: the same words as for a code that never was.
    if (error instanceof Problem && error.code === 'not_allowed') throw new Problem('not_found', NO_SUCH_CODE)
    throw error
  })
  const line = await readLine(deps.db, lineId)
  if (!line) throw new Problem('not_found', NO_SUCH_CODE)
  return { summary, line, givenBy: `${staffName}, ${organisation}`, expiresAt, page: id }
}

function drawn(length: number): string {
  return Array.from({ length }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('')
}

/** Who looks when a code is typed: nobody whom we know, but somebody whom a nurse spoke to. */
function holderOf(lineId: LineId, givenBy: string, organisation: string, device: string) {
  return {
    lineId,
    staffId: null,
    sessionId: null,
    name: `A crew with a code from ${givenBy}`,
    role: 'crew',
    organisation,
    device,
  }
}
