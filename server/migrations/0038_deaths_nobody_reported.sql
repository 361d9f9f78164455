-- Owner: deaths. A death may stand on a record without a report: it came with a list, or with the record itself. It stops what is
-- owed on a record that is linked to it as much as a report does, and that starts again once the two are parted.
alter table death_stops
  drop constraint death_stops_pkey,
  alter column death_id drop not null,
  -- The record that tells of the death, where nobody reported it.
  add column told_by uuid references patients (id),
  add check ((death_id is null) <> (told_by is null));
create unique index death_stops_once on death_stops (coalesce(death_id, told_by), kind, subject_id);
comment on table death_stops is
  'Owner: deaths. One row for each thing that was owed to somebody alive and was stopped by their death: by its report, or by the record that tells of it.';
