-- What a team keeps about a chat. One row for each chat, also of those that nobody has touched, so
-- that each filter of the list of chats is an equality on an index that is in the order of the list.
-- The four members that the list sorts and filters by are copies from `chats`, kept by
-- chats_changed() in the transaction that changes them there.
create table chat_team (
  chat_id uuid primary key,
  owner_id uuid not null,
  last_message_at timestamptz not null,
  -- The nil UUID for nobody: an index keeps the order below an equality, and not below "is null".
  assignee_id uuid not null default '00000000-0000-0000-0000-000000000000',
  assigned_at timestamptz,
  closed_at timestamptz,
  updated_at timestamptz,
  -- None: the contact, by writing again.
  updated_by uuid,
  -- Grows with each change that the team makes; 0 as long as it made none.
  version bigint not null default 0,
  -- How many inbound messages the chat had when it was closed: one more opens it again.
  closed_inbound_count int,
  closed boolean not null default false,
  unread boolean not null,
  channel_id text not null
) with (fillfactor = 80);

create index idx_chat_team_assignee
  on chat_team (owner_id, assignee_id, closed, last_message_at desc, chat_id desc);
create index idx_chat_team_state
  on chat_team (owner_id, closed, last_message_at desc, chat_id desc);
create index idx_chat_team_channel
  on chat_team (owner_id, channel_id, last_message_at desc, chat_id desc);
create index idx_chat_team_unread
  on chat_team (owner_id, last_message_at desc, chat_id desc) where unread;

-- The labels that a workspace has. One that is deleted stays as a row until no chat has it any more.
create table labels (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null,
  name text not null check (char_length(name) between 1 and 50),
  -- The name as it is compared: upper case as lower, the same letters written alike.
  name_key text not null,
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  deleted_at timestamptz
);

create unique index labels_name_unique on labels (owner_id, name_key) where deleted_at is null;
create index idx_labels_deleted on labels (id) where deleted_at is not null;

create table chat_labels (
  chat_id uuid not null,
  label_id uuid not null,
  -- A copy, as in chat_team.
  last_message_at timestamptz not null,
  added_at timestamptz not null,
  added_by uuid not null,
  primary key (chat_id, label_id)
) with (fillfactor = 80);

create index idx_chat_labels_label on chat_labels (label_id, last_message_at desc, chat_id desc);

create table chat_notes (
  id uuid primary key,
  owner_id uuid not null,
  chat_id uuid not null,
  author_id uuid not null,
  created_at timestamptz not null,
  edited_at timestamptz,
  edited_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  -- Empty once it is deleted.
  text text not null check (char_length(text) <= 4000)
);

create index idx_chat_notes_chat on chat_notes (chat_id, created_at desc, id desc)
  where deleted_at is null;
create index idx_chat_notes_moved on chat_notes (chat_id);

-- Changes that are not in whatsapp.chat-changes yet, written in the transaction that makes them.
-- Those of one chat are made one after the other, below a lock on its row, so their ids rise.
create table chat_change_outbox (
  id bigint generated always as identity primary key,
  event_id uuid not null default gen_random_uuid(),
  owner_id uuid not null,
  chat_id uuid,
  occurred_at timestamptz not null,
  actor_id uuid,
  version bigint not null,
  type text not null,
  assignee_id uuid,
  previous_assignee_id uuid,
  closed boolean,
  label_id uuid,
  label_name text,
  label_colour text,
  note_id uuid,
  merged_chat_id uuid
);
