-- Points of disagreement, how they are decided, and the outcome of a round.

--: use "core/meeting.h";
--: use "core/letter.h";
--: use "core/outcome.h";
--: use "core/access.h";

--: struct point_row { id id; pid pid; int no; text words; money asked; int? question; pid? plan_line; stamp written };

-- What somebody has written and not sent.
--: many struct point_row points_draft(id casefile, id writer);
SELECT id, pid, 0 AS no, words, asked, question, plan_line, written
  FROM point WHERE casefile = :casefile AND writer = :writer AND round IS NULL
 ORDER BY id;

--: many struct point_row points_of_round(id casefile, int round);
SELECT id, pid, COALESCE(no, 0) AS no, words, asked, question, plan_line, written
  FROM point WHERE casefile = :casefile AND round = :round ORDER BY no;

-- A draft of their own, looked up within the case.
--: one struct point_row point_draft_of(id casefile, id writer, pid pid);
SELECT id, pid, 0 AS no, words, asked, question, plan_line, written
  FROM point
 WHERE casefile = :casefile AND writer = :writer AND pid = :pid AND round IS NULL;

--: insert point_add(pid pid, id casefile, id writer, text words, money asked, int? question, pid? plan_line, stamp now);
INSERT INTO point (pid, casefile, writer, words, asked, question, plan_line, written)
VALUES (:pid, :casefile, :writer, :words, :asked, :question, :plan_line, :now);

--: exec point_change(id id, text words, money asked, stamp now);
UPDATE point SET words = :words, asked = :asked, written = :now
 WHERE id = :id AND round IS NULL;

--: exec point_remove(id id);
DELETE FROM point WHERE id = :id AND round IS NULL;

--: exec point_send(id id, int round, int no);
UPDATE point SET round = :round, no = :no WHERE id = :id AND round IS NULL;

-- On what rests the answer to the line a point comes from, and that of the last
-- meeting: their documents, whatever they were sent for.
--: struct rested { id point; id document };

--: many struct rested rested_behind(id casefile, int round);
SELECT k.id AS point, x.document
  FROM point k JOIN plan_line l ON l.pid = k.plan_line
  JOIN plan_answer a ON a.plan = l.plan AND a.confirmed IS NOT NULL
  JOIN document_weighed x ON x.what = 3 /*WEIGHED_PLAN*/ AND x.decision = a.plan
       AND x.person = a.writer AND x.said = 1 /*SAID_RELIED*/
 WHERE k.casefile = :casefile AND k.round = :round
UNION ALL
SELECT k.id AS point, x.document
  FROM point k JOIN meeting m ON m.id = (SELECT MAX(n.id) FROM meeting n
         WHERE n.casefile = k.casefile AND n.kind = 1 /*MEET_PRACTICE_LEAD*/
           AND n.answered IS NOT NULL)
  JOIN document_weighed x ON x.what = 2 /*WEIGHED_MEETING*/ AND x.decision = m.id
       AND x.person = m.answered_by AND x.said = 1 /*SAID_RELIED*/
 WHERE k.casefile = :casefile AND k.round = :round AND k.plan_line IS NOT NULL;

-- Whose drafts a supporter writes: those of who named them.
--: struct point_owner { id named_by };

--: one struct point_owner point_owner_of(id casefile, id person, stamp now);
SELECT named_by FROM supporter
 WHERE casefile = :casefile AND person = :person AND (until IS NULL OR until > :now);

--: struct outcome_row { id id; pid pid; int round; stamp raised; id raised_by; text raised_by_name; stamp? taken_back; money? figure; money? before_it; money? added; bool recommended; date? panel; bool chaired; date? runs_from; text why_from; text covers_not; text next_step; stamp? decided; text? decided_by; enum role? decided_role; pid? letter; enum panel_answer panel_answer; money? panel_added; text panel_reasons; stamp? panel_noted; pid? panel_letter; stamp? told; stamp? panel_told };

-- The last round of points in a case. told, panel_told: from when the family
-- may read the letters of it.
--: one struct outcome_row outcome_last(id casefile);
SELECT o.id, o.pid, o.round, o.raised, o.raised_by, f.name AS raised_by_name,
       o.taken_back, o.figure, o.before_it, o.added, o.recommended, o.panel,
       o.chaired, o.runs_from, o.why_from, o.covers_not, o.next_step, o.decided,
       d.name AS decided_by, d.role AS decided_role, o.letter, o.panel_answer,
       o.panel_added, o.panel_reasons, o.panel_noted, o.panel_letter,
       l.available AS told, k.available AS panel_told
  FROM outcome o JOIN person f ON f.id = o.raised_by
  LEFT JOIN person d ON d.id = o.decided_by
  LEFT JOIN letter l ON l.pid = o.letter
  LEFT JOIN letter k ON k.pid = o.panel_letter
 WHERE o.casefile = :casefile
   AND o.round = (SELECT MAX(n.round) FROM outcome n WHERE n.casefile = :casefile);

