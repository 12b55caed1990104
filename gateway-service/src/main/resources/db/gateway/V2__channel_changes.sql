-- Who changed what of a channel, and when; never what a secret was. The channels themselves are in Kafka.
create table channel_changes (
  channel_id text not null,
  version bigint not null,
  workspace_id uuid not null,
  -- None: the gateway itself, after a change of keys.
  changed_by uuid,
  changed_at timestamptz not null,
  action text not null check (action in ('created', 'changed', 'encrypted', 'deleted')),
  fields text[] not null,
  primary key (channel_id, version)
);
