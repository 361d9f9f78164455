-- Owner: patients. What was said for later, beside sharing and limits: looked up first, so that no table is held while it is read.
create temporary table begin_later on commit drop as
select newest.line_id, newest.patient_id, newest.item_id, (newest.body ->> 'from')::timestamptz as from_at
from (
  select distinct on (e.patient_id, e.section, e.item_id) e.line_id, e.patient_id, e.item_id, e.body, e.retracted
  from record_entries e
  where e.section in ('consentToTellCarers', 'consentToRegister', 'consentToRecording')
  order by e.patient_id, e.section, e.item_id, e.version desc
) as newest
where newest.retracted is null
  and newest.body ->> 'value' in ('given_by_person', 'given_by_attorney_or_deputy', 'best_interests_decision')
  and (newest.body ->> 'from')::timestamptz > now();

-- Owner: patients. A turn: what is decided over a whole record (a death, all sharing taken back) and was outrun by others who write on it
-- has the record for a breath, and they wait. A column that is null of everybody is not written into the rows.
alter table patients add column turn_of uuid, add column turn_until timestamptz;
comment on column patients.turn_of is
  'Whose turn it is to write on this record, until turn_until: the statement says so by the setting goldthread.turn. Null, or past: anybody''s.';
comment on column patients.turn_until is
  'When the turn is over, whatever became of whoever took it.';

-- Waiting for a lock is what it is to whoever is told: the same statement is run again in a moment, and decides over what is there then.
create function hold_on() returns timestamptz language plpgsql as $$
begin
  raise exception 'the record is held for a moment' using errcode = 'lock_not_available';
end
$$;
create function wait_for_turn() returns trigger language plpgsql as $$
begin
  if old.turn_until > clock_timestamp() and coalesce(current_setting('goldthread.turn', true), '') <> old.turn_of::text then
    perform hold_on();
  end if;
  return new;
end
$$;
-- Of those columns that others read before they decide; a row that nobody holds calls nothing.
create trigger patients_wait_for_turn
  before update of version, sharing_version, kept_at, others, is_deceased on patients
  for each row when (old.turn_until is not null) execute function wait_for_turn();

-- What is owed about a person is read with their record before a death is decided.
create function wait_for_turn_of_person() returns trigger language plpgsql as $$
begin
  if exists (
    select from patients p
    where p.id = new.patient_id and p.turn_until > clock_timestamp()
      and coalesce(current_setting('goldthread.turn', true), '') <> p.turn_of::text
  ) then
    perform hold_on();
  end if;
  return new;
end
$$;
create trigger tasks_wait_for_turn
  before insert or update on tasks
  for each row when (new.patient_id is not null) execute function wait_for_turn_of_person();

-- Owner: patients. What was said for later, beside sharing and limits, and turns the words of a record when it comes: that carers may be
-- told things, the register, recording. Pages are told then; nothing is decided by it.
create table patient_beginnings (
  line_id uuid not null,
  patient_id uuid not null,
  item_id uuid not null,
  begins_at timestamptz not null,
  primary key (patient_id, item_id),
  foreign key (line_id, patient_id) references patients (line_id, id)
);
comment on table patient_beginnings is
  'Owner: patients. Projection of the agreements that carers may be told, to be on the register and to be recorded: when a yes begins that was written down before. The record itself says what it is.';
-- Asked for twice a second, so that open pages hear of it.
create index patient_beginnings_begin on patient_beginnings (begins_at);

insert into patient_beginnings (line_id, patient_id, item_id, begins_at)
select line_id, patient_id, item_id, from_at from begin_later;
