-- Makes a month before its first message comes; stops neither readers nor writers.
--
--   psql -v ON_ERROR_STOP=1 -v month=messages_2027_01 -v from=2027-01-01 -v until=2027-02-01 -f add-month.sql
create table :"month" (like messages including all);
-- A unique index of all months would have to hold the time: this one is of the month alone.
create unique index on :"month" ((md5(owner_id::text || wa_message_id)::uuid));
alter table messages attach partition :"month" for values from (:'from') to (:'until');
