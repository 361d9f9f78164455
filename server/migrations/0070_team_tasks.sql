-- Owner: dispatch. What is asked of community teams. facts is what is known; the columns beside it are worked out from it.
create table team_tasks (
  id uuid primary key,
  line_id uuid not null references lines (id),
  version int not null default 1,
  kind text not null check (length(kind) between 1 and 40),
  urgency text not null check (urgency in ('U0', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6')),
  state text not null check (state in (
    'with_line', 'offered', 'seen', 'accepted', 'en_route', 'arrived', 'no_access', 'on_hold', 'done', 'stood_down', 'failed')),
  patient_id uuid not null,
  -- The call in which it was asked for; a task may come from none.
  call_id uuid references calls (id),
  -- Why a second one of its kind for the person, while another is open.
  again_because text,
  facts jsonb not null,
  raised_at timestamptz not null,
  due_at timestamptz not null,
  -- Who of a team has it; until then it is the line's: there is no owner who is nobody.
  taken_by uuid,
  team_id uuid,
  -- Who may answer the open offer.
  asked uuid[] not null default '{}',
  foreign key (line_id, patient_id) references patients (line_id, id),
  foreign key (line_id, taken_by) references staff (line_id, id),
  check ((taken_by is null) = (team_id is null)),
  check (taken_by is not null or state in ('with_line', 'offered', 'seen', 'on_hold', 'done', 'stood_down', 'failed'))
);
comment on table team_tasks is
  'Owner: dispatch. One thing asked of a community team, from the moment it was raised until it is done; facts is what is known, state is worked out from it.';
create index team_tasks_open on team_tasks (line_id, due_at) where state not in ('done', 'stood_down', 'failed');
create index team_tasks_of_patient on team_tasks (patient_id, raised_at desc);
create index team_tasks_taken on team_tasks (taken_by) where taken_by is not null and state not in ('done', 'stood_down', 'failed');
create index team_tasks_asked on team_tasks using gin (asked) where state in ('offered', 'seen');
-- However often the button is pressed, and on whichever console: one is open of a kind for a person, unless somebody says why.
create unique index team_tasks_one_of_a_kind on team_tasks (patient_id, kind)
  where again_because is null and state not in ('done', 'stood_down', 'failed');

create table team_task_events (
  source_key text primary key,
  team_task_id uuid not null references team_tasks (id),
  line_id uuid not null,
  received_at timestamptz not null,
  event jsonb not null,
  by_staff uuid references staff (id),
  moved_from text,
  moved_to text,
  ignored_because text,
  check ((moved_to is null) = (ignored_because is not null))
);
comment on table team_task_events is
  'Owner: dispatch. The diary of team tasks: everything said or decided, under its natural key, with what it did or why it did nothing.';
create index team_task_events_of_task on team_task_events (team_task_id, received_at);

-- A target that was missed is looked at by a person afterwards.
create table incident_drafts (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  line_id uuid not null references lines (id),
  kind text not null check (kind in ('visit_late')),
  team_task_id uuid references team_tasks (id),
  drafted_at timestamptz not null,
  -- How it came about, in times and teams; nothing of the person.
  account jsonb not null,
  closed_at timestamptz,
  closed_by uuid references staff (id),
  closed_name text,
  finding text,
  check ((closed_at is null) = (finding is null)),
  check ((closed_at is null) = (closed_by is null))
);
comment on table incident_drafts is
  'Owner: dispatch. Drafted by itself when somebody who should have been there was not (domain guide 4.4); a shift lead says what was found. Never deleted.';
create index incident_drafts_open on incident_drafts (line_id, drafted_at) where closed_at is null;
