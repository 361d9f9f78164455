-- How a name sounds to somebody who writes it down: the consonants as they are spoken, and the first vowel. Lee, Leigh and Lea are
-- one, so are Stephen and Steven, Catherine and Kathryn. Our own rules, for names as they are said in Britain; null for what they
-- say nothing about. Stored nowhere but in the column below, which a migration makes anew when the rules change.
create function name_sound(word text) returns text
  language sql immutable strict parallel safe
  return (
    with spoken as (
      select
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(regexp_replace(
          word,
          '^ma?c(?=[a-z]{3})', 'mak'),
          '^(kn|gn|pn)', 'n'),
          '^(wr|rh)', 'r'),
          '^(ps|x)', 's'),
          'x', 'ks', 'g'),
          'ph', 'f', 'g'),
          'sch', 'sk', 'g'),
          't?ch(?![rl])', 'x', 'g'),
          'ch|ck', 'k', 'g'),
          'augh|ough', 'o', 'g'),
          '([iu])gh|([aeo])gh(?![aeiouy])', '\1\2', 'g'),
          'mps', 'ms', 'g'),
          'dge', 'j', 'g'),
          'c(?=[eiy])', 's', 'g'),
          'g(?=[eiy])', 'j', 'g'),
          '^y(?=[aeiou])', 'Y'),
          'a[uw](?![aeiouy])', 'o', 'g'),
          '(?<=.)(h|w(?![aeiouy]))', '', 'g'),
          'qu?', 'k', 'g'),
          '([a-z])\1+', '\1', 'g')
        as word
      where word ~ '^[a-z]+$'
    ),
    sounded as (
      -- Groups of vowels: as in cat, as in kit, as in cot.
      select
        regexp_replace(regexp_replace(regexp_replace(
          translate(word, 'vzc', 'fsk'),
          '(?<![aeiouy])a[aeiouy]*', 'A', 'g'),
          '(?<![aeiouy])[eiy][aeiouy]*', 'I', 'g'),
          '[aeiouy]+', 'O', 'g')
        as word
      from spoken
    ),
    parts as (
      select regexp_match(word, '^([^AIO]*)([AIO]?)(.*)$') as part
      from sounded
    )
    select regexp_replace(part[1] || part[2] || translate(part[3], 'AIO', ''), '([a-zA-Z])\1+', '\1', 'g')
    from parts
  );
comment on function name_sound is
  'How a word of a name sounds: words with the same value may be written for one another. Used by patient_name_words.sound and by search.';

alter table patient_name_words add column sound text generated always as (name_sound(word)) stored;
create index patient_name_words_by_sound on patient_name_words (line_id, sound) where sound is not null;

-- A postcode is looked for whole, by its sector (LS21 1) or by its district (LS21): one index for all three.
drop index patient_postcodes_by_postcode;
create index patient_postcodes_by_postcode on patient_postcodes (line_id, postcode text_pattern_ops);
