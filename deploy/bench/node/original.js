// The whole way at its simplest: signature verified, contact, chat and message written in one transaction, 200 after
// the commit. Settings: PORT, DATABASE_URL, OWNER_ID, APP_SECRET. Makes its tables and prints READY.
const crypto = require("node:crypto");
const express = require("express");
const { Pool } = require("pg");

const owner = process.env.OWNER_ID;
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const TABLES = `
  create table contacts (
    id uuid primary key default gen_random_uuid(),
    owner_id uuid not null,
    wa_id text not null,
    name text,
    updated_at timestamptz not null default now(),
    unique (owner_id, wa_id)
  );
  create table chats (
    id uuid primary key default gen_random_uuid(),
    owner_id uuid not null,
    contact_id uuid not null,
    wa_chat_id text not null,
    unread_count int not null default 0,
    last_message_text text,
    last_message_at timestamptz,
    unique (owner_id, wa_chat_id)
  );
  create index on chats (owner_id, last_message_at desc, id desc);
  create table messages (
    id uuid primary key default gen_random_uuid(),
    owner_id uuid not null,
    chat_id uuid not null,
    wa_message_id text not null,
    direction text not null,
    type text not null,
    body text,
    payload jsonb,
    created_at timestamptz not null,
    unique (owner_id, wa_message_id)
  );
  create index on messages (chat_id, created_at desc, id desc);`;

const CONTACT = {
  name: "contact",
  text: `insert into contacts (owner_id, wa_id, name) values ($1, $2, $3)
    on conflict (owner_id, wa_id) do update set name = excluded.name, updated_at = now() returning id`,
};
const CHAT = {
  name: "chat",
  text: `insert into chats (owner_id, contact_id, wa_chat_id, unread_count, last_message_text, last_message_at)
    values ($1, $2, $3, 1, $4, $5)
    on conflict (owner_id, wa_chat_id) do update set unread_count = chats.unread_count + 1,
      last_message_text = excluded.last_message_text, last_message_at = excluded.last_message_at
    returning id`,
};
const MESSAGE = {
  name: "message",
  text: `insert into messages (owner_id, chat_id, wa_message_id, direction, type, body, payload, created_at)
    values ($1, $2, $3, 'inbound', $4, $5, $6, $7)
    on conflict (owner_id, wa_message_id) do update set body = excluded.body, payload = excluded.payload`,
};

async function store(value, message) {
  const contact = (value.contacts || []).find((each) => each.wa_id === message.from);
  const text = message.text && message.text.body;
  const sentAt = new Date(Number(message.timestamp) * 1000);
  const chatId = `${value.metadata.phone_number_id}|${message.from}`;
  const client = await pool.connect();
  try {
    await client.query("begin");
    const person = await client.query({ ...CONTACT, values: [owner, message.from, contact && contact.profile.name] });
    const chat = await client.query({ ...CHAT, values: [owner, person.rows[0].id, chatId, text, sentAt] });
    await client.query({
      ...MESSAGE,
      values: [owner, chat.rows[0].id, message.id, message.type, text, JSON.stringify(value), sentAt],
    });
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

const app = express();
app.disable("x-powered-by");
app.disable("etag");

app.post("/webhook", express.raw({ type: "*/*", limit: "3mb" }), async (request, response) => {
  const expected = crypto.createHmac("sha256", process.env.APP_SECRET).update(request.body).digest();
  const given = Buffer.from((request.get("x-hub-signature-256") || "").replace(/^sha256=/, ""), "hex");
  if (given.length !== expected.length || !crypto.timingSafeEqual(given, expected)) {
    return response.sendStatus(401);
  }
  for (const entry of JSON.parse(request.body).entry) {
    for (const { value } of entry.changes) {
      for (const message of value.messages || []) {
        await store(value, message);
      }
    }
  }
  response.sendStatus(200);
});

let server;
pool.query(TABLES).then(() => {
  server = app.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("READY"));
  // At a low rate a connection may be idle for longer than Node's 5 s.
  server.keepAliveTimeout = 120_000;
});
process.stdin.resume().on("end", () => server.close(() => process.exit(0)));
