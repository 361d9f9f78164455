-- Owner: deaths. One row for each report of a death, by the command that made it. The record's own words are its entries; here
-- stands what the report set going: until when it can be undone, what it stopped, and whether it still holds.
create table deaths (
  id uuid primary key,
  line_id uuid not null,
  patient_id uuid not null,
  reported_at timestamptz not null default now(),
  reported_by uuid not null references staff (id),
  reported_by_name text not null,
  -- Why whoever reported it had the record open: said again when it is undone after the call is over.
  why jsonb not null check (why ? 'kind'),
  undo_until timestamptz not null default now() + interval '10 minutes',
  verified_at timestamptz,
  taken_back_at timestamptz,
  taken_back_by uuid references staff (id),
  taken_back_by_name text,
  taken_back_how text check (taken_back_how in ('undone', 'corrected')),
  taken_back_because text check (length(taken_back_because) between 1 and 500),
  foreign key (line_id, patient_id) references patients (line_id, id),
  check (num_nulls(taken_back_at, taken_back_by, taken_back_by_name, taken_back_how, taken_back_because) in (0, 5))
);
comment on table deaths is
  'Owner: deaths. Reports of a death and what became of them. Never deleted: a report that was wrong is taken back, by whom and why.';
-- Of two who report the same death at once, one does.
create unique index deaths_one_at_a_time on deaths (patient_id) where taken_back_at is null;

-- Owner: deaths. What a report stopped, so that taking it back starts it again.
create table death_stops (
  death_id uuid not null references deaths (id),
  kind text not null,
  subject_id uuid not null,
  because text not null,
  -- The row as it was.
  was jsonb not null,
  restored_at timestamptz,
  primary key (death_id, kind, subject_id)
);
comment on table death_stops is
  'Owner: deaths. One row for each thing that was owed to somebody alive and was stopped by the report of their death.';

-- Whoever wants to ring, write to, visit or survey a person asks this first, in the statement that does it.
create function may_be_contacted(patient uuid) returns boolean language sql stable as $$
  select not exists (select from patients where id = patient and is_deceased)
$$;
comment on function may_be_contacted is
  'False once a death is on the record, true again when that was a mistake. Whom we ring about a death are those who are left: that is no contact with the person.';

-- For a statement that must write all of what it set out to write: another was quicker, and nothing of it stays.
create function must_hold(holds boolean) returns boolean language plpgsql as $$
begin
  if holds is not true then
    raise exception 'another statement was quicker' using errcode = 'serialization_failure';
  end if;
  return true;
end
$$;

-- A promise about a person (a reminder, a message, a survey) is not kept while it would reach somebody who has died.
alter table promises add column about_patient uuid;

alter table tasks
  add column death_id uuid references deaths (id),
  -- Not on the board before; the ticker tells the consoles when it is time.
  add column shown_from timestamptz,
  drop constraint tasks_kind_check,
  add check (kind in (
    'call_back_abandoned', 'call_back_requested', 'hear_voicemail', 'call_back_promised', 'write_up_on_call',
    'verify_death', 'tell_services', 'bereavement_day', 'bereavement_weeks', 'bereavement_months')),
  drop constraint tasks_origin_check,
  add check (origin in ('call', 'outcome', 'death')),
  add check ((origin = 'death') = (death_id is not null));
create index tasks_of_death on tasks (death_id) where death_id is not null;
