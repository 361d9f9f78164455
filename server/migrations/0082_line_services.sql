-- Owner: staff. Whom a nurse may bring into a call by one press: the line's own settings, as its number is.
alter table lines add column services jsonb not null default '[]';
comment on column lines.services is 'Services that a nurse may bring into a call: [{key, name, number}]. Keys: interpreter, ambulance_control, doctor_on_call.';
