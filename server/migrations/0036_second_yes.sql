-- Owner: lists. A list that is not for care, or is of very many, waits for another person's yes, and is taken once.
alter table list_exports
  add column asked_as text,
  add column needs_yes boolean not null default false,
  add column due_at timestamptz,
  add column lapses_at timestamptz,
  add column decision text check (decision in ('allowed', 'refused')),
  add column decision_id uuid,
  add column decision_because text check (length(decision_because) between 1 and 1000),
  add column decided_at timestamptz,
  add column decided_by uuid,
  add column decided_name text,
  add column take_by timestamptz,
  add constraint list_exports_wait check (not needs_yes or num_nulls(asked_as, due_at, lapses_at) = 0),
  add constraint list_exports_decided check (
    num_nulls(decision, decision_id, decision_because, decided_at, decided_by, decided_name) in (0, 6)
  ),
  add constraint list_exports_second_person check (decided_by <> staff_id),
  add constraint list_exports_taken_by_a_yes check (not needs_yes or fetched_at is null or decision = 'allowed'),
  add constraint list_exports_take_by check ((decision is not distinct from 'allowed') = (take_by is not null));
comment on column list_exports.asked_as is 'The role with which it was asked for: with another one it is neither allowed nor taken.';
comment on column list_exports.lapses_at is 'Until then somebody may say yes.';
comment on column list_exports.take_by is 'Until then it may be taken, once, by whoever asked.';
create index list_exports_to_decide on list_exports (line_id, due_at) where needs_yes and decision is null;

-- Every row that is there is looked at by migration 0043, while others write.
alter table access_log drop constraint access_log_action_check;
alter table access_log add check (action in (
  'opened', 'suggested', 'searched', 'compared', 'changed', 'registered', 'exported', 'claimed', 'broke_glass', 'listed',
  'reviewed', 'read_log', 'summarised', 'gave_code', 'revealed', 'linked', 'asked_for_list', 'judged_list')) not valid;
