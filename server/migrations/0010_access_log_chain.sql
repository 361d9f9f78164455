-- Owner: audit. The access log becomes a chain: every statement that looks adds one link, whose hash covers the link before
-- it. How a hash is made stands here; server/audit/core/linkHash.ts makes the same one without asking the database.

-- The newest link of each chain. It is moved, under its lock, by the statement that looks.
create table access_log_heads (
  line_id uuid not null,
  organisation text not null,
  seq bigint not null,
  at timestamptz not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (line_id, organisation)
) with (fillfactor = 50); -- room on the page: a head that moves leaves its index alone
comment on table access_log_heads is
  'Owner: audit. The newest link of each organisation''s chain on a line. Moved by the statement that looks; anchors outside the database hold it to its word.';
create trigger access_log_heads_are_kept before delete or truncate on access_log_heads
  for each statement execute function refuse_rewriting();

create function access_row_text(
  id bigint, place int, actor_id uuid, actor_name text, actor_role text, session_id uuid, request_id text, action text,
  patient_id uuid, what text[], why jsonb, outcome text
) returns text language sql stable as $$
  select array[
    id::text, place::text, actor_id::text, actor_name, actor_role, session_id::text, request_id, action,
    patient_id::text, what::text, why::text, outcome
  ]::text
$$;
comment on function access_row_text is
  'One row of a link as its hash covers it: a list of texts, quoted, so that no two rows read the same. A column that comes later goes behind these as its name and its text, and only where it is not null: then older hashes stay right.';

create function access_link_hash(previous bytea, rows_hash bytea, line_id uuid, organisation text, seq bigint, at timestamptz)
returns bytea language sql stable as $$
  select sha256(previous || rows_hash || convert_to(
    array[line_id::text, organisation, seq::text, extract(epoch from at)::text]::text,
    'UTF8'
  ))
$$;
comment on function access_link_hash is
  'The hash of a link: over the hash before it, the SHA-256 of its rows, and which link of which chain it is, and when. The first link stands on 32 zero bytes.';

-- Rows from before the chain become its first links, one for each moment at which an organisation looked. That keeps what is
-- here today; what was done to it before, nobody can tell.
alter table access_log disable trigger access_log_is_only_added_to;
drop index access_log_chain;
alter table access_log add column place int;

create temporary table unchained on commit drop as
select id, line_id, organisation, at, (row_number() over (partition by line_id, organisation, at order by id))::int as place
from access_log;

create temporary table first_links (
  line_id uuid, organisation text, at timestamptz, seq bigint, previous_hash bytea, hash bytea
) on commit drop;
do $$
declare
  link record;
  newest first_links;
begin
  for link in
    select u.line_id, u.organisation, u.at, sha256(convert_to(string_agg(
      access_row_text(l.id, u.place, l.actor_id, l.actor_name, l.actor_role, l.session_id, l.request_id, l.action,
                      l.patient_id, l.what, l.why, l.outcome),
      E'\n' order by u.place
    ), 'UTF8')) as rows_hash
    from unchained u
    join access_log l on l.id = u.id
    group by u.line_id, u.organisation, u.at
    order by u.line_id, u.organisation, u.at
  loop
    if (link.line_id, link.organisation) is distinct from (newest.line_id, newest.organisation) then
      newest.seq := 0;
      newest.hash := decode(repeat('00', 32), 'hex');
    end if;
    newest := (
      link.line_id, link.organisation, link.at, newest.seq + 1, newest.hash,
      access_link_hash(newest.hash, link.rows_hash, link.line_id, link.organisation, newest.seq + 1, link.at)
    );
    insert into first_links values (newest.*);
  end loop;
end
$$;
insert into access_log_heads (line_id, organisation, seq, at, previous_hash, hash)
select distinct on (line_id, organisation) line_id, organisation, seq, at, previous_hash, hash
from first_links
order by line_id, organisation, seq desc;

update access_log l
set place = u.place, seq = f.seq, previous_hash = f.previous_hash, hash = f.hash
from unchained u
join first_links f on f.line_id = u.line_id and f.organisation = u.organisation and f.at = u.at
where l.id = u.id;

-- Fail closed: a look whose link could not be made is refused by the table, and with it the whole statement.
alter table access_log
  drop constraint access_log_check,
  alter column at drop default,
  alter column seq set not null,
  alter column place set not null,
  alter column previous_hash set not null,
  alter column hash set not null;
create unique index access_log_chain on access_log (line_id, organisation, seq, place);
alter table access_log enable trigger access_log_is_only_added_to;
comment on column access_log.seq is 'The link: 1, 2, 3 … within the line''s organisation. One statement that looks is one link.';
comment on column access_log.place is 'The row''s place in its link: 1, 2, 3 …';
