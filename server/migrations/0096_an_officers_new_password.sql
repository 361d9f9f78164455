-- Owner: staff. A new password for whoever has a role that opens much lets them in by two people, as the role itself is given.
alter table role_proposals add column for_password boolean not null default false;
comment on column role_proposals.for_password is
  'They have the role already: it is asked whether the new password, made at the terminal, lets them in.';
