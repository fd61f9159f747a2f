-- What staff entered for a family, told so that the family can correct it; and
-- the council's own number of a case.

-- no: in its case; 0 for one begun before entries had numbers. Its words are
-- the family's own. The entry, the correction and what the council says to the
-- correction stay side by side.
ALTER TABLE entry
	ADD COLUMN no SMALLINT NOT NULL DEFAULT 0,
	ADD COLUMN kind TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum entry_kind
	ADD COLUMN words TEXT NOT NULL DEFAULT '',
	ADD COLUMN scan BINARY(16) NULL,		-- public id of a document
	ADD COLUMN sent DATETIME(6) NULL,		-- when it first had an effect
	ADD COLUMN letter BINARY(16) NULL,		-- the copy for the family
	ADD COLUMN correct_by DATE NULL,
	ADD COLUMN said TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum entry_said
	ADD COLUMN correction TEXT NOT NULL DEFAULT '',
	ADD COLUMN corrected DATETIME(6) NULL,
	ADD COLUMN corrected_by BIGINT NULL REFERENCES person (id),
	ADD COLUMN heeded DATETIME(6) NULL,
	ADD COLUMN heeded_by BIGINT NULL REFERENCES person (id),
	ADD COLUMN heeded_words TEXT NOT NULL DEFAULT '',
	ADD KEY entry_said (casefile, said, heeded);

-- How the family sees the answers, as staff type it: apart from what the family
-- itself has written and not sent.
CREATE TABLE entry_view (
	entry BIGINT NOT NULL REFERENCES entry (id),
	question TINYINT UNSIGNED NOT NULL,
	view TINYINT UNSIGNED NOT NULL,		-- enum ras_view
	words TEXT NOT NULL,
	PRIMARY KEY (entry, question)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
