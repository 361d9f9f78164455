-- Owner: patients. Who was discharged lately is asked of a whole line whenever the page of the shift is opened. In a file of its own: with the
-- index of 0107 two tables would be held at once.
create index record_entries_discharges on record_entries (line_id, (body ->> 'dischargedOn')) where section = 'hospitalStays';
