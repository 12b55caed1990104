-- Who is the same person. A contact is named by business-scoped user id, else phone number, else
-- WhatsApp id, and so is a chat; each name gives an id of its own. Once something shows that two
-- names are one person, the contact and the chats of one of them become part of the other's. Why it
-- is done as it is: see RATIONALE.md.

-- What showed it, one row for each name and kind: the first to come stays, with the
-- earliest time at which it was shown.
create table contact_links (
  owner_id uuid not null,
  identity text not null,
  kind text not null,
  other text not null,
  shown_at timestamptz not null,
  constraint contact_links_pkey primary key (owner_id, identity, kind)
);
create index idx_contact_links_numbers on contact_links (owner_id, other) where kind = 'number';

comment on column contact_links.kind is
  'user: the number identity is used by the user id other; wa_id: two ids of one phone; number, user_id: identity became other';
comment on column contact_links.shown_at is 'When what showed it was sent';

-- Names that are no contact of their own any more.
create table contact_aliases (
  id uuid primary key,
  contact_id uuid not null,
  owner_id uuid not null,
  identity text not null,
  contact_identity text not null
);
create index idx_contact_aliases_contact on contact_aliases (contact_id);

comment on column contact_aliases.id is 'Id that the contact had, computed from identity';
comment on column contact_aliases.contact_id is 'The contact now; never an alias itself';

-- Chats that are part of another, for whoever still knows their ids.
create table chat_aliases (
  id uuid primary key,
  chat_id uuid not null,
  owner_id uuid not null
);
create index idx_chat_aliases_chat on chat_aliases (chat_id);

-- The chats that were ever opened with a name.
create table contact_chats (
  contact_id uuid not null,
  chat_id uuid not null,
  constraint contact_chats_pkey primary key (contact_id, chat_id)
);

-- The id of what is named so, as StableId computes it.
create function stable_id(kind text, owner uuid, name text) returns uuid
language sql immutable strict parallel safe
return (
  select (encode(set_byte(substr(h, 1, 8), 6, (get_byte(h, 6) & 15) | 128), 'hex')
    || to_hex((((('x' || encode(substr(h, 9, 8), 'hex'))::bit(64) >> 2)
      | (1::bit(64) << 63)))::bigint))::uuid
  from (select sha256(convert_to(kind || '|' || owner || '|' || name, 'UTF8')) as h) hashed
);

insert into contact_chats (contact_id, chat_id)
select stable_id('contact', owner_id, substr(wa_chat_id, length(channel_id) + 2)), id
from chats where group_id is null;
