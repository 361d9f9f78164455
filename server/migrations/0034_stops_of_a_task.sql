-- Owner: deaths. What a death stopped is looked for by what is stopped: when it starts again follows from whoever's death still
-- holds, and not from which report it was that stopped it.
create index death_stops_standing on death_stops (subject_id) where restored_at is null;
