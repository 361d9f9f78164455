-- Owner: staff. A right that was taken away takes the session with it, whoever changes the row and by what way.
alter table staff add column rights int not null default 1;
alter table sessions add column rights int not null default 1;
comment on column staff.rights is
  'Counts every change of role, line, organisation, standing or password. A session holds the number it was opened with, and is over when they differ.';

create function count_change_of_rights() returns trigger language plpgsql as $$
begin
  if (new.role, new.line_id, new.organisation_id, new.disabled_at, new.password_hash)
     is distinct from (old.role, old.line_id, old.organisation_id, old.disabled_at, old.password_hash) then
    new.rights := old.rights + 1;
  end if;
  return new;
end
$$;
create trigger staff_rights_are_counted before update on staff
  for each row execute function count_change_of_rights();

-- Owner: staff. Where somebody has signed in before: the browser, by a cookie it was given, and the network. Strangers who
-- guess at an account are counted apart from these, so that they cannot lock its owner out.
create table sign_in_places (
  kind text not null check (kind in ('device', 'network')),
  hash bytea not null,
  staff_id uuid not null references staff (id),
  used_at timestamptz not null default now(),
  primary key (kind, hash, staff_id)
);
comment on table sign_in_places is
  'Owner: staff. Devices and networks from which somebody signed in, hashed. A new password forgets them.';
create index sign_in_places_of_staff on sign_in_places (staff_id);

-- Owner: staff. What tells that somebody looks at their own record, or at a neighbour's. Only compared, never shown.
create table staff_likeness (
  staff_id uuid primary key references staff (id),
  salt bytea not null,
  birth_hash bytea,
  street_hash bytea,
  given_at timestamptz not null default now()
);
comment on table staff_likeness is
  'Owner: staff. Salted hashes of a birth date and of a street with its postcode, of those who gave them; no house number and no NHS number. They keep a glance out, not somebody who has the table and tries every street.';

-- Owner: audit. How far each chain of the access log has been looked over: at once, and for some rules a day later.
create table access_walks (
  line_id uuid not null,
  organisation text not null,
  stage text not null check (stage in ('at_once', 'day_later')),
  seq bigint not null default 0,
  place int not null default 0,
  primary key (line_id, organisation, stage)
);
comment on table access_walks is
  'Owner: audit. The last row of each chain that the review rules have seen. Moved in the statement that raises what they found.';
-- What was looked at before this day was under other rules: it is not judged afterwards.
insert into access_walks (line_id, organisation, stage, seq, place)
select line_id, organisation, stage, seq, 2147483647
from access_log_heads
cross join unnest(array['at_once', 'day_later']) as stage;

alter table access_reviews
  add column by_rule boolean not null default false,
  add column look_ids bigint[] not null default '{}',
  add column people int,
  add column last_look_at timestamptz;
comment on column access_reviews.look_ids is 'The rows of the access log it is about, the first fifty of them.';
comment on column access_reviews.people is 'How many people were looked at, where it is about no one of them.';
-- While somebody has yet to judge it, what is found again joins it.
create unique index access_reviews_one_open on access_reviews (
  line_id, kind, staff_id, coalesce(patient_id, '00000000-0000-0000-0000-000000000000')
) where by_rule and verdict is null;
create index access_reviews_judged on access_reviews (line_id, staff_id, kind, verdict_at desc) where verdict is not null;
