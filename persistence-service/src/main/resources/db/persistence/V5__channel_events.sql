-- What happens to numbers, accounts and templates.
create table channel_events (
  id uuid primary key,
  owner_id uuid not null,
  received_at timestamptz not null,
  channel_id text not null,
  business_account_id text not null,
  field text not null,
  content json not null
);

create index idx_channel_events_channel_received
  on channel_events (owner_id, channel_id, received_at desc, id desc);
