-- How names of one person become one contact, with one chat for each channel. All of it happens in
-- the transaction of whoever shows or writes something, under locks that all take in one order:
-- contacts, all at once and by id, then chats, sends, messages.
drop function if exists learn_identity(uuid, text, text, text, timestamptz);
drop function if exists link_contacts(uuid, text, text);
drop function if exists merge_chat(uuid, uuid, text);

-- Whether the first of two things said at some time, as a pair of values, counts. At the same time
-- the greater does, so that the order in which they come does not matter.
create or replace function newer(at timestamptz, one text, other text,
  than_at timestamptz, than_one text, than_other text) returns boolean
language sql immutable
return at is not null and (than_at is null
  or (at, coalesce(one, '') collate "C", coalesce(other, '') collate "C")
    > (than_at, coalesce(than_one, '') collate "C", coalesce(than_other, '') collate "C"));

-- Folds a contact into another, as if all that was said of it had been said of the other.
create or replace function merge_contact(alias uuid, target uuid) returns void
language sql as $$
  with gone as (delete from contacts where id = alias returning *)
  insert into contacts as c (id, owner_id, wa_id, phone, phone_at, user_id, parent_user_id,
    user_id_at, username, name, profile_at, seen_at, created_at)
  select target, owner_id, wa_id, phone, phone_at, user_id, parent_user_id, user_id_at, username,
    name, profile_at, seen_at, created_at
  from gone
  on conflict (id) do update set
    wa_id = case when newer(excluded.phone_at, excluded.phone, excluded.wa_id,
      c.phone_at, c.phone, c.wa_id) then excluded.wa_id else c.wa_id end,
    phone = case when newer(excluded.phone_at, excluded.phone, excluded.wa_id,
      c.phone_at, c.phone, c.wa_id) then excluded.phone else c.phone end,
    phone_at = greatest(c.phone_at, excluded.phone_at),
    user_id = case when newer(excluded.user_id_at, excluded.user_id, excluded.parent_user_id,
      c.user_id_at, c.user_id, c.parent_user_id) then excluded.user_id else c.user_id end,
    parent_user_id = case when newer(excluded.user_id_at, excluded.user_id,
      excluded.parent_user_id, c.user_id_at, c.user_id, c.parent_user_id)
      then excluded.parent_user_id else c.parent_user_id end,
    user_id_at = greatest(c.user_id_at, excluded.user_id_at),
    username = case when newer(excluded.profile_at, excluded.username, excluded.name,
      c.profile_at, c.username, c.name) then excluded.username else c.username end,
    name = case when newer(excluded.profile_at, excluded.username, excluded.name,
      c.profile_at, c.username, c.name) then excluded.name else c.name end,
    profile_at = greatest(c.profile_at, excluded.profile_at),
    seen_at = greatest(c.seen_at, excluded.seen_at),
    created_at = least(c.created_at, excluded.created_at)
$$;

-- Makes a chat part of the chat with the same channel and another contact. Returns it if its messages
-- have to follow: by move_messages, for all such chats of a statement.
create or replace function merge_chat(alias uuid, contact uuid, contact_identity text) returns uuid
language plpgsql as $$
declare
  target uuid;
  target_name text;
