-- How what a team keeps about chats changes. Each change is one call, so that the row it locks, which
-- whoever stores messages of the chat waits for, is never kept while a gateway is waited for.

-- Called by whoever has written these chats, or what of them was read, in the same transaction
-- (persistence-service, R__chat_followers.sql) and has the chats locked, since a statement before this:
-- what is copied here would else be older than what somebody else has copied meanwhile. Keeps the
-- copies, and opens a closed chat to which its contact has written since: of what has to be read it
-- has more. So what WhatsApp itself gives notice of, edits, revocations and reactions open nothing,
-- nor does what was there before the chat was closed and is read again.
create or replace function chats_changed(ids uuid[]) returns void
language plpgsql as $$
declare
  closed_ids uuid[];
begin
  with kept as (
    insert into chat_team as t (chat_id, owner_id, channel_id, last_message_at, unread)
    select c.id, c.owner_id, c.channel_id, c.last_message_at,
      c.inbound_count > coalesce(
        (select r.read_count from chat_reads r where r.chat_id = c.id), 0)
    from chats c where c.id = any(ids) order by c.id
    on conflict (chat_id) do update set
      channel_id = excluded.channel_id,
      last_message_at = excluded.last_message_at,
      unread = excluded.unread
    returning chat_id, closed
  )
  select array_agg(chat_id) filter (where closed) into closed_ids from kept;
  update chat_labels l set last_message_at = c.last_message_at
  from chats c
  where c.id = any(ids) and l.chat_id = c.id and l.last_message_at <> c.last_message_at;
  if closed_ids is not null then
    with opened as (
      update chat_team t set closed = false, closed_at = null, closed_inbound_count = null,
        version = t.version + 1, updated_at = now(), updated_by = null
      from chats c
      where t.chat_id = any(closed_ids) and c.id = t.chat_id
        and c.inbound_count > t.closed_inbound_count
      returning t.*
    )
    insert into chat_change_outbox (owner_id, chat_id, occurred_at, version, type, assignee_id,
      closed)
    select owner_id, chat_id, now(), version, 'REOPENED', assignee_id, closed from opened;
  end if;
end
$$;

-- Called before a chat becomes part of another, in the same transaction and with both locked. Nobody
-- loses a chat or a note by it: all labels and notes stay; the merged chat is open unless both were
-- closed; and of two people that were assigned, the one that was assigned last is.
create or replace function chat_merged(alias uuid, target uuid) returns void
language plpgsql as $$
declare
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  gone chat_team;
  kept chat_team;
begin
  select * into gone from chat_team where chat_id = alias for update;
  if not found then
    return;
  end if;
  select * into kept from chat_team where chat_id = target for update;
  if not found then
    update chat_team set chat_id = target where chat_id = alias returning * into kept;
  else
    delete from chat_team where chat_id = alias;
    update chat_team t set
      assignee_id = case when t.assignee_id = nobody
          or (gone.assignee_id <> nobody and gone.assigned_at > t.assigned_at)
        then gone.assignee_id else t.assignee_id end,
      assigned_at = greatest(t.assigned_at, gone.assigned_at),
      closed = t.closed and gone.closed,
      closed_at = case when t.closed and gone.closed
        then greatest(t.closed_at, gone.closed_at) end,
      closed_inbound_count = case when t.closed and gone.closed
        then t.closed_inbound_count + gone.closed_inbound_count end
    where chat_id = target
    returning * into kept;
  end if;
  insert into chat_labels (chat_id, label_id, last_message_at, added_at, added_by)
  select target, label_id, kept.last_message_at, added_at, added_by
  from chat_labels where chat_id = alias
  on conflict do nothing;
  delete from chat_labels where chat_id = alias;
  update chat_notes set chat_id = target where chat_id = alias;
  if greatest(gone.version, kept.version) > 0 then
    update chat_team set version = greatest(gone.version, kept.version) + 1, updated_at = now()
    where chat_id = target
    returning * into kept;
    insert into chat_change_outbox (owner_id, chat_id, occurred_at, version, type, assignee_id,
      closed, merged_chat_id)
    values (kept.owner_id, target, now(), kept.version, 'MERGED', kept.assignee_id, kept.closed,
      alias);
  end if;
end
$$;

-- Deletes what is kept of chats that are not there, of some with the next ids, and returns the last
-- of these ids.
create or replace function forget_chats(after uuid, rows_max int) returns uuid
language plpgsql as $$
declare
  page uuid[];
  locked uuid[];
