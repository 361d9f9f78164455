-- Owner: patients. Since when an agreement holds: one that is dated to begin later is no agreement until then. A no holds at once,
-- whatever day stands beside it. What is dated for later already is looked up first, so that the table is held only for a moment.
create temporary table begin_later on commit drop as
select a.patient_id, a.item_id, newest.from_at
from patient_agreements a
cross join lateral (
  select (e.body ->> 'from')::timestamptz as from_at
  from record_entries e
  where e.patient_id = a.patient_id and e.section = 'consentToShare' and e.item_id = a.item_id
  order by e.version desc
  limit 1
) as newest
where a.agrees and newest.from_at > now();

alter table patient_agreements add column from_at timestamptz;
update patient_agreements as a
set from_at = b.from_at
from begin_later b
where a.patient_id = b.patient_id and a.item_id = b.item_id;
comment on column patient_agreements.from_at is
  'When an agreement begins that was written down before; until then it is as a no. Null: it holds since it was written, or it is a no, which holds at once.';
-- Its index is made in 0091: here the table is held, and not for as long as it takes to read it.

-- Owner: access. What changed for an organisation that does not look after the person is what it might have been shown, and nothing that
-- it saw. Of a receipt from before it was not kept.
alter table sharing_receipts add column looks_after boolean;
comment on column sharing_receipts.looks_after is
  'Of an organisation: whether it, or one of its people, looked after the person at that moment. Null of all others, and where it was not kept.';
