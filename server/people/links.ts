import { isKnownTo, keptFrom } from '#server/access/knownTo.ts'
import { appendAccess } from '#server/audit/auditStore.ts'
import { joinDeaths, partDeaths } from '#server/deaths/linkedDeath.ts'
import {
  type LinkRow,
  linkBetween,
  linkOf,
  moveLink,
  proposeLink as proposed,
  readLinks,
  recordsOf,
  recordsTold,
} from '#server/patients/linkStore.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import { promisesOfLinkedSafety } from '#server/patients/safetyChanged.ts'
import { standSideBySide } from '#server/patients/standSideBySide.ts'
import { untilWritten } from '#server/patients/untilWritten.ts'
import { type Fragment, isOutrun } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import { insertPromises } from '#server/platform/promises.ts'
import type { PatientId } from '#shared/ids.ts'
import type { DecideLink, LinkState, ProposeLink } from '#shared/links.ts'
import type { Actor } from '#shared/staff.ts'
import { decideLink, type LinkStep } from './core/link.ts'
import type { PeopleDeps } from './peopleDeps.ts'

export type LinkAnswer = { kind: 'done' } | { kind: 'refused'; because: string }

/**
 * "These two records are of one person": a proposal, for a second person to confirm. Until then nothing is different. Proposed
 * twice it is one proposal.
 */
export async function proposeLink(
  deps: PeopleDeps,
  actor: Actor,
  { commandId, keptId, otherId, because }: ProposeLink,
  requestId: string,
): Promise<LinkAnswer> {
  const { sql } = deps.db
  const isKnown = isKnownTo(sql, actor)
  const isProposed = sql`exists (select from link_proposed)`
  const [row] = await deps.db.run(sql<{ isProposed: boolean; isKnown: boolean }[]>`
    with both_known as (
      select count(*) = 2 as yes
      from patients p
      where p.line_id = ${actor.lineId} and p.id in (${keptId}, ${otherId}) and ${isKnown(sql`p.id`)}
    ),
    ${proposed(sql, actor, { id: commandId, keptId, otherId, because }, isKnown)},
    looked as (
      select id::uuid as patient_id, array['second record'] as what,
             case when (select yes from both_known) then 'allowed' else 'refused' end as outcome
      from unnest(${[keptId, otherId]}::uuid[]) as one (id)
      where ${isProposed} or not (select yes from both_known)
    ),
    ${appendAccess(sql, { actor, action: 'linked', why: { kind: 'search' }, requestId })}
    select ${isProposed} as is_proposed, (select yes from both_known) as is_known`)
  if (row?.isProposed) return { kind: 'done' }
  if (!row?.isKnown) throw new Problem('not_allowed', NO_REASON)
  const [there] = await deps.db.run(linkBetween(sql, actor.lineId, keptId, otherId))
  if (there?.id === commandId) return { kind: 'done' }
  return {
    kind: 'refused',
    because:
      there?.state === 'proposed'
        ? 'A colleague has proposed these two already. It waits for somebody to confirm it.'
        : 'These two are linked already.',
  }
}

/** Confirms, refuses, asks to undo. What joins or parts two records is asked by one and confirmed by another. */
export async function decide(
  deps: PeopleDeps,
  actor: Actor,
  linkId: string,
  { version, act, because }: DecideLink,
  requestId: string,
): Promise<LinkAnswer> {
  const { keptId, otherId } = await linkFor(deps, actor, linkId)
  const { sql } = deps.db
  const both = sql`(${recordsOf(sql, keptId)} || ${recordsOf(sql, otherId)})`
  const decided = await untilWritten<LinkAnswer>(
    deps,
    { lineId: actor.lineId, records: both },
    async isTurn => {
      const link = await linkFor(deps, actor, linkId)
      if (link.version !== version) return CHANGED
      const decided = decideLink(link.state, act, link.askedBy === actor.staffId)
      if (decided.kind === 'refused') return decided
      if (await move(deps, actor, link, { ...decided, because, isTurn }, requestId)) {
        deps.wakeFeed(actor.lineId)
        return { kind: 'done' }
      }
      const chained = isJoining(link, decided.to) && (await whyNot(deps, link))
      return chained || 'outrun'
    },
  )
  return decided === 'outrun' ? CHANGED : decided
}

