create table tasks (
  id uuid primary key,
  line_id uuid not null references lines (id),
  version int not null default 1,
  kind text not null check (kind in (
    'call_back_abandoned', 'call_back_requested', 'hear_voicemail', 'call_back_promised', 'write_up_on_call')),
  state text not null default 'open' check (state in ('open', 'taken', 'done')),
  -- The call that made it necessary. One call owes its caller at most one thing; what that is may become clearer.
  call_id uuid references calls (id),
  origin text not null check (origin in ('call', 'outcome')),
  patient_id uuid references patients (id),
  from_number text,
  recording_sid text,
  seconds int,
  raised_at timestamptz not null default now(),
  due_at timestamptz not null,
  -- No owner column is ever empty of meaning: without a nurse, the line's desk owns the task and shows it.
  taken_by uuid,
  tries int not null default 0,
  result text check (result in ('reached', 'answered_by_later_call', 'not_reached_three_times', 'no_number', 'not_needed')),
  result_note text,
  done_at timestamptz,
  done_by uuid references staff (id),
  foreign key (line_id, taken_by) references staff (line_id, id),
  check ((state = 'taken') = (taken_by is not null)),
  check ((state = 'done') = (done_at is not null and result is not null)),
  unique (call_id, origin)
);
comment on table tasks is 'Owner: dispatch. What is owed to somebody, with an owner and a clock, until a person closes it.';
create index tasks_open on tasks (line_id, due_at) where state <> 'done';
create index tasks_by_patient on tasks (patient_id) where patient_id is not null;
