-- Owner: messages. Texts and rings to people of community teams and to carers, what became of each, and what was answered.
create table messages (
  id uuid primary key,
  line_id uuid not null references lines (id),
  version int not null default 1,
  key text not null unique check (length(key) between 1 and 200),
  kind text not null check (kind in ('text', 'ring_with_key')),
  -- Numbers that cost what a call to anybody costs; the finer rule is in code.
  to_number text not null check (to_number ~ '^\+44[127][0-9]{8,9}$'),
  to_staff uuid references staff (id),
  on_record_of uuid references patients (id),
  team_task_id uuid,
  template text not null,
  template_version int not null,
  params jsonb not null,
  words text not null,
  answer_code text,
  state text not null default 'to_send'
    check (state in ('to_send', 'sent', 'delivered', 'undelivered', 'failed', 'answered', 'given_up')),
  carrier_sid text,
  code int,
  because text,
  said jsonb,
  asked_at timestamptz,
  created_at timestamptz not null,
  useful_until timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  failed_at timestamptz,
  answered_at timestamptz,
  constraint messages_to_somebody check (num_nonnulls(to_staff, on_record_of) > 0),
  constraint messages_are_short check (length(words) <= case kind when 'text' then 160 else 400 end),
  check (useful_until > created_at)
);
comment on table messages is
  'Owner: messages. One text, or one ring with a key, to one number, written in the statement that wants it; its state follows from message_events.';
comment on column messages.key is 'Natural: whoever asks for the same twice has one row.';
comment on column messages.words is 'As sent or said: fixed words of a template, with a code, an urgency, a time, an address of ours. Never a word about a person.';
comment on column messages.asked_at is 'When the carrier was last asked to take it; counted against what a day allows.';
comment on column messages.useful_until is 'After that it is given up and not sent: a task of the night must not arrive at noon.';
create index messages_of_team_task on messages (team_task_id, created_at) where team_task_id is not null;
create index messages_to_number on messages (to_number, created_at desc);
create index messages_by_sid on messages (carrier_sid) where carrier_sid is not null;
create index messages_asked on messages (asked_at) where asked_at is not null;

create table message_events (
  source_key text primary key,
  message_id uuid not null references messages (id),
  heard_at timestamptz not null,
  event jsonb not null
);
comment on table message_events is
  'Owner: messages. Everything that was heard of a text or a ring, once each, in no order: receipts overtake each other.';
create index message_events_of_message on message_events (message_id);

create table message_answers (
  source_key text primary key,
  id uuid not null unique default gen_random_uuid(),
  line_id uuid references lines (id),
  message_id uuid references messages (id),
  from_number text not null,
  from_staff uuid references staff (id),
  via text not null check (via in ('text', 'key')),
  said jsonb not null,
  words text check (length(words) <= 1600),
  at timestamptz not null,
  taken_at timestamptz
);
comment on table message_answers is
  'Owner: messages. What came back, by a text or by a key: kept before it is answered, and there until somebody has taken it.';
comment on column message_answers.line_id is 'Null: of no line that could be told. Whoever keeps the house is told in /health.';
comment on column message_answers.words is 'Of a text that no rule could read, for a person: it may hold anything.';
create index message_answers_to_take on message_answers (line_id, at) where taken_at is null;
create index message_answers_from on message_answers (from_number, at desc);