begin
  select stable_id('chat', owner_id, channel_id || '|' || contact_identity),
    channel_id || '|' || contact_identity
  into target, target_name from chats where id = alias;
  if target is null or target = alias then
    return null;
  end if;
  perform from chats where id in (alias, target) order by id for update;
  if to_regproc('chat_merged') is not null then
    perform chat_merged(alias, target);
  end if;
  with gone as (delete from chats where id = alias returning *)
  insert into chats as c (id, owner_id, wa_chat_id, channel_id, group_id, contact_id,
    last_message_id, last_message_at, last_message_direction, last_message_type,
    last_message_text, inbound_count, window_expires_at, created_at, updated_at)
  select target, owner_id, target_name, channel_id, group_id,
    case when contact_id is not null then contact end, last_message_id, last_message_at,
    last_message_direction, last_message_type, last_message_text, inbound_count,
    window_expires_at, created_at, updated_at
  from gone
  on conflict (id) do update set
    contact_id = case when (excluded.last_message_at, excluded.last_message_id)
      > (c.last_message_at, c.last_message_id)
      then excluded.contact_id else c.contact_id end,
    last_message_direction = case when (excluded.last_message_at, excluded.last_message_id)
      > (c.last_message_at, c.last_message_id)
      then excluded.last_message_direction else c.last_message_direction end,
    last_message_type = case when (excluded.last_message_at, excluded.last_message_id)
      > (c.last_message_at, c.last_message_id)
      then excluded.last_message_type else c.last_message_type end,
    last_message_text = case when (excluded.last_message_at, excluded.last_message_id)
      > (c.last_message_at, c.last_message_id)
      then excluded.last_message_text else c.last_message_text end,
    last_message_id = case when (excluded.last_message_at, excluded.last_message_id)
      > (c.last_message_at, c.last_message_id)
      then excluded.last_message_id else c.last_message_id end,
    last_message_at = greatest(c.last_message_at, excluded.last_message_at),
    inbound_count = c.inbound_count + excluded.inbound_count,
    window_expires_at = greatest(c.window_expires_at, excluded.window_expires_at),
    created_at = least(c.created_at, excluded.created_at),
    updated_at = greatest(c.updated_at, excluded.updated_at);
  -- Not the sum: a mark of later, under the old name, counts what both have, and may be read before.
  with gone as (delete from chat_reads where chat_id = alias returning *)
  insert into chat_reads as r (chat_id, owner_id, read_count)
  select target, owner_id, read_count from gone
  on conflict (chat_id) do update set read_count = greatest(r.read_count, excluded.read_count);
  update chat_aliases set chat_id = target where chat_id = alias;
  insert into chat_aliases (id, chat_id, owner_id)
  select alias, target, owner_id from chats where id = target
  on conflict (id) do update set chat_id = excluded.chat_id;
  return alias;
end
$$;

-- Moves the messages of chats that are part of others now. Who gives messages of ours their ids has
-- locked their sends before, in the same order.
create or replace function move_messages(merged uuid[]) returns void
language plpgsql as $$
begin
  if array_remove(merged, null) = '{}' then
    return;
  end if;
  perform from sends s
  where (s.owner_id, s.id) in (
    select m.owner_id, m.id from messages m where m.chat_id = any(merged) and m.wa_message_id is null)
  order by s.owner_id, s.id for update;
  with target as materialized (
    select a.id as alias, c.id as chat_id,
      stable_id('contact', c.owner_id, substr(c.wa_chat_id, length(c.channel_id) + 2)) as contact_id
    from chat_aliases a join chats c on c.id = a.chat_id where a.id = any(merged)
  )
  update messages m set chat_id = t.chat_id, moved_from = coalesce(m.moved_from, t.alias),
    contact_id = case when m.contact_id is not null then t.contact_id end
  from target t where m.chat_id = t.alias;
end
$$;

-- Locks the contacts that have these names now, all of them in the order of their ids, until the end of
-- the transaction. One that is not there is locked too: it is made and deleted, and whoever makes it
-- waits for the end of both.
--
-- A name that becomes an alias meanwhile is noticed by settle_new_contacts; then all locks are given
-- back and taken anew.
create or replace function lock_contacts(owners uuid[], names text[]) returns void
language plpgsql as $$
declare
  made uuid[];
begin
  loop
    begin
      with locked as (
        insert into contacts as c (id, owner_id, wa_id, seen_at, created_at)
        select distinct on (id) coalesce(a.contact_id, n.id) as id, n.owner,
          coalesce(a.contact_identity, n.name), '-infinity', 'infinity'
        from (
          select stable_id('contact', owner, name) as id, owner, name
          from unnest(owners, names) n(owner, name)
        ) n left join contact_aliases a on a.id = n.id
        order by id
        on conflict (id) do update set seen_at = c.seen_at where false
        returning c.id
      )
      select array_agg(id) into made from locked;
      delete from contacts where id = any(made);
      return;
    exception when serialization_failure then null;
    end;
  end loop;
end
$$;

-- Brings contacts up to date with what a transaction says of people: the rows of contact_changes, a
-- table of its session. One that says nothing, without seen_at, only locks its contact. All locks are
-- taken in the order of ids, as in lock_contacts.
--
-- Its plans are kept, and tables grow: so they go by indexes from the start.
create or replace procedure write_contacts()
language plpgsql as $$
declare
  names_max bigint := 1;
