create table outcomes (
  call_id uuid primary key references calls (id),
  line_id uuid not null references lines (id),
  kind text not null check (kind in ('clinical', 'non_clinical')),
  patient_id uuid references patients (id),
  -- The reason, what was found, advice, disposition, where the person is, what happens next, call back; or the non-clinical kind.
  body jsonb not null,
  notes text not null,
  staff_id uuid not null references staff (id),
  staff_name text not null,
  staff_role text not null,
  organisation text not null,
  at timestamptz not null default now(),
  check (kind = 'clinical' or patient_id is null),
  check (kind = 'non_clinical' or patient_id is not null)
);
comment on table outcomes is 'Owner: outcomes. How a call ended: on the person''s timeline, written once, in the statement that closes the call.';
create index outcomes_by_patient on outcomes (patient_id, at desc) where patient_id is not null;
create index outcomes_by_line on outcomes (line_id, at desc);
