create table workspaces (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 200),
  created_at timestamptz not null default now()
);

create table users (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces (id),
  -- Kept in lower case, so that the unique index is the one that sign-in reads.
  email text not null constraint users_email_unique unique check (email = lower(email)),
  name text not null check (char_length(name) between 1 and 200),
  password_hash text not null,
  role text not null check (role in ('admin', 'supervisor', 'agent', 'analyst')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Keys that sign tokens when the deployment gives none, shared by all gateways on this database.
create table signing_keys (
  kid text primary key,
  jwk text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);

-- Two gateways that start at once can both try, but only one key can be the signing one.
create unique index signing_keys_one_active on signing_keys ((retired_at is null)) where retired_at is null;
