-- What became of the file of a message. STORED wins over any failure, then the newest wins.
create table media (
  owner_id uuid not null,
  message_id uuid not null,
  occurred_at timestamptz not null,
  size_bytes bigint,
  outcome text not null,
  object_key text,
  mime_type text,
  sha256 text,
  reason text,
  constraint media_pkey primary key (owner_id, message_id)
);

comment on column media.outcome is 'stored, failed, expired or unknown';
