-- What whoever sends has to look up: what is known of a file of WhatsApp's, and of a template.

alter table media add media_id text;
create index idx_media_media_id on media (owner_id, media_id, occurred_at desc)
  where media_id is not null;

comment on column media.media_id is 'WhatsApp''s id of the file; null if it gave none';

-- The template that an event is about, in 16 bytes; null if it names none. An event whose JSON holds
-- what PostgreSQL's text cannot (the escape \u0000) must be stored all the same.
create function template_key(content json) returns uuid
language plpgsql immutable strict as $$
begin
  return md5((content ->> 'message_template_name') || '|'
    || (content ->> 'message_template_language'))::uuid;
exception
  when others then return null;
end
$$;

create index idx_channel_events_template
  on channel_events (owner_id, business_account_id, template_key(content), received_at desc, id desc)
  where field = 'message_template_status_update';
