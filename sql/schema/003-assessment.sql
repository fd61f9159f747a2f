-- The questionnaire of one child, and letters.

CREATE TABLE assessment (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	policy BIGINT NOT NULL REFERENCES policy (id),
	tool TINYINT UNSIGNED NOT NULL,
	state TINYINT UNSIGNED NOT NULL,
	version INT NOT NULL DEFAULT 1,
	worker BIGINT NOT NULL REFERENCES person (id),
	opened DATETIME(6) NOT NULL,
	shared DATETIME(6) NULL,	-- the last answer shared
	view_due DATE NULL,		-- the family's five days end
	viewed DATETIME(6) NULL,	-- the family sent its view
	approved DATETIME(6) NULL,
	approver BIGINT NULL REFERENCES person (id),
	told DATETIME(6) NULL,		-- when the family may read the score letter
	returned_because VARCHAR(2000) NOT NULL DEFAULT '',
	child_said TEXT NOT NULL,
	total SMALLINT NULL,		-- fixed on approval
	yearly BIGINT NULL,		-- the indicative allocation, in pence
	KEY assessment_case (casefile, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- An answer is its points; which level they reach is read from the policy.
-- What the family says stands twice: as it is being written, for the family
-- alone (view), and as it was sent (said). A change of a shared answer takes
-- both away; what had been said stays readable in said_before.
CREATE TABLE answer (
	assessment BIGINT NOT NULL REFERENCES assessment (id),
	question TINYINT UNSIGNED NOT NULL,
	points SMALLINT NULL,			-- NULL: a tool that is not scored
	not_applicable BOOLEAN NOT NULL DEFAULT FALSE,	-- "does not apply": 0 points
	two_carers BOOLEAN NOT NULL DEFAULT FALSE,
	reason TEXT NOT NULL,
	evidence TEXT NOT NULL,
	saved DATETIME(6) NOT NULL,
	shared DATETIME(6) NULL,
	view TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum ras_view
	view_words TEXT NOT NULL,
	view_at DATETIME(6) NULL,
	view_by BIGINT NULL REFERENCES person (id),
	said TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum ras_view
	said_words TEXT NOT NULL,
	said_at DATETIME(6) NULL,
	said_by BIGINT NULL REFERENCES person (id),
	said_before TEXT NOT NULL,
	reply TEXT NOT NULL,			-- the practice lead's, to a difference
	replied DATETIME(6) NULL,
	replied_by BIGINT NULL REFERENCES person (id),
	PRIMARY KEY (assessment, question)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE took_part (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	assessment BIGINT NOT NULL REFERENCES assessment (id),
	name VARCHAR(200) NOT NULL,
	who VARCHAR(200) NOT NULL,		-- "mother", "class teacher"
	day DATE NOT NULL,
	KEY took_part_assessment (assessment, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A letter is stored as it was made and never made again.
CREATE TABLE letter (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	no SMALLINT NOT NULL,			-- in its case
	kind TINYINT UNSIGNED NOT NULL,
	title VARCHAR(200) NOT NULL,
	html MEDIUMTEXT NOT NULL,
	hash BINARY(32) NOT NULL,
	made DATETIME(6) NOT NULL,
	made_by BIGINT NOT NULL REFERENCES person (id),
	available DATETIME(6) NOT NULL,		-- when the family may read it
	opened DATETIME(6) NULL,		-- first, by the family
	UNIQUE KEY letter_case (casefile, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- large: 0 normal, 1 large print. Made by the job program, then kept.
CREATE TABLE letter_pdf (
	letter BIGINT NOT NULL REFERENCES letter (id),
	large BOOLEAN NOT NULL,
	claimed DATETIME(6) NULL,
	tries SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	made DATETIME(6) NULL,
	pdf LONGBLOB NULL,
	PRIMARY KEY (letter, large),
	KEY letter_pdf_waiting (made, claimed)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What the score came to at each stage, and which decision changed it.
CREATE TABLE score (
	assessment BIGINT NOT NULL REFERENCES assessment (id),
	no TINYINT UNSIGNED NOT NULL,		-- 1 is the approval
	stage TINYINT UNSIGNED NOT NULL,	-- enum score_stage
	total SMALLINT NOT NULL,
	yearly BIGINT NOT NULL,
	at DATETIME(6) NOT NULL,
	told DATETIME(6) NOT NULL,		-- when the family may read it
	decided_by BIGINT NOT NULL REFERENCES person (id),
	PRIMARY KEY (assessment, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