begin
  select array_agg(id) into page from (
    select chat_id as id from chat_team where chat_id > after order by chat_id limit rows_max) next;
  -- Whoever has one locked is just writing it. Then looked for in a statement of its own, which sees
  -- all that was written before the locks.
  select array_agg(id) into locked from (
    select t.chat_id as id from chat_team t
    where t.chat_id = any(page) and not exists (select from chats c where c.id = t.chat_id)
    for update skip locked) gone;
  delete from chat_team t
  where t.chat_id = any(locked) and not exists (select from chats c where c.id = t.chat_id);
  return (select id from unnest(page) id order by id desc limit 1);
end
$$;

-- The row of a chat, locked; also by an id that the chat had before it became part of another.
-- Nothing but nulls if the workspace has no such chat.
create or replace function team_of_chat(workspace uuid, asked uuid) returns chat_team
language plpgsql as $$
declare
  known uuid;
  team chat_team;
begin
  -- Again for one that becomes part of another meanwhile, and for one that has no row yet.
  for attempt in 1..3 loop
    known := coalesce(
      (select chat_id from chat_aliases where id = asked and owner_id = workspace), asked);
    select * into team from chat_team where chat_id = known and owner_id = workspace for update;
    exit when found;
    perform from chats where id = known and owner_id = workspace for share;
    perform chats_changed(array[known]) from chats where id = known and owner_id = workspace;
  end loop;
  return team;
end
$$;

-- Counts a change of a chat.
create or replace function team_changed(chat uuid, actor uuid) returns chat_team
language sql as $$
  update chat_team
  set version = version + 1, updated_at = clock_timestamp(), updated_by = actor
  where chat_id = chat
  returning *
$$;

-- Gives a chat to somebody, or to nobody. With `courteous` it is not taken from anybody else than
-- the actor.
create or replace function assign_chat(workspace uuid, asked uuid, actor uuid, wanted uuid,
  courteous boolean) returns text
language plpgsql as $$
declare
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  team chat_team;
  before uuid;
begin
  team := team_of_chat(workspace, asked);
  before := team.assignee_id;
  if team.chat_id is null then
    return 'chat_not_found';
  elsif wanted <> nobody and not exists (
      select from users
      where id = wanted and workspace_id = workspace and role <> 'analyst'
        and deactivated_at is null) then
    return 'assignee_unknown';
  elsif before = wanted then
    return 'unchanged';
  elsif courteous and before <> nobody and before <> actor then
    return 'chat_assigned';
  end if;
  update chat_team set assignee_id = wanted, assigned_at = clock_timestamp()
  where chat_id = team.chat_id;
  team := team_changed(team.chat_id, actor);
  insert into chat_change_outbox (owner_id, chat_id, occurred_at, actor_id, version, type,
    assignee_id, previous_assignee_id, closed)
  values (workspace, team.chat_id, team.updated_at, actor, team.version,
    case when wanted = nobody then 'UNASSIGNED' else 'ASSIGNED' end, wanted, before, team.closed);
  return 'changed';
end
$$;

create or replace function close_chat(workspace uuid, asked uuid, actor uuid, wanted boolean)
returns text
language plpgsql as $$
declare
  team chat_team;
begin
  team := team_of_chat(workspace, asked);
  if team.chat_id is null then
    return 'chat_not_found';
  elsif team.closed = wanted then
    return 'unchanged';
  end if;
  update chat_team t set
    closed = wanted,
    closed_at = case when wanted then clock_timestamp() end,
    closed_inbound_count = case when wanted then coalesce(
      (select c.inbound_count from chats c where c.id = t.chat_id), 0) end
  where t.chat_id = team.chat_id;
  team := team_changed(team.chat_id, actor);
  insert into chat_change_outbox (owner_id, chat_id, occurred_at, actor_id, version, type,
    assignee_id, closed)
  values (workspace, team.chat_id, team.updated_at, actor, team.version,
    case when wanted then 'CLOSED' else 'REOPENED' end, team.assignee_id, team.closed);
  return 'changed';
end
$$;

-- Puts a label on a chat, or takes it off.
create or replace function label_chat(workspace uuid, asked uuid, actor uuid, wanted_label uuid,
  wanted boolean, labels_max int) returns text
language plpgsql as $$
declare
  team chat_team;
  label labels;
