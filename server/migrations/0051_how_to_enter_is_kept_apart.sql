-- Owner: doors. How one enters (who has a key, which door is open) is kept as a keysafe code is: encrypted, with a key that is not here.
-- What the record said of it in plain words waits here for that key, taken out of the record by migration 0053, for as long as a start
-- takes: the first process that has the key seals it into door_secrets and takes it away. No foreign key: it would hold the register.
create table door_details_to_seal (
  line_id uuid not null,
  patient_id uuid not null,
  -- 1, 2, 3 … as the record said one after the other.
  step int not null check (step >= 1),
  -- Null: from here on it said nothing of it.
  value text,
  author jsonb not null,
  source jsonb not null,
  said_at timestamptz not null,
  primary key (patient_id, step)
);
comment on table door_details_to_seal is
  'Owner: doors. Plain words on how to enter, between a migration that took them out of the record and the start that seals them. Empty in a house that is open.';

-- From here on no entry of the record says it; those that are there are asked by migration 0054.
alter table record_entries
  add constraint record_entries_says_not_how_to_enter check (section <> 'accessNotes' or not body ? 'gettingIn') not valid;