--: insert outcome_add(pid pid, id casefile, id? assessment, int round, stamp now, id raised_by);
INSERT INTO outcome (pid, casefile, assessment, round, raised, raised_by)
VALUES (:pid, :casefile, :assessment, :round, :now, :raised_by);

--: exec outcome_take_back(id id, stamp now);
UPDATE outcome SET taken_back = :now
 WHERE id = :id AND taken_back IS NULL AND decided IS NULL;

-- assessment: the one that counts now, perhaps a newer than when they were raised.
--: exec outcome_decide(id id, id? assessment, money figure, money before, money added, bool recommended, date? panel, bool chaired, date? chaired_on, date runs_from, text why_from, text covers_not, text next_step, stamp now, id decided_by, pid letter);
UPDATE outcome SET figure = :figure, before_it = :before, added = :added,
       recommended = :recommended, panel = :panel, chaired = :chaired,
       chaired_on = :chaired_on, runs_from = :runs_from, why_from = :why_from, covers_not = :covers_not,
       next_step = :next_step, decided = :now, decided_by = :decided_by,
       letter = :letter, assessment = :assessment
 WHERE id = :id AND decided IS NULL AND taken_back IS NULL;

--: exec outcome_panel(id id, id? assessment, money figure, money before, enum panel_answer answer, money added, text reasons, stamp now, id noted_by, pid letter);
UPDATE outcome SET assessment = :assessment, figure = :figure, before_it = :before,
       panel_answer = :answer, panel_added = :added,
       panel_reasons = :reasons, panel_noted = :now, panel_noted_by = :noted_by,
       panel_letter = :letter
 WHERE id = :id AND recommended AND panel_noted IS NULL;

--: struct point_decision { id point; enum point_answer answer; text reason; money? part; text which; date? from_day; money? price; stamp saved; stamp? sent; text name; money? by_panel };

-- What one person has decided of a round so far: theirs alone until it is sent.
--: many struct point_decision decisions_draft(id casefile, int round, id person);
SELECT d.point, d.answer, d.reason, d.part, d.which, d.from_day, d.price, d.saved,
       d.sent, p.name, g.amount AS by_panel
  FROM point k JOIN point_decision d ON d.point = k.id AND d.person = :person
  JOIN person p ON p.id = d.person
  LEFT JOIN panel_given g ON g.point = k.id
 WHERE k.casefile = :casefile AND k.round = :round ORDER BY k.no;

--: many struct point_decision decisions_sent(id casefile, int round);
SELECT d.point, d.answer, d.reason, d.part, d.which, d.from_day, d.price, d.saved,
       d.sent, p.name, g.amount AS by_panel
  FROM point k JOIN point_decision d ON d.point = k.id AND d.sent IS NOT NULL
  JOIN person p ON p.id = d.person
  LEFT JOIN panel_given g ON g.point = k.id
 WHERE k.casefile = :casefile AND k.round = :round ORDER BY k.no;

-- Who else has begun to decide a round: that they have, never what.
--: struct decision_begun { text name };

--: many struct decision_begun decisions_begun(id casefile, int round, id person);
SELECT DISTINCT p.name
  FROM point k JOIN point_decision d ON d.point = k.id AND d.sent IS NULL
  JOIN person p ON p.id = d.person
 WHERE k.casefile = :casefile AND k.round = :round AND d.person <> :person
 ORDER BY p.name;

--: insert decision_save(id point, id person, enum point_answer answer, text reason, money? part, text which, date? from_day, money? price, stamp now);
INSERT INTO point_decision (point, person, answer, reason, part, which, from_day, price, saved)
VALUES (:point, :person, :answer, :reason, :part, :which, :from_day, :price, :now)
ON DUPLICATE KEY UPDATE answer = :answer, reason = :reason, part = :part,
       which = :which, from_day = :from_day, price = :price, saved = :now;

--: exec decisions_send(id casefile, int round, id person, stamp now);
UPDATE point_decision d JOIN point k ON k.id = d.point SET d.sent = :now
 WHERE k.casefile = :casefile AND k.round = :round AND d.person = :person
   AND d.sent IS NULL;

-- What the panel gave for one point.
--: insert panel_given_add(id point, money amount);
INSERT INTO panel_given (point, amount) VALUES (:point, :amount);

--: struct outcome_draft { date? panel; bool chaired; date? chaired_on; date? runs_from; text why_from; text covers_not; text next_step; stamp saved };

--: one struct outcome_draft outcome_draft_of(id outcome, id person);
SELECT panel, chaired, chaired_on, runs_from, why_from, covers_not, next_step, saved
  FROM outcome_draft WHERE outcome = :outcome AND person = :person;

