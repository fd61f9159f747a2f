-- A child's case, who belongs to it, what somebody must do, and the record.

CREATE TABLE casefile (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	ref VARCHAR(12) NOT NULL UNIQUE,	-- said on the telephone; ends in a check character
	child_name VARCHAR(200) NOT NULL,
	called VARCHAR(100) NOT NULL,		-- the name used at home
	notice_name VARCHAR(60) NOT NULL,	-- chosen by the family for e-mail; never the child's
	born DATE NOT NULL,
	school_stage TINYINT UNSIGNED NOT NULL,
	team BIGINT NOT NULL REFERENCES team (id),
	worker BIGINT NULL REFERENCES person (id),
	council_number VARCHAR(40) NOT NULL DEFAULT '',
	opened DATE NOT NULL,
	assessment BIGINT NULL,			-- the one whose score counts
	questionnaire BIGINT NULL,		-- the one on its way to a score
	record_no INT NOT NULL DEFAULT 0,	-- the last row of its record
	record_mac BINARY(32) NOT NULL,
	retention_class TINYINT UNSIGNED NOT NULL DEFAULT 1,
	legal_hold BOOLEAN NOT NULL DEFAULT FALSE,
	KEY casefile_team (team, id),
	KEY casefile_worker (worker, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Parents, carers and the young person.
CREATE TABLE family_member (
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	person BIGINT NOT NULL REFERENCES person (id),
	since DATETIME(6) NOT NULL,
	until DATETIME(6) NULL,
	PRIMARY KEY (casefile, person),
	KEY family_person (person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE supporter (
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	person BIGINT NOT NULL REFERENCES person (id),
	named_by BIGINT NOT NULL REFERENCES person (id),
	may_draft BOOLEAN NOT NULL,
	since DATETIME(6) NOT NULL,
	until DATETIME(6) NULL,
	PRIMARY KEY (casefile, person),
	KEY supporter_person (person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One row per thing somebody must do. The holder is a person, or whoever has
-- the role in the team.
CREATE TABLE todo (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	step TINYINT UNSIGNED NOT NULL,		-- enum step
	person BIGINT NULL REFERENCES person (id),
	team BIGINT NULL REFERENCES team (id),
	role TINYINT UNSIGNED NOT NULL,
	since DATETIME(6) NOT NULL,
	due DATE NULL,
	UNIQUE KEY todo_once (casefile, step, person, team, role),
	KEY todo_person (person, due, id),
	KEY todo_team (team, role, due, id),
	KEY todo_step (step, role, due)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The record: one row per change, chained per case by a keyed hash. Nobody's
-- database user may change or delete a row.
CREATE TABLE record (
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	no INT NOT NULL,
	at DATETIME(6) NOT NULL,
	actor BIGINT NULL REFERENCES person (id),	-- NULL: the clock
	entered_by BIGINT NULL REFERENCES person (id),	-- staff who typed it for them
	role TINYINT UNSIGNED NOT NULL,
	action SMALLINT UNSIGNED NOT NULL,
	audience TINYINT UNSIGNED NOT NULL,
	thing BINARY(16) NULL,		-- public id of the letter, document …
	note VARCHAR(1000) NOT NULL,
	request VARCHAR(40) NOT NULL,	-- id of the request, as in the log
	mac BINARY(32) NOT NULL,
	PRIMARY KEY (casefile, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The end of the chain stands in the case, which every change locks first.
CREATE TRIGGER record_head AFTER INSERT ON record FOR EACH ROW
	UPDATE casefile SET record_no = NEW.no, record_mac = NEW.mac
	 WHERE id = NEW.casefile;

-- Who looked: pages one per person, case and hour; letters and documents each.
CREATE TABLE view (
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	person BIGINT NOT NULL REFERENCES person (id),
	hour DATETIME(6) NOT NULL,	-- of a page; of anything else the moment
	what TINYINT UNSIGNED NOT NULL,
	thing BINARY(16) NOT NULL,
	at DATETIME(6) NOT NULL,
	role TINYINT UNSIGNED NOT NULL,
	withheld BOOLEAN NOT NULL DEFAULT FALSE,
	PRIMARY KEY (casefile, person, hour, what, thing)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
