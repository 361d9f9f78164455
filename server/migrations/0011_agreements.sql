-- Owner: patients. What the person agreed to and forbade, one row for each item of the record that says so: written in the
-- statement that writes the entry, so that a change of mind is in force with its commit.
create table patient_agreements (
  line_id uuid not null,
  patient_id uuid not null,
  item_id uuid not null,
  scope text not null,
  -- In small letters; null: every organisation of this kind.
  organisation text,
  agrees boolean not null,
  primary key (patient_id, item_id),
  foreign key (line_id, patient_id) references patients (line_id, id)
);
comment on table patient_agreements is
  'Owner: patients. Projection of consentToShare: with which kind of organisation, or with which one, the record may be shared. What names one organisation counts before its kind, and its kind before everybody.';

create table patient_restrictions (
  line_id uuid not null,
  patient_id uuid not null,
  item_id uuid not null,
  against text not null check (against in ('organisation', 'person', 'scope', 'section')),
  -- By any of these the one it is against is known: name in small letters, ODS code, staff id, kind, section.
  names text[] not null,
  rule text not null check (rule in ('hide_all', 'hide_sections', 'ask_each_time')),
  sections text[] not null default '{}',
  from_at timestamptz,
  until_on date,
  primary key (patient_id, item_id),
  foreign key (line_id, patient_id) references patients (line_id, id)
);
comment on table patient_restrictions is
  'Owner: patients. Projection of sharingRestrictions: what narrows sharing whatever was agreed.';

with newest as (
  select distinct on (patient_id, section, item_id) line_id, patient_id, section, item_id, known_state, body, retracted
  from record_entries
  where section in ('consentToShare', 'sharingRestrictions')
  order by patient_id, section, item_id, version desc
),
standing as (
  select * from newest where known_state = 'known' and retracted is null
),
agreements as (
  insert into patient_agreements (line_id, patient_id, item_id, scope, organisation, agrees)
  select line_id, patient_id, item_id, body ->> 'scope', lower(body ->> 'organisation'),
         body ->> 'value' in ('given_by_person', 'given_by_attorney_or_deputy', 'best_interests_decision')
  from standing
  where section = 'consentToShare'
)
insert into patient_restrictions (line_id, patient_id, item_id, against, names, rule, sections, from_at, until_on)
select line_id, patient_id, item_id, body -> 'against' ->> 'kind',
       array_remove(array[
         lower(body -> 'against' ->> 'name'), body -> 'against' ->> 'odsCode', body -> 'against' ->> 'staffId',
         body -> 'against' ->> 'scope', body -> 'against' ->> 'section'
       ], null),
       body ->> 'rule',
       array(select jsonb_array_elements_text(coalesce(body -> 'sections', '[]'))),
       (body ->> 'from')::timestamptz, (body ->> 'until')::date
from standing
where section = 'sharingRestrictions';
