-- What migrations 0051 and 0052 ask of new rows is asked of every row that was there: read from end to end, while others write.
alter table record_entries validate constraint record_entries_says_not_how_to_enter;
alter table door_secrets
  validate constraint door_secrets_kind_check,
  validate constraint door_secrets_sealed_check;
