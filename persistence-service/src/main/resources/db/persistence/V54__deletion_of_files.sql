-- When a file was deleted, apart from when it was last gone: what is found to be missing later, and
-- comes back, must not bring back what was deleted. A column without default, so that no row is
-- rewritten; what is known of it follows in a transaction of its own, for which no reader has to wait.
alter table files add column deleted_at timestamptz;

comment on column files.deleted_at is 'when it was deleted last, by deleted_by; null if never';
comment on column files.gone is 'deleted or missing, whichever was last, as of gone_at';
