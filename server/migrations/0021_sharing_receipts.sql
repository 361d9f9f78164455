-- Owner: access. What a person changed about sharing, once for each time it was said, and what that came to for everybody it
-- touched: the words themselves are entries of the record.
create table sharing_changes (
  -- The command's own id, so that the same change sent twice is one.
  id uuid primary key,
  line_id uuid not null,
  patient_id uuid not null,
  call_id uuid,
  kind text not null check (kind in ('settled', 'withdrawn_all', 'limited', 'limit_ended')),
  at timestamptz not null default now(),
  staff_id uuid not null,
  staff_name text not null,
  organisation text not null,
  foreign key (line_id, patient_id) references patients (line_id, id)
);
comment on table sharing_changes is
  'Owner: access. One row for each change of mind about sharing, written in the statement that makes it. Never changed, never deleted.';
create index sharing_changes_of_patient on sharing_changes (patient_id, at desc);

create table sharing_receipts (
  change_id uuid not null references sharing_changes (id),
  -- Natural within the change: 'organisation/…', 'person/…', 'carer/…', 'code/…', 'page/<session>'.
  key text not null,
  kind text not null check (kind in ('organisation', 'person', 'carer', 'code', 'page')),
  who text not null,
  organisation text,
  -- What they saw or might be told before, and what after.
  before text,
  after text,
  told_at timestamptz,
  closed_at timestamptz,
  primary key (change_id, key)
);
comment on table sharing_receipts is
  'Owner: access. What a change of mind came to: for an organisation, a member of staff, a carer, a crew code, a page that was open. told_at: when the page was told; closed_at: from when on it shows nothing.';

-- Owner: access. How nurses of a line talk about sharing, as whoever is responsible there wrote and signed it. Without a row the
-- starter set is shown (server/access/guides/starter.json), which says that nobody has signed it.
create table consent_guides (
  line_id uuid not null references lines (id),
  version int not null check (version >= 1),
  guide jsonb not null,
  added_at timestamptz not null default now(),
  primary key (line_id, version)
);
comment on table consent_guides is
  'Owner: access. Versions of the consent conversation guide of one line; the newest counts. Never changed: agreements name the version by which they were asked.';
