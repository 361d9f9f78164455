-- Owner: messages. Of the rows that were there before.
alter table messages validate constraint messages_kind_check;
alter table messages validate constraint messages_to_number_or_phone;
