/**
 * A statement after which rows that come to this table within a twentieth of a second are written at one moment: PostgreSQL looks whether
 * a key is taken, and takes it, and two that look before either has taken it are told apart by each of the table's keys in turn.
 */
export function inTheSameBreath(table: string): string {
  return `
    create function wait_for_the_others() returns trigger language plpgsql as $$
    begin
      perform pg_sleep(0.05 - mod(extract(epoch from clock_timestamp()), 0.05)::float8);
      return new;
    end $$;
    create trigger wait_for_the_others before insert on ${table} for each row execute function wait_for_the_others()`
}
