-- Owner: dispatch. Who goes with whoever has it, where nobody goes alone; beside taken_by, which is whose it is.
alter table team_tasks add column second_by uuid;
