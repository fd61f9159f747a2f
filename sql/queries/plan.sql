-- The support plan: its versions, outcomes and lines, and the answer to it.

--: use "core/access.h";
--: use "core/outcome.h";
--: use "core/document.h";
--: use "core/plan.h";

-- One version with the answer to it, if there is one.
--: struct plan { id id; pid pid; int no; enum version_state state; text child_words; enum own_view own_view; int? contingency; stamp begun; stamp? sent; text? sent_by; text? entered_by; date? received; money? available; stamp? council_signed; text? council_signer; stamp? family_signed; text? family_signer; text unused_reason; id? writer; text? writer_name; text? writer_title; enum plan_answer? answer; text? reason; text? need_and_risk; stamp? passed; text? returned_because; stamp? confirmed; text? confirmer; money? allocation; money? agreed; pid? letter; stamp? readable };

--: part plan_whole;
SELECT p.id, p.pid, p.no, p.state, p.child_words, p.own_view, p.contingency, p.begun, p.sent,
       s.name AS sent_by, e.name AS entered_by, p.received, p.available,
       p.council_signed, c.name AS council_signer, p.family_signed,
       f.name AS family_signer, p.unused_reason, k.writer, w.name AS writer_name,
       w.own_title AS writer_title, k.kind AS answer,
       k.reason, k.need_and_risk, k.passed, k.returned_because, k.confirmed, l.name AS confirmer,
       k.allocation, k.agreed, k.letter, k.available AS readable
  FROM plan p LEFT JOIN plan_answer k ON k.plan = p.id
  LEFT JOIN person s ON s.id = p.sent_by
  LEFT JOIN person e ON e.id = p.entered_by
  LEFT JOIN person c ON c.id = p.council_signer
  LEFT JOIN person f ON f.id = p.family_signer
  LEFT JOIN person w ON w.id = k.writer
  LEFT JOIN person l ON l.id = k.confirmer;

-- A draft is its writer's, and for whoever helps that one write; or of the member
-- of staff who enters one for the family.
--: one struct plan plan_draft(id casefile, id writer, id? staff);
{plan_whole}
 WHERE p.casefile = :casefile AND p.no = 0 AND p.entered_by <=> :staff
   AND (:staff IS NOT NULL OR p.begun_by = :writer);

-- The version that was sent last.
--: one struct plan plan_last(id casefile);
{plan_whole}
 WHERE p.casefile = :casefile AND p.no > 0
 ORDER BY p.no DESC LIMIT 1;

-- The last version that was answered, or agreed, and not taken back.
--: one struct plan plan_standing(id casefile);
{plan_whole}
 WHERE p.casefile = :casefile AND p.no > 0 AND p.state IN (4 /*VERSION_ANSWERED*/, 5 /*VERSION_AGREED*/)
 ORDER BY p.no DESC LIMIT 1;

--: one struct plan plan_version(id casefile, int no);
{plan_whole}
 WHERE p.casefile = :casefile AND p.no = :no AND p.no > 0;

--: insert plan_add(pid pid, id casefile, enum version_state state, text child_words, int? contingency, stamp now, id person, id? staff);
INSERT INTO plan (pid, casefile, state, child_words, contingency, begun, begun_by, entered_by)
VALUES (:pid, :casefile, :state, :child_words, :contingency, :now, :person, :staff);

--: exec plan_say(id plan, text child_words);
UPDATE plan SET child_words = :child_words WHERE id = :plan AND no = 0;

--: exec plan_say_view(id plan, enum own_view own_view);
UPDATE plan SET own_view = :own_view WHERE id = :plan AND no = 0;

--: exec plan_put_by(id plan, int contingency);
UPDATE plan SET contingency = :contingency WHERE id = :plan AND no = 0;

--: exec plan_number(id plan, int no, enum version_state state, id? assessment, stamp now, id person, date received, money? available);
UPDATE plan SET no = :no, state = :state, assessment = :assessment, sent = :now,
       sent_by = :person, received = :received, available = :available
 WHERE id = :plan AND no = 0;

--: exec plan_become(id plan, enum version_state from, enum version_state to);
UPDATE plan SET state = :to WHERE id = :plan AND state = :from;

--: exec plan_sign_council(id plan, stamp now, id person, text unused_reason);
UPDATE plan SET council_signed = :now, council_signer = :person,
       family_signed = NULL, family_signer = NULL, unused_reason = :unused_reason
 WHERE id = :plan AND state IN (4 /*VERSION_ANSWERED*/, 5 /*VERSION_AGREED*/);

