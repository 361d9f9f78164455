import type { Stage } from '#server/oversight/core/flags.ts'
import { lookOver } from '#server/oversight/lookOver.ts'
import { streetKey } from '#server/patients/core/addressMatch.ts'
import type { Database } from '#server/platform/database.ts'
import { likenessHash } from '#server/staff/likenessStore.ts'
import type { Town } from './population.ts'
import { DAYS, type Hour, type Month } from './work.ts'

const FIRST = Date.parse('2026-10-05T00:00:00.000Z') // a Monday
const momentOf = (hour: Hour) => new Date(FIRST + hour * 3_600_000).toISOString()

/** Days that are looked over at once: a house does so twice a minute. */
const STEP = 2

export type Flagged = { kind: string; staffId: string; patientId: string | null; looks: number[] }

/**
 * The month as it would have passed: every other day its looks are written, the house looks them over as it does, and a privacy officer
 * judges what is two days old: good reason for everything that was not planted.
 */
export async function liveMonth(
  db: Database,
  town: Town,
  { before, month, planted }: { before: Month; month: Month; planted: readonly string[] },
): Promise<Flagged[]> {
  await fill(db, town, joinedMonths(before, month))
  const snooping = new Set(planted.map(one => one.split('|').slice(1).join('|')))
  const seq = new Map<string, number>()
  const ordered = month.looks.map((look, i) => ({ ...look, id: i + 1 })).sort((a, b) => a.at - b.at)
  const numbered = (looks: readonly (Month['looks'][number] & { id: number })[]) =>
    looks.map(look => {
      const n = (seq.get(look.who.organisation) ?? 0) + 1
      seq.set(look.who.organisation, n)
      return { ...look, seq: n }
    })
  // What was before is behind them all, and is not looked over any more: as migration 0019 leaves it.
  const past = before.looks.toSorted((a, b) => a.at - b.at).map((look, i) => ({ ...look, id: 1_000_000 + i }))
  await writeLooks(db, town, numbered(past))
  await db.run(db.sql`
    insert into access_walks (line_id, organisation, stage, seq, place)
    select line_id, organisation, stage, seq, 1
    from access_log_heads
    cross join unnest(array['at_once', 'day_later']) as stage`)
  for (let day = 0; day <= DAYS + 2; day += STEP) {
    const today = ordered.filter(({ at }) => at >= day * 24 && at < (day + STEP) * 24)
    await writeLooks(db, town, numbered(today))
    const dead = town.patients
      .filter(({ diedOn }) => diedOn !== undefined && diedOn >= day && diedOn < day + STEP)
      .map(({ id }) => id)
    await db.run(db.sql`update patients set is_deceased = true where id = any(${db.sql.array(dead)}::uuid[])`)
    const clock = () => momentOf((day + STEP) * 24)
    for (const stage of ['at_once', 'day_later'] satisfies Stage[]) await lookOver({ db, clock }, stage)
    await judge(db, momentOf((day + STEP) * 24), momentOf((day + STEP - 2) * 24), snooping)
  }
  return db.run(db.sql<Flagged[]>`
    select kind, staff_id, patient_id, look_ids as looks from access_reviews where by_rule`)
}

function joinedMonths(one: Month, other: Month): Month {
  return {
    looks: [...one.looks, ...other.looks],
    calls: [...one.calls, ...other.calls],
    tasks: [...one.tasks, ...other.tasks],
    written: [...one.written, ...other.written],
  }
}

async function judge(db: Database, at: string, before: string, snooping: ReadonlySet<string>): Promise<void> {
  await db.run(db.sql`
    update access_reviews
    set verdict = case
          when staff_id::text || '|' || coalesce(patient_id::text, 'many') = any(${db.sql.array([...snooping])}::text[])
          then 'not_justified' else 'justified'
        end,
        verdict_at = ${at}::timestamptz, verdict_by = gen_random_uuid()
    where verdict is null
      and last_look_at < ${before}::timestamptz`)
}

type Written = Month['looks'][number] & { id: number; seq: number }

async function writeLooks(db: Database, { lineId }: Town, looks: readonly Written[]): Promise<void> {
  const rows = looks.map(({ id, seq, at, who, whom, why }) => ({
    id,
    seq,
    at: momentOf(at),
    actor_id: who.id,
    actor_name: who.name,
    actor_role: who.role,
    organisation: who.organisation,
    patient_id: whom.id,
    why,
  }))
  // Hashes are for the verifier: nothing here is verified.
  await db.run(db.sql`
    with looks as (
      select * from jsonb_to_recordset(${db.sql.json(rows as never)}::jsonb) as l (
        id bigint, seq bigint, at timestamptz, actor_id uuid, actor_name text, actor_role text, organisation text,
        patient_id uuid, why jsonb)
    ),
    heads as (
      insert into access_log_heads (line_id, organisation, seq, at, previous_hash, hash)
      select ${lineId}::uuid, organisation, max(seq), max(at), '', '' from looks group by organisation
      on conflict (line_id, organisation) do update set seq = excluded.seq, at = excluded.at
    )
    insert into access_log (id, line_id, organisation, seq, place, at, previous_hash, hash, actor_id, actor_name, actor_role,
                            action, patient_id, what, why, outcome)
    overriding system value
    select id, ${lineId}::uuid, organisation, seq, 1, at, '', '', actor_id, actor_name, actor_role, 'opened', patient_id,
           '{}', why, 'allowed'
    from looks`)
}

