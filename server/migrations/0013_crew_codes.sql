-- Owner: access. A code that is read to a crew over the telephone and opens one summary for a while (domain guide 7.1.1).
create table crew_codes (
  id uuid primary key,
  code_hash bytea not null,
  line_id uuid not null,
  patient_id uuid not null,
  organisation_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  -- Given although the person does not share with ambulance crews: why.
  because text check (length(because) between 1 and 1000),
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  foreign key (line_id, patient_id) references patients (line_id, id),
  foreign key (line_id, organisation_id) references organisations (line_id, id),
  check (expires_at > made_at)
);
comment on table crew_codes is
  'Owner: access. Codes for crews without an account; only a hash is kept. Every opening is in the access log, and useless after expires_at.';
create unique index crew_codes_in_use on crew_codes (code_hash) where ended_at is null;
create index crew_codes_of_patient on crew_codes (patient_id, made_at desc);
