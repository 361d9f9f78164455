-- Owner: patients. Both in one index, which skips in one to where the other goes on. It serves who asks for a street alone as well.
create index patient_streets_by_words_and_name on patient_streets using gin (words, name_words) with (fastupdate = off);
drop index patient_streets_by_words;