async function fill(
  db: Database,
  { lineId, organisations, workers, patients }: Town,
  month: Month,
): Promise<void> {
  const { sql } = db
  const salt = Buffer.from('a salt of tests')
  const staff = workers.map(one => {
    const given = /^(.*) (\w+ \d)$/.exec(one.street)
    const key = streetKey(given?.[1] ?? '', `${given?.[2] ?? ''}AA`)
    return {
      ...one,
      organisation_id: organisations.find(({ name }) => name === one.organisation)?.id,
      birth_hash: one.isGiven ? likenessHash(salt, one.birth).toString('hex') : null,
      street_hash: one.isGiven && key ? likenessHash(salt, key).toString('hex') : null,
    }
  })
  await db.run(sql`
    with line as (
      insert into lines (id, name, phone_number) values (${lineId}, 'A town', '+441632960123') returning id
    ),
    made as (
      insert into organisations (id, line_id, name, kind)
      select o.id, line.id, o.name, o.kind
      from line, jsonb_to_recordset(${sql.json(organisations.map(({ id, name, kind }) => ({ id, name, kind })))}::jsonb) as o (id uuid, name text, kind text)
      returning id
    )
    insert into staff (id, line_id, name, sign_in_name, role, organisation_id, password_hash, phone_number)
    select s.id, line.id, s.name, 'sim.' || s.id, s.role, s.organisation_id, 'none', s.phone
    from line, jsonb_to_recordset(${sql.json(staff as never)}::jsonb) as s (id uuid, name text, role text, organisation_id uuid, phone text)`)
  await db.run(sql`
    insert into staff_likeness (staff_id, salt, birth_hash, street_hash)
    select id, ${salt}, decode(birth_hash, 'hex'), decode(street_hash, 'hex')
    from jsonb_to_recordset(${sql.json(staff as never)}::jsonb) as s (id uuid, birth_hash text, street_hash text)
    where birth_hash is not null`)
  await db.run(sql`
    insert into patients (id, line_id, name, given_name, family_name, birth_date, status, is_deceased, created_at)
    select id, ${lineId}::uuid, name ->> 'given' || ' ' || (name ->> 'family'), name ->> 'given', name ->> 'family', birth::date,
           'active', coalesce("diedOn" < 0, false), ${momentOf(-2_000)}::timestamptz
    from jsonb_to_recordset(${sql.json(patients as never)}::jsonb) as p (id uuid, name jsonb, birth text, "diedOn" int)`)
  await writeEntries(db, lineId, entriesOf(patients, month))
  await db.run(sql`
    insert into calls (id, line_id, version, state, direction, facts, from_number, started_at, patient_id, identity)
    select id, ${lineId}::uuid, 1, 'closed', 'inbound', '{}', "from", at, about, jsonb_build_object('skippedBecause', skipped)
    from jsonb_to_recordset(${sql.json(month.calls.map(one => ({ ...one, at: momentOf(one.at), about: one.about.id })))}::jsonb)
      as c (id uuid, "from" text, at timestamptz, about uuid, skipped text)`)
  await db.run(sql`
    insert into tasks (id, line_id, kind, state, origin, patient_id, raised_at, due_at, done_at, result, done_by)
    select gen_random_uuid(), ${lineId}::uuid, 'call_back_promised', 'done', 'outcome', about, at, at, at + interval '3 hours',
           'reached', ${workers[0]?.id ?? ''}::uuid
    from jsonb_to_recordset(${sql.json(month.tasks.map(one => ({ at: momentOf(one.at), about: one.about.id })))}::jsonb)
      as t (at timestamptz, about uuid)`)
  await db.run(sql`analyze record_entries, calls, tasks, patients, staff`)
}

type EntryRow = {
  patient: string
  section: string
  body: object
  at: string
  by: string
  organisation: string
}

function entriesOf(patients: Town['patients'], month: Month): EntryRow[] {
  const long = { at: momentOf(-1_500), by: 'Registrar', organisation: 'Hub' }
  const registered = patients.flatMap(one => {
    const given = /^(.*) (\w+ \d)$/.exec(one.street)
    const row = (section: string, body: object): EntryRow => ({ patient: one.id, section, body, ...long })
    const team = one.namesTeam ? [...one.nurses, ...(one.cns ? [one.cns] : [])] : []
    return [
      row('addresses', { lines: [`${one.house} ${given?.[1]}`, 'Wharnley'], postcode: `${given?.[2]}AB` }),
      row('gpPractice', { name: one.practice, ...(one.namesGp ? { gpName: one.gp.name } : {}) }),
      ...team.map(({ name }) => row('professionalContacts', { name, role: 'Nurse' })),
      ...(one.diedOn === undefined ? [] : [{ ...row('death', {}), at: momentOf(one.diedOn * 24) }]),
    ]
  })
  const written = month.written.map(({ at, about, by }) => ({
    patient: about.id,
    section: 'notes',
    body: {},
    at: momentOf(at),
    by: by.name,
    organisation: by.organisation,
  }))
  return [...registered, ...written]
}

async function writeEntries(db: Database, lineId: string, entries: readonly EntryRow[]): Promise<void> {
  await db.run(db.sql`
    insert into record_entries (line_id, patient_id, section, item_id, version, is_single, change, known_state, body, author,
                                source, recorded_at, written_at)
    select ${lineId}::uuid, patient, section, gen_random_uuid(), 1, false, 'added', 'known', body,
           jsonb_build_object('name', by, 'role', 'x', 'organisation', organisation), '{"kind": "import"}', at, at
    from jsonb_to_recordset(${db.sql.json(entries as never)}::jsonb)
      as e (patient uuid, section text, body jsonb, at timestamptz, by text, organisation text)`)
}
