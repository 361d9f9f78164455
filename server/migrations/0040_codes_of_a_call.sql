-- Owner: access. A code that was given in a call opens as long as that call is about whom it was given for.
alter table crew_codes add column call_id uuid references calls (id);
comment on column crew_codes.call_id is 'The call in which it was given: where that turns out to be about somebody else, it opens nothing. Null beside a call.';
