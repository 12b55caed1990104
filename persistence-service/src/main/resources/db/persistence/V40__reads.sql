-- How many of a chat's inbound messages were read is not written to the chat: a mark may be read before
-- the messages that it is about, and before their chat is a row. Unread is what is left of the two
-- counts, whichever of them is written first.
alter table chats rename column unread_count to inbound_count;

comment on column chats.inbound_count is
  'Inbound messages that are no history; unread are those beyond chat_reads.read_count';

create table chat_reads (
  chat_id uuid primary key,
  owner_id uuid not null,
  read_count int not null
) with (fillfactor = 80);

comment on column chat_reads.read_count is
  'How many inbound messages, counted from the first, were read: the most that any mark said';
