-- Letters of a case.

--: use "core/access.h";
--: use "core/letter.h";

--: insert letter_add(pid pid, id casefile, int no, enum letter_kind kind, text title, text html, bytes hash, stamp now, id made_by, stamp available, enum letter_format format, text format_words);
INSERT INTO letter (pid, casefile, no, kind, title, html, hash, made, made_by, available, format, format_words)
VALUES (:pid, :casefile, :no, :kind, :title, :html, :hash, :now, :made_by, :available, :format, :format_words);

--: struct letter_count { int n };

--: one struct letter_count letter_count_of(id casefile);
SELECT COUNT(*) AS n FROM letter WHERE casefile = :casefile;

-- A letter to be set in print, normal and large.
--: insert letter_pdf_ask(id letter, bool large);
INSERT INTO letter_pdf (letter, large) VALUES (:letter, :large);

--: struct letter { id id; pid pid; int no; enum letter_kind kind; text title; text html; bytes hash; stamp made; stamp available; stamp? opened };

-- A letter, looked up within its case; never by its own id alone.
--: one struct letter letter_of(id casefile, pid pid);
SELECT id, pid, no, kind, title, html, hash, made, available, opened
  FROM letter WHERE casefile = :casefile AND pid = :pid;

--: struct letter_row { id id; pid pid; int no; text title; stamp made; stamp available; stamp? opened };

--: many struct letter_row letters_of(id casefile);
SELECT id, pid, no, title, made, available, opened
  FROM letter WHERE casefile = :casefile ORDER BY no DESC;

--: exec letter_opened(id id, stamp now);
UPDATE letter SET opened = :now WHERE id = :id AND opened IS NULL;

--: struct letter_print { bytes? pdf };

--: one struct letter_print letter_pdf_of(id letter, bool large);
SELECT pdf FROM letter_pdf WHERE letter = :letter AND large = :large;

-- Takes one letter to be set in print; other rounds leave it alone until the
-- lease ends, and so does the next try after one that failed.
--: exec letter_pdf_claim(stamp until, stamp now);
UPDATE letter_pdf SET claimed = :until, tries = tries + 1
 WHERE made IS NULL AND (claimed IS NULL OR claimed <= :now)
 ORDER BY claimed, letter LIMIT 1;

--: struct letter_job { id letter; bool large; int tries; int no; text title; text html; bytes hash; stamp available; text ref };

--: one struct letter_job letter_pdf_claimed(stamp until);
SELECT p.letter, p.large, p.tries, l.no, l.title, l.html, l.hash, l.available, c.ref
  FROM letter_pdf p JOIN letter l ON l.id = p.letter
  JOIN casefile c ON c.id = l.casefile
 WHERE p.made IS NULL AND p.claimed = :until LIMIT 1;

--: exec letter_pdf_made(id letter, bool large, bytes pdf, stamp now);
UPDATE letter_pdf SET pdf = :pdf, made = :now
 WHERE letter = :letter AND large = :large AND made IS NULL;

--: exec letter_pdf_later(id letter, bool large, stamp due);
UPDATE letter_pdf SET claimed = :due
 WHERE letter = :letter AND large = :large AND made IS NULL;

-- Was a letter with this fingerprint sent in this case, and when?
--: struct letter_sent { stamp available };

--: one struct letter_sent letter_by_print(text ref, bytes hash, stamp now);
SELECT l.available FROM casefile c JOIN letter l ON l.casefile = c.id
 WHERE c.ref = :ref AND l.hash = :hash AND l.available <= :now
 ORDER BY l.no LIMIT 1;

-- ---- what letters tell beside the decision itself ----

-- Every decision that could change the sum above the figure of the score, the
-- oldest first, as a reader may know it: what can be read by `until`. One that only
-- recommends adds nothing yet.
--: struct sum_change { stamp? at; enum sum_by made_by; money added; bool recommended; date? runs_from; text name; enum role role; text own_title };

--: many struct sum_change sum_changes(id casefile, id? assessment, stamp until);
SELECT k.confirmed AS at, 1 /*SUM_BY_PLAN*/ AS made_by,
       GREATEST(COALESCE(k.agreed, 0) - COALESCE(k.allocation, 0), 0) AS added,
       FALSE AS recommended, CAST(NULL AS DATE) AS runs_from, p.name, p.role, p.own_title
  FROM plan v JOIN plan_answer k ON k.plan = v.id AND k.confirmed IS NOT NULL
  JOIN person p ON p.id = k.confirmer
 WHERE v.casefile = :casefile AND v.assessment <=> :assessment AND k.available <= :until
