-- Prepares the table messages for convert-switch.sql. May be repeated until that is done; after it, it
-- fails and changes nothing.
--
--   psql -v ON_ERROR_STOP=1 -v until=2027-01-01 -f convert-prepare.sql
--
-- until: the first month that is to be a partition of its own. From here to the switch no row may be
-- as late as that, and a message that is waits, its consumer with it. So be sure to switch two days
-- before: no message is dated more than a day after its receipt.
--
-- The index and the check of what is there take long and stop nobody; the index waits for open
-- transactions. In between, the constraint needs a moment alone: while it waits for that, readers
-- and writers wait too. After a second it gives up: run it again, when no transaction stays open for
-- longer. The index is not made again then.
select 'drop index concurrently messages_first_pkey' from pg_index
where indexrelid = to_regclass('messages_first_pkey') and not indisvalid
\gexec
create unique index concurrently if not exists messages_first_pkey on messages (id, created_at);

set lock_timeout = '1s';
alter table messages drop constraint if exists messages_first_until,
  add constraint messages_first_until check (created_at < :'until') not valid;
reset lock_timeout;
alter table messages validate constraint messages_first_until;
