-- Owner: dispatch. A process of a version before 0084 writes what it knows of a task without who is out, and leaves out_staff as it was: then
-- nobody would be missed, and no alarm says so. Such a write fails, is tried again, and finds a process that knows.
alter table team_tasks
  add constraint team_tasks_out_in_facts
  check (out_staff = '{}' or jsonb_path_exists(facts, '$.takings[*].out ? (@.over == null)')) not valid;
