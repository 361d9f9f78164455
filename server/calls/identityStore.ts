import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { appendFeed, type Told } from '#server/platform/feed.ts'
import type { CallId, ItemId, LineId, PatientId, StaffId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import { StoredCall, type StoredIdentity } from './storedCall.ts'

/**
 * What changes with it, and what is told. `first`: a CTE `unchanged (holds)` with what it needs, which locks whatever else is written and
 * says whether it is as it was read. `last`: CTEs that lock what is locked after the feed.
 */
type Alongside = {
  first: Fragment
  parts: (onlyIf: Fragment) => Fragment[]
  last: (onlyIf: Fragment) => Fragment[]
  told: Told
}

/** `beside`: what else the diary keeps of it. */
type Entry = {
  sourceKey: string
  at: Instant
  because: string | null
  beside: Readonly<Record<string, string>>
}

/**
 * Says whom a call is about, where the call is still as it was read and this nurse still holds it. The epoch grows, so that
 * every save which names the person before is refused. Returns whether it was written.
 */
export async function writeIdentity(
  db: Database,
  call: StoredCall,
  by: StaffId,
  change: { patientId: PatientId | null; identity: StoredIdentity },
  entry: Entry,
  { first, parts, last, told }: Alongside,
): Promise<boolean> {
  const { sql } = db
  const isWritten = sql`exists (select from identified)`
  const withIt = parts(isWritten).map(part => sql`${part},`)
  const afterwards = last(isWritten).map(part => sql`, ${part}`)
  const rows = await db.run(sql`
    with ${first},
    identified as (
      update calls
      set patient_id = ${change.patientId},
          identity = ${sql.json(change.identity as never)},
          identity_epoch = ${call.identityEpoch + 1},
          version = version + 1
      where id = ${call.id}
        and version = ${call.version}
        and identity_epoch = ${call.identityEpoch}
        and held_by = ${by}
        and (select holds from unchanged)
      returning id
    ),
    diary as (
      insert into call_events (source_key, call_id, line_id, received_at, event, by_staff, moved_from, moved_to)
      select ${entry.sourceKey}, identified.id, ${call.lineId}::uuid, ${entry.at}::timestamptz,
             jsonb_build_object('kind', ${change.patientId ? 'identified' : 'identity_cleared'}::text, 'at', ${entry.at}::text,
                                'patientId', ${change.patientId}::text, 'epoch', ${call.identityEpoch + 1}::int,
                                'because', ${entry.because}::text) || ${sql.json(entry.beside)}::jsonb,
             ${by}::uuid, ${call.state}, ${call.state}
      from identified
      on conflict (source_key) do nothing
    ),
    ${withIt.reduce((all, part) => sql`${all} ${part}`, sql``)}
    ${appendFeed(sql, call.lineId, told, isWritten)}
    ${afterwards.reduce((all, part) => sql`${all} ${part}`, sql``)}
    select id from identified`)
  return rows.length > 0
}

type About = { callId: CallId; lineId: LineId; staffId: StaffId; patientId: PatientId; epoch: number }

/**
 * Says which item of the record is the caller, or none of them; null takes back what was said. Whom the call is about does not change
 * by it, and so the epoch stays. Returns the call as it is now, or null where it is not hers, or not about this person any more. The
 * same command again changes nothing.
 */
export async function writeWhoCalls(
  db: Database,
  about: About,
  itemId: ItemId | null,
  { sourceKey, at }: { sourceKey: string; at: Instant },
): Promise<StoredCall | null> {
  const { sql } = db
  const chosen = sql.json(itemId === null ? {} : { contactItemId: itemId })
  const columns = sql`id, line_id, version, state, facts, patient_id, identity_epoch, identity, for_task`
  const [row] = await db.run(sql`
    with hers as (
      select id
      from calls
      where id = ${about.callId} and jsonb_typeof(identity -> 'caller') = 'object' and ${isAboutPatient(sql, about)}
      for update
    ),
    diary as (
      insert into call_events (source_key, call_id, line_id, received_at, event, by_staff, moved_from, moved_to)
      select ${sourceKey}, calls.id, line_id, ${at}::timestamptz,
             jsonb_build_object('kind', 'caller_chosen', 'at', ${at}::text, 'itemId', ${itemId}::text),
             ${about.staffId}::uuid, state, state
      from calls join hers using (id)
      on conflict (source_key) do nothing
      returning call_id
    ),
    chosen as (
      update calls
      set identity = jsonb_set(identity, '{caller}', (identity -> 'caller') - 'contactItemId' || ${chosen}::jsonb),
          version = version + 1
      from diary
      where calls.id = diary.call_id
      returning ${columns}
    )
    select ${columns} from chosen
    union all
    select ${columns} from calls join hers using (id) where not exists (select from chosen)`)
  return row ? StoredCall.parse(row) : null
}

/**
 * The relationship that opens a record: this nurse holds a call, the call is about this person, and she knows it as of this
 * epoch. A boolean for the record's own statement, so that it cannot be outdated when the record is read.
 */
export function isAboutPatient(sql: Sql, about: About): Fragment {
  return sql`exists (
    select 1
    from calls
    where id = ${about.callId}
      and line_id = ${about.lineId}
      and held_by = ${about.staffId}
      and patient_id = ${about.patientId}
      and identity_epoch = ${about.epoch}
  )`
}

/** This nurse holds this call: enough to compare what its caller says with the record, and to be told match or no match. */
export function isInHand(sql: Sql, callId: CallId, lineId: LineId, staffId: StaffId): Fragment {
  return sql`exists (
    select 1 from calls where id = ${callId} and line_id = ${lineId} and held_by = ${staffId}
  )`
}
