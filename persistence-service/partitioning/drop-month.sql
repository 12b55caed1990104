-- Lets go of the oldest month and of what is older; stops neither readers nor writers.
--
--   psql -v ON_ERROR_STOP=1 -v month=messages_2027_01 -f drop-month.sql
--
-- What belonged to its messages goes by delete-older.sql afterwards.
--
-- What is older comes to messages_older, which this makes anew and empty. month=messages_older lets
-- go of that alone; month=messages_first of the first partition.
--
-- It waits for the transactions that may still see the month. Until it is done, no partition takes
-- a message of that time: such a message waits, its consumer with it. So no transaction should be
-- open for long, as a backup's is. If it is interrupted, run it again.
--
-- There must be no default partition: PostgreSQL detaches nothing concurrently beside one.
create temporary view months as
select relname as name, inhdetachpending as going, coalesce(
  substring(pg_get_expr(relpartbound, oid) from 'FROM \(''(.*)''\) TO')::timestamptz, '-infinity') as since
from pg_inherits join pg_class on oid = inhrelid where inhparent = 'messages'::regclass;

select 'do $$ begin raise exception ''month is not the oldest, or not named as add-month.sql says''; end $$'
where :'month' !~ '^messages_(first|older|[0-9]+_[0-9]+)$' or exists (
  select from months dropped join months kept on kept.since < dropped.since
  where dropped.name = :'month' and kept.name <> 'messages_older')
\gexec
select format('alter table messages detach partition %I %s', name,
  case when going then 'finalize' else 'concurrently' end)
from months where name in (:'month', 'messages_older') and to_regclass(:'month') is not null
order by going desc, name = 'messages_older'
\gexec

begin;
drop table :"month";
drop table if exists messages_older;
create table messages_older (like messages including all);
create unique index messages_older_wa_message_id_unique
  on messages_older ((md5(owner_id::text || wa_message_id)::uuid));
select format('alter table messages attach partition messages_older for values from (minvalue) to (%L)', min(since))
from months
\gexec
commit;
