-- Sessions, devices and the forms a session has sent.

--: use "core/session.h";

-- A form is sent to this page, or below it: :until is the page with a last letter that
-- stands for its slash.
--: part sent_here;
page >= :from AND page < :until
   AND (page = :from OR LEFT(page, CHAR_LENGTH(:until)) = CONCAT(LEFT(:until, CHAR_LENGTH(:until) - 1), '/'));

-- A session and its person, as they are now: a change of role or team, or an
-- account that was closed, bites on the next request. One that was signed out is
-- found too: a form that comes over it still names its person. policy is the
-- version in force today; drafts: something of theirs was typed and not sent on the
-- page given, or below it.
--: struct session { id id; id person; enum session_stage stage; stamp opened; stamp seen; stamp? ended; pid person_pid; text name; enum role role; text own_title; id? team; bool demo; id? policy; text told; bool drafts };

--: one struct session session_by_hash(bytes hash, date today, text from, text until);
SELECT s.id, s.person, s.stage, s.opened, s.seen, s.ended, p.pid AS person_pid, p.name, p.role, p.own_title, p.team, p.demo,
       (SELECT y.id FROM policy y WHERE y.starts <= :today ORDER BY y.starts DESC LIMIT 1) AS policy, s.told,
       EXISTS (SELECT 1 FROM draft d WHERE d.person = s.person
               AND {sent_here}) AS drafts
  FROM session s JOIN person p ON p.id = s.person
 WHERE s.hash = :hash AND p.active;

--: insert session_add(bytes hash, id person, enum session_stage stage, stamp now);
INSERT INTO session (hash, person, stage, opened, seen)
VALUES (:hash, :person, :stage, :now, :now);

--: exec session_seen(id id, stamp now);
UPDATE session SET seen = :now WHERE id = :id;

-- What its next page says once, and that it has.
--: exec session_tell(bytes hash, text words);
UPDATE session SET told = :words WHERE hash = :hash;

--: exec session_told(id id);
UPDATE session SET told = '' WHERE id = :id;

--: exec session_end(id id, stamp now);
UPDATE session SET ended = :now WHERE id = :id AND ended IS NULL;

--: exec session_end_all(id person, stamp now);
UPDATE session SET ended = :now WHERE person = :person AND ended IS NULL;

-- Remembers an accepted form. A second one with the same id is refused by the
-- key (E_CONFLICT), and form_sent_by_id tells what the first one did.
--: insert form_sent_add(bytes owner, bytes form, bytes body, text redirect, id person, text page, stamp now);
INSERT INTO form_sent (owner, form, body, redirect, person, page, at)
VALUES (:owner, :form, :body, :redirect, :person, :page, :now);

--: struct form_sent { bytes body; text redirect };

--: one struct form_sent form_sent_by_id(bytes owner, bytes form);
SELECT body, redirect FROM form_sent WHERE owner = :owner AND form = :form;

-- A field of a draft: changed where it is there, else added. Two statements, so
-- that no pool needs the right to make somebody's draft another's.
--: exec draft_change(id person, text page, text field, text value, stamp now);
UPDATE draft SET value = :value, at = :now
 WHERE person = :person AND page = :page AND field = :field;

--: insert draft_add(id person, text page, text field, text value, stamp now);
INSERT INTO draft (person, page, field, value, at)
VALUES (:person, :page, :field, :value, :now);

--: struct drafts_new { int n };

--: one struct drafts_new drafts_since(id person, stamp since);
SELECT COUNT(*) AS n FROM draft WHERE person = :person AND at > :since;

-- What was emptied is no draft.
--: exec draft_drop(id person, text page, text field);
DELETE FROM draft WHERE person = :person AND page = :page AND field = :field;

--: struct draft { text page; text field; text value; stamp at };

-- Those that drafts_of gives, and no more: nothing goes that was not shown.
--: exec drafts_drop(id person, text from, text until);
DELETE FROM draft WHERE person = :person AND {sent_here}
 ORDER BY page, field LIMIT 200;

-- Of all forms that are sent to this page, or below it.
--: many struct draft drafts_of(id person, text from, text until);
SELECT page, field, value, at FROM draft
 WHERE person = :person AND {sent_here}
 ORDER BY page, field LIMIT 200;

--: struct draft_page { text page; stamp? at };

--: many struct draft_page draft_pages(id person, int limit);
SELECT page, MAX(at) AS at FROM draft WHERE person = :person
 GROUP BY page ORDER BY at DESC LIMIT :limit;

--: exec devices_forget(id person);
DELETE FROM device WHERE person = :person;
