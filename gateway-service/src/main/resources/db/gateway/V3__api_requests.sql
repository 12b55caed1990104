-- Requests that must not be done twice, by the key that their sender gave them.
create table api_requests (
  workspace_id uuid not null,
  user_id uuid not null,
  route text not null,
  key text not null,
  created_at timestamptz not null default now(),
  -- Who works on it, and until when nobody else may.
  claim uuid not null,
  claimed_until timestamptz not null,
  -- SHA-256 of the body.
  fingerprint bytea not null,
  -- What is done, decided once: whoever goes on after a crash does the same again.
  plan bytea,
  -- What was answered, byte for byte; null until it is done.
  answer bytea,
  primary key (workspace_id, user_id, route, key)
);

create index idx_api_requests_created on api_requests (created_at);
