-- Owner: dispatch. Where it was written over before, nothing is left to be asked for.
update team_tasks
set out_staff = '{}'
where out_staff <> '{}'
  and not jsonb_path_exists(facts, '$.takings[*].out ? (@.over == null)');

alter table team_tasks validate constraint team_tasks_out_in_facts;
