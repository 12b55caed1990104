-- Whoever keeps something about chats of its own (gateway-service: who answers them, and their
-- labels) hears of each that is written, or of which more was read, in the transaction that writes
-- it, if it has a function chats_changed(uuid[]); the chats are locked then, so what it reads of them
-- stays. And in R__identity.sql of each that becomes part of another, before it does, if it has a
-- function chat_merged(alias uuid, target uuid). Nobody else is needed for either.
create or replace function tell_of_chats() returns trigger
language plpgsql as $$
begin
  if to_regproc('chats_changed') is not null and exists (select from changed) then
    perform chats_changed(array(select id from changed order by id));
  end if;
  return null;
end
$$;

-- By their names these come after those of R__identity.sql, which may make a new chat part of another.
create or replace trigger tell_of_new_chats after insert on chats
referencing new table as changed for each statement execute function tell_of_chats();

create or replace trigger tell_of_written_chats after update on chats
referencing new table as changed for each statement execute function tell_of_chats();

create or replace function tell_of_read_chats() returns trigger
language plpgsql as $$
begin
  if to_regproc('chats_changed') is not null and exists (select from changed) then
    -- In a statement of its own: the next one sees what was written by whoever had them locked.
    perform from chats where id = any(array(select chat_id from changed))
    order by id for no key update;
    perform chats_changed(array(select chat_id from changed order by chat_id));
  end if;
  return null;
end
$$;

create or replace trigger tell_of_new_reads after insert on chat_reads
referencing new table as changed for each statement execute function tell_of_read_chats();

create or replace trigger tell_of_more_reads after update on chat_reads
referencing new table as changed for each statement execute function tell_of_read_chats();
