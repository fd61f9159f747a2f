-- What staff enter for a family that telephoned, wrote or came in person.

--: use "core/audit.h";
--: use "core/document.h";
--: use "core/entry.h";
--: use "core/meeting.h";

-- The entry a member of staff has open in a case; for a relative who still is one,
-- and whose account is open.
--: struct entry_open { id id; int no; enum entry_kind kind; id relative; text relative_name; enum entry_way way; date received; text words; stamp begun; stamp? sent };

--: one struct entry_open entry_open_of(id casefile, id staff);
SELECT e.id, e.no, e.kind, e.relative, p.name AS relative_name, e.way, e.received,
       e.words, e.begun, e.sent
  FROM entry e JOIN person p ON p.id = e.relative
  JOIN family_member f ON f.casefile = e.casefile AND f.person = e.relative
 WHERE e.casefile = :casefile AND e.staff = :staff AND e.ended IS NULL AND e.no > 0
   AND p.active
 ORDER BY e.id DESC LIMIT 1;

--: struct entry_count { int n };

--: one struct entry_count entry_count_of(id casefile);
SELECT COALESCE(MAX(no), 0) AS n FROM entry WHERE casefile = :casefile;

--: insert entry_add(id casefile, int no, id staff, id relative, enum entry_kind kind, enum entry_way way, date received, text words, stamp now);
INSERT INTO entry (casefile, no, staff, relative, kind, way, received, words, begun)
VALUES (:casefile, :no, :staff, :relative, :kind, :way, :received, :words, :now);

-- It has had an effect: from now on the family sees it.
--: exec entry_sent(id id, stamp now);
UPDATE entry SET sent = COALESCE(sent, :now) WHERE id = :id;

--: exec entry_close(id casefile, id staff, stamp now);
UPDATE entry SET ended = :now WHERE casefile = :casefile AND staff = :staff AND ended IS NULL;

--: exec entry_finish(id id, stamp now, pid? scan, pid letter, date correct_by);
UPDATE entry SET ended = :now, scan = :scan, letter = :letter, correct_by = :correct_by
 WHERE id = :id AND ended IS NULL;

-- Nothing came of it.
--: exec entry_shut(id id, stamp now);
UPDATE entry SET ended = :now WHERE id = :id AND sent IS NULL AND ended IS NULL;

-- Begun before a time and never ended: nothing can be typed in them any more.
--: struct entry_lapsed { pid casefile; id id; int no; id staff; stamp? sent };

--: many struct entry_lapsed entries_lapsed(stamp before, int limit);
SELECT c.pid AS casefile, e.id, e.no, e.staff, e.sent
  FROM entry e JOIN casefile c ON c.id = e.casefile
 WHERE e.ended IS NULL AND e.begun < :before AND e.no > 0
 ORDER BY e.begun LIMIT :limit;

--: struct entry_relative { id id; pid pid; text name };

--: many struct entry_relative entry_relatives(id casefile);
SELECT p.id, p.pid, p.name FROM family_member f JOIN person p ON p.id = f.person
 WHERE f.casefile = :casefile AND p.active ORDER BY f.since, p.id;

-- What can be the scan: what this member of staff has added and shown to the family.
--: struct entry_scan { pid pid; text name; text purpose; stamp added };

--: many struct entry_scan entry_scans(id casefile, id staff, int limit);
SELECT pid, name, purpose, added FROM document
 WHERE casefile = :casefile AND added_by = :staff AND sent IS NOT NULL AND audience = 1 /*DOCUMENT_ALL*/
 ORDER BY id DESC LIMIT :limit;

-- What each kind of entry answers: when the family could first read it.
--: struct entry_answers { stamp? score; stamp? answers; stamp? challenged; stamp? plan; stamp? council; stamp? meeting; stamp? questionnaire; stamp? entered };

--: one struct entry_answers entry_answers_of(id casefile);
SELECT (SELECT s.told FROM assessment s WHERE s.id = c.assessment) AS score,
       (SELECT MAX(k.shared) FROM item i JOIN item_answer k ON k.item = i.id
         WHERE i.assessment = c.assessment) AS answers,
       (SELECT MIN(i.challenged) FROM item i WHERE i.assessment = c.assessment) AS challenged,
       (SELECT k.available FROM plan p JOIN plan_answer k ON k.plan = p.id
         WHERE p.casefile = c.id AND k.confirmed IS NOT NULL
         ORDER BY p.no DESC LIMIT 1) AS plan,
       (SELECT p.council_signed FROM plan p WHERE p.casefile = c.id AND p.no > 0
         ORDER BY p.no DESC LIMIT 1) AS council,
       (SELECT COALESCE(m.shared, (SELECT MAX(o.offered) FROM meeting_offer o
               WHERE o.meeting = m.id AND o.open), m.asked)
          FROM meeting m WHERE m.casefile = c.id AND m.kind = 1 /*MEET_PRACTICE_LEAD*/ AND m.ended IS NULL
         ORDER BY m.id DESC LIMIT 1) AS meeting,
       (SELECT q.shared FROM assessment q WHERE q.id = c.questionnaire) AS questionnaire,
       (SELECT MIN(e.sent) FROM entry e WHERE e.casefile = c.id AND e.no > 0) AS entered
  FROM casefile c WHERE c.id = :casefile;