UNION ALL
SELECT m.answered, 2 /*SUM_BY_MEETING*/, COALESCE(m.amount, 0), FALSE, CAST(NULL AS DATE), p.name, p.role, p.own_title
  FROM meeting m JOIN person p ON p.id = m.answered_by
  LEFT JOIN letter l ON l.pid = m.letter
 WHERE m.casefile = :casefile AND m.assessment <=> :assessment
   AND COALESCE(l.available, m.answered) <= :until
UNION ALL
SELECT o.decided, 3 /*SUM_BY_POINTS*/, COALESCE(o.added, 0), o.recommended, o.runs_from, p.name, p.role, p.own_title
  FROM outcome o JOIN person p ON p.id = o.decided_by
  LEFT JOIN letter l ON l.pid = o.letter
 WHERE o.casefile = :casefile AND o.assessment <=> :assessment
   AND COALESCE(l.available, o.decided) <= :until
UNION ALL
SELECT o.panel_noted, 4 /*SUM_BY_PANEL*/, COALESCE(o.panel_added, 0), FALSE, o.runs_from, p.name, p.role, p.own_title
  FROM outcome o JOIN person p ON p.id = o.panel_noted_by
  LEFT JOIN letter l ON l.pid = o.panel_letter
 WHERE o.casefile = :casefile AND o.assessment <=> :assessment
   AND COALESCE(l.available, o.panel_noted) <= :until
 ORDER BY at;

-- What a decision rests on beside documents, in its decider's words: part of their
-- draft until the decision is sent, and never changed after it.
--: insert weighed_save(enum weighed_for what, id decision, id person, text relied, stamp now);
INSERT INTO weighed (what, decision, person, relied, saved)
VALUES (:what, :decision, :person, :relied, :now)
ON DUPLICATE KEY UPDATE relied = :relied, saved = :now;

--: struct weighed { id decision; text relied };

--: one struct weighed weighed_of(enum weighed_for what, id decision, id person);
SELECT decision, relied FROM weighed
 WHERE what = :what AND decision = :decision AND person = :person;

-- Of all points of a round, as one person decided them.
--: many struct weighed weighed_of_round(id casefile, int round, id person);
SELECT w.decision, w.relied
  FROM point k JOIN weighed w ON w.decision = k.id AND w.what = 1 /*WEIGHED_POINT*/ AND w.person = :person
 WHERE k.casefile = :casefile AND k.round = :round ORDER BY k.no;

-- ---- letters that were sent again ----

--: insert letter_again_add(id letter, id replaces, id original, text goes_to, text address, text reason);
INSERT INTO letter_again (letter, replaces, original, goes_to, address, reason)
VALUES (:letter, :replaces, :original, :goes_to, :address, :reason);

-- Which letters of a case stand for which: both as somebody may read them.
-- address: for staff alone.
--: struct letter_again { id old; int old_no; pid old_pid; id later; int later_no; pid later_pid; stamp available; id original; text address; text reason };

--: many struct letter_again letters_again(id casefile);
SELECT o.id AS old, o.no AS old_no, o.pid AS old_pid, n.id AS later, n.no AS later_no,
       n.pid AS later_pid, n.available, g.original, g.address, g.reason
  FROM letter n JOIN letter_again g ON g.letter = n.id
  JOIN letter o ON o.id = g.replaces
 WHERE n.casefile = :casefile ORDER BY n.no;

-- The words a letter goes on with: of the first that was sent.
--: struct letter_words { id id; int no; text html; bytes hash; stamp made };

--: one struct letter_words letter_words_of(id casefile, id letter);
SELECT id, no, html, hash, made FROM letter WHERE casefile = :casefile AND id = :letter;

-- Has the letter with this fingerprint been replaced since?
--: struct letter_later { int no; stamp available };

--: one struct letter_later letter_later_than(text ref, bytes hash, stamp now);
SELECT n.no, n.available
  FROM casefile c JOIN letter l ON l.casefile = c.id
  JOIN letter_again g ON g.replaces = l.id JOIN letter n ON n.id = g.letter
 WHERE c.ref = :ref AND l.hash = :hash AND n.available <= :now
 ORDER BY n.no LIMIT 1;
