-- Messages are written without it, at less cost. Whoever searches reads them one by one, the newest
-- first.
drop index if exists idx_messages_search;
drop index if exists idx_messages_newest;
