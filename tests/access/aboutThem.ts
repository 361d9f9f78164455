import { randomUUID } from 'node:crypto'
import type { Database } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { AnyRoute } from '#shared/route.ts'
import type { Actor } from '#shared/staff.ts'
import { aVisitLink } from '#tests/carers/aVisitLink.ts'
import { anAnswer } from '#tests/dispatch/anAnswer.ts'
import { aTeamTask } from '#tests/dispatch/aTeamTask.ts'
import { bring, fileOf, type Row } from '#tests/lists/bringing.ts'
import { aPatient } from '#tests/patients/aPatient.ts'
import { aHandOver } from '#tests/shift/aWatch.ts'
import type { Browser } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import { type Ids, nobody } from './everyAsk.ts'

/** What hangs on a person and has an id of its own, beside calls and tasks. */
export type About = Pick<
  Ids,
  | 'reviewId'
  | 'deathId'
  | 'disputeId'
  | 'exportId'
  | 'proposalId'
  | 'importId'
  | 'linkId'
  | 'otherId'
  | 'teamTaskId'
  | 'answerId'
  | 'visitLinkId'
  | 'visitLinkId'
  | 'protocolId'
  | 'version'
  | 'handOverId'
>

/** A house with its hub, where `as` somebody brings and takes lists. */
type House = {
  as: (name: string) => { actor: Actor; at: Browser }
  small: { url: string; database: { db: Database } }
  hub: Actor
}

/**
 * One of each kind about this person, as it may be there before the record closes: a list that was brought and read, with a row that
 * means them, and one that was asked for; a review, a dispute, a link that is proposed, and a report of a death. The lists are of this
 * person's organisation.
 */
export async function aboutThem(
  house: House,
  who: string,
  patientId: PatientId,
  row: Row & { 'First name': string; 'Family name': string; 'Birth date': string },
): Promise<About> {
  const { db } = house.small.database
  const { sql } = db
  const { actor, at } = house.as(who)
  const { lineId, organisationId, organisation, staffId, name } = actor
  const because = 'A reason that was one'
  const { importId } = await bring(house, who, fileOf(row))
  const [exportId, reviewId, disputeId, linkId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const [deathId, proposalId] = [randomUUID(), randomUUID()]
  await at.post('/api/caseload/exports', { commandId: exportId, purpose: 'direct_care', because })
  const otherId = await aPatient(db, house.hub, {
    identity: { name: { given: 'Nobody', family: 'Else' } },
  })
  const { staffId: proposedId } = await aColleague(db, lineId, {
    signInName: `proposed.${proposalId}`,
    organisation: house.hub.organisation,
    kind: 'hub',
  })
  await db.run(sql`
    with review as (
      insert into access_reviews (id, key, line_id, organisation_id, kind, patient_id, staff_id, staff_name, because, due_at)
      values (${reviewId}, ${reviewId}, ${lineId}, ${organisationId}, 'asked_about', ${patientId}, ${staffId}, ${name}, ${because}, now())
    ),
    dispute as (
      -- Their record is not marked with it: what is written on it goes on to be written.
      insert into identity_disputes (id, line_id, patient_id, because, raised_by, raised_name, organisation)
      values (${disputeId}, ${lineId}, ${patientId}, ${because}, ${staffId}, ${name}, ${organisation})
    ),
    death as (
      insert into deaths (id, line_id, patient_id, reported_by, reported_by_name, why)
      values (${deathId}, ${lineId}, ${patientId}, ${staffId}, ${name}, '{"kind": "caseload"}')
    ),
    link as (
      insert into person_links (id, line_id, kept_id, other_id, state, because, asked_by)
      values (${linkId}, ${lineId}, ${patientId}, ${otherId}, 'proposed', ${because}, ${house.hub.staffId})
      returning id
    ),
    step as (
      insert into person_link_steps (link_id, version, act, staff_id, staff_name, organisation, because)
      select id, 1, 'proposed', ${house.hub.staffId}, ${house.hub.name}, ${house.hub.organisation}, ${because} from link
    )
    insert into role_proposals (
      id, staff_id, line_id, organisation_id, role, was_line_id, was_organisation_id, was_role, was_disabled, due_at, lapses_at
    )
    values (${proposalId}, ${proposedId}, ${lineId}, ${house.hub.organisationId}, 'administrator', ${lineId},
            ${house.hub.organisationId}, 'clinician', false, now() + interval '2 days', now() + interval '7 days')`)
  const teamTaskId = await aTeamTask(db, actor, { patientId, why: because })
  const { protocolId, version } = nobody()
  return {
    importId,
    exportId,
    reviewId,
    disputeId,
    linkId,
    deathId,
    proposalId,
    otherId,
    teamTaskId,
    answerId: await anAnswer(db, lineId, { teamTaskId, words: because }),
    visitLinkId: await aVisitLink(db, house.hub, { patientId, teamTaskId, carer: 'Somebody' }),
    protocolId,
    version,
    handOverId: await aHandOver(db, actor, { patientId, words: because, isOver: true }),
  }
}

/** A task about this person that nobody has taken, from that call. */
export async function aTaskAbout(
  db: Database,
  lineId: string,
  patientId: PatientId,
  callId: string,
): Promise<string> {
  const taskId = randomUUID()
  await db.run(db.sql`
    insert into tasks (id, line_id, version, kind, state, call_id, origin, patient_id, raised_at, due_at, tries)
    values (${taskId}, ${lineId}, 1, 'call_back_abandoned', 'open', ${callId}, 'call', ${patientId}, now(), now(), 0)`)
  return taskId
}

/** Every id that an address of the table names. */
export function idsInPaths(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap(path => [...path.matchAll(/:(\w+)/g)].map(([, key]) => key ?? '')))]
}

type Addressed = {
  route: AnyRoute
  queries: readonly string[] | undefined
  ids: Readonly<Record<string, string>> & { patientId: PatientId }
}

/** Every address that this route can be asked at about somebody: of each of their items, and with each query. */
export async function addressesOf(db: Database, { route, queries, ids }: Addressed): Promise<string[]> {
  const items = route.path.includes(':itemId')
    ? await db.run(db.sql<{ itemId: string }[]>`
        select distinct item_id from record_entries where patient_id = ${ids.patientId}`)
    : [{ itemId: '' }]
  const paths = items.map(({ itemId }) =>
    route.path.replace(/:(\w+)/g, (_, key: string) => (key === 'itemId' ? itemId : (ids[key] ?? 'nobody'))),
  )
  const all = queries ?? [route.query.safeParse({}).success ? '' : '?epoch=1']
  return paths.flatMap(path => all.map(query => `${path}${query}`))
}
