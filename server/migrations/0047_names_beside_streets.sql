-- Owner: patients. The words of the person's name beside those of their street: a family name of twelve thousand people and a street of
-- four thousand meet in one index, and only who has both is read. Kept by the database, because either changes without the other, and by
-- a process of the version before as well: a row that is written takes the name, and a name that changes goes to the rows of its person.
alter table patient_streets add column name_words text[];
comment on column patient_streets.name_words is 'As in patients. Kept by triggers, whoever writes either of them.';

create function take_name_of_person() returns trigger language plpgsql as $$
begin
  new.name_words := (select name_words from patients where id = new.patient_id);
  return new;
end
$$;
create trigger streets_take_the_name before insert or update of words on patient_streets
  for each row execute function take_name_of_person();

create function tell_streets_the_name() returns trigger language plpgsql as $$
begin
  update patient_streets set name_words = new.name_words where patient_id = new.id;
  return null;
end
$$;
create trigger names_go_to_streets after update of name_words on patients
  for each row when (old.name_words is distinct from new.name_words) execute function tell_streets_the_name();
