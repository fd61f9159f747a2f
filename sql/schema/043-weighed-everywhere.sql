-- Each decision says of each document what it was to it: the answer to a plan, what
-- came of a meeting, points, and the panel, as challenged questions do. What else it
-- rests on stays beside it in words. What did not decide it was one text for all;
-- that is kept where it was written, and no new one is.

ALTER TABLE weighed MODIFY not_decisive TEXT NOT NULL DEFAULT '';

-- enum weighed_for of core/letter.h; an item of a challenged question is 4 and its tier.
CREATE FUNCTION weighed_and_decided(what_for TINYINT UNSIGNED, which BIGINT, whose BIGINT)
RETURNS BOOLEAN READS SQL DATA
RETURN CASE what_for
	WHEN 1 THEN EXISTS (SELECT 1 FROM point_decision d WHERE d.point = which
		AND d.person = whose AND d.sent IS NOT NULL)
	WHEN 2 THEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = which
		AND m.answered IS NOT NULL)
	WHEN 3 THEN EXISTS (SELECT 1 FROM plan_answer k WHERE k.plan = which
		AND k.confirmed IS NOT NULL)
	WHEN 4 THEN EXISTS (SELECT 1 FROM outcome o WHERE o.id = which
		AND o.panel_noted IS NOT NULL)
	ELSE EXISTS (SELECT 1 FROM item_answer w WHERE w.item = which
		AND w.tier + 4 = what_for AND w.decided_by = whose) END;

CREATE OR REPLACE TRIGGER weighed_kept BEFORE UPDATE ON weighed FOR EACH ROW
CALL keep_decided(weighed_and_decided(OLD.what, OLD.decision, OLD.person));

CREATE OR REPLACE TRIGGER document_weighed_kept BEFORE UPDATE ON document_weighed FOR EACH ROW
CALL keep_decided(weighed_and_decided(OLD.what, OLD.decision, OLD.person));

-- Nothing is said of a document afterwards either.
CREATE TRIGGER document_weighed_ends BEFORE INSERT ON document_weighed FOR EACH ROW
CALL keep_decided(weighed_and_decided(NEW.what, NEW.decision, NEW.person));

-- No request writes these any more. Given first, so that there is something to take.
GRANT UPDATE (not_decisive) ON weighed TO pages_write@localhost;
REVOKE UPDATE (not_decisive) ON weighed FROM pages_write@localhost;
GRANT INSERT ON document_considered TO pages_write@localhost;
REVOKE INSERT ON document_considered FROM pages_write@localhost;
