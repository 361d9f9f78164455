-- Owner: access. A relationship ends by an act: of whoever looks after the person no more, or of a privacy officer's verdict.
alter table relationships
  add column ended_how text,
  add column ended_name text,
  add column ended_because text,
  add column ended_command uuid,
  add column rests_on uuid;
comment on column relationships.ended_how is
  'left: the organisation looks after the person no more. not_justified: a privacy officer found no good reason.';
comment on column relationships.rests_on is
  'The claim by which whoever took the person onto the list could see them: judged without good reason, it takes the list with it.';
-- Its index is made in 0090: here the table is held, and not for as long as it takes to read it.
