-- Owner: patients. Forms that are being written and not on the record yet.
create table half_written (
  line_id uuid not null,
  patient_id uuid not null,
  staff_id uuid not null references staff (id),
  -- By which way the record was open: a call with its epoch, or a relationship. Through another way it is not shown.
  way text not null,
  section text not null,
  item_id uuid not null,
  -- What it changes, over which version, and what stands in its fields, as it was typed.
  body jsonb not null,
  -- By the writer's own clock: of two that arrive in the wrong order, the later stays.
  typed_at timestamptz not null,
  kept_at timestamptz not null default now(),
  primary key (patient_id, staff_id, way, section, item_id),
  foreign key (line_id, patient_id) references patients (line_id, id),
  check (length(body::text) <= 200000)
);
comment on table half_written is
  'Owner: patients. Half-written forms of a record, kept as they are typed for the one who types them; gone when they are saved or thrown away, and after 30 days.';
create index half_written_by_age on half_written (kept_at);
