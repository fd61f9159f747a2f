-- A disagreement: the questions challenged, and where the plan stands.

CREATE TABLE planning (
	casefile BIGINT NOT NULL PRIMARY KEY REFERENCES casefile (id),
	state TINYINT UNSIGNED NOT NULL,	-- enum plan_state
	version INT NOT NULL DEFAULT 1,
	moved DATETIME(6) NOT NULL,
	plan_was_answered BOOLEAN NOT NULL DEFAULT FALSE,
	in_writing BOOLEAN NOT NULL DEFAULT FALSE,	-- no discussion wanted
	note_due DATE NULL		-- the last day to correct a meeting's note
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One row per question challenged; the answers stand in item_answer.
CREATE TABLE item (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	assessment BIGINT NOT NULL REFERENCES assessment (id),
	question TINYINT UNSIGNED NOT NULL,
	state TINYINT UNSIGNED NOT NULL,	-- enum item_state
	version INT NOT NULL DEFAULT 1,
	original SMALLINT NOT NULL,
	proposed SMALLINT NOT NULL,
	worker SMALLINT NULL,			-- decided on reconsideration
	reviewer SMALLINT NULL,			-- decided on review
	why TEXT NOT NULL,			-- the family's words
	evidence TEXT NOT NULL,
	challenged_by BIGINT NOT NULL REFERENCES person (id),
	challenged DATETIME(6) NOT NULL,
	moved DATETIME(6) NOT NULL,
	UNIQUE KEY item_question (assessment, question)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
