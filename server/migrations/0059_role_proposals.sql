-- Owner: staff. A role that opens much is given by two people: proposed at the terminal, and given by a privacy officer's yes.
create table role_proposals (
  id uuid primary key,
  staff_id uuid not null references staff (id),
  -- What they are to be.
  line_id uuid not null,
  organisation_id uuid not null,
  role text not null check (role in ('administrator', 'privacy_officer')),
  -- What they were when it was proposed: changed since, nothing is given.
  was_line_id uuid not null,
  was_organisation_id uuid not null,
  was_role text not null,
  was_disabled boolean not null,
  proposed_at timestamptz not null default now(),
  due_at timestamptz not null,
  lapses_at timestamptz not null,
  decision text check (decision in ('allowed', 'refused', 'taken_back', 'lapsed', 'at_once')),
  decided_at timestamptz,
  decision_id uuid,
  decision_because text check (length(decision_because) between 1 and 1000),
  decided_by uuid,
  decided_name text,
  foreign key (line_id, organisation_id) references organisations (line_id, id),
  foreign key (was_line_id, was_organisation_id) references organisations (line_id, id),
  constraint role_proposals_decided check ((decision is null) = (decided_at is null)),
  constraint role_proposals_by_a_person check (
    num_nulls(decision_id, decision_because, decided_by, decided_name)
      = case when decision in ('allowed', 'refused') then 0 else 4 end
  ),
  constraint role_proposals_second_person check (decided_by <> staff_id)
);
comment on table role_proposals is
  'Owner: staff. Who is to be an administrator or a privacy officer, and what became of it. "at_once": nobody could answer for it, as for the first privacy officer of a line.';
comment on column role_proposals.lapses_at is 'Until then somebody may say yes.';
comment on column role_proposals.was_disabled is 'They could not sign in: a yes lets them in.';
create unique index role_proposals_one_open on role_proposals (staff_id) where decision is null;
create index role_proposals_of_line on role_proposals (line_id, proposed_at desc);

-- Every row that is there is looked at by migration 0061, while others write.
alter table access_log drop constraint access_log_action_check;
alter table access_log add constraint access_log_action_check check (action in (
  'opened', 'suggested', 'searched', 'compared', 'changed', 'registered', 'exported', 'claimed', 'broke_glass', 'listed',
  'reviewed', 'read_log', 'summarised', 'gave_code', 'revealed', 'linked', 'asked_for_list', 'judged_list', 'gave_role')) not valid;
