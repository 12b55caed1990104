-- By which messages are found in all chats of a workspace. Reactions are no words.
create index if not exists idx_messages_search on messages using gin (search_words(owner_id, body))
  where body is not null and type <> 'reaction';
