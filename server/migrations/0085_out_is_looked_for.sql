alter table incident_drafts validate constraint incident_drafts_kind_check;

-- Whoever is out is asked for by every console that opens.
create index team_tasks_out on team_tasks (line_id) where out_staff <> '{}';
