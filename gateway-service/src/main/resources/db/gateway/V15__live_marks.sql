-- How far gateways were in the topics that they tell their clients of, every few seconds: a client
-- that comes back to another gateway names the newest one that it was told, and goes on from there.
create table live_marks (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- The next offset of each partition, a topic by its letter.
  positions text not null
);

create index idx_live_marks_at on live_marks (at);
