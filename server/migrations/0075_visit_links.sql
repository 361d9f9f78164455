-- Owner: carers. What a carer was sent so that they can see who is coming, for as long as they may be told.
create table visit_links (
  id uuid primary key,
  line_id uuid not null references lines (id),
  version int not null default 1,
  patient_id uuid not null,
  -- In which they said yes to it. It is for the person that this call is about, and for nobody else.
  call_id uuid not null references calls (id),
  -- Who they are: an item of the record's contacts.
  contact_item uuid not null,
  carer text not null check (length(carer) between 1 and 200),
  to_number text not null,
  token_hash bytea not null unique,
  language text not null,
  -- What was agreed: names of fixed phrases, and times.
  agreed jsonb not null,
  team_tasks uuid[] not null check (cardinality(team_tasks) between 1 and 6),
  wants_texts boolean not null,
  -- Their yes, in their words, and who asked for it.
  said_yes text not null check (length(said_yes) between 1 and 500),
  asked_by uuid not null,
  asked_name text not null,
  organisation text not null,
  message_id uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  -- Wrong last digits, typed on a telephone that it was not opened on first.
  tries int not null default 0,
  stopped_at timestamptz,
  stopped_by uuid,
  foreign key (line_id, patient_id) references patients (line_id, id),
  foreign key (line_id, asked_by) references staff (line_id, id),
  check (expires_at > made_at),
  check ((stopped_at is null) = (stopped_by is null))
);
comment on table visit_links is
  'Owner: carers. A page for one carer about the team tasks of one person; only a hash of what opens it is kept. Whether it still opens is asked each time.';
create index visit_links_of_call on visit_links (call_id, made_at);
create index visit_links_of_tasks on visit_links using gin (team_tasks);

create table visit_link_phones (
  link_id uuid not null references visit_links (id),
  -- The first is whoever opened it first; the second has said the last digits of the number that it was sent to. There is no third.
  place int not null check (place in (1, 2)),
  phone_hash bytea not null,
  opened_at timestamptz not null,
  primary key (link_id, place)
);
comment on table visit_link_phones is
  'Owner: carers. On which browsers a visit link opens, each by the hash of a cookie that only it has.';

-- Every row that is there is looked at by migration 0076, while others write.
alter table access_log drop constraint access_log_action_check;
alter table access_log add constraint access_log_action_check check (action in (
  'opened', 'suggested', 'searched', 'compared', 'changed', 'registered', 'exported', 'claimed', 'broke_glass', 'listed',
  'reviewed', 'read_log', 'summarised', 'gave_code', 'revealed', 'linked', 'asked_for_list', 'judged_list', 'gave_role',
  'gave_link', 'watched')) not valid;
