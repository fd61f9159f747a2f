-- The support plan in its versions, the answer to it, and those who help.

-- A draft belongs to the family of the child and whoever helps them write; what
-- staff enter for a family is a draft of its own. Numbered when it is sent.
CREATE TABLE plan (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	no SMALLINT NOT NULL DEFAULT 0,		-- 0: a draft
	state TINYINT UNSIGNED NOT NULL,	-- enum version_state
	assessment BIGINT NULL REFERENCES assessment (id),
	child_words TEXT NOT NULL,
	contingency SMALLINT NULL,		-- per cent kept for surprises
	begun DATETIME(6) NOT NULL,
	begun_by BIGINT NOT NULL REFERENCES person (id),
	sent DATETIME(6) NULL,
	sent_by BIGINT NULL REFERENCES person (id),
	entered_by BIGINT NULL REFERENCES person (id),	-- staff who typed it for them
	received DATE NULL,			-- the day it came in
	available BIGINT NULL,			-- the sum on that day, in pence
	council_signed DATETIME(6) NULL,
	council_signer BIGINT NULL REFERENCES person (id),
	family_signed DATETIME(6) NULL,
	family_signer BIGINT NULL REFERENCES person (id),
	KEY plan_case (casefile, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE plan_outcome (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	plan BIGINT NOT NULL REFERENCES plan (id),
	no SMALLINT NOT NULL,
	words TEXT NOT NULL,
	KEY plan_outcome_plan (plan, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- position is the family's order: what matters most comes first.
CREATE TABLE plan_line (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	plan BIGINT NOT NULL REFERENCES plan (id),
	position SMALLINT NOT NULL,
	what VARCHAR(200) NOT NULL,
	outcome BIGINT NULL REFERENCES plan_outcome (id),
	provider VARCHAR(200) NOT NULL,
	rate_name VARCHAR(200) NOT NULL,	-- of the council's table; empty: a price of its own
	rate_key VARCHAR(100) NOT NULL,
	rate BIGINT NOT NULL,			-- of one unit, in pence
	unit TINYINT UNSIGNED NOT NULL,		-- enum buy_unit
	quantity INT NOT NULL,			-- hundredths of a unit a week
	weeks SMALLINT NOT NULL,		-- in a year
	most BIGINT NULL,			-- what the budget pays at most
	yearly BIGINT NOT NULL,			-- worked out, never typed
	prohibited SMALLINT NOT NULL DEFAULT 0,	-- number in the council's table
	why TEXT NOT NULL,
	fitted BIGINT NULL,			-- what is in the agreed plan
	KEY plan_line_plan (plan, position)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The council's answer. Its writer's alone until it is passed on; the family's
-- to read when the letter is.
CREATE TABLE plan_answer (
	plan BIGINT NOT NULL PRIMARY KEY REFERENCES plan (id),
	writer BIGINT NOT NULL REFERENCES person (id),
	kind TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum plan_answer
	reason TEXT NOT NULL,
	passed DATETIME(6) NULL,
	returned_because VARCHAR(2000) NOT NULL DEFAULT '',
	confirmed DATETIME(6) NULL,
	confirmer BIGINT NULL REFERENCES person (id),
	allocation BIGINT NULL,		-- the sum before it, in pence
	agreed BIGINT NULL,		-- what its lines come to
	letter BINARY(16) NULL,
	available DATETIME(6) NULL	-- when the family may read it
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE plan_line_answer (
	line BIGINT NOT NULL PRIMARY KEY REFERENCES plan_line (id),
	verdict TINYINT UNSIGNED NOT NULL,	-- enum point_answer
	reason TEXT NOT NULL,
	part BIGINT NULL,
	way VARCHAR(500) NOT NULL DEFAULT '',	-- which other way; or where for less
	starts DATE NULL,
	price BIGINT NULL,
	saved DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Somebody the family has named by e-mail. The link in the mail works once.
CREATE TABLE invitation (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	hash BINARY(32) NOT NULL UNIQUE,	-- of the code in the link
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	email VARCHAR(254) NOT NULL,
	may_draft BOOLEAN NOT NULL,
	until DATETIME(6) NULL,			-- the help ends then
	named_by BIGINT NOT NULL REFERENCES person (id),
	named DATETIME(6) NOT NULL,
	expires DATETIME(6) NOT NULL,		-- the link does
	used DATETIME(6) NULL,
	ended DATETIME(6) NULL,
	KEY invitation_case (casefile, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- While one is open, a member of staff enters what the family said by telephone,
-- on paper or in person: as the family, and marked so.
CREATE TABLE entry (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	staff BIGINT NOT NULL REFERENCES person (id),
	relative BIGINT NOT NULL REFERENCES person (id),
	way TINYINT UNSIGNED NOT NULL,		-- enum entry_way
	received DATE NOT NULL,
	begun DATETIME(6) NOT NULL,
	ended DATETIME(6) NULL,
	KEY entry_open (casefile, staff, ended)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
