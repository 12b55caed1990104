// A page of messages as an Express service serves it: token verified, rows read, JSON made of them.
// Settings: PORT, DATABASE_URL, OWNER_ID. Prints READY and a token.
const crypto = require("node:crypto");
const express = require("express");
const jwt = require("jsonwebtoken");
const { Pool } = require("pg");

const secret = crypto.randomBytes(32);
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const PAGE = {
  name: "page",
  text: `select id, chat_id as "chatId", contact_id as "contactId", wa_message_id as "waMessageId", direction, type,
      body, content, reply_to as "replyTo", created_at as "createdAt"
    from messages where owner_id = $1 and chat_id = $2
    order by created_at desc, id desc limit $3`,
};

const app = express();
app.disable("x-powered-by");
app.disable("etag");

app.use((request, response, next) => {
  try {
    const header = request.get("authorization") || "";
    request.caller = jwt.verify(header.replace(/^Bearer /, ""), secret, { algorithms: ["HS256"] });
    next();
  } catch {
    response.status(401).json({ code: "TOKEN_INVALID" });
  }
});

app.get("/api/whatsapp/chats/:id/messages", async (request, response) => {
  const limit = Math.min(Number(request.query.limit) || 50, 100);
  const { rows } = await pool.query({ ...PAGE, values: [request.caller.owner, request.params.id, limit + 1] });
  const data = rows.slice(0, limit);
  response.json({ data, pagination: { limit, hasMore: rows.length > limit } });
});

const server = app.listen(Number(process.env.PORT), "127.0.0.1", () =>
  console.log(`READY ${jwt.sign({ owner: process.env.OWNER_ID }, secret, { expiresIn: "1d" })}`));
// At half of the rate a connection may be idle for longer than Node's 5 s.
server.keepAliveTimeout = 120_000;
process.stdin.resume().on("end", () => server.close(() => process.exit(0)));