begin
  loop
    begin
      update contact_changes x set root = a.contact_id from contact_aliases a where a.id = x.id;
      if found then
        select max(names) into names_max from (
          select count(*) as names from contact_changes group by coalesce(root, id)) people;
      end if;
      -- A person who is told of under several names is written once for each. The first time locks.
      for turn in 1..names_max loop
        insert into contacts as c (id, owner_id, wa_id, phone, phone_at, user_id, parent_user_id,
          user_id_at, username, name, profile_at, seen_at, created_at)
        select person, owner_id, wa_id, phone, phone_at, user_id, parent_user_id, user_id_at, username,
          name, profile_at, coalesce(seen_at, '-infinity'), coalesce(created_at, 'infinity')
        from (
          select coalesce(root, id) as person, *,
            row_number() over (partition by coalesce(root, id) order by seen_at, id) as nth
          from contact_changes
        ) x
        where nth = turn order by person
        on conflict (id) do update set
          wa_id = case when newer(excluded.phone_at, excluded.phone, excluded.wa_id,
            c.phone_at, c.phone, c.wa_id) then excluded.wa_id else c.wa_id end,
          phone = case when newer(excluded.phone_at, excluded.phone, excluded.wa_id,
            c.phone_at, c.phone, c.wa_id) then excluded.phone else c.phone end,
          phone_at = greatest(c.phone_at, excluded.phone_at),
          user_id = case when newer(excluded.user_id_at, excluded.user_id, excluded.parent_user_id,
            c.user_id_at, c.user_id, c.parent_user_id) then excluded.user_id else c.user_id end,
          parent_user_id = case when newer(excluded.user_id_at, excluded.user_id,
            excluded.parent_user_id, c.user_id_at, c.user_id, c.parent_user_id)
            then excluded.parent_user_id else c.parent_user_id end,
          user_id_at = greatest(c.user_id_at, excluded.user_id_at),
          username = case when newer(excluded.profile_at, excluded.username, excluded.name,
            c.profile_at, c.username, c.name) then excluded.username else c.username end,
          name = case when newer(excluded.profile_at, excluded.username, excluded.name,
            c.profile_at, c.username, c.name) then excluded.name else c.name end,
          profile_at = greatest(c.profile_at, excluded.profile_at),
          seen_at = greatest(c.seen_at, excluded.seen_at),
          created_at = least(c.created_at, excluded.created_at)
        where excluded.seen_at > c.seen_at
          or excluded.created_at < c.created_at
          or newer(excluded.phone_at, excluded.phone, excluded.wa_id, c.phone_at, c.phone, c.wa_id)
          or newer(excluded.user_id_at, excluded.user_id, excluded.parent_user_id,
            c.user_id_at, c.user_id, c.parent_user_id)
          or newer(excluded.profile_at, excluded.username, excluded.name,
            c.profile_at, c.username, c.name);
      end loop;
      delete from contacts c using contact_changes x
      where x.seen_at is null and c.id = coalesce(x.root, x.id) and c.seen_at = '-infinity';
      return;
    exception when serialization_failure then null;
    end;
  end loop;
end
$$;

-- Makes two names of a workspace one contact, whose contacts are locked. Of the two, that of a user id
-- stays, since messages of today carry it; else the one of the lesser id. So the order in which names
-- are linked does not matter. Returns the chats whose messages have to follow.
create or replace function link_contacts(owner uuid, one text, other text) returns uuid[]
language plpgsql as $$
declare
  names text[];
  ids uuid[];
begin
  select array_agg(name order by is_phone, id), array_agg(id order by is_phone, id)
  into names, ids
  from (
    select distinct coalesce(a.contact_id, n.id) as id, coalesce(a.contact_identity, n.name) as name,
      coalesce(a.contact_identity, n.name) ~ '^[0-9]+$' as is_phone
    from (values (stable_id('contact', owner, one), one),
      (stable_id('contact', owner, other), other)) n(id, name)
    left join contact_aliases a on a.id = n.id
  ) roots;
  if cardinality(ids) = 1 then
    return '{}';
  end if;
  insert into contact_aliases (id, contact_id, owner_id, identity, contact_identity)
  values (ids[2], ids[1], owner, names[2], names[1]);
  update contact_aliases set contact_id = ids[1], contact_identity = names[1]
  where contact_id = ids[2];
  perform merge_contact(ids[2], ids[1]);
  -- Contacts were once named by number where there was a user id too, and chats by the user id.
  update chats set contact_id = ids[1]
  where contact_id = ids[2]
    and id in (select chat_id from contact_chats where contact_id = ids[1]);
  return array(
    select merge_chat(chat_id, ids[1], names[1])
    from (select chat_id from contact_chats where contact_id = ids[2] order by chat_id) c);
