// Pages of messages and of chats as an Express service serves them: token verified, rows read with status and file of
// each message, or contact and team of each chat, JSON made of them. Settings: PORT, DATABASE_URL, OWNER_ID. Prints READY and a token.
const crypto = require("node:crypto");
const express = require("express");
const jwt = require("jsonwebtoken");
const { Pool, types } = require("pg");

const TIMESTAMPTZ = 1184;
const START = "9999-12-31T23:59:59.999999Z,00000000-0000-0000-0000-000000000000";

// As text, for a Date has no microseconds, and a page would lose rows at its end; cheaper as well.
types.setTypeParser(TIMESTAMPTZ, (text) => text.replace(" ", "T").replace("+00", "Z"));

const { publicKey, privateKey } = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10, options: "-c timezone=UTC" });

const PAGE = {
  name: "page",
  text: `select m.id, m.chat_id, m.contact_id, m.wa_message_id, m.direction, m.type, m.body, m.content, m.reply_to,
      m.created_at, m.media_id, m.mime_type, m.file_name, m.voice, s.status, s.error_code, s.error_title, s.error_details,
      f.outcome, f.mime_type as stored_mime_type, f.size_bytes, f.reason, f.object_key, f.thumbnail_key,
      f.width_pixels, f.height_pixels, f.duration_millis,
      (select exists (select from messages where chat_id = $2 and type in ('edit', 'revoke', 'reaction'))) as changed
    from (
      select * from messages
      where owner_id = $1 and chat_id = $2 and (created_at, id) < ($3, $4)
      order by created_at desc, id desc limit $5 offset $6
    ) m
    left join lateral (
      select status, error_code, error_title, error_details from message_statuses
      where owner_id = $1 and wa_message_id = m.wa_message_id and m.direction = 'outbound'
      order by rank desc limit 1
    ) s on true
    left join media f on f.owner_id = $1 and f.message_id = m.id
    order by m.created_at desc, m.id desc`,
};
const CHAT_EXISTS = { name: "chat", text: "select true from chats where owner_id = $1 and id = $2" };

const error = (row) =>
  ["failed", "unconfirmed"].includes(row.status) && (row.error_code !== null || row.error_title !== null)
    ? { code: row.error_code, title: row.error_title, details: row.error_details }
    : null;

const message = (row) => ({
  id: row.id,
  chatId: row.chat_id,
  contactId: row.contact_id,
  waMessageId: row.wa_message_id,
  direction: row.direction,
  type: row.type,
  body: row.body,
  content: row.content,
  replyTo: row.reply_to,
  createdAt: row.created_at,
  editedAt: null,
  revokedAt: null,
  reactions: [],
  status: row.status,
  error: error(row),
  media: (row.outcome || row.mime_type || row.media_id) && {
    status: row.outcome || "pending",
    mimeType: row.stored_mime_type || row.mime_type,
    fileName: row.file_name,
    sizeBytes: row.size_bytes && Number(row.size_bytes),
    voice: row.voice,
    reason: row.reason,
    path: row.object_key,
    thumbnailPath: row.thumbnail_key,
    widthPixels: row.width_pixels,
    heightPixels: row.height_pixels,
    durationMillis: row.duration_millis && Number(row.duration_millis),
  },
});

// As the gateway asks: without an offset by a statement of its own, which PostgreSQL plans once for all values.
const pageOfChats = (name, chats) => ({
  name,
  text: `select c.*,
      greatest(c.inbound_count - coalesce((
        select r.read_count from chat_reads r where r.chat_id = c.id and r.owner_id = $1), 0), 0) as unread_count,
      p.wa_id, p.phone, p.user_id, p.username, p.name,
      t.closed, t.assignee_id, t.assignee_name, l.label_ids, l.label_names, l.label_colours
    from (${chats}) c
    left join lateral (
      select o.wa_id, o.phone, o.user_id, o.username, o.name
      from contacts o where o.id = c.contact_id and o.owner_id = $1 limit 1
    ) p on true
    left join lateral (
      select s.closed, s.assignee_id,
        (select u.name from users u where u.id = s.assignee_id and u.workspace_id = $1) as assignee_name
      from chat_team s where s.chat_id = c.id and s.owner_id = $1 limit 1
    ) t on true
    left join lateral (
      select array_agg(n.id) as label_ids, array_agg(n.name) as label_names, array_agg(n.colour) as label_colours
      from chat_labels a join labels n on n.id = a.label_id and n.owner_id = $1 and n.deleted_at is null
      where a.chat_id = c.id
    ) l on true
    order by c.last_message_at desc, c.id desc`,
});
const CHAT_ROWS = `select id, wa_chat_id, channel_id, group_id, contact_id, last_message_id, last_message_at,
    last_message_text, last_message_type, last_message_direction, inbound_count, window_expires_at, created_at, updated_at
  from chats
  where owner_id = $1 and (last_message_at, id) < ($2, $3)
  order by last_message_at desc, id desc`;
