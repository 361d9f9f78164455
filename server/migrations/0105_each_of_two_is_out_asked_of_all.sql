-- Owner: dispatch. No row was written before in which this does not hold.
alter table team_tasks validate constraint team_tasks_out_in_facts;
alter table team_tasks validate constraint team_tasks_seconds_in_facts;
