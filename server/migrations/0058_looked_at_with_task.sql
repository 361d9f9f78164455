-- What 0057 asked of new tasks only, asked of all while others read and write them.
alter table tasks validate constraint tasks_with_task_fkey;
