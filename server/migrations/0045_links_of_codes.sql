-- Owner: access. A code may have a link of its own, which opens nothing by itself: what is typed there is held against this row alone.
alter table crew_codes add column link_hash bytea;
comment on column crew_codes.link_hash is 'Of the link that was made with the code only a hash is kept, as of the code. Null: made before there were links, or by a server of then.';
