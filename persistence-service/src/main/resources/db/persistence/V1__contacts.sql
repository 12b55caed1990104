-- The people at the other end. The id is computed from (owner_id, wa_id), so nobody looks one up.
-- Each of phone, user id and profile comes from the newest message that had one; the *_at beside it
-- says how new that was. That makes a row the same whatever the batches were.
create table contacts (
  id uuid primary key,
  owner_id uuid not null,
  seen_at timestamptz not null,
  created_at timestamptz not null,
  phone_at timestamptz,
  user_id_at timestamptz,
  profile_at timestamptz,
  wa_id text not null,
  phone text,
  user_id text,
  parent_user_id text,
  username text,
  name text,
  constraint contacts_wa_id_unique unique (owner_id, wa_id)
) with (fillfactor = 80);

comment on column contacts.wa_id is 'WhatsApp id, else phone number, else business-scoped user id';
comment on column contacts.seen_at is 'When the newest message with this contact was sent';
comment on column contacts.created_at is 'When the oldest message with this contact was sent';
