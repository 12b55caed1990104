-- Lets go of a month; stops neither readers nor writers, and waits for those that may still see it.
--
--   psql -v ON_ERROR_STOP=1 -v month=messages_2027_01 -f drop-month.sql
--
-- If it is interrupted: alter table messages detach partition ... finalize, and drop table.
alter table messages detach partition :"month" concurrently;
drop table :"month";
