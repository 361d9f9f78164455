-- Owner: outcomes. An outcome that was saved on the wrong person is moved to the right one, or to nobody while nobody right is known:
-- when, by whom and why. Every move with whom it left is in the call's diary; here stands what the timeline says of the last one.
alter table outcomes
  add column moved jsonb,
  drop constraint outcomes_check1,
  -- Both are looked at by migration 0043, while calls are saved.
  add constraint outcomes_moved_check check (moved ?& array['at', 'by', 'because']) not valid,
  add constraint outcomes_clinical_of_a_person
    check (kind = 'non_clinical' or patient_id is not null or moved is not null) not valid;
comment on table outcomes is 'Owner: outcomes. How a call ended: on the person''s timeline, written once, in the statement that closes the call. Only whom it is about is ever put right (moved).';
