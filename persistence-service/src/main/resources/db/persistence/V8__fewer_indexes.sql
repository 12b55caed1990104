-- Ids are computed from what the dropped constraints named, and so the primary keys keep out the
-- same rows: a message's from workspace, channel, wa_message_id and time, a chat's from workspace and
-- wa_chat_id, a contact's from workspace and wa_id. Nobody looked anything up by them, and they cost
-- as much as the rows: long text, at a random place for each message, and for each update of a chat.
alter table messages drop constraint messages_wa_message_id_unique;
alter table chats drop constraint chats_wa_chat_id_unique;
alter table contacts drop constraint contacts_wa_id_unique;

comment on column suppressed_events.event_key is
  'message: id and chat id; status: wa_message_id, status and recipient; channel_event: id';
