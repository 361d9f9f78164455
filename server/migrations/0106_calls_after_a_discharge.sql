-- Owner: shift. Somebody is home again from hospital or a hospice, and is rung for that by a time. Nobody draws it up: it follows from the
-- record. Asked of new rows only; of all in the next file.
alter table round_calls
  alter column drawn_by drop not null,
  alter column drawn_name drop not null,
  add column discharged_on date,
  add column due_at timestamptz,
  add constraint round_calls_due check (num_nulls(discharged_on, due_at) in (0, 2)) not valid,
  add constraint round_calls_drawn check (
    num_nulls(drawn_by, drawn_name) in (0, 2) and (drawn_by is not null or discharged_on is not null)) not valid;
