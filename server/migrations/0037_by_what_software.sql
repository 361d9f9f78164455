-- Owner: audit. Each row of the access log says which version of our software wrote it, and from what kind of device was asked
-- (reliability guide 2.2.1). Rows from before, and those of a process that still runs the version before, have neither, and
-- their hashes stay as they are.
alter table access_log
  add column software text,
  -- A family, and never what a browser says of itself: that would tell people apart.
  add column device text,
  -- Of what is there every row is null; migration 0043 looks, while others write.
  add constraint access_log_software_check check (software ~ '^[0-9A-Za-z.+-]{1,60}$') not valid,
  add constraint access_log_device_check check (device ~ '^[A-Za-z ]{1,40}$') not valid;
comment on column access_log.software is 'The version of the server that wrote the row, and the commit where it is known.';
comment on column access_log.device is 'Browser and system by their families, or "integration" for what is no browser.';

-- Beside the one of migration 0010, which the version before still calls.
create function access_row_text(
  id bigint, place int, actor_id uuid, actor_name text, actor_role text, session_id uuid, request_id text, action text,
  patient_id uuid, what text[], why jsonb, outcome text, software text, device text
) returns text language sql stable as $$
  select (
    array[
      id::text, place::text, actor_id::text, actor_name, actor_role, session_id::text, request_id, action,
      patient_id::text, what::text, why::text, outcome
    ]
    || case when software is null then '{}'::text[] else array['software', software] end
    || case when device is null then '{}'::text[] else array['device', device] end
  )::text
$$;
comment on function access_row_text(
  bigint, int, uuid, text, text, uuid, text, text, uuid, text[], jsonb, text, text, text
) is 'As migration 0010 has it, with the columns that came later: each as its name and its text, and only where it is not null.';
