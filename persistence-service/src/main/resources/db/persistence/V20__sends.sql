-- A message that we send is a row as soon as it is asked for, under the id of its send. WhatsApp's id
-- comes with its first status, or never.
alter table messages alter column wa_message_id drop not null;

comment on column messages.wa_message_id is
  'WhatsApp''s id; null for a message of ours that WhatsApp has not accepted, as far as is known';

-- Where the command of a send and the statuses of its message meet, whichever is read first.
create table sends (
  owner_id uuid not null,
  id uuid not null,
  wa_message_id text,
  constraint sends_pkey primary key (owner_id, id)
);

comment on table sends is 'Which message of WhatsApp each of our sends has become';
comment on column sends.id is 'messages.id of its row, once that is there';
comment on column message_statuses.wa_message_id is
  'WhatsApp''s id; the id of the send for a step that no message of WhatsApp belongs to';
