-- Owner: patients. Words of names that are one slip of the finger from one another have a trace in common: what is left of them without
-- one of their letters, or all of their letters in order. So they meet in an index, by some eight looks into it for each word that is
-- asked for in place of some four hundred, and of words of any length and any script.
create function name_traces(word text) returns text[]
  language plpgsql immutable strict parallel safe as $$
declare
  traces text[] := array[word];
  ordered text;
begin
  if length(word) > 1 then
    for place in 1 .. length(word) loop
      traces := traces || overlay(word placing '' from place for 1);
    end loop;
  end if;
  select string_agg(letter, '' order by letter collate "C") into ordered from string_to_table(word, null) as letter;
  return traces || ('=' || ordered);
end
$$;
comment on function name_traces is
  'By what words of names that are one slip apart meet: the word, what is left of it without one letter, and "=" with its letters in order. The same as tracesOf in the server.';
create index patient_name_words_by_trace on patient_name_words using gin (name_traces(word));

-- What begins with a word is read in the order of its letters, byte by byte. By trigrams it was a look through all that have some of
-- them in common, among a hundred thousand words half a millisecond for each word that is asked for.
create index patient_name_words_by_beginning on patient_name_words (line_id, word text_pattern_ops);
