-- Owner: audit. Who looked at what, and why: written in the same statement as the look.
create table access_log (
  id bigint generated always as identity primary key,
  line_id uuid not null,
  at timestamptz not null default now(),
  actor_id uuid,
  actor_name text not null,
  actor_role text not null,
  organisation text not null,
  session_id uuid,
  request_id text,
  action text not null check (action in ('opened', 'suggested', 'searched', 'compared', 'changed', 'registered', 'exported')),
  patient_id uuid,
  what text[] not null default '{}',
  why jsonb not null check (why ? 'kind'),
  outcome text not null check (outcome in ('allowed', 'refused')),
  -- The chain of each organisation, filled in the inserting statement when the chain is kept.
  seq bigint,
  previous_hash bytea,
  hash bytea,
  check ((seq is null) = (hash is null))
);
comment on table access_log is
  'Owner: audit. One row per look at a person or change to a record, refusals too; the person may read it. The actor''s name, role and organisation are as they were at the time. No foreign keys: what was asked for is kept even when there is no such person, and a look must not wait for a lock on its line.';
create index access_log_by_patient on access_log (line_id, patient_id, id);
create unique index access_log_chain on access_log (line_id, organisation, seq) where seq is not null;

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end
$$;
comment on function refuse_rewriting() is 'For tables that keep history: nothing in them is changed or taken away.';
create trigger access_log_is_only_added_to before update or delete or truncate on access_log
  for each statement execute function refuse_rewriting();
