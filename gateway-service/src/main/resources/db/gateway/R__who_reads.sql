-- The role that reads, which persistence-service makes too, may read what clients list;
-- of users and invitations nothing that proves who somebody is.
do $$
begin
  begin
    create role awfar_reader nologin;
  exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then null;
  end;
  if exists (select from pg_roles where rolname = 'awfar_reader') then
    grant select on chat_team, labels, chat_labels, chat_notes to awfar_reader;
    grant select (id, workspace_id, email, name, role, token_version, created_at, deactivated_at)
      on users to awfar_reader;
    grant select (id, workspace_id, email, role, invited_by, created_at, expires_at)
      on invitations to awfar_reader;
  end if;
end
$$;