--: insert outcome_draft_save(id outcome, id person, date? panel, bool chaired, date? chaired_on, date? runs_from, text why_from, text covers_not, text next_step, stamp now);
INSERT INTO outcome_draft (outcome, person, panel, chaired, chaired_on, runs_from, why_from, covers_not, next_step, saved)
VALUES (:outcome, :person, :panel, :chaired, :chaired_on, :runs_from, :why_from, :covers_not, :next_step, :now)
ON DUPLICATE KEY UPDATE panel = :panel, chaired = :chaired, chaired_on = :chaired_on, runs_from = :runs_from,
       why_from = :why_from, covers_not = :covers_not, next_step = :next_step,
       saved = :now;

-- What somebody has written down for the panel and not sent.
--: struct panel_draft { enum panel_answer answer; money? part; text reasons; bool chaired };

--: one struct panel_draft panel_draft_of(id outcome, id person);
SELECT answer, part, reasons, chaired FROM panel_draft
 WHERE outcome = :outcome AND person = :person;

--: struct panel_part_row { id point; money amount };

--: many struct panel_part_row panel_parts_draft(id casefile, int round, id person);
SELECT d.point, d.amount FROM point k JOIN panel_part d ON d.point = k.id AND d.person = :person
 WHERE k.casefile = :casefile AND k.round = :round ORDER BY k.no;

--: insert panel_part_save(id point, id person, money amount);
INSERT INTO panel_part (point, person, amount) VALUES (:point, :person, :amount)
ON DUPLICATE KEY UPDATE amount = :amount;

--: insert panel_draft_save(id outcome, id person, enum panel_answer answer, money? part, text reasons, bool chaired, stamp now);
INSERT INTO panel_draft (outcome, person, answer, part, reasons, chaired, saved)
VALUES (:outcome, :person, :answer, :part, :reasons, :chaired, :now)
ON DUPLICATE KEY UPDATE answer = :answer, part = :part, reasons = :reasons,
       chaired = :chaired, saved = :now;

-- at: when it was last said, with the note of that panel or in a letter about points.
--: insert panel_chair_add(id casefile, id person, stamp now);
INSERT INTO panel_chair (casefile, person, at) VALUES (:casefile, :person, :now)
ON DUPLICATE KEY UPDATE at = :now;

--: struct panel_chaired { date? day };

-- The panel on a case that somebody chaired, as they last said: with the note of its
-- decision, or when they decided points after it.
--: one struct panel_chaired panel_chaired(id casefile, id person);
SELECT CASE o.panel_noted WHEN k.at THEN o.panel ELSE o.chaired_on END AS day
  FROM panel_chair k JOIN outcome o ON o.casefile = k.casefile
   AND ((o.panel_noted_by = k.person AND o.panel_noted = k.at)
        OR (o.decided_by = k.person AND o.decided = k.at))
 WHERE k.casefile = :casefile AND k.person = :person;

-- What is known of a question when its point is decided.
--: struct question_known { points? points; text reason; text evidence; text view_words; text reply };

--: one struct question_known question_known_of(id assessment, int question);
SELECT points, reason, evidence, view_words, reply FROM answer
 WHERE assessment = :assessment AND question = :question;

-- What was decided of points, round after round, as far as a reader may know it.
-- sum_before: what there was when a round was decided.
--: struct decided_point { int round; int no; text words; money asked; pid? plan_line; money sum_before; bool recommended; money? by_panel; money? point_by_panel; enum point_answer answer; text reason; money? part; text which; date? from_day; money? price; text name; enum role role; text own_title };

--: many struct decided_point decided_points(id casefile, stamp until);
SELECT o.round, COALESCE(k.no, 0) AS no, k.words, k.asked, k.plan_line,
       COALESCE(o.figure + o.before_it, 0) AS sum_before, o.recommended,
       CASE WHEN COALESCE(q.available, o.panel_noted) <= :until
            THEN o.panel_added END AS by_panel,
       CASE WHEN COALESCE(q.available, o.panel_noted) <= :until
            THEN g.amount END AS point_by_panel,
       d.answer, d.reason, d.part, d.which, d.from_day, d.price, p.name, p.role,
       p.own_title
  FROM casefile c JOIN outcome o ON o.casefile = c.id AND o.assessment <=> c.assessment
  JOIN point k ON k.casefile = o.casefile AND k.round = o.round
  JOIN point_decision d ON d.point = k.id AND d.sent IS NOT NULL
  JOIN person p ON p.id = d.person
  LEFT JOIN panel_given g ON g.point = k.id
  LEFT JOIN letter l ON l.pid = o.letter
  LEFT JOIN letter q ON q.pid = o.panel_letter
 WHERE c.id = :casefile AND o.decided IS NOT NULL
   AND COALESCE(l.available, o.decided) <= :until
 ORDER BY o.round, k.no;