-- ---- what the family sees of it ----

--: struct entry_row { id id; int no; enum entry_kind kind; enum entry_way way; date received; text relative; text staff; stamp begun; stamp? ended; stamp? sent; text words; pid? scan; pid? letter; date? correct_by; enum entry_said said; text correction; stamp? corrected; text? corrected_by; stamp? heeded; text? heeded_by; text heeded_words };

--: part entry_row;
SELECT e.id, e.no, e.kind, e.way, e.received, r.name AS relative, s.name AS staff, e.begun,
       e.ended, e.sent, e.words, e.scan, e.letter, e.correct_by, e.said, e.correction,
       e.corrected, c.name AS corrected_by, e.heeded, h.name AS heeded_by, e.heeded_words
  FROM entry e JOIN person r ON r.id = e.relative JOIN person s ON s.id = e.staff
  LEFT JOIN person c ON c.id = e.corrected_by
  LEFT JOIN person h ON h.id = e.heeded_by;

--: many struct entry_row entries_of(id casefile);
{entry_row}
 WHERE e.casefile = :casefile AND e.sent IS NOT NULL AND e.no > 0
 ORDER BY e.no DESC;

--: one struct entry_row entry_by_no(id casefile, int no);
{entry_row}
 WHERE e.casefile = :casefile AND e.no = :no AND e.sent IS NOT NULL AND e.no > 0;

-- What members of staff entered for the family, by the moment of each deed.
--: struct told_for { stamp at; enum entry_way way; date received; text staff };

--: many struct told_for told_for_family(id casefile);
SELECT r.at, e.way, e.received, p.name AS staff
  FROM entry e JOIN record r ON r.casefile = e.casefile AND r.entered_by = e.staff
       AND r.at >= e.begun AND (e.ended IS NULL OR r.at <= e.ended)
  JOIN person p ON p.id = e.staff
 WHERE e.casefile = :casefile AND e.sent IS NOT NULL AND e.no > 0 ORDER BY r.no;

-- What was done in it, as the record says: one open entry a person and case.
--: struct entry_deed { stamp at; int action; text note };

--: many struct entry_deed entry_deeds(id entry);
SELECT r.at, r.action, r.note
  FROM entry e JOIN record r ON r.casefile = e.casefile AND r.entered_by = e.staff
       AND r.at >= e.begun AND (e.ended IS NULL OR r.at <= e.ended)
 WHERE e.id = :entry AND r.audience = 3 /*AUDIENCE_FAMILY*/ ORDER BY r.no;

--: exec entry_say(id id, enum entry_said said, text correction, stamp now, id person);
UPDATE entry SET said = :said, correction = :correction, corrected = :now,
       corrected_by = :person
 WHERE id = :id AND said = 0 /*ENTRY_UNSAID*/;

--: exec entry_heed(id id, text words, stamp now, id person);
UPDATE entry SET heeded = :now, heeded_by = :person, heeded_words = :words
 WHERE id = :id AND said = 2 /*ENTRY_WRONG*/ AND heeded IS NULL;

-- ---- how the family sees the answers, as staff type it ----

--: struct entry_view { int question; int view; text words };

--: many struct entry_view entry_views(id entry);
SELECT question, view, words FROM entry_view WHERE entry = :entry ORDER BY question;

--: insert entry_view_keep(id entry, int question, int view, text words);
INSERT INTO entry_view (entry, question, view, words)
VALUES (:entry, :question, :view, :words)
ON DUPLICATE KEY UPDATE view = :view, words = :words;

-- Where the family has written nothing of its own, this is how it sees the answer …
--: exec entry_view_follow(id assessment, int question, int view, text words, id person, stamp now);
UPDATE answer SET view = :view, view_words = :words, view_at = :now, view_by = :person
 WHERE assessment = :assessment AND question = :question AND shared IS NOT NULL
   AND view = said AND view_words = said_words;

-- … and so it is said; what the family has written and not sent stays.
--: exec entry_view_say(id assessment, int question, int view, text words, id person, stamp now);
UPDATE answer SET reply = IF(said = :view AND said_words = :words, reply, ''),
       said_at = :now, said_by = :person, said = :view, said_words = :words
 WHERE assessment = :assessment AND question = :question AND shared IS NOT NULL;
