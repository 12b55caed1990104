-- An edit, a revocation or a reaction is a message itself, whose reply_to says which one it applies
-- to. So the history of a message is there as rows that are only ever added, and what a page shows
-- follows from them when it is read: whichever of the two comes first, and however often. Only
-- changes are in this index; other messages pay nothing for it.
create index idx_messages_changes on messages (chat_id, reply_to)
  where type in ('edit', 'revoke', 'reaction');

comment on column messages.type is
  'text, image, video, audio, document, sticker, location, contacts, interactive, button, reaction, order, system, unsupported, request_welcome, edit, revoke, template, media_placeholder, or as WhatsApp named a type that we do not know';
comment on column messages.content is
  'What has no column: object with any of location, reply, reaction, context, errors, animated, historyStatus, and received (the part of the webhook that we have no fields for)';

-- Where a message was before its chat became part of another: see V13.
alter table messages add moved_from uuid;
comment on column messages.moved_from is
  'Id of the chat that the message was sent in, if that is part of another now; else null';
