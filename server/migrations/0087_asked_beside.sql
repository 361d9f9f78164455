-- Who goes as the second is asked for as whoever has it is.
create index team_tasks_second on team_tasks (second_by) where second_by is not null;

-- Somebody is asked also while somebody else has it already: to go with them.
create index team_tasks_asked_now on team_tasks using gin (asked) where asked <> '{}';
drop index team_tasks_asked;
