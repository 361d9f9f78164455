import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Database } from '#server/platform/database.ts'
import { type LineId, LineId as LineIdOf, type StaffId, StaffId as StaffIdOf } from '#shared/ids.ts'
import { range } from './load.ts'

export type BenchNurse = { staffId: StaffId; lineId: LineId; name: string; cookie: string; patient: number }
export type BenchLine = { lineId: LineId; number: string; nurses: BenchNurse[] }

export const LINES = 100
export const NURSES_PER_LINE = 10

/** A hundred lines of ten nurses, all signed in and ready: what a whole country has on duty in a night. */
export async function openLines(db: Database): Promise<BenchLine[]> {
  const lines = range(LINES).map((line): BenchLine & { tokens: string[] } => {
    const lineId = LineIdOf.parse(randomUUID())
    const tokens = range(NURSES_PER_LINE).map(() => randomBytes(32).toString('base64url'))
    return {
      lineId,
      number: `+441632960${100 + line}`,
      tokens,
      nurses: tokens.map((token, i) => ({
        staffId: StaffIdOf.parse(randomUUID()),
        lineId,
        name: `Nurse ${line}-${i}`,
        cookie: `goldthread-sid=${token}`,
        patient: line * NURSES_PER_LINE + i + 1,
      })),
    }
  })
  const lineRows = lines.map(({ lineId, number }, i) => ({ id: lineId, number, name: `Line ${i}` }))
  const staffRows = lines.flatMap(({ nurses, tokens }) =>
    nurses.map(({ staffId, lineId, name }, i) => ({
      id: staffId,
      line_id: lineId,
      name,
      session: randomUUID(),
      token_hash: createHash('sha256')
        .update(tokens[i] ?? '')
        .digest('hex'),
    })),
  )
  await db.run(db.sql`
    with line as (
      insert into lines (id, name, phone_number, on_call_numbers)
      select id, name, number, array['+447700900001']
      from jsonb_to_recordset(${db.sql.json(lineRows)}::jsonb) as made (id uuid, name text, number text)
      returning id
    ),
    hub as (
      insert into organisations (id, line_id, name, kind)
      select gen_random_uuid(), id, 'Bench Hospice', 'hub' from line
    )
    insert into feed_heads (line_id) select id from line`)
  await db.run(db.sql`
    with given as (
      select *
      from jsonb_to_recordset(${db.sql.json(staffRows)}::jsonb)
        as made (id uuid, line_id uuid, name text, session uuid, token_hash text)
    ),
    person as (
      insert into staff (id, line_id, name, sign_in_name, role, organisation_id, password_hash, phone_number)
      select given.id, line_id, given.name, 'bench ' || given.id, 'coordinator', organisations.id, 'none', '+447700900002'
      from given
      join organisations using (line_id)
      returning id, line_id
    ),
    ready as (
      insert into readiness (staff_id, line_id, state, answers_by, heard) select id, line_id, 'ready', 'phone', true from person
    )
    insert into sessions (token_hash, id, staff_id, expires_at)
    select decode(token_hash, 'hex'), session, id, now() + interval '12 hours'
    from given
    where id in (select id from person)`)
  return lines
}
