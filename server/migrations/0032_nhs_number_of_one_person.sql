-- Owner: patients. As in 0028; and a number is free for a person who has it already in another of their records, which are linked.
create or replace function nhs_number_is_free(of_line uuid, number text, but uuid) returns boolean language plpgsql volatile as $$
begin
  if number is null then
    return true;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('nhs number ' || of_line || ' ' || number, 0));
  return not exists (
    select from patients
    where line_id = of_line
      and nhs_number = number
      and coalesce(kept_at, id) is distinct from coalesce((select coalesce(kept_at, id) from patients where id = but), but)
  );
end
$$;
