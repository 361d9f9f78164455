-- Owner: dispatch. Who is out on a visit for a task and is not known to be safe: shown, and asked, also when the task is over.
alter table team_tasks add column out_staff uuid[] not null default '{}';

-- An incident is drafted too of somebody who went, and was not heard of or pressed for help.
alter table incident_drafts drop constraint incident_drafts_kind_check;
alter table incident_drafts
  add constraint incident_drafts_kind_check check (kind in ('visit_late', 'worker_not_safe')) not valid;
