-- Owner: teams. A test that nobody answered is given up, and said: not the same as one that is under way.
alter table duty_tests add column given_up_at timestamptz;
comment on column duty_tests.given_up_at is 'Every way was tried and nothing came back in time. An answer that comes later counts all the same.';
create index duty_tests_given_up on duty_tests (staff_id, given_up_at desc) where given_up_at is not null;