end
$$;

-- The name that whoever has or had this name has now.
create or replace function contact_name(owner uuid, name text) returns text
language sql stable
return coalesce(
  (select a.contact_identity from contact_aliases a where a.id = stable_id('contact', owner, name)),
  name);

-- Whether somebody left a number within this time, as far as is known.
create or replace function was_left(owner uuid, number text, since timestamptz, until timestamptz)
returns boolean
language sql stable
return exists (
  select from contact_links l
  where l.owner_id = owner and l.kind = 'number' and l.identity = number
    and l.shown_at between since and until);

-- Whether somebody came to a number within this time, as far as is known.
create or replace function was_taken(owner uuid, number text, since timestamptz, until timestamptz)
returns boolean
language sql stable
return exists (
  select from contact_links l
  where l.owner_id = owner and l.kind = 'number' and l.other = number
    and l.shown_at between since and until);

-- Whether two names that something shows to be one person's are known to be two people's: one of them
-- had a number before the other came to it, or has it after the other left it.
--
-- Who changes the number gets another user id, too. So where both are known by a user id, they are two
-- unless one id follows the other, and no more is granted than clocks may differ by. As long as one of
-- them has shown none, they may be one person still, with the number in a second phone: a number lies
-- idle for weeks before it is given to another. RATIONALE.md has the rule, case by case.
create or replace function known_to_be_two(owner uuid, shown_kind text, one text, another text,
  at timestamptz) returns boolean
language plpgsql stable as $$
declare
  clocks constant interval := '5 minutes';
  idle constant interval := '30 days';
  one_now constant text := contact_name(owner, one);
  another_now constant text := contact_name(owner, another);
  apart constant interval := case
    when one_now ~ '^[0-9]+$' or another_now ~ '^[0-9]+$' then idle else clocks end;
begin
  if one_now = another_now or shown_kind not in ('user', 'number') then
    return false;
  end if;
  -- Nothing is built upon a guess: somebody who has a number after it was left, or had one before it was
  -- come to, was taken for its owner before another user id was known.
  if apart = clocks and exists (
      select from contact_aliases a
      join contact_links changed on changed.owner_id = owner and changed.kind = 'number'
        and changed.identity = a.identity
      join contact_links met on met.owner_id = owner and met.kind = 'user'
        and met.identity in (changed.identity, changed.other)
      where a.contact_id in (
          stable_id('contact', owner, one_now), stable_id('contact', owner, another_now))
        and (met.identity = changed.identity and met.shown_at > changed.shown_at + clocks
            and not was_taken(owner, met.identity, changed.shown_at, met.shown_at)
          or met.identity = changed.other and met.shown_at < changed.shown_at - clocks
            and not was_left(owner, met.identity, met.shown_at, changed.shown_at))) then
    return true;
  end if;
  if shown_kind = 'user' then
    return
      -- Its owner left the number before, and had not come back by then.
      exists (
        select from contact_links gone
        where gone.owner_id = owner and gone.kind = 'number' and gone.identity = one
          and gone.shown_at < at - apart
          and not was_taken(owner, one, gone.shown_at, at + clocks))
      -- Its owner came to the number later, and had not left it in between.
      or exists (
        select from contact_links come
        where come.owner_id = owner and come.kind = 'number' and come.other = one
          and come.shown_at > at + apart
          and not was_left(owner, one, at - clocks, come.shown_at));
  end if;
  return
    -- Somebody has the number that was left, or had the other one before.
    exists (
      select from contact_links l
      where l.owner_id = owner and l.kind = 'user'
        and (l.identity = one and l.shown_at > at + apart
          or l.identity = another and l.shown_at < at - apart))
    -- Somebody left the other one before, or came to the number after it was left.
    or was_left(owner, another, '-infinity', at - clocks)
    or was_taken(owner, one, at + clocks, 'infinity')
    -- Somebody came to the other one from elsewhere.
    or another ~ '^[0-9]+$' and exists (
      select from contact_links l
      where l.owner_id = owner and l.kind = 'number' and l.other = another and l.identity <> one
        and l.shown_at not between at - clocks and at + clocks);
