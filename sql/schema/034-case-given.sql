-- A case that goes from one worker to another, on a day.
CREATE TABLE case_given (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	from_person BIGINT NULL REFERENCES person (id),
	to_person BIGINT NOT NULL REFERENCES person (id),
	first_day DATE NOT NULL,		-- from when it is theirs
	reason TINYINT UNSIGNED NOT NULL,	-- number in the policy's list
	scores_too BOOLEAN NOT NULL,		-- reconsidering goes along, by name
	given_by BIGINT NOT NULL REFERENCES person (id),
	at DATETIME(6) NOT NULL,
	ended DATETIME(6) NULL,			-- done, or replaced by a later one
	done BOOLEAN NOT NULL DEFAULT FALSE,
	KEY case_given_case (casefile, ended),
	KEY case_given_waiting (ended, first_day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Whose a case is changes here alone, so that nobody changes it without a row that
-- says who gave it, and why. Whoever has it until the score is approved is who
-- scores it.
CREATE TRIGGER case_given_done AFTER UPDATE ON case_given FOR EACH ROW
	UPDATE casefile c JOIN person p ON p.id = NEW.to_person
	   SET c.worker = p.id, c.team = COALESCE(p.team, c.team)
	 WHERE c.id = NEW.casefile AND NEW.done AND NOT OLD.done;

CREATE TRIGGER case_given_score AFTER UPDATE ON case_given FOR EACH ROW
	UPDATE assessment s JOIN casefile c ON c.questionnaire = s.id
	   SET s.worker = NEW.to_person
	 WHERE c.id = NEW.casefile AND s.state <> 5 AND NEW.done AND NOT OLD.done;