--: exec plan_sign_family(id plan, enum version_state state, stamp now, id person);
UPDATE plan SET state = :state, family_signed = :now, family_signer = :person
 WHERE id = :plan AND council_signed IS NOT NULL;

--: struct plan_version_row { int no; enum version_state state; stamp? sent; text sent_by; text? entered_by; money cost; enum plan_answer? answer; pid? letter; stamp? readable };

--: many struct plan_version_row plan_versions_of(id casefile);
SELECT p.no, p.state, p.sent, s.name AS sent_by, e.name AS entered_by,
       COALESCE((SELECT CAST(SUM(l.yearly) AS SIGNED) FROM plan_line l
                  WHERE l.plan = p.id), 0) AS cost,
       k.kind AS answer, k.letter, k.available AS readable
  FROM plan p JOIN person s ON s.id = p.sent_by
  LEFT JOIN person e ON e.id = p.entered_by
  LEFT JOIN plan_answer k ON k.plan = p.id AND k.confirmed IS NOT NULL
 WHERE p.casefile = :casefile AND p.no > 0
 ORDER BY p.no DESC;

-- ---- outcomes ----

-- helper: who wrote it for the family, and by whom of it they were named.
--: struct plan_outcome { id id; pid pid; int no; text words; stamp? written; text? helper; id? named_by };

--: many struct plan_outcome plan_outcomes_of(id plan);
SELECT o.id, o.pid, o.no, o.words, o.written, p.name AS helper, s.named_by
  FROM plan_outcome o JOIN plan n ON n.id = o.plan
  LEFT JOIN supporter s ON s.casefile = n.casefile AND s.person = o.written_by
  LEFT JOIN person p ON p.id = s.person
 WHERE o.plan = :plan ORDER BY o.no, o.id;

--: insert plan_outcome_add(pid pid, id plan, int no, text words, id? writer, stamp now);
INSERT INTO plan_outcome (pid, plan, no, words, written_by, written)
VALUES (:pid, :plan, :no, :words, :writer, :now);

--: exec plan_outcome_change(id plan, id id, text words, id writer, stamp now);
UPDATE plan_outcome SET words = :words, written_by = :writer, written = :now
 WHERE id = :id AND plan = :plan;

--: exec plan_outcome_loose(id plan, id outcome);
UPDATE plan_line SET outcome = NULL WHERE plan = :plan AND outcome = :outcome;

--: exec plan_outcome_drop(id plan, id id);
DELETE FROM plan_outcome WHERE id = :id AND plan = :plan;

-- ---- lines ----

-- A line with the answer to it; agreed from the answer is worked out in core.
--: struct plan_row { id id; pid pid; int position; text what; id? outcome; text? outcome_words; text provider; text rate_name; text rate_key; money rate; enum buy_unit unit; int quantity; int weeks; money? most; money yearly; int prohibited; text why; money? fitted; text fit_reason; enum point_answer? verdict; text? reason; money? part; text? way; date? starts; money? price };

--: many struct plan_row plan_rows_of(id plan);
SELECT l.id, l.pid, l.position, l.what, l.outcome, o.words AS outcome_words, l.provider, l.rate_name,
       l.rate_key, l.rate, l.unit, l.quantity, l.weeks, l.most, l.yearly, l.prohibited,
       l.why, l.fitted, l.fit_reason, k.verdict, k.reason, k.part, k.way, k.starts, k.price
  FROM plan_line l LEFT JOIN plan_outcome o ON o.id = l.outcome
  LEFT JOIN plan_line_answer k ON k.line = l.id
 WHERE l.plan = :plan ORDER BY l.position, l.id;

-- Which version of the plan a line of the case stands in.
--: struct plan_line_place { int no };

--: one struct plan_line_place plan_version_of_line(id casefile, pid line);
SELECT p.no FROM plan_line l JOIN plan p ON p.id = l.plan
 WHERE l.pid = :line AND p.casefile = :casefile AND p.no > 0;

--: insert plan_line_add(pid pid, id plan, int position, text what, id? outcome, text provider, text rate_name, text rate_key, money rate, enum buy_unit unit, int quantity, int weeks, money? most, money yearly, int prohibited, text why);
INSERT INTO plan_line (pid, plan, position, what, outcome, provider, rate_name, rate_key,
       rate, unit, quantity, weeks, most, yearly, prohibited, why)
