-- Owner: audit. Whether anchors are kept in a second place stands in a setting, and who leaves a setting out leaves no trace. Here it
-- does: a house that keeps none any more is asked about, and a person answers.
create table second_place (
  is_the_only_row boolean primary key default true check (is_the_only_row),
  since timestamptz not null,
  last_at timestamptz not null,
  check (last_at >= since)
);
comment on table second_place is
  'Owner: audit. Since when, and when last, any process of the house had every head of the access log in a second place (AUDIT_ANCHOR_DIR). No row: never.';
create trigger second_place_is_not_forgotten before delete or truncate on second_place
  for each statement execute function refuse_rewriting();
