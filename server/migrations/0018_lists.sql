-- Owner: lists. Every list of people that somebody took away: who, for what, and how many were in it.
create table list_exports (
  id uuid primary key,
  line_id uuid not null,
  organisation_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  purpose text not null check (purpose in ('direct_care', 'planning', 'research')),
  because text not null check (length(because) between 1 and 1000),
  -- As counted when it was asked for. What is told of the left out follows the rule of small numbers.
  included int not null,
  not_shared int not null,
  opted_out int not null,
  made_at timestamptz not null default now(),
  fetched_at timestamptz,
  foreign key (line_id, organisation_id) references organisations (line_id, id)
);
comment on table list_exports is
  'Owner: lists. Caseloads that were taken away as a file, with their purpose. The file is made as it is fetched, and each person in it has a line in their access log.';
create index list_exports_of_organisation on list_exports (organisation_id, made_at desc);

-- Owner: lists. A list that somebody brings in: its parts come first, then it is read, and it is written only when they have
-- seen what it would do.
create table list_imports (
  id uuid primary key,
  line_id uuid not null,
  organisation_id uuid not null,
  staff_id uuid not null,
  -- Who brought it, as they were: its rows are written later, as them.
  actor jsonb not null,
  parts int not null check (parts between 1 and 200),
  state text not null check (state in ('bringing', 'reading', 'refused', 'read', 'running', 'done')),
  -- How it was read: its encoding, which heading is which column; or why it could not be.
  reading jsonb,
  -- Rows that are named so far: of the whole list once it is read.
  rows int not null default 0 check (rows >= 0),
  writes_changes boolean not null default false,
  brought_at timestamptz not null default now(),
  begun_at timestamptz,
  done_at timestamptz,
  foreign key (line_id, organisation_id) references organisations (line_id, id),
  check (state in ('bringing', 'reading') or reading is not null)
);
comment on table list_imports is 'Owner: lists. Lists that were brought in, and how far each has come.';
create index list_imports_of_organisation on list_imports (organisation_id, brought_at desc);

create table list_import_parts (
  import_id uuid not null references list_imports (id),
  place int not null check (place between 1 and 200),
  content bytea not null,
  primary key (import_id, place)
);
comment on table list_import_parts is 'Owner: lists. The bytes of a list until it is read; then they go.';

create table list_import_rows (
  import_id uuid not null references list_imports (id),
  place int not null check (place > 0),
  first_line int not null,
  last_line int not null,
  -- The cells as they were, to be given back and mended.
  cells jsonb not null,
  verdict text not null check (verdict in ('new', 'to_join', 'changed', 'same', 'may_be', 'died', 'bad')),
  patient_id uuid,
  -- What the row says, by section; null where it could not be read.
  draft jsonb,
  finding jsonb not null,
  outcome text check (outcome in ('made', 'joined', 'changed', 'unchanged', 'left_out')),
  outcome_because text,
  primary key (import_id, place),
  check (verdict <> 'bad' or patient_id is null)
);
comment on table list_import_rows is
  'Owner: lists. One row for each row of a list: what it says, what it would do, and what became of it. Cleared a month after the list was brought in.';
create index list_import_rows_to_write on list_import_rows (import_id, place) where outcome is null;

-- Owner: lists. Two imports at once make nobody twice: whoever writes this row first makes the person.
create table list_people (
  line_id uuid not null,
  likeness bytea not null,
  patient_id uuid not null,
  primary key (line_id, likeness)
);
comment on table list_people is
  'Owner: lists. Who was made from a row that says the same: the hash of the NHS number, or of names, birth date and postcode where there is none.';
