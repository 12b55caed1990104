-- What is shown of a file before it is opened. Columns without default, so that no row is rewritten.
alter table media
  add thumbnail_key text,
  add width_pixels integer,
  add height_pixels integer,
  add duration_millis bigint;

comment on column media.thumbnail_key is 'key of a small JPEG in the bucket; null if there is none';
comment on column media.width_pixels is 'of an image or video as it is shown; null if unknown';
comment on column media.height_pixels is 'of an image or video as it is shown; null if unknown';
comment on column media.duration_millis is 'of audio or video; null if unknown';