begin
  team := team_of_chat(workspace, asked);
  if team.chat_id is null then
    return 'chat_not_found';
  end if;
  -- Shared, so that the label is not deleted, nor named otherwise, before this is told.
  select * into label from labels
  where id = wanted_label and owner_id = workspace and deleted_at is null for share;
  if not found then
    return 'label_not_found';
  end if;
  if wanted = exists (
      select from chat_labels where chat_id = team.chat_id and label_id = wanted_label) then
    return 'unchanged';
  elsif wanted and labels_max <= (
      select count(*) from chat_labels c join labels l on l.id = c.label_id
      where c.chat_id = team.chat_id and l.deleted_at is null) then
    return 'chat_labels_exhausted';
  end if;
  team := team_changed(team.chat_id, actor);
  if wanted then
    insert into chat_labels (chat_id, label_id, last_message_at, added_at, added_by)
    values (team.chat_id, wanted_label, team.last_message_at, team.updated_at, actor);
  else
    delete from chat_labels where chat_id = team.chat_id and label_id = wanted_label;
  end if;
  insert into chat_change_outbox (owner_id, chat_id, occurred_at, actor_id, version, type,
    assignee_id, closed, label_id, label_name, label_colour)
  values (workspace, team.chat_id, team.updated_at, actor, team.version,
    case when wanted then 'LABEL_ADDED' else 'LABEL_REMOVED' end, team.assignee_id, team.closed,
    label.id, label.name, label.colour);
  return 'changed';
end
$$;

-- Adds a label, unless there is one of that name, or as many as there may be.
create or replace function add_label(workspace uuid, actor uuid, wanted_name text, wanted_key text,
  wanted_colour text, labels_max bigint) returns setof labels
language plpgsql as $$
begin
  -- Of two at the same time the second counts the first: in a statement after the lock.
  perform pg_advisory_xact_lock(hashtextextended('awfar.gateway.labels.' || workspace, 0));
  return query
  with added as (
    insert into labels (owner_id, name, name_key, colour, created_by)
    select workspace, wanted_name, wanted_key, wanted_colour, actor
    where labels_max > (
      select count(*) from labels l where l.owner_id = workspace and l.deleted_at is null)
    on conflict (owner_id, name_key) where deleted_at is null do nothing
    returning *
  ), told as (
    insert into chat_change_outbox (owner_id, occurred_at, actor_id, version, type, label_id,
      label_name, label_colour)
    select a.owner_id, clock_timestamp(), actor, a.version, 'LABEL_CREATED', a.id, a.name, a.colour
    from added a
  )
  select * from added;
end
$$;

create or replace function tell_of_note(team chat_team, actor uuid, what text, note uuid)
returns void
language sql as $$
  insert into chat_change_outbox (owner_id, chat_id, occurred_at, actor_id, version, type,
    assignee_id, closed, note_id)
  values (team.owner_id, team.chat_id, team.updated_at, actor, team.version, what,
    team.assignee_id, team.closed, note)
$$;

-- Adds a note under an id that the caller gives, once.
create or replace function add_note(workspace uuid, asked uuid, actor uuid, note uuid,
  wanted_text text) returns text
language plpgsql as $$
declare
  team chat_team;
begin
  team := team_of_chat(workspace, asked);
  if team.chat_id is null then
    return 'chat_not_found';
  elsif exists (select from chat_notes where id = note) then
    return 'unchanged';
  end if;
  team := team_changed(team.chat_id, actor);
  insert into chat_notes (id, owner_id, chat_id, author_id, created_at, text)
  values (note, workspace, team.chat_id, actor, team.updated_at, wanted_text);
  perform tell_of_note(team, actor, 'NOTE_ADDED', note);
  return 'changed';
end
$$;

-- Writes a note anew, or deletes it where the text is null. Only its author may, or who directs the
-- team.
create or replace function change_note(workspace uuid, asked uuid, actor uuid, directs boolean,
  note uuid, wanted_text text) returns text
language plpgsql as $$
declare
  team chat_team;
  known chat_notes;
begin
  team := team_of_chat(workspace, asked);
  if team.chat_id is null then
    return 'chat_not_found';
  end if;
  select * into known from chat_notes
  where id = note and chat_id = team.chat_id and owner_id = workspace;
  if not found or (known.deleted_at is not null and wanted_text is not null) then
    return 'note_not_found';
  elsif known.author_id <> actor and not directs then
    return 'forbidden';
  elsif known.text = wanted_text or (known.deleted_at is not null and wanted_text is null) then
    return 'unchanged';
  end if;
  team := team_changed(team.chat_id, actor);
  if wanted_text is null then
    update chat_notes set text = '', deleted_at = team.updated_at, deleted_by = actor
    where id = note;
  else
    update chat_notes set text = wanted_text, edited_at = team.updated_at, edited_by = actor
    where id = note;
  end if;
  perform tell_of_note(team, actor,
    case when wanted_text is null then 'NOTE_DELETED' else 'NOTE_EDITED' end, note);
  return 'changed';
end
$$;

-- The role that reads, which persistence-service makes too, may read this; of users their names.
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
    grant select (id, workspace_id, name) on users to awfar_reader;
  end if;
end
$$;
