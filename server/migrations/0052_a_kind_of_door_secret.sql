-- Owner: doors. A kind for how to enter, and room for two or three sentences of it.
alter table door_secrets
  drop constraint door_secrets_kind_check,
  drop constraint door_secrets_sealed_check,
  add constraint door_secrets_kind_check
    check (kind in ('keysafe_code', 'door_code', 'key_place', 'alarm_code', 'how_to_enter')) not valid,
  add constraint door_secrets_sealed_check check (length(sealed) between 29 and 4100) not valid;
comment on table door_secrets is
  'Owner: doors. Keysafe and door codes, keys and how to enter, one row per kind and version, the value encrypted (reliability guide 0.2.2, T-07). Shown one at a time by a route of its own; in no list, no log, no dump.';

-- Owner: patients. Of a form that was never saved the words on how to enter go; the rest of it stays.
update half_written
set body = body #- '{base,body,gettingIn}' #- '{writing,value,fields,gettingIn}'
where section = 'accessNotes';
