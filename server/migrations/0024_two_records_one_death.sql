-- Owner: deaths. Two records of one person tell of one death: whoever asks by the other record is told the same.
create or replace function may_be_contacted(patient uuid) returns boolean language sql stable as $$
  select not exists (select from patients where id = patient and is_deceased)
    and not exists (
      select from patients asked
      join patients kept on kept.id = asked.kept_at
      where asked.id = patient and kept.is_deceased
    )
    and not exists (
      select from patients asked
      join patients other on other.line_id = asked.line_id and other.kept_at = asked.id
      where asked.id = patient and asked.others > 0 and other.is_deceased
    )
$$;
