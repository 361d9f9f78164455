-- Owner: staff. Whose people work with a line: the hub that answers it, and those who care for the same persons.
create table organisations (
  id uuid primary key,
  line_id uuid not null references lines (id),
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in (
    'hub', 'gp', 'community_nursing', 'hospice', 'hospital', 'ambulance', 'out_of_hours', 'social_care', 'care_home',
    'pharmacy', 'voluntary')),
  ods_code text check (ods_code ~ '^[A-Z0-9]{3,12}$'),
  created_at timestamptz not null default now(),
  unique (line_id, name),
  unique (line_id, id)
);
comment on table organisations is
  'Owner: staff. Organisations of one line. kind is what a person agrees to share with (domain guide 2.7); hub answers the telephone. Never deleted: the access log names them.';

-- Those who were there before belonged to the hub: nobody else could sign in.
insert into organisations (id, line_id, name, kind)
select gen_random_uuid(), line_id, organisation, 'hub'
from staff
group by line_id, organisation;

alter table staff add column organisation_id uuid;
update staff
set organisation_id = organisations.id
from organisations
where organisations.line_id = staff.line_id
  and organisations.name = staff.organisation;
alter table staff
  alter column organisation_id set not null,
  add foreign key (line_id, organisation_id) references organisations (line_id, id),
  drop column organisation,
  drop constraint staff_role_check,
  add check (role in ('coordinator', 'shift_lead', 'clinician', 'paramedic', 'administrator', 'privacy_officer'));
