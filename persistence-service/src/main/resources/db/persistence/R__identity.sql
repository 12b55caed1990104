-- How names of one person become one contact, with one chat for each channel. All of it happens in
-- the transaction of whoever shows or writes something, under locks on contacts, then chats.

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

-- Makes a chat part of the chat with the same channel and another contact, with its messages.
create or replace function merge_chat(alias uuid, contact uuid, contact_identity text) returns void
language plpgsql as $$
declare
  target uuid;
  target_name text;
begin
  select stable_id('chat', owner_id, channel_id || '|' || contact_identity),
    channel_id || '|' || contact_identity
  into target, target_name from chats where id = alias;
  if target is null or target = alias then
    return;
  end if;
  perform from chats where id in (alias, target) order by id for update;
  -- Before what followers keep, which whoever writes a mark locks after its row here.
  perform from chat_reads where chat_id in (alias, target) order by chat_id for update;
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
  with gone as (delete from chat_reads where chat_id = alias returning *)
  insert into chat_reads as r (chat_id, owner_id, read_count)
  select target, owner_id, read_count from gone
  on conflict (chat_id) do update set read_count = r.read_count + excluded.read_count;
  update messages set chat_id = target, moved_from = coalesce(moved_from, alias),
    contact_id = case when contact_id is not null then contact end
  where chat_id = alias;
  update chat_aliases set chat_id = target where chat_id = alias;
  insert into chat_aliases (id, chat_id, owner_id)
  select alias, target, owner_id from chats where id = target
  on conflict (id) do update set chat_id = excluded.chat_id;
end
$$;

-- Makes two names of a workspace one contact. Of the two, that of a user id stays, since messages of
-- today carry it; else the one of the lesser id. So the order in which names are linked does not
-- matter.
create or replace function link_contacts(owner uuid, one text, other text) returns void
language plpgsql as $$
declare
  names text[];
  ids uuid[];
  locked uuid[];
  chat uuid;
begin
  loop
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
      return;
    end if;
    exit when locked = ids;
    -- A row for each, if only for as long as this takes: whoever writes the same contact, or links it,
    -- waits here or is waited for.
    insert into contacts (id, owner_id, wa_id, seen_at, created_at)
    select id, owner, name, '-infinity', 'infinity' from unnest(ids, names) c(id, name) order by id
    on conflict do nothing;
    perform from contacts where id = any(ids) order by id for update;
    locked := ids;
  end loop;
  insert into contact_aliases (id, contact_id, owner_id, identity, contact_identity)
  values (ids[2], ids[1], owner, names[2], names[1]);
  update contact_aliases set contact_id = ids[1], contact_identity = names[1]
  where contact_id = ids[2];
  perform merge_contact(ids[2], ids[1]);
  delete from contacts where id = ids[1] and seen_at = '-infinity';
  -- Contacts were once named by number where there was a user id too, and chats by the user id.
  update chats set contact_id = ids[1]
  where contact_id = ids[2]
    and id in (select chat_id from contact_chats where contact_id = ids[1]);
  for chat in select chat_id from contact_chats where contact_id = ids[2] order by chat_id loop
    perform merge_chat(chat, ids[1], names[1]);
  end loop;
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

-- Takes note of what shows that two names are one person, unless they are known to be two. What was
-- known already is left as it is, and answered with when it was first shown.
--
-- Only the first user id that is seen with a number is taken for its owner's.
create or replace function learn_identity(owner uuid, shown_kind text, one text, another text,
  at timestamptz) returns timestamptz
language plpgsql as $$
declare
  inserted boolean;
begin
  if known_to_be_two(owner, shown_kind, one, another, at) then
    return null;
  end if;
  insert into contact_links as l (owner_id, identity, kind, other, shown_at)
  values (owner, one, shown_kind, another, at)
  on conflict (owner_id, identity, kind) do update set shown_at = excluded.shown_at
  where l.other = excluded.other and l.shown_at > excluded.shown_at
  returning xmax = 0 into inserted;
  if inserted then
    perform link_contacts(owner, one, another);
  end if;
  return case when inserted is null then (
    select l.shown_at from contact_links l
    where l.owner_id = owner and l.identity = one and l.kind = shown_kind and l.other = another
  ) end;
end
$$;

-- What is written late under a name that is an alias makes a row anew, since that of the alias is
-- gone; it becomes part of the other at once. Rows that are there already, and so nearly all
-- messages, do not come here.
create or replace function settle_new_contacts() returns trigger
language plpgsql as $$
begin
  perform merge_contact(a.id, a.contact_id)
  from added join contact_aliases a on a.id = added.id order by a.id;
  -- A chat that the same transaction opened before somebody else made its name an alias.
  perform merge_chat(k.chat_id, a.contact_id, a.contact_identity)
  from added join contact_aliases a on a.id = added.id join contact_chats k on k.contact_id = a.id
  order by k.chat_id;
  return null;
end
$$;

create or replace trigger settle_new_contacts after insert on contacts
referencing new table as added for each statement execute function settle_new_contacts();

create or replace function settle_new_chats() returns trigger
language plpgsql as $$
begin
  insert into contact_chats (contact_id, chat_id)
  select stable_id('contact', owner_id, substr(wa_chat_id, length(channel_id) + 2)), id
  from added where group_id is null order by 1, 2
  on conflict do nothing;
  perform merge_chat(added.id, a.contact_id, a.contact_identity)
  from added
  join contact_aliases a on a.id =
    stable_id('contact', added.owner_id, substr(added.wa_chat_id, length(added.channel_id) + 2))
  where added.group_id is null order by added.id;
  return null;
end
$$;

create or replace trigger settle_new_chats after insert on chats
referencing new table as added for each statement execute function settle_new_chats();
