-- A role that may read and not write, for whoever serves or analyses the rows. Where we may not make
-- roles, an administrator makes it, and the grants follow at the next change of this file.
do $$
begin
  begin
    create role awfar_reader nologin;
  exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then
      raise notice 'role awfar_reader was not made: no privilege to create roles';
  end;
  if exists (select from pg_roles where rolname = 'awfar_reader') then
    begin
      execute format('grant usage on schema %I to awfar_reader', current_schema());
      grant select on contacts, chats, messages, message_statuses, channel_events, media,
        suppressed_events, row_counts, contact_links, contact_aliases, contact_chats,
        chat_aliases, chat_reads, sends, files to awfar_reader;
    exception
      when insufficient_privilege then
        raise notice 'awfar_reader was not granted to read: no privilege';
    end;
    begin
      -- So that a deployment with a single login can still drop its rights with "set role".
      execute format('grant awfar_reader to %I', current_user);
    exception
      when insufficient_privilege or invalid_grant_operation then
        raise notice 'awfar_reader was not granted to %: no privilege', current_user;
    end;
  end if;
end
$$;
