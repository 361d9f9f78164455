-- Owner: shift. Whom the nurses of a line keep watch over.
create table watched (
  id uuid primary key,
  line_id uuid not null references lines (id),
  patient_id uuid not null,
  reason text not null check (reason in ('unstable', 'dying', 'unresolved', 'owed_call')),
  because text not null check (length(because) between 1 and 500),
  put_at timestamptz not null,
  until timestamptz not null,
  put_by uuid not null,
  put_name text not null,
  off_at timestamptz,
  off_by uuid references staff (id),
  off_name text,
  off_because text,
  off_command uuid,
  foreign key (line_id, patient_id) references patients (line_id, id),
  foreign key (line_id, put_by) references staff (line_id, id),
  check (until > put_at),
  check (num_nulls(off_at, off_by, off_name, off_because, off_command) in (0, 5))
);
comment on table watched is
  'Owner: shift. One watch over one person: who put them there, why, until when, and why they were taken off. Over by itself when until has passed.';
create unique index watched_standing on watched (patient_id) where off_at is null;
create index watched_of_line on watched (line_id, until) where off_at is null;
create index watched_by on watched (put_by);

-- Owner: dispatch. What a shift lead adds to a drafted incident; nothing of it is changed afterwards.
create table incident_notes (
  id uuid primary key,
  incident_id uuid not null references incident_drafts (id),
  at timestamptz not null,
  by_staff uuid not null references staff (id),
  by_name text not null,
  words text not null check (length(words) between 1 and 2000)
);
comment on table incident_notes is
  'Owner: dispatch. What happened, as a shift lead found it, added to an incident that was drafted by itself. Only added to.';
create index incident_notes_of on incident_notes (incident_id, at);
create trigger incident_notes_is_only_added_to before update or delete or truncate on incident_notes
  for each statement execute function refuse_rewriting();
-- By which command it was closed, so that a lost answer is given again.
alter table incident_drafts add column closed_command uuid;

-- Owner: shift. What one nurse leaves to the next.
create table hand_overs (
  id uuid primary key,
  line_id uuid not null references lines (id),
  version int not null default 1 check (version > 0),
  given_by uuid not null,
  given_name text not null,
  given_at timestamptz not null,
  -- What stood there when it was given, and her own worries: of people only by their ids.
  contents jsonb not null,
  taken_by uuid,
  taken_name text,
  taken_at timestamptz,
  taken_command uuid,
  -- Of which items the next nurse said that she knows them: key, and who, and when.
  seen jsonb not null default '{}',
  withdrawn_at timestamptz,
  lead_told_at timestamptz,
  foreign key (line_id, given_by) references staff (line_id, id),
  foreign key (line_id, taken_by) references staff (line_id, id),
  check (num_nulls(taken_by, taken_name, taken_at, taken_command) in (0, 4)),
  check (taken_at is null or withdrawn_at is null),
  check (taken_by is distinct from given_by)
);
comment on table hand_overs is
  'Owner: shift. One hand-over from a nurse to whoever acknowledges it: what was open, and her worries. Until then she stands as responsible. Never deleted.';
create unique index hand_overs_open on hand_overs (given_by) where taken_at is null and withdrawn_at is null;
create index hand_overs_of_line on hand_overs (line_id, given_at desc);
create index hand_overs_taken on hand_overs (taken_by) where taken_by is not null;

-- Owner: shift. A nurse who does not want to be rung for some minutes. Gone when it is over: it is counted nowhere.
create table pauses (
  staff_id uuid primary key references staff (id),
  line_id uuid not null references lines (id),
  command_id uuid not null,
  -- Null while nobody else is on: then it is asked for, and a shift lead is told.
  until timestamptz,
  -- As her readiness says it; another moment there, and she has said something else since.
  since timestamptz not null
);
comment on table pauses is
  'Owner: shift. A pause that is on, or that is asked for because nobody else is on the line. Deleted with its end; why is kept nowhere.';
create index pauses_of_line on pauses (line_id);
