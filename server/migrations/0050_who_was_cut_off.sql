-- Owner: dispatch. A caller who was answered and whose nurse's line was lost is owed something else than one whom nobody answered:
-- whoever takes the task knows with whom they talked, and until when.
alter table tasks
  add column cut_off_from uuid,
  add column cut_off_at timestamptz;
comment on column tasks.cut_off_from is 'The nurse who had talked with the caller last, before the line was lost, as the facts of the call say. Null: nobody had, or it was raised by a server that did not ask.';
