-- Ids are computed from what these constraints name, and so the primary keys keep out the same rows.
alter table chats drop constraint chats_wa_chat_id_unique;
alter table contacts drop constraint contacts_wa_id_unique;

-- A message's id holds its channel and time too, so its primary key does not say all of this: a
-- workspace has one row for a message, whatever else a second one tells. Kept as 16 bytes in place
-- of 60 characters, which cost as much as the row. Nobody reads or writes while it is built: nobody
-- has many messages before the first release.
alter table messages drop constraint messages_wa_message_id_unique;
create unique index messages_wa_message_id_unique
  on messages ((md5(owner_id::text || wa_message_id)::uuid));

comment on column suppressed_events.event_key is
  'message: id and chat id; status: wa_message_id, status and recipient; channel_event: id';
