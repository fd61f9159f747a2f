-- A disagreement: the questions challenged, and where the plan stands.

CREATE TABLE planning (
	casefile BIGINT NOT NULL PRIMARY KEY REFERENCES casefile (id),
	state TINYINT UNSIGNED NOT NULL,	-- enum plan_state
	version INT NOT NULL DEFAULT 1,
	moved DATETIME(6) NOT NULL,
	plan_was_answered BOOLEAN NOT NULL DEFAULT FALSE,
	in_writing BOOLEAN NOT NULL DEFAULT FALSE,	-- no discussion wanted
	note_due DATE NULL,		-- the last day to correct a meeting's note
	KEY planning_note (state, note_due)
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
	why TEXT NOT NULL,			-- the family's words
	evidence TEXT NOT NULL,
	challenged_by BIGINT NOT NULL REFERENCES person (id),
	challenged DATETIME(6) NOT NULL,
	moved DATETIME(6) NOT NULL,
	UNIQUE KEY item_question (assessment, question)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What was decided on a challenged question: by the worker, then the reviewer.
CREATE TABLE item_answer (
	item BIGINT NOT NULL REFERENCES item (id),
	tier TINYINT UNSIGNED NOT NULL,		-- enum tier
	verdict TINYINT UNSIGNED NOT NULL,	-- enum item_verdict
	points SMALLINT NOT NULL,
	reason TEXT NOT NULL,
	relied TEXT NOT NULL,			-- the evidence it rests on
	not_decisive TEXT NOT NULL,		-- evidence that did not decide it, and why
	decided_by BIGINT NOT NULL REFERENCES person (id),
	decided DATETIME(6) NOT NULL,
	due DATE NULL,				-- the date of the step it was an answer to
	shared DATETIME(6) NOT NULL,		-- from when the family may read it
	counts DATETIME(6) NULL,		-- from when its points count
	confirmed_by BIGINT NULL REFERENCES person (id),
	confirmed DATETIME(6) NULL,
	PRIMARY KEY (item, tier)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The family contests the worker's answer.
CREATE TABLE item_contest (
	item BIGINT NOT NULL PRIMARY KEY REFERENCES item (id),
	at DATETIME(6) NOT NULL,
	contested_by BIGINT NOT NULL REFERENCES person (id),
	words TEXT NOT NULL,
	proposed SMALLINT NULL,			-- another proposal, if there is one
	evidence TEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What was written of a question and not sent yet: its writer's alone. What a
-- family's supporter writes is kept for who chose them.
CREATE TABLE item_draft (
	assessment BIGINT NOT NULL REFERENCES assessment (id),
	tier TINYINT UNSIGNED NOT NULL,		-- enum tier
	person BIGINT NOT NULL REFERENCES person (id),
	question TINYINT UNSIGNED NOT NULL,
	verdict TINYINT UNSIGNED NULL,		-- enum item_verdict; none for a family
	points SMALLINT NOT NULL,
	reason TEXT NOT NULL,
	relied TEXT NOT NULL,
	not_decisive TEXT NOT NULL,
	saved DATETIME(6) NOT NULL,
	PRIMARY KEY (assessment, tier, person, question)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The reviewer from another team, and why: where nobody of the team was free.
CREATE TABLE reviewer_named (
	assessment BIGINT NOT NULL REFERENCES assessment (id),
	at DATETIME(6) NOT NULL,
	reviewer BIGINT NOT NULL REFERENCES person (id),
	named_by BIGINT NOT NULL REFERENCES person (id),
	reason TEXT NOT NULL,
	PRIMARY KEY (assessment, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
