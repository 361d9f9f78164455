-- What migrations 0030, 0033, 0036, 0037 and 0039 ask of new rows is asked of every row that was there: read from end to end, while
-- others write. Nothing else may stand in this file: what it held would be held as long as the reading takes.
alter table sharing_changes validate constraint sharing_changes_kind_check;
alter table patient_streets validate constraint patient_streets_line_id_patient_id_fkey;
alter table access_log
  validate constraint access_log_action_check,
  validate constraint access_log_software_check,
  validate constraint access_log_device_check;
alter table outcomes
  validate constraint outcomes_moved_check,
  validate constraint outcomes_clinical_of_a_person;
