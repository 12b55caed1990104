-- What is marked as missing is looked for by its object whenever one is stored, and is nearly always
-- nothing, however many messages the file has.
create index idx_media_missing on media (object_key) where outcome = 'missing';
