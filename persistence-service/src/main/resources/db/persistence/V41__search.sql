-- What is searched for is compared by these functions, in the index and in the query alike. Nothing in
-- them may fail, whatever somebody writes: a message that cannot be indexed could not be stored. And
-- nothing may depend on where the server runs, or an index would not fit after a move; so letters are
-- given by their numbers, and lower case by PostgreSQL's own tables.

-- A text as words with one space between: in lower case, without accents, with one form for each
-- letter and digit that is written in several.
--
-- Of Arabic: tashkeel, tatweel and hamza are left out, also where they stand on a letter; alef maqsura
-- is ya, ta marbuta is ha, and digits are those of Latin. A word has 40 letters at most; what is longer
-- is several words.
create function search_text(body text) returns text
language sql immutable parallel safe
return case
  -- Without a letter beyond ASCII, as much of Latin is, half of it need not be done.
  when octet_length(body) = length(body) then
    btrim(regexp_replace(regexp_replace(
      lower(left(body, 4096) collate "pg_c_utf8"),
      '([0-9a-z]{40})', '\1 ', 'g'),
      '[^0-9a-z]+', ' ', 'g'))
  else
    btrim(regexp_replace(regexp_replace(
      translate(
        regexp_replace(
          -- Takes apart what is a letter and a mark, and forms of letters that are for display alone.
          lower(left(normalize(left(body, 4096), nfkd), 8192) collate "pg_c_utf8"),
          -- Marks of Latin, Cyrillic, Hebrew and Arabic with hamza and tatweel; what is not seen.
          '[\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u0610-\u061A\u0621\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFE00-\uFE0F\uFEFF]+',
          '', 'g'),
        -- Alef maqsura, Persian ya and kaf, ta marbuta, alef wasla; the digits of Arabic and Persian;
        -- two signs that lie among letters.
        E'\u0649\u06CC\u06A9\u0629\u0671\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u06F0\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7\u06F8\u06F9\u00D7\u00F7',
        E'\u064A\u064A\u0643\u0647\u0627' || '01234567890123456789' || '  '),
      '([0-9a-z\u00C0-\u02AF\u0370-\u05FF\u0620-\u0669\u066E-\u06D3\u06D5-\u1FFF\u2C00-\u2DFF\u3040-\uD7FF\uF900-\uFDFF\uFE70-\uFEFC\U00010000-\U0001EFFF\U00020000-\U0003FFFF]{40})',
      '\1 ', 'g'),
      '[^0-9a-z\u00C0-\u02AF\u0370-\u05FF\u0620-\u0669\u066E-\u06D3\u06D5-\u1FFF\u2C00-\u2DFF\u3040-\uD7FF\uF900-\uFDFF\uFE70-\uFEFC\U00010000-\U0001EFFF\U00020000-\U0003FFFF]+',
      ' ', 'g'))
end;

-- The words of a message, each behind a piece of its workspace's id: so one workspace's search never
-- comes across the words of another, and how common a word is there costs nothing here.
--
-- What it costs is told to the planner, which would else rather read all messages. Strict, so that it
-- is not taken apart, and the telling lost.
create function search_words(owner uuid, body text) returns tsvector
language sql immutable strict parallel safe cost 3000
return array_to_tsvector(string_to_array(
  right(owner::text, 8) || replace(nullif(search_text(body), ''), ' ', ' ' || right(owner::text, 8)),
  ' '));

-- Messages that have all of these words; of the last one the beginning is enough, if it has three
-- letters: half of all Arabic words begin with the same two. Null if there is no word at all.
create function search_query(owner uuid, words text) returns tsquery
language sql immutable strict parallel safe
return (
  '''' || right(owner::text, 8)
    || replace(nullif(search_text(words), ''), ' ', ''' & ''' || right(owner::text, 8))
    || case when length(substring(search_text(words) from '[^ ]*$')) < 3 then '''' else ''':*' end
)::tsquery;
