-- Owner: patients. A form that was saved leaves a mark for an hour: what of it was still on its way is not kept again.
alter table half_written add column saved_at timestamptz;
comment on column half_written.saved_at is
  'When it was saved. Then its body is the version that was written, and typed_at when the last of it was typed.';
