-- What 0088_calls_after_visits asked of new tasks only, asked of all while others read and write them.
alter table tasks validate constraint tasks_kind_check;
alter table tasks validate constraint tasks_origin_check;
