-- Makes the table messages the first partition of a table of the same name, without copying a row.
--
--   psql -v ON_ERROR_STOP=1 -f convert-switch.sql
--
-- After convert-prepare.sql, and with persistence-service stopped: while it is behind, each of its
-- transactions stays open for seconds, and this needs a moment without any. While it waits for
-- that, readers wait too, for a second at most; then it gives up, and nothing has changed: run it
-- again. Once it has the lock, it keeps it for some milliseconds, whatever the size of the table. Run
-- again after it was done, it fails and changes nothing.
--
-- Fails if it is not prepared.
alter table messages validate constraint messages_first_until;

begin;
set local lock_timeout = '1s';
alter table messages rename to messages_first;
alter table messages_first drop constraint messages_pkey;
alter table messages_first add constraint messages_first_pkey
  primary key using index messages_first_pkey;
alter index messages_wa_message_id_unique rename to messages_first_wa_message_id_unique;
alter index idx_messages_chat_created rename to idx_messages_first_chat_created;
alter index idx_messages_changes rename to idx_messages_first_changes;
-- Where messages are written without it, there is none.
select 'alter index idx_messages_search rename to idx_messages_first_search'
where to_regclass('idx_messages_search') is not null
\gexec
select 'alter index idx_messages_newest rename to idx_messages_first_newest'
where to_regclass('idx_messages_newest') is not null
\gexec
create table messages (like messages_first including comments) partition by range (created_at);
alter table messages add constraint messages_pkey primary key (id, created_at);
create index idx_messages_chat_created on messages (chat_id, created_at desc, id desc);
create index idx_messages_changes on messages (chat_id, reply_to)
  where type in ('edit', 'revoke', 'reaction');
select 'create index idx_messages_search on messages using gin (search_words(owner_id, body))
  where body is not null and type <> ''reaction'''
where to_regclass('idx_messages_first_search') is not null
\gexec
select 'create index idx_messages_newest on messages (owner_id, id)
  where body is not null and type <> ''reaction'''
where to_regclass('idx_messages_first_newest') is not null
\gexec
-- Takes what is later than the last month, see add-month.sql.
create table messages_later (like messages including all);
create unique index messages_later_wa_message_id_unique
  on messages_later ((md5(owner_id::text || wa_message_id)::uuid));
-- The constraint spares the first partition the reading of all its rows.
select
  format('alter table messages attach partition messages_first for values from (minvalue) to (%s)', until),
  format('alter table messages attach partition messages_later for values from (%s) to (maxvalue)', until)
from (
  select substring(pg_get_constraintdef(oid) from '< (.*)\)\)') as until
  from pg_constraint where conrelid = 'messages_first'::regclass and conname = 'messages_first_until')
\gexec
alter table messages_first drop constraint messages_first_until;
-- The role may be missing, see the migration that makes it.
do $$ begin
  if exists (select from pg_roles where rolname = 'awfar_reader') then grant select on messages to awfar_reader; end if; end $$;
commit;
