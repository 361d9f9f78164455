-- Owner: shift. Somebody who is to be rung on a day, because a rule of the ring-round says so.
create table round_calls (
  id uuid primary key,
  line_id uuid not null references lines (id),
  round_day date not null,
  patient_id uuid not null,
  why text[] not null check (cardinality(why) > 0),
  drawn_at timestamptz not null,
  drawn_by uuid not null references staff (id),
  drawn_name text not null,
  assigned_to uuid,
  assigned_name text,
  -- What is owed for it: rung, and closed, as every other call back.
  task_id uuid references tasks (id),
  skipped_at timestamptz,
  skipped_name text,
  skipped_because text,
  foreign key (line_id, patient_id) references patients (line_id, id),
  foreign key (line_id, assigned_to) references staff (line_id, id),
  check ((assigned_to is null) = (assigned_name is null)),
  check (num_nulls(skipped_at, skipped_name, skipped_because) in (0, 3)),
  unique (line_id, round_day, patient_id)
);
comment on table round_calls is
  'Owner: shift. One person of a ring-round: why they are rung on that day, by whom, and what became of it. How the call went is with its outcome.';
create index round_calls_of_patient on round_calls (patient_id);
create index round_calls_assigned on round_calls (assigned_to) where assigned_to is not null;
create index round_calls_task on round_calls (task_id) where task_id is not null;

-- A call of a ring-round is owed as every other. Asked of new rows only; of all in the next file.
alter table tasks
  drop constraint tasks_kind_check,
  add constraint tasks_kind_check check (kind in (
    'call_back_abandoned', 'call_back_requested', 'hear_voicemail', 'call_back_promised', 'write_up_on_call',
    'verify_death', 'tell_services', 'bereavement_day', 'bereavement_weeks', 'bereavement_months', 'ring_round')) not valid,
  drop constraint tasks_origin_check,
  add constraint tasks_origin_check check (origin in ('call', 'outcome', 'death', 'round')) not valid;
