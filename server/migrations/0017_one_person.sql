-- Owner: patients. What stops writing, on the person's own row: a statement that writes locks that row first, so that it sees
-- what was committed a moment ago.
alter table patients
  add column is_disputed boolean not null default false,
  add column kept_at uuid,
  add column others int not null default 0 check (others >= 0),
  add foreign key (line_id, kept_at) references patients (line_id, id),
  -- A record whose writing is kept at another one has none of its own: of three records of one person, one is kept.
  add check (kept_at is null or (kept_at <> id and others = 0));
comment on column patients.is_disputed is 'Somebody said that this may be the wrong person''s record: nothing is written until it is settled.';
comment on column patients.kept_at is 'The other record of the same person, where what is new is written; this one stays as it is and can be read.';
comment on column patients.others is 'How many records of the same person are linked to this one, which is kept.';
create index patients_kept_at on patients (line_id, kept_at) where kept_at is not null;
create index patients_provisional on patients (line_id, created_at desc) where status = 'provisional';

create table person_links (
  id uuid primary key,
  line_id uuid not null,
  kept_id uuid not null,
  other_id uuid not null,
  version int not null default 1 check (version > 0),
  state text not null check (state in ('proposed', 'linked', 'parting', 'refused', 'parted')),
  because text not null check (length(because) between 1 and 1000),
  proposed_at timestamptz not null default now(),
  -- Whoever asked for what is open now: somebody else decides it.
  asked_by uuid not null,
  foreign key (line_id, kept_id) references patients (line_id, id),
  foreign key (line_id, other_id) references patients (line_id, id),
  check (kept_id <> other_id)
);
comment on table person_links is
  'Owner: patients. Two records of one person, as one of the staff proposed and a second confirmed. Nothing is moved or merged: the link is what is made and undone.';
create unique index person_links_of_two on person_links (least(kept_id, other_id), greatest(kept_id, other_id))
  where state in ('proposed', 'linked', 'parting');
create unique index person_links_one_keeper on person_links (other_id) where state in ('linked', 'parting');
create index person_links_of_kept on person_links (kept_id) where state in ('linked', 'parting');
create index person_links_of_line on person_links (line_id, proposed_at desc);

create table person_link_steps (
  link_id uuid not null references person_links (id),
  version int not null,
  act text not null check (act in ('proposed', 'confirmed', 'refused', 'parting_asked', 'parted', 'parting_refused')),
  staff_id uuid not null,
  staff_name text not null,
  organisation text not null,
  because text not null,
  at timestamptz not null default now(),
  primary key (link_id, version)
);
comment on table person_link_steps is 'Owner: patients. Who proposed, confirmed, refused and undid a link, and why.';
create trigger person_link_steps_are_only_added_to before update or delete or truncate on person_link_steps
  for each statement execute function refuse_rewriting();

create table identity_disputes (
  id uuid primary key,
  line_id uuid not null,
  patient_id uuid not null,
  call_id uuid,
  because text not null check (length(because) between 1 and 1000),
  raised_at timestamptz not null default now(),
  raised_by uuid not null,
  raised_name text not null,
  organisation text not null,
  settled_at timestamptz,
  settled_by uuid,
  settled_name text,
  verdict text check (verdict in ('right_after_all', 'entries_wrong')),
  settled_because text check (length(settled_because) between 1 and 1000),
  -- What was marked as entered in error when it was settled.
  wrong_items jsonb not null default '[]',
  foreign key (line_id, patient_id) references patients (line_id, id),
  check ((settled_at is null) = (verdict is null)),
  check ((settled_at is null) = (settled_because is null))
);
comment on table identity_disputes is
  'Owner: patients. Somebody said that a record may be of the wrong person, and how a shift lead settled it. While one is open nothing is written on the record.';
create unique index identity_disputes_open on identity_disputes (patient_id) where settled_at is null;
create index identity_disputes_of_line on identity_disputes (line_id, raised_at desc);