VALUES (:pid, :plan, :position, :what, :outcome, :provider, :rate_name, :rate_key,
       :rate, :unit, :quantity, :weeks, :most, :yearly, :prohibited, :why);

--: exec plan_line_change(id plan, id id, text what, id? outcome, text provider, text rate_name, text rate_key, money rate, enum buy_unit unit, int quantity, int weeks, money? most, money yearly, int prohibited, text why);
UPDATE plan_line SET what = :what, outcome = :outcome, provider = :provider,
       rate_name = :rate_name, rate_key = :rate_key, rate = :rate, unit = :unit,
       quantity = :quantity, weeks = :weeks, most = :most, yearly = :yearly,
       prohibited = :prohibited, why = :why
 WHERE id = :id AND plan = :plan;

--: exec plan_line_place(id plan, id id, int position);
UPDATE plan_line SET position = :position WHERE id = :id AND plan = :plan;

--: exec plan_line_drop(id plan, id id);
DELETE FROM plan_line WHERE id = :id AND plan = :plan;

--: exec plan_line_fit(id plan, id id, money fitted, text reason);
UPDATE plan_line SET fitted = :fitted, fit_reason = :reason WHERE id = :id AND plan = :plan;

-- ---- the answer ----

--: insert plan_answer_begin(id plan, id writer);
INSERT INTO plan_answer (plan, writer, reason) VALUES (:plan, :writer, '');

-- Somebody else writes it now: what the one before had drafted was theirs alone.
--: exec plan_answer_take_over(id plan, id writer);
UPDATE plan_answer SET writer = :writer, kind = 0 /*PLAN_ANSWER_NONE*/, reason = '', need_and_risk = '',
       returned_because = ''
 WHERE plan = :plan AND passed IS NULL AND confirmed IS NULL;

--: exec plan_line_answers_drop(id plan);
DELETE k FROM plan_line_answer k JOIN plan_line l ON l.id = k.line WHERE l.plan = :plan;

--: insert plan_line_answer_keep(id line, enum point_answer verdict, text reason, money? part, text way, date? starts, money? price, stamp now);
INSERT INTO plan_line_answer (line, verdict, reason, part, way, starts, price, saved)
VALUES (:line, :verdict, :reason, :part, :way, :starts, :price, :now)
ON DUPLICATE KEY UPDATE verdict = :verdict, reason = :reason, part = :part, way = :way,
       starts = :starts, price = :price, saved = :now;

--: exec plan_answer_pass(id plan, enum plan_answer kind, text reason, stamp now);
UPDATE plan_answer SET kind = :kind, reason = :reason, passed = :now
 WHERE plan = :plan AND passed IS NULL AND confirmed IS NULL;

-- The answer is about the figure that counts when it is confirmed.
--: exec plan_about(id plan, id? assessment);
UPDATE plan SET assessment = :assessment WHERE id = :plan;

-- What was assessed with a young person whose view differs; with the answer.
--: exec plan_answer_assessed(id plan, id writer, text need_and_risk);
UPDATE plan_answer SET need_and_risk = :need_and_risk
 WHERE plan = :plan AND writer = :writer AND confirmed IS NULL;

--: exec plan_answer_return(id plan, text because);
UPDATE plan_answer SET passed = NULL, returned_because = :because
 WHERE plan = :plan AND passed IS NOT NULL AND confirmed IS NULL;

--: exec plan_answer_confirm(id plan, stamp now, id confirmer, money allocation, money agreed, pid letter, stamp available);
UPDATE plan_answer SET confirmed = :now, confirmer = :confirmer,
       allocation = :allocation, agreed = :agreed, letter = :letter,
       available = :available
 WHERE plan = :plan AND passed IS NOT NULL AND confirmed IS NULL;

-- A plan that was taken back owes no answer: what was drafted goes with it.
--: exec plan_answer_drop(id plan);
DELETE FROM plan_answer WHERE plan = :plan AND confirmed IS NULL;

-- ---- files that belong to the plan ----

--: struct plan_file { pid pid; text name; text purpose; stamp? sent; int plan };

--: many struct plan_file plan_files_of(id casefile);
SELECT pid, name, purpose, sent, COALESCE(plan, 1) AS plan FROM document
 WHERE casefile = :casefile AND plan IS NOT NULL AND sent IS NOT NULL AND audience = 1 /*DOCUMENT_ALL*/
 ORDER BY id;
