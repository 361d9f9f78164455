-- Owner: access. A code opens no more than whoever gave it may see: what that is, is asked again at each opening, and never widens.
alter table crew_codes
  add column in_call boolean not null default false,
  add column shown text[];
comment on column crew_codes.in_call is 'Given in a call: whoever answers the line is not kept out of a record by name, so only what the person keeps from crews counts.';
comment on column crew_codes.shown is 'The sections that whoever gave the code was shown; null: every one that is not sealed.';
