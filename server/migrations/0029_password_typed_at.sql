-- Owner: staff. When the password was last typed in this session: a code or a protected place asks how long that is ago.
alter table sessions add column password_typed_at timestamptz not null default now();
update sessions set password_typed_at = created_at;
