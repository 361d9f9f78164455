-- Owner: shift. That a nurse does not want somebody suggested for the watch list for these reasons, until the next shift begins.
create table watch_dismissals (
  id uuid primary key,
  line_id uuid not null references lines (id),
  patient_id uuid not null,
  rules text[] not null check (cardinality(rules) > 0),
  at timestamptz not null,
  until timestamptz not null,
  by_staff uuid not null,
  by_name text not null,
  foreign key (line_id, patient_id) references patients (line_id, id),
  foreign key (line_id, by_staff) references staff (line_id, id),
  check (until > at)
);
comment on table watch_dismissals is
  'Owner: shift. Who was suggested for the watch list and is not wanted there for these rules until the next shift: by whom, and since when.';
create index watch_dismissals_of_line on watch_dismissals (line_id, until);
create index watch_dismissals_of_patient on watch_dismissals (patient_id);
create index watch_dismissals_by on watch_dismissals (by_staff);

-- What the rules of the watch list ask of every line each half minute: a day of calls, some days of phases, tasks that failed.
create index calls_about_people on calls (line_id, started_at desc) where patient_id is not null;
create index record_entries_phases on record_entries (line_id, (body ->> 'at')) where section = 'phaseOfIllness';
create index team_tasks_failed on team_tasks (line_id, raised_at desc) where state = 'failed';
