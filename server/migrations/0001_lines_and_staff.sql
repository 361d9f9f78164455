-- Owner: staff. A line is one hub: one published number, its nurses, its people. Lines share nothing.
create table lines (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  phone_number text not null unique check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  on_call_numbers text[] not null default '{}',
  created_at timestamptz not null default now()
);
comment on table lines is 'Owner: staff. One row per hub; every other table of people or calls carries its id so that lines stay apart.';

create table staff (
  id uuid primary key,
  line_id uuid not null references lines (id),
  name text not null check (length(name) between 1 and 120),
  sign_in_name text not null unique check (sign_in_name = lower(sign_in_name) and length(sign_in_name) between 3 and 120),
  role text not null check (role in ('coordinator', 'shift_lead')),
  organisation text not null,
  password_hash text not null,
  phone_number text check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  unique (line_id, id)
);
comment on table staff is 'Owner: staff. People who sign in. password_hash is argon2id; nobody is deleted, only disabled.';
create index staff_by_line on staff (line_id, name);

create table sessions (
  token_hash bytea primary key,
  id uuid not null unique,
  staff_id uuid not null references staff (id),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
comment on table sessions is 'Owner: staff. One row per sign-in; the token itself is only in the cookie, here is its SHA-256.';
create index sessions_by_staff on sessions (staff_id) where ended_at is null;

-- Who may be offered a call. Never inferred from an open browser alone: a nurse says that she is ready.
create table readiness (
  staff_id uuid primary key references staff (id),
  line_id uuid not null references lines (id),
  state text not null check (state in ('away', 'ready', 'busy')),
  answers_by text not null default 'browser' check (answers_by in ('browser', 'phone')),
  since timestamptz not null default now(),
  last_heard_at timestamptz not null default now(),
  -- What the board was last told about her console: false once it has been silent for too long.
  heard boolean not null default false,
  call_id uuid,
  check ((state = 'busy') = (call_id is not null))
);
comment on table readiness is 'Owner: staff. One row per person on duty: away, ready, or busy with exactly one call.';
create index readiness_by_line on readiness (line_id);
create unique index readiness_one_nurse_per_call on readiness (call_id) where call_id is not null;

-- Counted here and not in memory: a restart or a second server must not give an attacker a fresh start.
create table sign_in_attempts (
  key text primary key,
  window_ends_at timestamptz not null,
  count int not null
);
comment on table sign_in_attempts is 'Owner: staff. Sign-ins under way or failed, by hashed account and by network, in windows of some minutes.';

-- Each line numbers what its board is told, without gaps and in the order of commit: a counter row, not a sequence.
create table feed_heads (
  line_id uuid primary key references lines (id),
  seq bigint not null default 0
);
comment on table feed_heads is 'Owner: live. The newest number of each line''s feed; incremented in the same statement as the change.';

-- No foreign key to lines in the tables written most: each insert would lock the line's one row.
create table feed (
  line_id uuid not null,
  seq bigint not null,
  at timestamptz not null default now(),
  message jsonb not null,
  primary key (line_id, seq)
);
create index feed_by_age on feed using brin (at);
comment on table feed is 'Owner: live. What consoles are told, in order. Board rows may be here; patient records never are.';

-- A promise is a row: whatever must happen later, taken by any process, at most once per lease.
create table promises (
  key text primary key,
  kind text not null,
  line_id uuid not null,
  subject_id uuid not null,
  body jsonb not null default '{}',
  due_at timestamptz not null,
  leased_until timestamptz,
  -- How often it was taken: the number proves to the table that a keeper still holds the lease.
  attempts int not null default 0,
  failures int not null default 0,
  kept_at timestamptz,
  given_up_at timestamptz,
  outcome text
);
comment on table promises is 'Owner: platform. Timers and carrier commands by natural key; kept_at: done or found needless; given_up_at: failed for good, somebody must look.';
create index promises_due on promises (due_at) where kept_at is null and given_up_at is null;
create index promises_kept on promises (kept_at) where kept_at is not null;
create index promises_by_subject on promises (subject_id) where kept_at is null;

-- A command with the same id is answered with its first result.
create table commands (
  id uuid primary key,
  staff_id uuid not null references staff (id),
  name text not null,
  reply jsonb not null,
  at timestamptz not null default now()
);
comment on table commands is 'Owner: platform. Idempotency: the client makes the id once per intention.';
create index commands_by_age on commands (at);
