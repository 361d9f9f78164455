-- Owner: access. Why an organisation, or one of its people, may open a record beside the call in hand.
create table relationships (
  id uuid primary key,
  line_id uuid not null,
  patient_id uuid not null,
  organisation_id uuid not null,
  -- Null: everybody of the organisation, as it looks after the person.
  staff_id uuid,
  kind text not null check (kind in ('caseload', 'claimed', 'break_glass')),
  because text check (length(because) between 1 and 1000),
  begun_at timestamptz not null default now(),
  begun_by uuid,
  until timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  foreign key (line_id, patient_id) references patients (line_id, id),
  foreign key (line_id, organisation_id) references organisations (line_id, id),
  check ((kind = 'caseload') = (staff_id is null)),
  check (kind = 'caseload' or (until is not null and because is not null))
);
comment on table relationships is
  'Owner: access. Legitimate relationships (reliability guide 2.2.4): caseload of an organisation, claimed by one person with a reason, or the glass broken for an hour. Ended, never deleted.';
create unique index relationships_one_caseload on relationships (patient_id, organisation_id)
  where kind = 'caseload' and ended_at is null;
create index relationships_of_patient on relationships (patient_id, organisation_id) where ended_at is null;
create index relationships_of_organisation on relationships (organisation_id, begun_at desc)
  where kind = 'caseload' and ended_at is null;

-- Owner: audit. What a person must look at: whether somebody had good reason to be in a record.
create table access_reviews (
  id uuid primary key default gen_random_uuid(),
  -- Natural: the same thing found twice is one review.
  key text not null unique,
  line_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  patient_id uuid,
  staff_id uuid,
  staff_name text not null,
  because text,
  raised_at timestamptz not null default now(),
  due_at timestamptz not null,
  verdict text check (verdict in ('justified', 'not_justified', 'followed_up')),
  verdict_note text,
  verdict_at timestamptz,
  verdict_by uuid,
  verdict_name text,
  check ((verdict is null) = (verdict_at is null)),
  check ((verdict is null) = (verdict_by is null))
);
comment on table access_reviews is
  'Owner: audit. The privacy officers'' queue: glass broken, a relationship claimed, checks skipped, and what a rule found odd; each is closed by a person, with a verdict.';
create index access_reviews_open on access_reviews (line_id, due_at) where verdict is null;
create index access_reviews_of_patient on access_reviews (line_id, patient_id);

alter table access_log drop constraint access_log_action_check;
alter table access_log add check (action in (
  'opened', 'suggested', 'searched', 'compared', 'changed', 'registered', 'exported', 'claimed', 'broke_glass', 'listed',
  'reviewed', 'read_log', 'summarised', 'gave_code', 'revealed', 'linked'));
