-- WhatsApp's own notices, edits and revocations open no window any more. What they opened before is
-- over within a day.
comment on column chats.window_expires_at is
  '24 hours after the newest message of the person, notices, edits and revocations left out: until then free-form messages may be sent';
