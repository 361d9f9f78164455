-- Owner: line. Whether the carrier answers is learned by whichever process looks at a line; every process tells its consoles.
alter table lines
  add column carrier_away_since timestamptz;
comment on column lines.carrier_away_since is 'Since when no look at the carrier was answered. Null: the last one was.';
