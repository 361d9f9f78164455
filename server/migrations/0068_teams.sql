-- Owner: teams. Who can be sent tonight: teams of a line, who is in them, when they are on duty, and whether they can be reached.
create table teams (
  id uuid primary key,
  line_id uuid not null references lines (id),
  organisation_id uuid not null,
  version int not null default 1 check (version > 0),
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind ~ '^[a-z_]{2,40}$'),
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  capacity int not null check (capacity between 1 and 99),
  criteria text[] not null default '{}',
  area jsonb not null check (area ?& array['postcodes', 'practices']),
  hours jsonb not null check (hours ?& array['weekday', 'saturday', 'sunday', 'bank_holiday']),
  -- Stood down: asked for nothing any more. Never deleted, what was asked of it names it.
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  unique (line_id, id),
  foreign key (line_id, organisation_id) references organisations (line_id, id)
);
comment on table teams is
  'Owner: teams. Community teams of a line as they are now. area: districts, sectors and practices, none of them the whole line. hours: by kind of day, British clock; a span belongs to the day on which it begins.';
create unique index teams_one_name on teams (line_id, lower(name)) where ended_at is null;

create table team_members (
  team_id uuid not null,
  staff_id uuid not null,
  line_id uuid not null,
  skills text[] not null default '{}',
  -- Where they are reached for this team; null: by the number of their account.
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  rungs text[] not null check (rungs <@ array['app', 'sms', 'call'] and cardinality(rungs) between 1 and 3),
  left_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (team_id, staff_id),
  foreign key (line_id, team_id) references teams (line_id, id),
  foreign key (line_id, staff_id) references staff (line_id, id)
);
comment on table team_members is
  'Owner: teams. Who is in a team, what each is able to do, and by which rungs they are reached, the first first.';
create index team_members_of_person on team_members (staff_id) where left_at is null;

create table team_shifts (
  id uuid primary key,
  line_id uuid not null,
  team_id uuid not null,
  staff_id uuid not null,
  position text not null check (position in ('first', 'second', 'manager')),
  day date not null,
  from_clock text not null check (from_clock ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  until_clock text not null check (until_clock ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  every_weeks int check (every_weeks between 1 and 12),
  last_day date,
  -- Entered in error, or begins only after it was ended: stands on no day.
  taken_off_at timestamptz,
  created_at timestamptz not null default now(),
  unique (line_id, id),
  foreign key (team_id, staff_id) references team_members (team_id, staff_id),
  check (every_weeks is not null or last_day is null),
  check (last_day >= day)
);
comment on table team_shifts is
  'Owner: teams. Duties by the British clock: once on a day, or every so many weeks from that day on, until the last. An end at or before the beginning is of the next day.';
create index team_shifts_of_team on team_shifts (team_id) where taken_off_at is null;
create index team_shifts_of_person on team_shifts (staff_id) where taken_off_at is null;

create table team_swaps (
  id uuid primary key,
  line_id uuid not null,
  shift_id uuid not null,
  day date not null,
  asked_by uuid not null references staff (id),
  asked_at timestamptz not null default now(),
  -- Whom it is asked of; null: whoever of the team will.
  asked_of uuid references staff (id),
  taken_by uuid references staff (id),
  taken_at timestamptz,
  -- A shift lead's word; null: the two have agreed it between them.
  said_by uuid references staff (id),
  withdrawn_at timestamptz,
  foreign key (line_id, shift_id) references team_shifts (line_id, id),
  check ((taken_by is null) = (taken_at is null)),
  check (taken_at is null or withdrawn_at is null)
);
comment on table team_swaps is
  'Owner: teams. One duty of one day that another takes. In force when it is taken; of several for one duty the one that was taken last.';
create unique index team_swaps_one_open on team_swaps (shift_id, day) where taken_at is null and withdrawn_at is null;
create index team_swaps_by_day on team_swaps (line_id, day);

create table team_leave (
  id uuid primary key,
  line_id uuid not null,
  staff_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  said_by uuid not null references staff (id),
  said_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  foreign key (line_id, staff_id) references staff (line_id, id),
  check (until_at > from_at)
);
comment on table team_leave is 'Owner: teams. When somebody is away from all their teams. Why is nobody’s to read here.';
create index team_leave_of_line on team_leave (line_id, until_at) where withdrawn_at is null;

create table duty_tests (
  id uuid primary key,
  line_id uuid not null,
  staff_id uuid not null,
  how text not null check (how in ('app', 'sms', 'call')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  foreign key (line_id, staff_id) references staff (line_id, id),
  check (answered_at >= asked_at)
);
comment on table duty_tests is
  'Owner: teams. Proof that somebody can be reached: asked by a rung of their ladder, and answered by them. Asked and never answered is a row too.';
create index duty_tests_of_person on duty_tests (staff_id, answered_at desc) where answered_at is not null;

create table line_holidays (
  id uuid primary key,
  line_id uuid not null references lines (id),
  day date not null,
  is_holiday boolean not null,
  name text not null check (length(name) between 1 and 120),
  source text not null check (length(source) between 1 and 300),
  said_by uuid not null references staff (id),
  said_at timestamptz not null default now()
);
comment on table line_holidays is
  'Owner: teams. Days that a line adds to the bank holidays, or takes from them; of several words about one day the newest. The days of the country are content: server/teams/core/bankHolidays.json.';
create index line_holidays_by_day on line_holidays (line_id, day, said_at desc);
create trigger line_holidays_are_only_added_to before update or delete or truncate on line_holidays
  for each statement execute function refuse_rewriting();

create table team_changes (
  id uuid primary key,
  line_id uuid not null,
  seq bigint generated always as identity,
  team_id uuid,
  -- Whom it is about: whose duty, whose leave.
  staff_id uuid,
  what text not null check (what ~ '^[a-z_]{3,40}$'),
  said jsonb not null,
  by_staff uuid not null references staff (id),
  by_name text not null,
  at timestamptz not null default now()
);
comment on table team_changes is
  'Owner: teams. Everything that was changed of teams and rota, by whom and when; said: as it is since. id is the command''s, so that twice is once.';
create index team_changes_of_team on team_changes (line_id, team_id, seq desc);
create trigger team_changes_are_only_added_to before update or delete or truncate on team_changes
  for each statement execute function refuse_rewriting();
