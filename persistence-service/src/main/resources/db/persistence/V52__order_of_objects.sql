-- The keys of objects in the order in which a bucket lists them, whatever the language of the database: who
-- compares the two reads both once, side by side. No row is rewritten, only the two indexes.
alter table files alter column object_key type text collate "C";
alter table media alter column object_key type text collate "C";
