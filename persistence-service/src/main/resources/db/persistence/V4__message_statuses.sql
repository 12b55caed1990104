-- The history of each message that we sent, appended to and never updated. The current status is the
-- row of the highest rank, one probe at the end of the primary key:
--
--   select status from message_statuses where owner_id = $1 and wa_message_id = $2
--   order by rank desc limit 1
--
-- So no status goes down, and one that comes before its message simply waits here.
create table message_statuses (
  owner_id uuid not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  error_code int,
  rank smallint not null,
  billable boolean,
  wa_message_id text not null,
  status text not null,
  recipient text not null,
  channel_id text not null,
  error_title text,
  conversation_id text,
  conversation_origin text,
  pricing_model text,
  pricing_category text,
  callback_data text,
  constraint message_statuses_pkey
    primary key (owner_id, wa_message_id, rank, status, recipient, channel_id)
);

comment on column message_statuses.rank is
  '0 unknown, 10 queued, 20 accepted, 30 unconfirmed, 40 sent, 50 failed, 60 delivered, 70 read, 80 played';
comment on column message_statuses.status is 'As WhatsApp wrote it, in lower case';
comment on column message_statuses.recipient is
  'Business-scoped user id, else phone id, else group id; empty if there was none';
comment on column message_statuses.callback_data is 'The id of our send';
