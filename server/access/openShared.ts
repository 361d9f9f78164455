import { z } from 'zod'
import { tasksHeldAbout } from '#server/dispatch/taskInHandStore.ts'
import { DoorsKept, doorsKept } from '#server/doors/doorStore.ts'
import { showsDoors } from '#server/doors/revealDoor.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import { halfWrittenOf, isLeftElsewhere, takeAlongHalfWritten } from '#server/patients/halfWrittenStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { LATELY, type LastCallsOf, Lately } from '#server/patients/revealPlace.ts'
import type { WayIn } from '#server/patients/wayIn.ts'
import { shownTo } from '#server/staff/core/can.ts'
import { relationshipKinds, type Standing } from '#shared/access.ts'
import type { DoorKept } from '#shared/doors.ts'
import type { SharedCalls } from '#shared/outcomes.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { HalfWritten } from '#shared/record/halfWritten.ts'
import type { RecordMarks } from '#shared/record/marks.ts'
import type { Actor } from '#shared/staff.ts'
import { closedByOwnHand, mayExist } from './closedByWhom.ts'
import { callsLeftOut, leftOut } from './core/leftOut.ts'
import type { Decision } from './core/standing.ts'
import { keepClosedPage } from './pageReceipts.ts'
import { type AccessDeps, type Asking, decide, logRefused, type Opening, wayOf } from './wayIn.ts'

export type OpenedShared = {
  standing: Standing
  record: RecordAtAGlance | null
  marks: RecordMarks | null
  doors: DoorKept[] | null
  lastCalls: SharedCalls | null
  /** What this reader left half-written by this very way. */
  halfWritten: HalfWritten[]
}

const NOTHING = { record: null, marks: null, doors: null, lastCalls: null, halfWritten: [] }
const Beside = z.object({
  doors: DoorsKept.nullable(),
  lately: Lately,
  halfWritten: z.array(HalfWritten),
  isLeftElsewhere: z.boolean(),
})

const TO_THE_LINE = 'If they change their mind, they can say so to the line, at any hour.'

const TRIES = 3

/**
 * The record for somebody without a call in hand: what their relationship, the person's agreement and their role let them see.
 * Every look is in the log, and so is every refusal.
 */
export async function openShared(
  deps: AccessDeps & { lastCallsOf: LastCallsOf },
  asking: Asking,
): Promise<OpenedShared> {
  let isTakenAlong = false
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const decision = await decide(deps, asking)
    if (decision.kind !== 'open') {
      await logRefused(deps, asking, 'opened')
      if (decision.kind === 'may_exist')
        return { standing: await mayExist(deps.db, asking.actor, asking.patientId), ...NOTHING }
      if (decision.kind === 'ask_first') return { standing: inWords(decision), ...NOTHING }
      await keepClosedPage(deps, asking.actor, asking.patientId)
      const closedBy = await closedByOwnHand(deps.db, asking.actor, asking.patientId)
      const standing = closedBy
        ? { kind: 'not_shared' as const, because: TO_THE_LINE, closedBy }
        : inWords(decision)
      return { standing, ...NOTHING }
    }
    const way = wayOf(deps, asking, decision)
    const { sql } = deps.db
    const doors = showsDoors(way) ? doorsKept(sql) : sql`null::json`
    const because = callsLeftOut(shownTo(asking.actor.role), decision.hidden, decision.isInLittle)
    const lately = way.showsCalls
      ? deps.lastCallsOf(sql, way.actor, { showsPlace: false, at: deps.clock() })
      : sql`'{"calls": [], "teamTasks": []}'::json`
    const theirTasks = waysOfTasks(deps, asking)
    const value = sql`
      json_build_object(
        'doors', ${doors}, 'lately', ${lately}, 'halfWritten', ${halfWrittenOf(sql, way)},
        'isLeftElsewhere', ${isLeftElsewhere(sql, way, theirTasks)}
      )`
    const what = way.showsCalls ? LATELY : []
    const opened = await openRecord(deps, { ...way, beside: { what, value } })
    // Refused though it was decided a moment ago: something changed in between, and is looked at again.
    if (opened.kind === 'refused') continue
    const { lately: told, isLeftElsewhere: isLeft, ...beside } = Beside.parse(opened.beside)
    if (isLeft && !isTakenAlong) {
      await takeAlongHalfWritten(deps.db, way, theirTasks, way.relationship)
      isTakenAlong = true
      attempt -= 1
      continue
    }
    return {
      standing: standingOf(way, decision),
      record: recordAtAGlance(opened),
      marks: opened.marks,
      lastCalls: { ...told, leftOut: because },
      ...beside,
    }
  }
  return { standing: { kind: 'may_exist' }, ...NOTHING }
}

/** A set of texts: the ways by which the tasks of whoever asks have this record open. Of several ways the first one is open. */
function waysOfTasks({ db: { sql } }: AccessDeps, { actor, patientId }: Asking) {
  return sql`select 'task ' || mine.id from ${tasksHeldAbout(sql, actor, recordsOf(sql, patientId))} as mine`
}

function inWords(decision: Exclude<Decision, Opening | { kind: 'may_exist' }>): Standing {
  switch (decision.kind) {
    case 'not_shared':
      return {
        kind: 'not_shared',
        because:
          'This person has not agreed to share their record with your organisation, has taken that back, or was not asked yet. Ask them, or ring the line.',
      }
    case 'ask_first':
      return {
        kind: 'ask_first',
        because: 'This person wants to be asked each time before their record is opened.',
      }
    default:
      return decision satisfies never
  }
}

function standingOf(
  { actor, writes = [] }: WayIn & { actor: Actor },
  { by, hidden, isInLittle }: Opening,
): Standing {
  return {
    kind: 'open',
    by: by.kind,
    because: by.because ?? relationshipKinds[by.kind].text,
    until: by.until,
    leftOut: leftOut(shownTo(actor.role), hidden, isInLittle),
    writes: [...writes],
  }
}
