-- Tokens carry the version that their user had; a token of another version holds no longer.
alter table users
  add column token_version integer not null default 0,
  add column deactivated_at timestamptz,
  -- Nobody learns from one workspace who has an account in another.
  drop constraint users_email_unique,
  add constraint users_email_unique unique (workspace_id, email);

-- The accounts of an email, the oldest first; and the users of a workspace, the newest first.
create index idx_users_email on users (email, created_at, id);
create index idx_users_workspace_created on users (workspace_id, created_at, id);

create table invitations (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id),
  email text not null check (email = lower(email)),
  role text not null check (role in ('admin', 'supervisor', 'agent', 'analyst')),
  -- SHA-256: who reads this table cannot register with it.
  token_hash bytea not null constraint invitations_token_unique unique,
  invited_by uuid not null references users (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint invitations_email_unique unique (workspace_id, email)
);

create index idx_invitations_workspace_created on invitations (workspace_id, created_at, id);
create index idx_invitations_expires on invitations (expires_at);

-- Longest life of a token that the key has signed: for so long after its retirement it verifies.
alter table signing_keys add column token_validity_max interval not null default '31 days';
