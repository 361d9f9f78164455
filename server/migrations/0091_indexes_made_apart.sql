-- Owner: patients. Asked for twice a second, so that open pages hear of it. In a file of its own: with the column of 0066 nobody could have
-- read the table meanwhile. A database that ran 0066 as it was has it already.
create index if not exists patient_agreements_begin on patient_agreements (from_at) where from_at is not null;
-- Owner: dispatch. In the same way, and since 0057: what another call back is to answer too.
create index if not exists tasks_with_another on tasks (with_task) where with_task is not null;
