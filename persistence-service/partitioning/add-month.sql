-- Makes the month that follows the last one: from where that ends to until.
--
--   psql -v ON_ERROR_STOP=1 -v month=messages_2027_02 -v until=2027-03-01 -f add-month.sql
--
-- month: messages_ with year and month, for drop-month.sql to know it by.
--
-- messages_later takes what is later than the last month. It becomes the month, with the rows that
-- came before the month was made, and a new table takes what is later still. If it fails, nothing
-- has changed: run it again.
--
-- Needs a moment alone on messages. While it waits for that, readers and writers wait too; after a
-- second it gives up: run it again when persistence-service is not behind. Once it has the lock, it
-- keeps it for some milliseconds if messages_later is empty, as it is while months are made in
-- time; else as long as it takes to read that table twice and move what is later than the month.
begin;
set local lock_timeout = '1s';
alter table messages detach partition messages_later;
alter table messages_later rename to :"month";
select format('alter index %I rename to %I', relname, replace(relname, 'messages_later', :'month'))
from pg_index join pg_class on oid = indexrelid where indrelid = to_regclass(:'month')
\gexec
create table messages_later (like messages including all);
-- A unique index of all months would have to hold the time: this one is of its partition alone.
create unique index messages_later_wa_message_id_unique
  on messages_later ((md5(owner_id::text || wa_message_id)::uuid));
with later as (delete from :"month" where created_at >= :'until' returning *)
insert into messages_later select * from later;
select format('alter table messages attach partition %I for values from (%L) to (%L)', :'month',
  max(substring(pg_get_expr(relpartbound, oid) from 'TO \(''(.*)''\)')::timestamptz), :'until')
from pg_inherits join pg_class on oid = inhrelid where inhparent = 'messages'::regclass
\gexec
alter table messages attach partition messages_later for values from (:'until') to (maxvalue);
commit;
