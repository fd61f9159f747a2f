-- Meetings, points of disagreement and their outcome; steps that are late,
-- absences; complaints noted beside a case.

-- A meeting with a practice lead, or the discussion of the points with an
-- operations manager. One that was missed stays this row and is offered again.
CREATE TABLE meeting (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	assessment BIGINT NULL REFERENCES assessment (id),
	kind TINYINT UNSIGNED NOT NULL,		-- enum meeting_kind
	asked DATETIME(6) NOT NULL,
	asked_by BIGINT NOT NULL REFERENCES person (id),
	counts_from DATE NOT NULL,		-- asked, or missed: its clocks
	way TINYINT UNSIGNED NOT NULL,		-- enum meeting_way
	interpreter VARCHAR(200) NOT NULL,
	adjustments VARCHAR(2000) NOT NULL,
	comes VARCHAR(2000) NOT NULL,		-- who comes along
	about VARCHAR(4000) NOT NULL,
	missed SMALLINT NOT NULL DEFAULT 0,
	chosen BIGINT NULL,			-- meeting_offer
	held DATE NULL,
	note TEXT NOT NULL DEFAULT '',
	note_by BIGINT NULL REFERENCES person (id),
	shared DATETIME(6) NULL,
	note_right BOOLEAN NOT NULL DEFAULT FALSE,	-- the family says so
	correction TEXT NOT NULL DEFAULT '',
	corrected DATETIME(6) NULL,
	corrected_by BIGINT NULL REFERENCES person (id),
	answer TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum meeting_answer
	amount BIGINT NULL,			-- agreed above the figure, a year
	reasons TEXT NOT NULL DEFAULT '',
	next_step TEXT NOT NULL DEFAULT '',
	answered DATETIME(6) NULL,
	answered_by BIGINT NULL REFERENCES person (id),
	letter BINARY(16) NULL,
	ended DATETIME(6) NULL,			-- the family does without it
	KEY meeting_case (casefile, kind, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE meeting_offer (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	meeting BIGINT NOT NULL REFERENCES meeting (id),
	at DATETIME(6) NOT NULL,
	place VARCHAR(300) NOT NULL,		-- or the number, or the link
	offered DATETIME(6) NOT NULL,
	offered_by BIGINT NOT NULL REFERENCES person (id),
	open BOOLEAN NOT NULL DEFAULT TRUE,
	KEY offer_meeting (meeting, open, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The note and the answer while they are being written: their writer's alone.
CREATE TABLE meeting_draft (
	meeting BIGINT NOT NULL REFERENCES meeting (id),
	person BIGINT NOT NULL REFERENCES person (id),
	held DATE NULL,
	note TEXT NOT NULL DEFAULT '',
	answer TINYINT UNSIGNED NOT NULL DEFAULT 0,
	amount BIGINT NULL,
	reasons TEXT NOT NULL DEFAULT '',
	next_step TEXT NOT NULL DEFAULT '',
	saved DATETIME(6) NOT NULL,
	PRIMARY KEY (meeting, person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Whom the family asked to leave the meeting to another.
CREATE TABLE excused (
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	person BIGINT NOT NULL REFERENCES person (id),
	asked_by BIGINT NOT NULL REFERENCES person (id),
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (casefile, person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Points of disagreement, put to the operations manager in rounds; and what
-- came of each round. The sum is figure + added and nobody types it.
CREATE TABLE outcome (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	assessment BIGINT NULL REFERENCES assessment (id),
	round SMALLINT NOT NULL,
	raised DATETIME(6) NOT NULL,
	raised_by BIGINT NOT NULL REFERENCES person (id),
	taken_back DATETIME(6) NULL,
	figure BIGINT NULL,			-- what the score gives, a year
	before_it BIGINT NULL,			-- agreed above it earlier
	added BIGINT NULL,			-- agreed by these points
	recommended BOOLEAN NOT NULL DEFAULT FALSE,	-- above the limit of authority
	panel DATE NULL,			-- the panel it is recommended to
	chaired BOOLEAN NOT NULL DEFAULT FALSE,	-- the decider chaired the panel on it
	runs_from DATE NULL,
	why_from VARCHAR(2000) NOT NULL DEFAULT '',	-- if not from the score letter
	covers_not TEXT NOT NULL DEFAULT '',
	next_step TEXT NOT NULL DEFAULT '',
	decided DATETIME(6) NULL,
	decided_by BIGINT NULL REFERENCES person (id),
	letter BINARY(16) NULL,
	panel_answer TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum panel_answer
	panel_added BIGINT NULL,		-- what the panel agreed above the figure
	panel_reasons TEXT NOT NULL DEFAULT '',
	panel_noted DATETIME(6) NULL,
	panel_noted_by BIGINT NULL REFERENCES person (id),
	panel_letter BINARY(16) NULL,
	UNIQUE KEY outcome_round (casefile, round)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A point is its writer's until the family sends its points: then it has a
-- round, and a number in it.
CREATE TABLE point (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	writer BIGINT NOT NULL REFERENCES person (id),
	round SMALLINT NULL,
	no SMALLINT NULL,
	words TEXT NOT NULL,
	asked BIGINT NOT NULL,			-- a year; 0: not about money
	question TINYINT UNSIGNED NULL,		-- the contested one it comes from
	plan_line BINARY(16) NULL,		-- or the line of the plan
	written DATETIME(6) NOT NULL,
	KEY point_round (casefile, round, no),
	KEY point_writer (casefile, writer, round)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- How somebody decides a point. Until it is sent it is a draft and theirs alone.
CREATE TABLE point_decision (
	point BIGINT NOT NULL REFERENCES point (id),
	person BIGINT NOT NULL REFERENCES person (id),
	answer TINYINT UNSIGNED NOT NULL,	-- enum point_answer
	reason TEXT NOT NULL,
	part BIGINT NULL,
	which VARCHAR(1000) NOT NULL DEFAULT '',
	from_day DATE NULL,
	price BIGINT NULL,
	saved DATETIME(6) NOT NULL,
	sent DATETIME(6) NULL,
	PRIMARY KEY (point, person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The rest of the letter while it is being written: its writer's alone.
CREATE TABLE outcome_draft (
	outcome BIGINT NOT NULL REFERENCES outcome (id),
	person BIGINT NOT NULL REFERENCES person (id),
	panel DATE NULL,
	chaired BOOLEAN NOT NULL,
	runs_from DATE NULL,
	why_from VARCHAR(2000) NOT NULL,
	covers_not TEXT NOT NULL,
	next_step TEXT NOT NULL,
	saved DATETIME(6) NOT NULL,
	PRIMARY KEY (outcome, person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE panel_chair (
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	person BIGINT NOT NULL REFERENCES person (id),
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (casefile, person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A row that asks the next tier to see to a step: to confirm it or hand it over.
ALTER TABLE todo ADD COLUMN see_to BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE todo ADD KEY todo_due (see_to, due, id);

-- What became of a late step, and every step that was handed over.
CREATE TABLE lateness (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	step TINYINT UNSIGNED NOT NULL,
	role TINYINT UNSIGNED NOT NULL,		-- whose step
	due DATE NOT NULL,			-- the date that was not kept
	noticed DATETIME(6) NOT NULL,		-- first notice, task for the next tier
	answered DATETIME(6) NULL,		-- confirmed or handed over
	answered_by BIGINT NULL REFERENCES person (id),
	UNIQUE KEY lateness_once (casefile, step, due)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE handover (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	step TINYINT UNSIGNED NOT NULL,
	from_person BIGINT NULL REFERENCES person (id),
	to_person BIGINT NULL REFERENCES person (id),	-- as from_person: confirmed
	old_due DATE NULL,
	new_due DATE NULL,
	reason TINYINT UNSIGNED NOT NULL,	-- number in the policy's list
	by_person BIGINT NULL REFERENCES person (id),	-- NULL: the calendar
	at DATETIME(6) NOT NULL,
	KEY handover_case (casefile, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Away from the first to the last day, both included.
CREATE TABLE absence (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	person BIGINT NOT NULL REFERENCES person (id),
	first_day DATE NOT NULL,
	last_day DATE NOT NULL,
	stands_in BIGINT NOT NULL REFERENCES person (id),
	entered DATETIME(6) NOT NULL,
	ended DATETIME(6) NULL,
	KEY absence_person (person, ended),
	KEY absence_days (ended, first_day, last_day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A complaint beside the case. It stops nothing. Who is named in it does not
-- see it before the step that was open then has been taken.
CREATE TABLE complaint (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	day DATE NOT NULL,
	reference VARCHAR(60) NOT NULL,
	subject VARCHAR(1000) NOT NULL,
	answers VARCHAR(200) NOT NULL,		-- who answers it
	named BIGINT NULL REFERENCES person (id),
	step TINYINT UNSIGNED NOT NULL,		-- open when it was noted, or 0
	noted DATETIME(6) NOT NULL,
	noted_by BIGINT NOT NULL REFERENCES person (id),
	KEY complaint_case (casefile, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
