-- What went wrong in this case, for whoever has to tell a customer: beside code and title, which say
-- what kind of thing did.
alter table message_statuses add error_details text;

comment on column message_statuses.error_code is
  'WhatsApp''s code of the error of a status failed; null if there is none';
comment on column message_statuses.error_details is
  'What went wrong in this case, else the longer text of the error';
