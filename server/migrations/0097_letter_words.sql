-- Owner: access. What a letter to a person says, as whoever is responsible on a line wrote and signed it. Without a row the starter set is
-- shown (server/access/guides/starterLetter.json), which says that nobody has signed it.
create table letter_words (
  line_id uuid not null references lines (id),
  version int not null check (version >= 1),
  words jsonb not null,
  added_at timestamptz not null default now(),
  primary key (line_id, version)
);
comment on table letter_words is
  'Owner: access. Versions of the fixed words of the letter about sharing, of one line; the newest counts. Never changed: a letter on paper names the version that it was printed from.';