end
$$;

comment on column contact_links.kind is
  'user: the number identity is used by the user id other; wa_id: two ids of one phone; number: identity was given up by whoever has the number or user id other now; user_id: identity became other';

-- Takes note of what shows that two names are one person, unless they are known to be two, one by one:
-- each may change what the next one finds. What was known already is left as it is, and answered with
-- its place and when it was first shown.
--
-- Only the first user id that is seen with a number is taken for its owner's.
create or replace function learn_identities(owners uuid[], kinds text[], identities text[],
  others text[], times timestamptz[]) returns table (place bigint, first_shown_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare
  places bigint[];
  shown record;
  inserted boolean;
  merged uuid[] := '{}';
begin
  return query
  select s.place, l.shown_at
  from unnest(owners, kinds, identities, others, times)
    with ordinality s(owner, kind, one, other, at, place)
  join contact_links l on l.owner_id = s.owner and l.identity = s.one and l.kind = s.kind
  where l.other = s.other and l.shown_at <= s.at;

  select array_agg(s.owner), array_agg(s.kind), array_agg(s.one), array_agg(s.other),
    array_agg(s.at), array_agg(s.place)
  into owners, kinds, identities, others, times, places
  from (
    select * from unnest(owners, kinds, identities, others, times)
      with ordinality s(owner, kind, one, other, at, place)
    where not exists (
      select from contact_links l
      where l.owner_id = s.owner and l.identity = s.one and l.kind = s.kind
        and l.other = s.other and l.shown_at <= s.at)
    order by place
  ) s;
  if places is null then
    return;
  end if;
  perform lock_contacts(owners || owners, identities || others);

  for shown in
    select * from unnest(owners, kinds, identities, others, times, places)
      s(owner, kind, one, other, at, place)
  loop
    continue when known_to_be_two(shown.owner, shown.kind, shown.one, shown.other, shown.at);
    insert into contact_links as l (owner_id, identity, kind, other, shown_at)
    values (shown.owner, shown.one, shown.kind, shown.other, shown.at)
    on conflict (owner_id, identity, kind) do update set shown_at = excluded.shown_at
    where l.other = excluded.other and l.shown_at > excluded.shown_at
    returning xmax = 0 into inserted;
    if inserted then
      merged := merged || link_contacts(shown.owner, shown.one, shown.other);
    elsif inserted is null then
      return query
      select shown.place, l.shown_at from contact_links l
      where l.owner_id = shown.owner and l.identity = shown.one and l.kind = shown.kind
        and l.other = shown.other;
    end if;
  end loop;
  perform move_messages(merged);
end
$$;

-- No contact is made under a name that is an alias. Who finds that it has become one meanwhile holds
-- other locks by now: they have to be given back, and taken anew in the order of ids.
create or replace function settle_new_contacts() returns trigger
language plpgsql as $$
begin
  if exists (select from added join contact_aliases a on a.id = added.id) then
    raise serialization_failure using message = 'a contact has become part of another';
  end if;
  return null;
end
$$;

create or replace trigger settle_new_contacts after insert on contacts
referencing new table as added for each statement execute function settle_new_contacts();

-- A chat that is opened late under a name that is an alias becomes part of the other at once. Chats that
-- are there already, and so nearly all messages, do not come here.
create or replace function settle_new_chats() returns trigger
language plpgsql as $$
begin
  insert into contact_chats (contact_id, chat_id)
  select stable_id('contact', owner_id, substr(wa_chat_id, length(channel_id) + 2)), id
  from added where group_id is null order by 1, 2
  on conflict do nothing;
  perform move_messages(array(
    select merge_chat(late.id, late.contact_id, late.contact_identity)
    from (
      select added.id, a.contact_id, a.contact_identity
      from added
      join contact_aliases a on a.id =
        stable_id('contact', added.owner_id, substr(added.wa_chat_id, length(added.channel_id) + 2))
      where added.group_id is null order by added.id
    ) late));
  return null;
end
$$;

create or replace trigger settle_new_chats after insert on chats
referencing new table as added for each statement execute function settle_new_chats();
