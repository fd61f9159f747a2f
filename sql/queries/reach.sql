-- Letters held for the form a family needs, and letters nobody has opened.

--: use "core/letter.h";
--: use "core/deadline.h";

--: exec case_format(id casefile, enum letter_format format, text words);
UPDATE casefile SET format = :format, format_words = :words WHERE id = :casefile;

--: exec case_notice_name(id casefile, text name);
UPDATE casefile SET notice_name = :name WHERE id = :casefile;

-- held: the first moment that is not fixed.
--: struct letter_held { id id; pid pid; int no; text title; stamp made; stamp available; enum letter_format format; text format_words };

--: many struct letter_held letters_held(id casefile, stamp held);
SELECT id, pid, no, title, made, available, format, format_words FROM letter
 WHERE casefile = :casefile AND available >= :held ORDER BY no;

--: exec letter_release(id id, stamp held, stamp available, stamp now, id? ready_by, enum letter_made_ready how, text note, pid? document);
UPDATE letter SET available = :available, ready = :now, ready_by = :ready_by,
       ready_how = :how, ready_note = :note, ready_document = :document
 WHERE id = :id AND available = :held;

-- What was decided with a held letter is told with it.
--: exec assessment_told(id casefile, stamp held, stamp told);
UPDATE assessment SET told = :told WHERE casefile = :casefile AND told = :held;

--: exec score_told(id casefile, stamp held, stamp told);
UPDATE score n JOIN assessment s ON s.id = n.assessment SET n.told = :told
 WHERE s.casefile = :casefile AND n.told = :held;

--: exec answers_shared(id casefile, stamp held, stamp told);
UPDATE item_answer w JOIN item i ON i.id = w.item JOIN assessment s ON s.id = i.assessment
   SET w.shared = :told WHERE s.casefile = :casefile AND w.shared = :held;

--: exec answers_counted(id casefile, stamp held, stamp told);
UPDATE item_answer w JOIN item i ON i.id = w.item JOIN assessment s ON s.id = i.assessment
   SET w.counts = :told WHERE s.casefile = :casefile AND w.counts = :held;

--: exec plan_answer_told(id casefile, stamp held, stamp told);
UPDATE plan_answer k JOIN plan p ON p.id = k.plan SET k.available = :told
 WHERE p.casefile = :casefile AND k.available = :held;

-- A step that a letter opened begins when the letter can be read.
--: exec step_told(id casefile, enum step step, stamp was, stamp told, date? due);
UPDATE todo SET since = :told, due = :due
 WHERE casefile = :casefile AND step = :step AND since = :was;

-- Sent, opened by nobody of the family, and not posted to one of them.
--: struct letter_unopened { pid casefile; id letter };

--: many struct letter_unopened letters_unopened(stamp before, int limit);
SELECT c.pid AS casefile, l.id AS letter FROM letter l JOIN casefile c ON c.id = l.casefile
 WHERE l.opened IS NULL AND l.chased IS NULL AND l.available < :before
   AND NOT EXISTS (SELECT 1 FROM letter_post q WHERE q.letter = l.id AND q.posted IS NOT NULL)
 ORDER BY l.available, l.id LIMIT :limit;

--: exec letter_chase(id casefile, id letter, stamp now);
UPDATE letter SET chased = :now
 WHERE id = :letter AND casefile = :casefile AND opened IS NULL AND chased IS NULL;

--: struct letter_chased { id id; pid pid; int no; text title; stamp available };

--: many struct letter_chased letters_chased(id casefile);
SELECT id, pid, no, title, available FROM letter
 WHERE casefile = :casefile AND chased IS NOT NULL AND opened IS NULL AND reached IS NULL
 ORDER BY no;

--: exec letter_reached(id id, stamp now, id reached_by, enum letter_made_ready how, text note);
UPDATE letter SET reached = :now, reached_by = :reached_by, reached_how = :how,
       reached_note = :note
 WHERE id = :id AND reached IS NULL;

-- The family has opened the last letter it was to be rung about.
--: exec reach_over(id casefile);
DELETE FROM todo WHERE casefile = :casefile AND step = 27 /*STEP_REACH_FAMILY*/
   AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.casefile = :casefile
                    AND l.chased IS NOT NULL AND l.opened IS NULL AND l.reached IS NULL);


--: struct family_number { text name; text phone };

-- Whom staff can ring.
--: many struct family_number family_numbers(id casefile);
SELECT p.name, p.phone FROM family_member f JOIN person p ON p.id = f.person
 WHERE f.casefile = :casefile AND p.active AND p.phone <> ''
 ORDER BY f.since, p.id;

-- ---- e-mail that does not arrive ----

-- Whom nobody has reached since: "Maria Osei and to Joseph Osei".
--: struct unreached { text? names };

--: one struct unreached unreached_of(id casefile);
SELECT GROUP_CONCAT(p.name ORDER BY u.since, p.id SEPARATOR ' and to ') AS names
  FROM undelivered u JOIN person p ON p.id = u.person
 WHERE u.casefile = :casefile AND u.reached IS NULL;

--: insert undelivered_add(id casefile, id person, stamp now);
INSERT INTO undelivered (casefile, person, since) VALUES (:casefile, :person, :now);

-- One more message did not arrive: it has to be told as well.
--: exec undelivered_again(id casefile, id person);
UPDATE undelivered SET reached = NULL WHERE casefile = :casefile AND person = :person;

--: exec undelivered_reached(id casefile, stamp now);
UPDATE undelivered SET reached = :now WHERE casefile = :casefile AND reached IS NULL;
