-- Owner: deaths. A process that still runs the version before names these columns when it writes what a death stopped, and PostgreSQL
-- wants an index of just them: without it nobody could report a death there until that process was replaced.
create unique index death_stops_of_a_report on death_stops (death_id, kind, subject_id);
