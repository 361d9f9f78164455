-- What 0078_ring_rounds asked of new tasks only, asked of all while others read and write them.
alter table tasks validate constraint tasks_kind_check;
alter table tasks validate constraint tasks_origin_check;
