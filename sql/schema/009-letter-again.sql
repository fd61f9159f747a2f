-- A letter that was sent again, to another address or for another reader. Both
-- stay as they were made: nothing in table letter changes.

CREATE TABLE letter_again (
	letter BIGINT NOT NULL PRIMARY KEY REFERENCES letter (id),	-- the later one
	replaces BIGINT NOT NULL UNIQUE REFERENCES letter (id),	-- once only
	original BIGINT NOT NULL REFERENCES letter (id),	-- the first: its words go on
	goes_to VARCHAR(200) NOT NULL,
	reason VARCHAR(1000) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
