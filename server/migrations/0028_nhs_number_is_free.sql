-- Owner: patients. Whether no other record of the line has this NHS number. Whoever asks it in a statement that writes the number has
-- it to themselves until that statement ends: of two at once the second waits, and then sees what the first wrote, which a plain
-- subquery would not (its snapshot is as old as its statement).
create function nhs_number_is_free(of_line uuid, number text, but uuid) returns boolean language plpgsql volatile as $$
begin
  if number is null then
    return true;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('nhs number ' || of_line || ' ' || number, 0));
  return not exists (select from patients where line_id = of_line and nhs_number = number and id <> but);
end
$$;
