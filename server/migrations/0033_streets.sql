-- Owner: patients. The words of the first line of an address, as streetWords (core/addressMatch.ts) makes them, by the address item
-- that says so. Search leaves protected people out, as it does by postcode.
create table patient_streets (
  line_id uuid not null,
  patient_id uuid not null,
  item_id uuid not null,
  words text[] not null,
  primary key (patient_id, item_id)
);
comment on table patient_streets is 'Owner: patients. Where people are looked for by street, one row per address item.';
create index patient_streets_by_words on patient_streets using gin (words) with (fastupdate = off);

-- Back-fill: the addresses that are on record, by the newest version of each. Accents are taken off before the capitals, so that it
-- does not depend on the locale of the database.
insert into patient_streets (line_id, patient_id, item_id, words)
with newest as (
  select distinct on (patient_id, item_id) line_id, patient_id, item_id, change, known_state, body
  from record_entries
  where section = 'addresses'
  order by patient_id, item_id, version desc
),
first_lines as (
  select line_id, patient_id, item_id, body -> 'lines' ->> 0 as line
  from newest
  where known_state = 'known' and change <> 'retracted'
),
plain as (
  select
    f.*,
    lower(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        translate(
          regexp_replace(normalize(line, nfd), '[\u0300-\u036f''’‘ʼ`]', '', 'g'),
          'øØłŁđĐðÐı', 'oollddddi'
        ),
        '[ßẞ]', 'ss', 'g'), '[æÆ]', 'ae', 'g'), '[œŒ]', 'oe', 'g'), '[þÞ]', 'th', 'g')
    ) as text
  from first_lines f
),
words as (
  select p.line_id, p.patient_id, p.item_id, s.word, min(s.place) as place
  from plain p
  cross join lateral regexp_split_to_table(p.text, '[\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2000-\u206f]+')
    with ordinality as s (word, place)
  where s.word <> ''
  group by p.line_id, p.patient_id, p.item_id, s.word
)
select line_id, patient_id, item_id, array_agg(coalesce(long, word) order by place)
from words
left join (
  values
    ('rd', 'road'), ('st', 'street'), ('ln', 'lane'), ('ave', 'avenue'), ('av', 'avenue'), ('cres', 'crescent'),
    ('cr', 'crescent'), ('dr', 'drive'), ('cl', 'close'), ('ct', 'court'), ('gdns', 'gardens'), ('gr', 'grove'),
    ('pl', 'place'), ('sq', 'square'), ('ter', 'terrace'), ('terr', 'terrace'), ('flt', 'flat')
) as short (said, long) on said = word
group by line_id, patient_id, item_id;

-- Last, because it holds the register until this migration ends; the rows above are looked at by migration 0043.
alter table patient_streets
  add foreign key (line_id, patient_id) references patients (line_id, id) not valid;
