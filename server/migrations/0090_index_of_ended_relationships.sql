-- Owner: access. Why a page closed is asked of what has ended; the indexes there are hold only what stands. In a file of its own: with the
-- columns of 0065 nobody could have read the table meanwhile. A database that ran 0065 as it was has it already.
create index if not exists relationships_ended on relationships (patient_id, organisation_id) where ended_at is not null;
