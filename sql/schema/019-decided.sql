-- What records a decision does not change once it is decided, whichever of the
-- service's users asks: grants say which columns somebody may ever write, these
-- triggers until when. The owner of the database is not stopped: he could take
-- the triggers away. What he changes in a letter or in the record is found by
-- `accord verify`.

CREATE PROCEDURE keep_decided(changes BOOLEAN)
BEGIN
	IF changes AND SUBSTRING_INDEX(USER(), '@', 1) IN
	    ('pages_write', 'files_write', 'signin_write', 'jobs',
	     'pages_read', 'files_read', 'signin_read') THEN
		SIGNAL SQLSTATE '45000'
		   SET MESSAGE_TEXT = 'It is decided, and does not change any more';
	END IF;
END;

-- A letter that waits for the form a family needs is told later, and with it what
-- was decided: that moment alone may still be set, while it is an open one
-- (STAMP_OPEN of core/base/types.h; 2144 below).

-- ---- the questionnaire and the score: until it is approved ----

CREATE TRIGGER assessment_kept BEFORE UPDATE ON assessment FOR EACH ROW
CALL keep_decided(OLD.approved IS NOT NULL AND NOT (
	(OLD.pid, OLD.casefile, OLD.policy, OLD.tool, OLD.worker, OLD.opened,
	 OLD.shared, OLD.view_due, OLD.viewed, OLD.approved, OLD.approver,
	 OLD.returned_because, OLD.child_said, OLD.total, OLD.yearly) <=>
	(NEW.pid, NEW.casefile, NEW.policy, NEW.tool, NEW.worker, NEW.opened,
	 NEW.shared, NEW.view_due, NEW.viewed, NEW.approved, NEW.approver,
	 NEW.returned_because, NEW.child_said, NEW.total, NEW.yearly)
	AND (OLD.told <=> NEW.told OR OLD.told >= '2144-04-15 09:46:40')));

CREATE TRIGGER answer_kept BEFORE UPDATE ON answer FOR EACH ROW
CALL keep_decided(EXISTS (SELECT 1 FROM assessment s
	WHERE s.id = OLD.assessment AND s.approved IS NOT NULL));

CREATE TRIGGER took_part_stays BEFORE DELETE ON took_part FOR EACH ROW
CALL keep_decided(EXISTS (SELECT 1 FROM assessment s
	WHERE s.id = OLD.assessment AND s.approved IS NOT NULL));

CREATE TRIGGER score_kept BEFORE UPDATE ON score FOR EACH ROW
CALL keep_decided(NOT (OLD.told <=> NEW.told OR OLD.told >= '2144-04-15 09:46:40'));

-- ---- contested scores: until the answer is shared, until its total counts ----

CREATE TRIGGER item_answer_kept BEFORE UPDATE ON item_answer FOR EACH ROW
CALL keep_decided(NOT (OLD.shared <=> NEW.shared OR OLD.shared >= '2144-04-15 09:46:40')
	OR (OLD.counts IS NOT NULL AND NOT (
		(OLD.confirmed, OLD.confirmed_by) <=> (NEW.confirmed, NEW.confirmed_by)
		AND (OLD.counts <=> NEW.counts OR OLD.counts >= '2144-04-15 09:46:40'))));

-- ---- the plan: until it is sent; its answer: until it is confirmed ----

CREATE TRIGGER plan_kept BEFORE UPDATE ON plan FOR EACH ROW
CALL keep_decided(OLD.no > 0 AND NOT (
	(OLD.no, OLD.child_words, OLD.contingency, OLD.sent, OLD.sent_by,
	 OLD.received, OLD.available) <=>
	(NEW.no, NEW.child_words, NEW.contingency, NEW.sent, NEW.sent_by,
	 NEW.received, NEW.available)));

CREATE TRIGGER plan_outcome_kept BEFORE UPDATE ON plan_outcome FOR EACH ROW
CALL keep_decided(EXISTS (SELECT 1 FROM plan p WHERE p.id = OLD.plan AND p.no > 0));

CREATE TRIGGER plan_outcome_stays BEFORE DELETE ON plan_outcome FOR EACH ROW
CALL keep_decided(EXISTS (SELECT 1 FROM plan p WHERE p.id = OLD.plan AND p.no > 0));

