-- E-mail that does not arrive: which case it was about, since when the mail
-- server puts it off, and whose address is known not to work.
ALTER TABLE mail
	ADD COLUMN casefile BIGINT NULL REFERENCES casefile (id),	-- NULL: of no case
	ADD COLUMN refused DATETIME(6) NULL;

CREATE TABLE undelivered (
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	person BIGINT NOT NULL REFERENCES person (id),
	since DATETIME(6) NOT NULL,		-- the first message that was given up
	reached DATETIME(6) NULL,		-- the family was rung or written to since
	PRIMARY KEY (casefile, person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
