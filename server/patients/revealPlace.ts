import { z } from 'zod'
import { oddReveal } from '#server/audit/core/oddReveal.ts'
import { countReveal, readRevealCount } from '#server/audit/revealStore.ts'
import { raiseReview } from '#server/audit/reviewStore.ts'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { dayInBritain } from '#shared/days.ts'
import type { StaffId } from '#shared/ids.ts'
import { LOCATION_SECTIONS, PLACES_A_DAY, type PlaceShown } from '#shared/location.ts'
import { PastCall } from '#shared/outcomes.ts'
import { PastTeamTask } from '#shared/pastTeamTasks.ts'
import type { WhyOpened } from '#shared/patients.ts'
import type { Actor } from '#shared/staff.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { coverLocation, keyOf } from './core/coverLocation.ts'
import { recordAtAGlance } from './core/recordAtAGlance.ts'
import { isPlaceKept } from './linkStore.ts'
import { lookIntoRecord } from './openRecord.ts'
import type { Refused, WayIn } from './wayIn.ts'

/**
 * One JSON value: the last calls of the person whom `asked (id, is_protected)` names, and what was asked of teams about them, as this actor is
 * told of them. Both are above this module, which is handed it.
 */
export type LastCallsOf = (sql: Sql, actor: Actor, asked: { showsPlace: boolean; at: Instant }) => Fragment

/** What it gives. */
export const Lately = z.object({ calls: z.array(PastCall), teamTasks: z.array(PastTeamTask) })

/** What the access log calls the calls, and all of it. */
export const LAST_CALLS = 'past calls'
export const LATELY = [LAST_CALLS, 'past team tasks']

/** A privacy officer looks within a day: who must not know where somebody is may be on the way there. */
const REVIEW_SECONDS = 24 * 3_600

/**
 * Shows what the record says of where a protected person is, and what was said in the last calls, which may tell it as well, to one who has a reason to be in it and says why it is needed. As
 * with a door code, relationship, look, count and alert are one statement with the reading.
 */
export async function revealPlace(
  { db, clock, lastCallsOf }: { db: Database; clock: () => Instant; lastCallsOf: LastCallsOf },
  way: WayIn,
  because: string,
): Promise<PlaceShown | Refused> {
  const { sql } = db
  const { actor, patientId, relationship } = way
  const at = clock()
  const onDay = dayInBritain(at)
  const { lineId, staffId } = actor
  const dueAt = plusSeconds(at, REVIEW_SECONDS)
  const odd = oddReveal(way.why)
  const isProtected = sql`exists (
    select from patients p where p.line_id = ${lineId} and p.id = ${patientId} and ${isPlaceKept(sql, sql`p`)}
  )`
  const isCounted = sql`(${relationship}) and ${isProtected}`
  const isWithin = sql`exists (select from reveal_counted where is_within)`
  const oddReview = {
    key: `location_without_call/${patientId}/${staffId}/${onDay}`,
    kind: 'location_without_call' as const,
    patientId,
    because: [odd, because].filter(Boolean).join('. '),
    dueAt,
  }
  const manyReview = { ...manyPlaces(staffId, at), patientId }
  const ctes = sql`
    ${countReveal(sql, { of: 'location', staffId, onDay, atMost: PLACES_A_DAY }, isCounted)},
    ${raiseReview(sql, actor, oddReview, sql`${isWithin} and ${odd !== undefined}`, 'odd_raised')},
    ${raiseReview(sql, actor, manyReview, sql`exists (select from reveal_counted where not is_within)`, 'many_raised')}`
  const opened = await lookIntoRecord(
    { db },
    {
      ...way,
      only: LOCATION_SECTIONS.filter(section => way.only?.includes(section) !== false),
      why: { ...way.why, sealedBecause: because } as WhyOpened, // a way into a record is always by one of those that take it
      relationship: sql`${isWithin} or ((${relationship}) and not ${isProtected})`,
      ...(way.showsCalls && {
        beside: { what: LATELY, value: lastCallsOf(sql, actor, { showsPlace: true, at: clock() }) },
      }),
      action: 'revealed',
      showsPlace: true,
      first: { ctes, after: sql`exists (select from reveal_counted)` },
    },
  )
  if (opened.kind === 'refused') {
    const count = await readRevealCount(db, { of: 'location', staffId, onDay })
    return count > PLACES_A_DAY ? { kind: 'not_shown', because: SPENT } : opened
  }
  const { whole, parts } = coverLocation(opened.entries)
  const covered = new Set([...whole.map(keyOf), ...parts])
  // The address first: it is what is read out.
  const items = recordAtAGlance(opened)
    .blocks.flatMap(block => block.items)
    .toSorted((a, b) => LOCATION_SECTIONS.indexOf(a.section) - LOCATION_SECTIONS.indexOf(b.section))
  const lately = way.showsCalls ? Lately.parse(opened.beside) : { calls: [], teamTasks: [] }
  return { kind: 'shown', items: items.filter(item => covered.has(keyOf(item))), ...lately }
}

/** What a privacy officer is asked about whoever wants more of them in a day than any night needs: once a day. */
export function manyPlaces(staffId: StaffId, at: Instant) {
  return {
    key: `many_reveals/location/${staffId}/${dayInBritain(at)}`,
    kind: 'many_reveals' as const,
    because: `Asked for more than ${PLACES_A_DAY} protected places in one day. No more were shown.`,
    dueAt: plusSeconds(at, REVIEW_SECONDS),
  }
}

export const SPENT = `You have been shown ${PLACES_A_DAY} protected places today, and no more are shown until tomorrow. Ask a colleague to show this one; a privacy officer has been told.`
