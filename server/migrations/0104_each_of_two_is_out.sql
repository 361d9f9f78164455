-- Owner: dispatch. Of two who go each has a clock of their own. As with out_staff: a process of a version before this one would write what it
-- knows of a task without the second, and leave this column as it was; such a write fails, is tried again, and finds a process that knows.
alter table team_tasks add column out_seconds uuid[] not null default '{}';

alter table team_tasks
  drop constraint team_tasks_out_in_facts,
  add constraint team_tasks_out_in_facts check (
    out_staff = '{}'
    or jsonb_path_exists(facts, '$.takings[*].out ? (@.over == null)')
    or jsonb_path_exists(facts, '$.seconds[*].out ? (@.over == null)')
  ) not valid,
  add constraint team_tasks_seconds_in_facts check (
    out_seconds = '{}' or jsonb_path_exists(facts, '$.seconds[*].out ? (@.over == null)')
  ) not valid;
