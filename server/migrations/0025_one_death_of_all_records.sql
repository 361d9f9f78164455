-- Owner: deaths. Of three records of one person two are linked to the third: a death that was told of any of them is told of all.
create or replace function may_be_contacted(patient uuid) returns boolean language sql stable as $$
  select not exists (select from patients where id = patient and is_deceased)
    and not exists (
      select from patients asked
      join patients kept on kept.id = asked.kept_at
      where asked.id = patient and kept.is_deceased
    )
    and not exists (
      select from patients asked
      join patients other on other.line_id = asked.line_id and other.kept_at = coalesce(asked.kept_at, asked.id)
      where asked.id = patient and (asked.kept_at is not null or asked.others > 0) and other.is_deceased
    )
$$;
