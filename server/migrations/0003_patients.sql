create extension if not exists pg_trgm;

-- Owner: patients. One row per person: what they are found by. All of it follows from the record's entries.
create table patients (
  id uuid primary key,
  line_id uuid not null references lines (id),
  version bigint not null default 1 check (version > 0),
  name text,
  given_name text,
  family_name text,
  name_words text[] not null default '{}',
  birth_date date,
  nhs_number text check (nhs_number ~ '^[0-9]{10}$'),
  status text not null default 'provisional'
    check (status in ('provisional', 'referred', 'active', 'paused', 'withdrawn', 'discharged', 'deceased')),
  is_deceased boolean not null default false,
  is_protected boolean not null default false,
  created_at timestamptz not null default now(),
  unique (line_id, id)
) with (fillfactor = 90);
comment on table patients is
  'Owner: patients. One row per person on one line: the search projection of the newest record entries, written in the statement that writes the entry. version counts every change to the record.';
create index patients_by_birth_date on patients (line_id, birth_date);
create index patients_by_nhs_number on patients (line_id, nhs_number) where nhs_number is not null;
-- People are searched by whole words; misspellings are met in patient_name_words, which is small.
create index patients_by_name on patients using gin (name_words) with (fastupdate = off);

-- Owner: patients. Every word that occurs in a name on a line. Trigrams over a million names take a tenth of a second;
-- over the words that occur in them, a millisecond: a misspelt word is turned into the words it may stand for, and those
-- are looked up exactly.
create table patient_name_words (
  line_id uuid not null references lines (id),
  word text not null,
  primary key (line_id, word)
);
comment on table patient_name_words is 'Owner: patients. The distinct words of names on each line, for finding people whose name is misspelt.';
create index patient_name_words_like on patient_name_words using gin (word gin_trgm_ops);

-- Owner: patients. Which people a telephone number suggests.
create table patient_phones (
  line_id uuid not null,
  patient_id uuid not null,
  item_id uuid not null,
  number text not null check (number ~ '^\+[1-9][0-9]{6,14}$'),
  belongs_to jsonb not null check (belongs_to ? 'kind'),
  primary key (patient_id, item_id, number),
  foreign key (line_id, patient_id) references patients (line_id, id)
);
comment on table patient_phones is
  'Owner: patients. The telephones of a person and of those around them, by the record item that says so: a caller''s number suggests people, it never identifies one.';
create index patient_phones_by_number on patient_phones (line_id, number);

-- Owner: patients. Postcodes by the address item that says so. Search leaves protected people out: it must not confirm where
-- somebody lives.
create table patient_postcodes (
  line_id uuid not null,
  patient_id uuid not null,
  item_id uuid not null,
  postcode text not null,
  primary key (patient_id, item_id),
  foreign key (line_id, patient_id) references patients (line_id, id)
);
comment on table patient_postcodes is 'Owner: patients. Where people are looked for by postcode, one row per address item.';
create index patient_postcodes_by_postcode on patient_postcodes (line_id, postcode);

-- Owner: patients. The shared record: every version of every item, for ever.
create table record_entries (
  line_id uuid not null,
  patient_id uuid not null,
  section text not null check (section ~ '^[a-z][A-Za-z]{1,59}$'),
  item_id uuid not null,
  version int not null check (version > 0),
  is_single boolean not null,
  change text not null check (change in ('added', 'changed', 'confirmed', 'retracted')),
  known_state text not null check (known_state in ('known', 'not_asked', 'declined', 'not_known', 'not_applicable')),
  body jsonb,
  author jsonb not null check (author ?& array['name', 'role', 'organisation']),
  source jsonb not null check (source ? 'kind'),
  recorded_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by jsonb,
  confirmed_with text,
  retracted jsonb,
  written_at timestamptz not null default now(),
  primary key (patient_id, section, item_id, version),
  foreign key (line_id, patient_id) references patients (line_id, id),
  -- A section with one item uses the person's own id: a second item cannot exist.
  check (not is_single or item_id = patient_id),
  check ((known_state = 'known') = (body is not null)),
  check ((change = 'added') = (version = 1)),
  check ((change = 'retracted') = (retracted is not null)),
  check ((confirmed_at is null) = (confirmed_by is null))
);
comment on table record_entries is
  'Owner: patients. Immutable versions of the items of the shared record; the newest version of each item is the record today. The primary key is the compare-and-set: two people who change the same version cannot both write the next one.';
create trigger record_entries_is_only_added_to before update or delete or truncate on record_entries
  for each statement execute function refuse_rewriting();
