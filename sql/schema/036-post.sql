-- Letters by post: a person's standing choice, and the letters that wait to be
-- printed for them.
ALTER TABLE family_member ADD COLUMN by_post BOOLEAN NOT NULL DEFAULT FALSE;

-- A family may have no e-mail: then its letters come by post, and staff enter what
-- it says.
ALTER TABLE person MODIFY COLUMN email VARCHAR(254) NULL;

CREATE TABLE letter_post (
	letter BIGINT NOT NULL REFERENCES letter (id),
	person BIGINT NOT NULL REFERENCES person (id),
	posted DATE NULL,			-- the day it was posted
	posted_by BIGINT NULL REFERENCES person (id),
	noted DATETIME(6) NULL,
	PRIMARY KEY (letter, person),
	KEY letter_post_waiting (posted, letter)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
