-- Owner: patients. How often what the person agreed to and keeps back was written on this record: what a change of mind comes to is
-- worked out from it, and is held against it in the statement that writes. Other writing on the record holds up no withdrawal.
alter table patients add column sharing_version int not null default 0;
comment on column patients.sharing_version is
  'Counts the changes of the record in which a section of sharing was written (SHARING_SECTIONS); version counts them all.';
