-- Deletes what belonged to messages whose months were dropped: their statuses, what became of their
-- files, and the traces of events that were told twice. After drop-month.sql.
--
--   psql -v ON_ERROR_STOP=1 -v pages=10000 -f delete-older.sql
--
-- pages: of how many pages, of 8 kB each, rows are deleted in one transaction.
--
-- A status and the fate of a file are later than their message. So what is older than the oldest
-- month has no message any more; a day less is deleted, for clocks that differ. The trace of an event that
-- was told twice is kept for the 14 days that its topic may be read again, too: without it the event would
-- be counted anew.
--
-- Stops neither readers nor writers. It reads these tables from end to end, and so does the vacuum
-- with their keys. What becomes free is filled again and not given back to the disk, for which
-- vacuum would need a moment alone. If it is interrupted, run it again.
create temporary view months as
select relname as name, coalesce(
  substring(pg_get_expr(relpartbound, oid) from 'FROM \(''(.*)''\) TO')::timestamptz, '-infinity') as since
from pg_inherits join pg_class on oid = inhrelid
where inhparent = 'messages'::regclass and relname <> 'messages_older';

select 'do $$ begin raise exception ''no month was dropped yet''; end $$'
where coalesce((select min(since) from months), '-infinity') = '-infinity'
\gexec
select format('delete from %I where ctid >= %L and ctid < %L and %I < %L', name,
  format('(%s,0)', page), format('(%s,0)', page + :'pages'::bigint), told_at,
  least(since - interval '1 day', now() - kept))
from (values ('message_statuses', 'occurred_at', null), ('media', 'occurred_at', null),
    ('suppressed_events', 'received_at', interval '14 days')) older(name, told_at, kept),
  (select min(since) as since from months) oldest,
  generate_series(0, pg_relation_size(name::regclass) / current_setting('block_size')::bigint,
    :'pages'::bigint) page
order by name, page
\gexec
vacuum (truncate false) message_statuses, media, suppressed_events;
