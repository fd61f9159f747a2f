-- What staff note beside a case, for each other. It decides nothing, the family does
-- not see it unless it asks for it, and it never changes once it is saved.
CREATE TABLE staff_comment (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,		-- as its row of the record names it
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	no INT NOT NULL,			-- 1, 2, 3 … in its case
	person BIGINT NOT NULL REFERENCES person (id),
	role TINYINT UNSIGNED NOT NULL,		-- enum role, as they had it then
	at DATETIME(6) NOT NULL,
	words TEXT NOT NULL,
	hash BINARY(32) NOT NULL,		-- of the words, chained with that row
	UNIQUE KEY staff_comment_case (casefile, no),
	KEY staff_comment_person (person, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
