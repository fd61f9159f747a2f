-- The evidence of a decision, beside it: what it rests on, and what was received
-- and did not decide it, and why. A challenged question has its own columns.

CREATE TABLE weighed (
	what TINYINT UNSIGNED NOT NULL,		-- enum weighed_for
	decision BIGINT NOT NULL,		-- point, meeting, plan or outcome
	person BIGINT NOT NULL REFERENCES person (id),	-- who decides
	relied TEXT NOT NULL,
	not_decisive TEXT NOT NULL,
	saved DATETIME(6) NOT NULL,
	PRIMARY KEY (what, decision, person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
