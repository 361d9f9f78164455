-- One statement takes a call from one nurse and gives it to another. An index is asked row by row, in an order nobody
-- promises, and refused the second before the first was free; a constraint that may be deferred is asked at the end of it.
drop index readiness_one_nurse_per_call;
alter table readiness
  add constraint readiness_one_nurse_per_call unique (call_id) deferrable initially immediate;
