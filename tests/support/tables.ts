import { createHash } from 'node:crypto'
import type { Database } from '#server/platform/database.ts'

export type CallRow = {
  id: string
  state: string
  carrierSid: string | null
  fromNumber: string | null
  heldBy: string | null
  endedAt: string | null
}

export async function callRows(db: Database): Promise<CallRow[]> {
  return db.run(db.sql<CallRow[]>`
    select id, state, carrier_sid, from_number, held_by, ended_at from calls order by started_at, id`)
}

export type EventRow = {
  sourceKey: string
  callId: string | null
  movedTo: string | null
  ignoredBecause: string | null
}

export async function eventRows(db: Database): Promise<EventRow[]> {
  return db.run(db.sql<EventRow[]>`
    select source_key, call_id, moved_to, ignored_because from call_events order by source_key`)
}

export type TaskRow = {
  kind: string
  state: string
  callId: string | null
  fromNumber: string | null
  recordingSid: string | null
}

export async function taskRows(db: Database): Promise<TaskRow[]> {
  return db.run(db.sql<TaskRow[]>`
    select kind, state, call_id, from_number, recording_sid from tasks order by raised_at, id`)
}

/** One word for everything the telephone may have changed: equal before and after means nothing was. */
export async function tablesHash(db: Database): Promise<string> {
  const rows = await db.run(db.sql`
    select 'calls' as name, coalesce(jsonb_agg(to_jsonb(one) order by one.id), '[]') as rows from calls one
    union all
    select 'tasks', coalesce(jsonb_agg(to_jsonb(one) order by one.id), '[]') from tasks one
    union all
    select 'events', coalesce(jsonb_agg(to_jsonb(one) order by one.source_key), '[]') from call_events one
    union all
    select 'feed', coalesce(jsonb_agg(to_jsonb(one) order by one.line_id, one.seq), '[]') from feed one`)
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}