function isJoining({ state }: LinkRow, to: LinkState): boolean {
  return state === 'proposed' && to === 'linked'
}

type Move = { to: LinkState; step: LinkStep; because: string; isTurn: Fragment }

/** One statement: the link, both records, what a death or a safety flag on one of them means for the other, and the news of it. */
async function move(
  deps: PeopleDeps,
  actor: Actor,
  link: LinkRow,
  { to, step, because, isTurn }: Move,
  requestId: string,
): Promise<boolean> {
  const { sql } = deps.db
  const ids: PatientId[] = [link.keptId, link.otherId]
  const at = deps.clock()
  const death = isJoining(link, to)
    ? await joinDeaths(deps, actor, link, at)
    : to === 'parted'
      ? await partDeaths(deps, actor, link, at)
      : null
  const isMoved = sql`exists (select from link_moved)`
  // Also the third record of a person: what it shows follows from all that are linked to it.
  const told = recordsTold(sql, ids, death?.told)
  const safety = promisesOfLinkedSafety(link, at)
  const teams = death ? [sql`teams_told as (${insertPromises(sql, actor.lineId, safety, isMoved)})`] : []
  const follows = [...(death?.parts(isMoved) ?? []), ...teams].map(part => sql`${part},`)
  const [row] = await deps.db
    .run(sql<{ isMoved: boolean }[]>`
      with ${moveLink(sql, actor, link, { to, step, because, onlyIf: sql`${isTurn} and ${death?.isAsRead ?? sql`true`}` })},
      ${follows.reduce((all, part) => sql`${all} ${part}`, sql``)}
      ${appendFeed(sql, actor.lineId, told, isMoved)},
      looked as (
        select id::uuid as patient_id, array['second record'] as what, 'allowed' as outcome
        from unnest(${ids}::uuid[]) as one (id)
        where ${isMoved}
      ),
      ${appendAccess(sql, { actor, action: 'linked', why: { kind: 'search' }, requestId }, sql`exists (select from feed_head)`)}
      select ${isMoved} as is_moved, must_hold(not ${isMoved} or (${death?.isWhole ?? sql`true`})) as is_whole`)
    .catch(error => {
      if (isOutrun(error)) return []
      throw error
    })
  return row?.isMoved ?? false
}

const CHANGED: LinkAnswer = {
  kind: 'refused',
  because: 'A colleague was quicker. Look at the list again, then decide.',
}

async function whyNot({ db }: PeopleDeps, { keptId, otherId }: LinkRow): Promise<LinkAnswer | null> {
  const [chain] = await db.run(db.sql<{ n: number }[]>`
    select 1 as n from patients
    where (id in (${keptId}, ${otherId}) and kept_at is not null) or (id = ${otherId} and others > 0)`)
  return chain
    ? {
        kind: 'refused',
        because:
          'One of these is linked to a third record. Of all records of a person one is written to: undo that link first, then link both to the same one.',
      }
    : null
}

/** The queue: what waits for a second person, what is linked, and what was. */
export function listLinks(deps: PeopleDeps, actor: Actor, requestId: string) {
  hubOnly(actor)
  const access = { actor, action: 'reviewed', why: { kind: 'search' }, requestId } as const
  return readLinks(deps.db, actor, appendAccess(deps.db.sql, access))
}

/** Both records side by side, for whoever decides. */
export async function besideOfLink(deps: PeopleDeps, actor: Actor, linkId: string, requestId: string) {
  const { keptId, otherId } = await linkFor(deps, actor, linkId)
  return standSideBySide(deps, {
    actor,
    why: { kind: 'search' },
    patientIds: [keptId, otherId],
    isShown: deps.db.sql`true`,
    kept: keptFrom(deps.db.sql, actor)(deps.db.sql`p.id`),
    requestId,
  })
}

async function linkFor({ db }: PeopleDeps, actor: Actor, linkId: string): Promise<LinkRow> {
  hubOnly(actor)
  const [link] = await db.run(linkOf(db.sql, actor.lineId, linkId))
  if (!link) throw new Problem('not_found', 'There is no such pair in your list.')
  return link
}

/** Whoever decides must be able to look at both, and only the line's own people see everybody of it. */
export function hubOnly({ organisationKind }: Actor): void {
  if (organisationKind !== 'hub')
    throw new Problem('not_allowed', 'Two records are put together by those who answer the line. Ring them.')
}
