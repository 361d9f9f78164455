-- Owner: doors. What the record said, each time it said something else; what was marked as entered in error says nothing from then on.
insert into door_details_to_seal (line_id, patient_id, step, value, author, source, said_at)
select line_id, patient_id, row_number() over (partition by patient_id order by version), value, author, source, said_at
from (
  select *, lag(value) over (partition by patient_id order by version) as before
  from (
    select line_id, patient_id, version, source,
           case when retracted is null then body ->> 'gettingIn' end as value,
           coalesce(retracted -> 'by', author) as author,
           coalesce((retracted ->> 'at')::timestamptz, recorded_at) as said_at
    from record_entries
    where section = 'accessNotes'
  ) as versions
) as said
where value is distinct from before;

-- Owner: patients. The one time that versions of the record are not left as they were written: their number, author and time stay, and
-- so does everything else that they say. The rows are found by their key: nothing is read from end to end while others wait.
alter table record_entries disable trigger record_entries_is_only_added_to;
update record_entries e
set body = e.body - 'gettingIn'
from (select distinct patient_id from door_details_to_seal) as moved
where e.patient_id = moved.patient_id
  and e.section = 'accessNotes'
  and e.body ? 'gettingIn';
alter table record_entries enable trigger record_entries_is_only_added_to;
