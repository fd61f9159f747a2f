-- When whoever decides points chaired a panel on the case before: said with it, in the
-- letter and for good. Before this it was said without a day.

ALTER TABLE outcome ADD COLUMN chaired_on DATE NULL AFTER chaired;

ALTER TABLE outcome_draft ADD COLUMN chaired_on DATE NULL AFTER chaired;

DROP TRIGGER outcome_kept;

CREATE TRIGGER outcome_kept BEFORE UPDATE ON outcome FOR EACH ROW
CALL keep_decided(OLD.taken_back IS NOT NULL OR OLD.panel_noted IS NOT NULL OR
	(OLD.decided IS NOT NULL AND NOT (OLD.recommended AND NEW.panel_noted IS NOT NULL AND
		(OLD.added, OLD.recommended, OLD.panel, OLD.chaired, OLD.chaired_on, OLD.runs_from,
		 OLD.why_from, OLD.covers_not, OLD.next_step, OLD.decided,
		 OLD.decided_by, OLD.letter, OLD.taken_back) <=>
		(NEW.added, NEW.recommended, NEW.panel, NEW.chaired, NEW.chaired_on, NEW.runs_from,
		 NEW.why_from, NEW.covers_not, NEW.next_step, NEW.decided,
		 NEW.decided_by, NEW.letter, NEW.taken_back))));
