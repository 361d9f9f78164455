-- Owner: triage. Protocols as whoever is responsible on a line wrote and signed them. Of a protocol without a row here the starter set
-- is shown (server/triage/starter), which says that nobody has signed it.
create table protocol_versions (
  line_id uuid not null references lines (id),
  protocol_id uuid not null,
  version int not null check (version >= 1),
  -- Of this version's words: grows with every save of a draft and every act.
  revision int not null default 1,
  state text not null check (state in ('draft', 'in_review', 'approved', 'withdrawn')),
  content jsonb not null,
  based_on int not null,
  based_on_starter boolean not null,
  author_id uuid not null,
  author_name text not null,
  -- Everybody who wrote in it: none of them approves it.
  writers uuid[] not null,
  written_at timestamptz not null,
  sent_at timestamptz,
  sent_back_because text,
  approved_by uuid,
  approved_name text,
  approved_at timestamptz,
  review_on date,
  withdrawn_name text,
  withdrawn_at timestamptz,
  withdrawn_because text,
  -- When it came into force, or what was in force was withdrawn: the newest says what nurses are shown.
  settled_at timestamptz,
  begun_by uuid not null unique,
  last_command uuid not null,
  primary key (line_id, protocol_id, version),
  constraint protocol_versions_approved_by_another check (approved_by is null or not (approved_by = any (writers))),
  constraint protocol_versions_approved check (
    state <> 'approved' or num_nulls(approved_by, approved_name, approved_at, review_on, settled_at) = 0
  ),
  constraint protocol_versions_withdrawn check (
    state <> 'withdrawn' or num_nulls(withdrawn_name, withdrawn_at, withdrawn_because) = 0
  )
);
comment on table protocol_versions is
  'Owner: triage. Versions of the protocols of one line. Only a draft is ever rewritten: calls name the version by which they were asked.';
create unique index protocol_versions_one_open on protocol_versions (line_id, protocol_id)
  where state in ('draft', 'in_review');