-- What a line is fitted to is agreed later, and signed.
CREATE TRIGGER plan_line_kept BEFORE UPDATE ON plan_line FOR EACH ROW
CALL keep_decided(NOT (
	(OLD.position, OLD.what, OLD.outcome, OLD.provider, OLD.rate_name,
	 OLD.rate_key, OLD.rate, OLD.unit, OLD.quantity, OLD.weeks, OLD.most,
	 OLD.yearly, OLD.prohibited, OLD.why) <=>
	(NEW.position, NEW.what, NEW.outcome, NEW.provider, NEW.rate_name,
	 NEW.rate_key, NEW.rate, NEW.unit, NEW.quantity, NEW.weeks, NEW.most,
	 NEW.yearly, NEW.prohibited, NEW.why))
	AND EXISTS (SELECT 1 FROM plan p WHERE p.id = OLD.plan AND p.no > 0));

CREATE TRIGGER plan_line_stays BEFORE DELETE ON plan_line FOR EACH ROW
CALL keep_decided(EXISTS (SELECT 1 FROM plan p WHERE p.id = OLD.plan AND p.no > 0));

CREATE TRIGGER plan_answer_kept BEFORE UPDATE ON plan_answer FOR EACH ROW
CALL keep_decided(OLD.confirmed IS NOT NULL AND NOT (
	(OLD.writer, OLD.kind, OLD.reason, OLD.passed, OLD.returned_because,
	 OLD.confirmed, OLD.confirmer, OLD.allocation, OLD.agreed, OLD.letter) <=>
	(NEW.writer, NEW.kind, NEW.reason, NEW.passed, NEW.returned_because,
	 NEW.confirmed, NEW.confirmer, NEW.allocation, NEW.agreed, NEW.letter)
	AND (OLD.available <=> NEW.available OR OLD.available >= '2144-04-15 09:46:40')));

CREATE TRIGGER plan_answer_stays BEFORE DELETE ON plan_answer FOR EACH ROW
CALL keep_decided(OLD.confirmed IS NOT NULL);

CREATE TRIGGER plan_line_answer_kept BEFORE UPDATE ON plan_line_answer FOR EACH ROW
CALL keep_decided(EXISTS (SELECT 1 FROM plan_line l JOIN plan_answer k ON k.plan = l.plan
	WHERE l.id = OLD.line AND k.confirmed IS NOT NULL));

CREATE TRIGGER plan_line_answer_stays BEFORE DELETE ON plan_line_answer FOR EACH ROW
CALL keep_decided(EXISTS (SELECT 1 FROM plan_line l JOIN plan_answer k ON k.plan = l.plan
	WHERE l.id = OLD.line AND k.confirmed IS NOT NULL));

CREATE TRIGGER plan_consent_kept BEFORE UPDATE ON plan_consent FOR EACH ROW
CALL keep_decided(OLD.withdrawn IS NOT NULL);

-- ---- the meeting: its note when shared, the correction, what came of it ----

CREATE TRIGGER meeting_kept BEFORE UPDATE ON meeting FOR EACH ROW
CALL keep_decided(
	(OLD.shared IS NOT NULL AND NOT (OLD.held, OLD.note, OLD.note_by, OLD.shared) <=>
		(NEW.held, NEW.note, NEW.note_by, NEW.shared)) OR
	(OLD.corrected IS NOT NULL AND NOT
		(OLD.note_right, OLD.correction, OLD.corrected_by, OLD.corrected) <=>
		(NEW.note_right, NEW.correction, NEW.corrected_by, NEW.corrected)) OR
	(OLD.answered IS NOT NULL AND NOT
		(OLD.assessment, OLD.answer, OLD.amount, OLD.reasons, OLD.next_step,
		 OLD.answered_by, OLD.answered, OLD.letter) <=>
		(NEW.assessment, NEW.answer, NEW.amount, NEW.reasons, NEW.next_step,
		 NEW.answered_by, NEW.answered, NEW.letter)));

-- ---- points of disagreement: when sent, when decided, after the panel ----

CREATE TRIGGER point_kept BEFORE UPDATE ON point FOR EACH ROW
CALL keep_decided(OLD.round IS NOT NULL);

CREATE TRIGGER point_stays BEFORE DELETE ON point FOR EACH ROW
CALL keep_decided(OLD.round IS NOT NULL);

CREATE TRIGGER point_decision_kept BEFORE UPDATE ON point_decision FOR EACH ROW
CALL keep_decided(OLD.sent IS NOT NULL);