const CHATS = pageOfChats(
  "chats",
  `select * from (${CHAT_ROWS} limit 101) c order by last_message_at desc, id desc limit $4`,
);
const CHATS_AT_OFFSET = pageOfChats("chats_at_offset", `${CHAT_ROWS} limit $4 offset $5`);
const NOBODY = "00000000-0000-0000-0000-000000000000";

const chat = (row) => ({
  id: row.id,
  waChatId: row.wa_chat_id,
  channelId: row.channel_id,
  groupId: row.group_id,
  contact: row.contact_id && {
    id: row.contact_id,
    waId: row.wa_id,
    phone: row.phone,
    userId: row.user_id,
    username: row.username,
    name: row.name,
  },
  lastMessage: {
    id: row.last_message_id,
    at: row.last_message_at,
    type: row.last_message_type,
    text: row.last_message_text,
    direction: row.last_message_direction,
  },
  unreadCount: row.unread_count,
  windowExpiresAt: row.window_expires_at,
  assignee:
    row.assignee_id && row.assignee_id !== NOBODY ? { id: row.assignee_id, name: row.assignee_name } : null,
  state: row.closed ? "closed" : "open",
  labels: (row.label_ids || [])
    .map((id, i) => ({ id, name: row.label_names[i], colour: row.label_colours[i] }))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const app = express();
app.disable("x-powered-by");
app.disable("etag");

app.use((request, response, next) => {
  try {
    const token = (request.get("authorization") || "").replace(/^Bearer /, "");
    request.caller = jwt.verify(token, publicKey, { algorithms: ["RS256"], issuer: "bench" });
    next();
  } catch {
    response.status(401).json({ code: "token_invalid" });
  }
});

app.get("/api/whatsapp/chats/:id/messages", async (request, response) => {
  const { owner } = request.caller;
  const limit = Math.min(Number(request.query.limit) || 50, 100);
  const offset = Number(request.query.offset) || 0;
  const [at, id = START.split(",")[1]] = (request.query.before || START).split(",");
  const { rows } = await pool.query({ ...PAGE, values: [owner, request.params.id, at, id, limit + 1, offset] });
  if (!rows.length && !(await pool.query({ ...CHAT_EXISTS, values: [owner, request.params.id] })).rows.length) {
    return response.status(404).json({ code: "chat_not_found" });
  }
  if (rows.length && rows[0].changed) {
    // Of such chats there are none here; a page of one takes a second statement.
    return response.status(501).json({ code: "changes_not_read" });
  }
  const data = rows.slice(0, limit).map(message);
  const hasMore = rows.length > limit;
  const last = data[data.length - 1];
  const nextBefore = hasMore ? `${last.createdAt},${last.id}` : undefined;
  response.json({ data, pagination: { limit, offset, count: data.length, hasMore, nextBefore } });
});

app.get("/api/whatsapp/chats", async (request, response) => {
  const { owner } = request.caller;
  const limit = Math.min(Number(request.query.limit) || 50, 100);
  const offset = Number(request.query.offset) || 0;
  const [at, id = START.split(",")[1]] = (request.query.before || START).split(",");
  const from = [owner, at, id, limit + 1];
  const { rows } = await pool.query(
    offset ? { ...CHATS_AT_OFFSET, values: [...from, offset] } : { ...CHATS, values: from },
  );
  const data = rows.slice(0, limit).map(chat);
  const hasMore = rows.length > limit;
  const last = data[data.length - 1];
  const nextBefore = hasMore ? `${last.lastMessage.at},${last.id}` : undefined;
  response.json({ data, pagination: { limit, offset, count: data.length, hasMore, nextBefore } });
});

const server = app.listen(Number(process.env.PORT), "127.0.0.1", () => {
  const claims = { owner: process.env.OWNER_ID };
  console.log(`READY ${jwt.sign(claims, privateKey, { algorithm: "RS256", issuer: "bench", expiresIn: "1d" })}`);
});
// At half of the rate a connection may be idle for longer than Node's 5 s.
server.keepAliveTimeout = 120_000;
process.stdin.resume().on("end", () => server.close(() => process.exit(0)));
