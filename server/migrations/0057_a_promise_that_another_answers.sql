-- Owner: dispatch. A call that another call back is to answer too keeps a promise of its own: whatever becomes of the other, it is owed.
alter table tasks
  add column with_task uuid,
  add constraint tasks_with_task_fkey foreign key (with_task) references tasks (id) not valid;
comment on column tasks.with_task is 'The call back that is to answer this promise too. The board shows that one instead, for as long as it is a call back that is owed about the same person.';
-- Its index is made in 0091: here the table is held, and not for as long as it takes to read it.
