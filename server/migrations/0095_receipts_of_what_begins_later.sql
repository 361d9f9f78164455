-- Owner: access. What a receipt says of later: an agreement that begins, a limit that begins or ends. Of receipts from before it is not known.
alter table sharing_receipts add column later text, add column later_at timestamptz;
comment on column sharing_receipts.later is
  'What the same one sees, or may be told, from later_at on, as it was known when the change was written. Null where nothing was to turn of itself, and of a carer for whom nothing is settled then.';
