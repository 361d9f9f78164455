-- Owner: dispatch. A task that a nurse closed is opened again when a message of the caller is found that nobody has heard: what she wrote
-- when she closed it stays beside what will be written next.
alter table tasks
  add column closed_before jsonb not null default '[]';
comment on column tasks.closed_before is 'How the task was closed before it was opened again, in that order: result, note, at, by (null where the line itself withdrew it).';
