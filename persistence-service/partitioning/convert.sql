-- Makes the table messages the first partition of a table of the same name, without copying a row.
--
--   psql -v ON_ERROR_STOP=1 -v until=2027-01-01 -f convert.sql
--
-- until: the first month that is to be a partition of its own, later than any message there is.
-- The parts before the transaction take long and stop nobody. The transaction is short, but needs a
-- moment without readers and writers, and who comes while it waits for that waits behind it: after
-- two seconds it gives up. Run the transaction again then.
create unique index concurrently messages_first_pkey on messages (id, created_at);
alter table messages add constraint messages_first_until check (created_at < :'until') not valid;
alter table messages validate constraint messages_first_until;

begin;
set local lock_timeout = '2s';
alter table messages rename to messages_first;
alter table messages_first drop constraint messages_pkey;
alter table messages_first add constraint messages_first_pkey
  primary key using index messages_first_pkey;
alter index messages_wa_message_id_unique rename to messages_first_wa_message_id_unique;
alter index idx_messages_chat_created rename to idx_messages_first_chat_created;
create table messages (like messages_first including comments) partition by range (created_at);
alter table messages add constraint messages_pkey primary key (id, created_at);
create index idx_messages_chat_created on messages (chat_id, created_at desc, id desc);
-- The check above spares it the reading of all rows.
alter table messages attach partition messages_first for values from (minvalue) to (:'until');
alter table messages_first drop constraint messages_first_until;
-- The role may be missing, see the migration that makes it.
do $$ begin
  if exists (select from pg_roles where rolname = 'awfar_reader') then grant select on messages to awfar_reader; end if; end $$;
commit;
