-- Owner: staff. Browsers of people who pressed "Tell me on this phone", for as long as the session in which they did so lasts.
create table notice_phones (
  id uuid primary key,
  staff_id uuid not null references staff (id),
  session_id uuid not null references sessions (id) on delete cascade,
  endpoint text not null unique check (length(endpoint) between 10 and 1000),
  p256dh text not null check (length(p256dh) = 87),
  auth text not null check (length(auth) = 22),
  created_at timestamptz not null default now()
);
comment on table notice_phones is
  'Owner: staff. Where a browser is sent notices: its address at the push service of its maker, and the keys for what only it can open.';
create index notice_phones_of_staff on notice_phones (staff_id);
create index notice_phones_of_session on notice_phones (session_id);

-- Whatever ends a session ends this with it, in the same statement; also where a process of the version before ends it, which has no right
-- to this table.
create function forget_notice_phones() returns trigger language plpgsql security definer set search_path = public as $$
begin
  delete from notice_phones where session_id = new.id;
  return null;
end
$$;
create trigger sessions_forget_notice_phones
  after update of ended_at on sessions
  for each row when (new.ended_at is not null) execute function forget_notice_phones();

-- Owner: messages. A notice is a message without a number: to a browser, by the row above, which may be gone by then.
alter table messages add column to_phone uuid;
alter table messages alter column to_number drop not null;
alter table messages drop constraint messages_kind_check;
alter table messages add constraint messages_kind_check check (kind in ('text', 'ring_with_key', 'notice')) not valid;
alter table messages add constraint messages_to_number_or_phone check (
  case kind
    when 'notice' then to_number is null and to_phone is not null and to_staff is not null
    else to_number is not null and to_phone is null
  end
) not valid;
