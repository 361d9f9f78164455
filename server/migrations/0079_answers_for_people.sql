-- Owner: messages. What the house could not act on by itself is a person's to read, and there until somebody says what was done about it.
alter table message_answers
  add column for_person_at timestamptz,
  add column about_team_task uuid,
  add column taken_by uuid references staff (id),
  add column taken_name text,
  add column taken_command uuid unique,
  add column done text check (length(done) between 1 and 500),
  add constraint message_answers_taken_by_somebody check (taken_by is null or (taken_at is not null and taken_name is not null));
comment on column message_answers.for_person_at is 'Since when it waits for a person: no rule could read it, or the house could do nothing with it.';
comment on column message_answers.about_team_task is 'What they were last texted about, where that was a team task: only a hint, whoever reads it decides.';
comment on column message_answers.done is 'What whoever took it did. It and the words go after their time; that somebody answered stays.';
update message_answers
set for_person_at = at
where taken_at is null and line_id is not null and said ->> 'kind' in ('not_understood', 'stop');
drop index message_answers_to_take;
create index message_answers_for_people on message_answers (line_id, at) where taken_at is null and for_person_at is not null;
create index message_answers_to_prune on message_answers (at) where words is not null or done is not null;
