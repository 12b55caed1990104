-- The trace of the second line of defence: events that were published twice, and that a unique
-- constraint kept from becoming a second row. A record that is only read again is not one: its
-- received_at is that of the row.
create table suppressed_events (
  owner_id uuid not null,
  received_at timestamptz not null,
  kind text not null,
  channel_id text not null,
  event_key text not null,
  constraint suppressed_events_pkey primary key (owner_id, kind, event_key, channel_id, received_at)
);

comment on column suppressed_events.kind is 'message, status or channel_event';
comment on column suppressed_events.event_key is
  'message: wa_message_id and chat id; status: wa_message_id, status and recipient; channel_event: id';

-- How many rows each family has, counted in the transactions that insert them. A shard belongs to a
-- partition, so that two consumers never wait for each other here; the sum is exact.
create table row_counts (
  kind text not null,
  shard int not null,
  row_count bigint not null,
  constraint row_counts_pkey primary key (kind, shard)
) with (fillfactor = 20);
