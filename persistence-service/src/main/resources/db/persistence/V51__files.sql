-- Files that users uploaded, and files that are gone, whoever they came from. What was told last of
-- each is kept apart, so that it does not matter in which order, or how often, it is read.
create table files (
  object_key text primary key,
  owner_id uuid not null,
  uploaded_at timestamptz,
  gone_at timestamptz,
  size_bytes bigint,
  uploaded_by uuid,
  deleted_by uuid,
  mime_type text,
  kind text,
  file_name text,
  gone text
);

comment on table files is 'A file is there if it has an uploaded_at that gone_at does not reach';
comment on column files.object_key is '<owner_id>/<SHA-256 of the content>';
comment on column files.kind is 'What it can be sent as: image, video, audio, document or sticker';
comment on column files.gone is 'deleted (by deleted_by) or missing, as of gone_at';

-- A file of messages that is deleted has to be found by its object.
create index idx_media_object on media (object_key) where object_key is not null;

comment on column media.outcome is
  'stored, failed, expired or unknown; deleted or missing for a stored file that is gone since';
