-- Owner: line. By this a file of the spool is known to be of this house: a database made anew has another, one that was restored the same.
create table houses (
  is_this boolean primary key default true check (is_this),
  id uuid not null default gen_random_uuid()
);
comment on table houses is 'One row, made once: the house whose database this is.';
insert into houses default values;
create trigger houses_stay
  before update or delete or truncate on houses
  for each statement execute function refuse_rewriting();
