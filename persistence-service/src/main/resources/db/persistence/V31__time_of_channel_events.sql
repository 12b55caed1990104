-- What became of a template at last is what happened last, not what was told last: a webhook that was
-- refused comes again hours later, behind newer ones.
alter table channel_events add occurred_at timestamptz;

comment on column channel_events.occurred_at is
  'When WhatsApp triggered it, whole seconds by its clock; null if it did not say';

drop index idx_channel_events_template;
create index idx_channel_events_template
  on channel_events (owner_id, business_account_id, template_key(content),
    coalesce(occurred_at, received_at) desc, received_at desc, id desc)
  where field = 'message_template_status_update';
