-- Owner: dispatch. Once a team has said how a visit ended, whoever waited for it is owed a call. Asked of new rows only; of all in the next file.
alter table tasks
  add column after_team_task uuid,
  drop constraint tasks_kind_check,
  add constraint tasks_kind_check check (kind in (
    'call_back_abandoned', 'call_back_requested', 'hear_voicemail', 'call_back_promised', 'write_up_on_call',
    'verify_death', 'tell_services', 'bereavement_day', 'bereavement_weeks', 'bereavement_months', 'ring_round',
    'after_visit')) not valid,
  drop constraint tasks_origin_check,
  add constraint tasks_origin_check check (origin in ('call', 'outcome', 'death', 'round', 'visit')) not valid;
comment on column tasks.after_team_task is 'The team task of the same store''s module whose end is to be confirmed with whoever waited for it.';
