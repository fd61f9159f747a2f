-- The young person's own view, and the need and risk weighed where it differs, are
-- kept like the rest of a plan that was sent and of an answer that was confirmed.
CREATE OR REPLACE TRIGGER plan_kept BEFORE UPDATE ON plan FOR EACH ROW
CALL keep_decided(OLD.no > 0 AND NOT (
	(OLD.no, OLD.child_words, OLD.own_view, OLD.contingency, OLD.sent, OLD.sent_by,
	 OLD.received, OLD.available) <=>
	(NEW.no, NEW.child_words, NEW.own_view, NEW.contingency, NEW.sent, NEW.sent_by,
	 NEW.received, NEW.available)));

CREATE OR REPLACE TRIGGER plan_answer_kept BEFORE UPDATE ON plan_answer FOR EACH ROW
CALL keep_decided(OLD.confirmed IS NOT NULL AND NOT (
	(OLD.writer, OLD.kind, OLD.reason, OLD.need_and_risk, OLD.passed,
	 OLD.returned_because, OLD.confirmed, OLD.confirmer, OLD.allocation,
	 OLD.agreed, OLD.letter) <=>
	(NEW.writer, NEW.kind, NEW.reason, NEW.need_and_risk, NEW.passed,
	 NEW.returned_because, NEW.confirmed, NEW.confirmer, NEW.allocation,
	 NEW.agreed, NEW.letter)
	AND (OLD.available <=> NEW.available OR OLD.available >= '2144-04-15 09:46:40')));
