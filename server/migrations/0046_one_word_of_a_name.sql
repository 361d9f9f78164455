-- Owner: patients. Whoever has one word in their name, word by word of the name: a btree gives the first twenty of twenty thousand
-- Margarets without having looked at the others, and patients_by_name reads all of them before it gives one.
create index patients_by_first_word on patients (line_id, (name_words[1])) where cardinality(name_words) > 0;
create index patients_by_second_word on patients (line_id, (name_words[2])) where cardinality(name_words) > 1;
create index patients_by_third_word on patients (line_id, (name_words[3])) where cardinality(name_words) > 2;
-- Few people have more.
create index patients_by_later_words on patients using gin ((name_words[4:])) with (fastupdate = off) where cardinality(name_words) > 3;
