-- What a change of mind was asked to be, as a hash: the words themselves stand in the record. A command that comes again with other
-- answers is told that they were not saved. Null where nothing was asked in one piece: a form of the record, or a change before this.
alter table sharing_changes add column asked_hash bytea;
