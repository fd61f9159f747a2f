-- What the panel decided while it is being written down: its writer's alone until
-- the letter is sent.
CREATE TABLE panel_draft (
	outcome BIGINT NOT NULL REFERENCES outcome (id),
	person BIGINT NOT NULL REFERENCES person (id),
	answer TINYINT UNSIGNED NOT NULL,	-- enum panel_answer
	part BIGINT NULL,
	reasons TEXT NOT NULL,
	chaired BOOLEAN NOT NULL,
	saved DATETIME(6) NOT NULL,
	PRIMARY KEY (outcome, person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
