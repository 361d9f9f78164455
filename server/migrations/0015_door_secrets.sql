-- Owner: doors. How one gets into somebody's home: never in a body of the record, and readable only with a key that is not here.
create table door_secrets (
  line_id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('keysafe_code', 'door_code', 'key_place', 'alarm_code')),
  -- 1, 2, 3 … without gaps; the newest counts.
  version int not null check (version >= 1),
  change text not null check (change in ('added', 'changed', 'verified', 'removed')),
  -- Nonce, ciphertext and tag (AES-256-GCM), bound to line, person, kind and version; null once there is none any more.
  sealed bytea check (length(sealed) between 29 and 2000),
  key_id text check (key_id ~ '^[0-9a-f]{8}$'),
  verified_on date,
  because text check (length(because) between 1 and 500),
  author jsonb not null,
  source jsonb not null check (source ? 'kind'),
  -- The client's own: the same save sent twice is one version.
  command_id uuid not null unique,
  written_at timestamptz not null default now(),
  primary key (patient_id, kind, version),
  foreign key (line_id, patient_id) references patients (line_id, id),
  check ((sealed is null) = (change = 'removed')),
  check ((sealed is null) = (key_id is null))
);
comment on table door_secrets is
  'Owner: doors. Keysafe and door codes, one row per kind and version, the value encrypted (reliability guide 0.2.2, T-07). Shown one at a time by a route of its own; in no list, no log, no dump.';
create index door_secrets_by_key on door_secrets (key_id) where sealed is not null;

-- Versions are never changed and never taken away; only what seals a value may be replaced, when the key is changed.
create function keep_door_secrets() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'sealed' - 'key_id') <> (to_jsonb(old) - 'sealed' - 'key_id') or (new.sealed is null) <> (old.sealed is null) then
    raise exception 'door_secrets is only ever added to' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
comment on function keep_door_secrets() is 'Lets a value be sealed with another key, and nothing else of a version be changed.';
create trigger door_secrets_are_resealed_only before update on door_secrets
  for each row execute function keep_door_secrets();
create trigger door_secrets_are_kept before delete or truncate on door_secrets
  for each statement execute function refuse_rewriting();

-- Owner: audit. How often one of the staff was shown what is shown one at a time, by day: counted in the statement that shows it.
create table reveal_counts (
  staff_id uuid not null references staff (id),
  of text not null check (of in ('door', 'location')),
  on_day date not null,
  count int not null check (count >= 1),
  primary key (staff_id, of, on_day)
);
comment on table reveal_counts is
  'Owner: audit. The daily budget of each of the staff for door codes and protected locations (T-07). Rows and not memory: a restart gives nobody a fresh start.';
