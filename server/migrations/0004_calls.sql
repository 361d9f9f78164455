create table calls (
  id uuid primary key,
  line_id uuid not null references lines (id),
  version int not null,
  state text not null check (state in (
    'new', 'greeting', 'waiting', 'offered', 'claimed', 'connecting', 'talking', 'reconnecting', 'oncall_ringing',
    'wrapup', 'closed', 'abandoned', 'voicemail', 'callback_requested')),
  direction text not null check (direction in ('inbound', 'outbound')),
  facts jsonb not null,
  carrier_sid text unique,
  from_number text,
  started_at timestamptz not null,
  talking_since timestamptz,
  ended_at timestamptz,
  held_by uuid,
  -- Whom the call is about. The epoch grows with every change of person, and a save that names an older one is refused.
  patient_id uuid references patients (id),
  identity_epoch int not null default 0,
  identity jsonb not null default '{"checked": [], "skippedBecause": null, "caller": null, "provisional": false}',
  for_task uuid,
  foreign key (line_id, held_by) references staff (line_id, id),
  check ((held_by is not null) = (state in ('claimed', 'connecting', 'talking', 'reconnecting', 'wrapup')))
);
comment on table calls is 'Owner: calls. One row per call from its first ring; facts is what is known, state is worked out from it.';
create index calls_on_board on calls (line_id, started_at)
  where state not in ('closed', 'abandoned', 'voicemail', 'callback_requested');
-- At most one call per nurse at any instant, and (by the single column) at most one nurse per call.
create unique index calls_one_per_nurse on calls (held_by) where held_by is not null;
create index calls_by_patient on calls (patient_id, started_at desc) where patient_id is not null;
create index calls_by_number on calls (line_id, from_number, started_at desc);
create index calls_to_reconcile on calls (line_id) where ended_at is null and carrier_sid is not null;

create table call_events (
  source_key text primary key,
  call_id uuid references calls (id),
  line_id uuid,
  received_at timestamptz not null,
  event jsonb not null,
  form jsonb,
  by_staff uuid references staff (id),
  moved_from text,
  moved_to text,
  ignored_because text,
  check ((moved_to is null) = (ignored_because is not null))
);
comment on table call_events is 'Owner: calls. The diary: everything received or decided, under its natural key, with what it did or why it did nothing.';
create index call_events_by_call on call_events (call_id, received_at);

create table call_notes (
  call_id uuid primary key references calls (id),
  text text not null default '',
  revision int not null default 0,
  -- The fields of the outcome as they stand; the last hand that wrote them counts, and saving the outcome ends it.
  outcome_draft jsonb,
  staff_id uuid not null references staff (id),
  saved_at timestamptz not null default now()
);
comment on table call_notes is 'Owner: calls. What the nurse typed, as typed: one draft per call, replaced by revision, kept with the outcome.';
