-- By which messages are found in all chats of a workspace. Reactions are no words.
create index if not exists idx_messages_search on messages using gin (search_words(owner_id, body))
  where body is not null and type <> 'reaction';
-- And those in which there is something to be found, a workspace's newest first: for words that many
-- have. Ids rise with the time, so each new one is the last of its workspace, and costs little.
create index if not exists idx_messages_newest on messages (owner_id, id)
  where body is not null and type <> 'reaction';
