-- One row per conversation, kept up by the statement that inserts its messages.
create table chats (
  id uuid primary key,
  owner_id uuid not null,
  contact_id uuid,
  last_message_id uuid not null,
  last_message_at timestamptz not null,
  window_expires_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unread_count int not null default 0,
  wa_chat_id text not null,
  channel_id text not null,
  group_id text,
  last_message_direction text not null,
  last_message_type text not null,
  last_message_text text,
  constraint chats_wa_chat_id_unique unique (owner_id, wa_chat_id)
) with (fillfactor = 80);

-- The chat list: newest first, a page by key.
create index idx_chats_owner_last_message on chats (owner_id, last_message_at desc, id desc);

comment on column chats.contact_id is 'The contact of the last message; null for a group';
comment on column chats.last_message_text is 'The first 200 characters';
comment on column chats.window_expires_at is
  '24 hours after the newest inbound message: until then free-form messages may be sent';
comment on column chats.updated_at is 'When the edge received what was last written here';
