-- No foreign keys here or on the statuses: they would cost an index probe and a row lock on the chat
-- for every message, and forbid a status that comes before its message. The ids are computed from
-- the same fields on both sides, so they cannot point astray.
--
-- content is json and not jsonb: nobody searches in it, jsonb costs more to write and refuses the
-- escape \u0000, which people do send.
create table messages (
  id uuid primary key,
  owner_id uuid not null,
  chat_id uuid not null,
  contact_id uuid,
  created_at timestamptz not null,
  received_at timestamptz not null,
  voice boolean,
  channel_id text not null,
  wa_message_id text not null,
  direction text not null,
  type text not null,
  body text,
  reply_to text,
  media_id text,
  mime_type text,
  file_name text,
  media_sha256 text,
  content json,
  constraint messages_wa_message_id_unique unique (owner_id, wa_message_id)
);

-- The messages of a chat: newest first, a page by key.
create index idx_messages_chat_created on messages (chat_id, created_at desc, id desc);

comment on column messages.direction is 'inbound or outbound';
comment on column messages.type is
  'text, image, video, audio, document, sticker, location, contacts, interactive, button, reaction, order, system, unsupported, request_welcome, edit, revoke, template, or as WhatsApp named a type that we do not know';
comment on column messages.reply_to is 'wa_message_id of the message replied to, reacted to, edited or revoked';
comment on column messages.created_at is 'When it was sent, by the clock of WhatsApp';
comment on column messages.content is
  'What has no column: object with any of location, reply, reaction, context, errors, animated, and received (the part of the webhook that we have no fields for)';