CREATE TRIGGER outcome_kept BEFORE UPDATE ON outcome FOR EACH ROW
CALL keep_decided(OLD.taken_back IS NOT NULL OR OLD.panel_noted IS NOT NULL OR
	(OLD.decided IS NOT NULL AND NOT (OLD.recommended AND NEW.panel_noted IS NOT NULL AND
		(OLD.added, OLD.recommended, OLD.panel, OLD.chaired, OLD.runs_from,
		 OLD.why_from, OLD.covers_not, OLD.next_step, OLD.decided,
		 OLD.decided_by, OLD.letter, OLD.taken_back) <=>
		(NEW.added, NEW.recommended, NEW.panel, NEW.chaired, NEW.runs_from,
		 NEW.why_from, NEW.covers_not, NEW.next_step, NEW.decided,
		 NEW.decided_by, NEW.letter, NEW.taken_back))));

-- enum weighed_for of core/letter.h
CREATE TRIGGER weighed_kept BEFORE UPDATE ON weighed FOR EACH ROW
CALL keep_decided(CASE OLD.what
	WHEN 1 THEN EXISTS (SELECT 1 FROM point_decision d WHERE d.point = OLD.decision
		AND d.person = OLD.person AND d.sent IS NOT NULL)
	WHEN 2 THEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = OLD.decision
		AND m.answered IS NOT NULL)
	WHEN 3 THEN EXISTS (SELECT 1 FROM plan_answer k WHERE k.plan = OLD.decision
		AND k.confirmed IS NOT NULL)
	ELSE EXISTS (SELECT 1 FROM outcome o WHERE o.id = OLD.decision
		AND o.panel_noted IS NOT NULL) END);

-- ---- letters, documents, entries: each moment once ----

CREATE TRIGGER letter_kept BEFORE UPDATE ON letter FOR EACH ROW
CALL keep_decided(NOT ((OLD.pid, OLD.casefile, OLD.no, OLD.kind, OLD.title, OLD.html, OLD.hash,
		OLD.made, OLD.made_by, OLD.format, OLD.format_words) <=>
	(NEW.pid, NEW.casefile, NEW.no, NEW.kind, NEW.title, NEW.html, NEW.hash,
		NEW.made, NEW.made_by, NEW.format, NEW.format_words))
	OR NOT (OLD.available <=> NEW.available OR OLD.available >= '2144-04-15 09:46:40')
	OR (OLD.opened IS NOT NULL AND NOT OLD.opened <=> NEW.opened)
	OR (OLD.chased IS NOT NULL AND NOT OLD.chased <=> NEW.chased)
	OR (OLD.ready IS NOT NULL AND NOT
		(OLD.ready, OLD.ready_by, OLD.ready_how, OLD.ready_note, OLD.ready_document) <=>
		(NEW.ready, NEW.ready_by, NEW.ready_how, NEW.ready_note, NEW.ready_document))
	OR (OLD.reached IS NOT NULL AND NOT
		(OLD.reached, OLD.reached_by, OLD.reached_how, OLD.reached_note) <=>
		(NEW.reached, NEW.reached_by, NEW.reached_how, NEW.reached_note)));

CREATE TRIGGER letter_pdf_kept BEFORE UPDATE ON letter_pdf FOR EACH ROW
CALL keep_decided(OLD.made IS NOT NULL);

CREATE TRIGGER document_kept BEFORE UPDATE ON document FOR EACH ROW
CALL keep_decided(OLD.sent IS NOT NULL);

CREATE TRIGGER entry_kept BEFORE UPDATE ON entry FOR EACH ROW
CALL keep_decided((OLD.sent IS NOT NULL AND NOT OLD.sent <=> NEW.sent)
	OR (OLD.ended IS NOT NULL AND NOT (OLD.ended, OLD.scan, OLD.letter, OLD.correct_by) <=>
		(NEW.ended, NEW.scan, NEW.letter, NEW.correct_by))
	OR (OLD.corrected IS NOT NULL AND NOT
		(OLD.said, OLD.correction, OLD.corrected, OLD.corrected_by) <=>
		(NEW.said, NEW.correction, NEW.corrected, NEW.corrected_by))
	OR (OLD.heeded IS NOT NULL AND NOT
		(OLD.heeded, OLD.heeded_by, OLD.heeded_words) <=>
		(NEW.heeded, NEW.heeded_by, NEW.heeded_words)));

CREATE TRIGGER lateness_kept BEFORE UPDATE ON lateness FOR EACH ROW
CALL keep_decided(OLD.answered IS NOT NULL);

-- ---- the council's tables: a version never changes, whoever asks ----

CREATE TRIGGER policy_file_kept BEFORE UPDATE ON policy_file FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'A version of the policy never changes';

CREATE TRIGGER policy_file_stays BEFORE DELETE ON policy_file FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'A version of the policy never changes';
