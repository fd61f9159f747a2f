-- People, how they sign in, and what the service remembers about a request.
--
-- Conventions of the whole schema: identities and addresses are utf8mb4_bin;
-- times are DATETIME(6) in UTC; enums are TINYINT UNSIGNED with the values of
-- their C enum, 0 for none; amounts are pence; pid is the random public id.

-- One row. A database marked "demonstration" holds fictional people only and
-- is refused by a production configuration.
CREATE TABLE installation (
	id TINYINT UNSIGNED NOT NULL PRIMARY KEY CHECK (id = 1),
	demonstration BOOLEAN NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO installation (id, demonstration) VALUES (1, FALSE);

CREATE TABLE team (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	name VARCHAR(100) NOT NULL UNIQUE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE person (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	email VARCHAR(254) NOT NULL UNIQUE,
	name VARCHAR(200) NOT NULL,
	phone VARCHAR(40) NOT NULL DEFAULT '',
	role TINYINT UNSIGNED NOT NULL,
	team BIGINT NULL REFERENCES team (id),
	active BOOLEAN NOT NULL DEFAULT TRUE,
	demo BOOLEAN NOT NULL DEFAULT FALSE,
	large_print BOOLEAN NOT NULL DEFAULT FALSE,
	created DATETIME(6) NOT NULL,
	KEY person_team (team, role),
	KEY person_role (role)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Only the sign-in pool's database user may read this table.
CREATE TABLE credential (
	person BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
	password_hash VARCHAR(200) NOT NULL,
	totp_secret VARBINARY(128) NOT NULL DEFAULT '',	-- sealed; empty: none
	totp_step INT NOT NULL DEFAULT 0,		-- the last one used
	changed DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE recovery_code (
	person BIGINT NOT NULL REFERENCES person (id),
	hash BINARY(32) NOT NULL,
	used DATETIME(6) NULL,
	PRIMARY KEY (person, hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- stage 1: the password was right; 2: signed in.
CREATE TABLE session (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	hash BINARY(32) NOT NULL UNIQUE,
	person BIGINT NOT NULL REFERENCES person (id),
	stage TINYINT UNSIGNED NOT NULL,
	opened DATETIME(6) NOT NULL,
	seen DATETIME(6) NOT NULL,
	ended DATETIME(6) NULL,
	KEY session_person (person, ended)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE device (
	hash BINARY(32) NOT NULL PRIMARY KEY,
	person BIGINT NOT NULL REFERENCES person (id),
	known_since DATETIME(6) NOT NULL,
	KEY device_person (person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The one-time code sent by e-mail for a sign-in on a new device.
CREATE TABLE mail_code (
	session BIGINT NOT NULL PRIMARY KEY REFERENCES session (id),
	hash BINARY(32) NOT NULL,
	expires DATETIME(6) NOT NULL,
	tries TINYINT UNSIGNED NOT NULL DEFAULT 0,
	used DATETIME(6) NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Failed sign-ins. who is a keyed hash of the account's or the sender's address.
CREATE TABLE failed_sign_in (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	who BINARY(32) NOT NULL,
	at DATETIME(6) NOT NULL,
	KEY failed_who (who, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Every form that was accepted, so that sending it again has no second effect.
CREATE TABLE form_sent (
	owner BINARY(32) NOT NULL,	-- hash of the session or anonymous cookie
	form VARBINARY(40) NOT NULL,
	body BINARY(32) NOT NULL,	-- hash of what was sent
	redirect VARCHAR(200) NOT NULL,
	person BIGINT NOT NULL,		-- whose drafts of this page it ends
	page VARCHAR(200) NOT NULL,	-- the path it was sent to
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (owner, form),
	KEY form_sent_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What somebody typed and has not sent. Offered again; no other effect.
CREATE TABLE draft (
	person BIGINT NOT NULL REFERENCES person (id),
	page VARCHAR(200) NOT NULL,	-- the path its form is sent to
	field VARCHAR(60) NOT NULL,
	value TEXT NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (person, page, field)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What was sent is no draft any more. Here and not in a statement of its own,
-- so that saving a form costs no further round trip.
CREATE TRIGGER draft_sent AFTER INSERT ON form_sent FOR EACH ROW
	DELETE FROM draft WHERE person = NEW.person AND page = NEW.page;

CREATE TABLE mail (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,		-- stands in its Message-ID
	address VARCHAR(254) NOT NULL,
	subject VARCHAR(200) NOT NULL,
	body TEXT NOT NULL,
	written DATETIME(6) NOT NULL,
	due DATETIME(6) NOT NULL,		-- not before
	claimed DATETIME(6) NULL,		-- leased until
	tries SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	sent DATETIME(6) NULL,
	KEY mail_waiting (sent, due),
	KEY mail_claimed (claimed)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Sign-ins, sign-outs and changes of an account: one chain per person.
CREATE TABLE account_event (
	person BIGINT NOT NULL REFERENCES person (id),
	no INT NOT NULL,
	at DATETIME(6) NOT NULL,
	actor BIGINT NULL REFERENCES person (id),
	action TINYINT UNSIGNED NOT NULL,
	note VARCHAR(500) NOT NULL,
	mac BINARY(32) NOT NULL,
	PRIMARY KEY (person, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The council's tables, kept byte for byte as the CSV files they came in.
CREATE TABLE policy (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	label VARCHAR(100) NOT NULL UNIQUE,
	starts DATE NOT NULL,
	reference BOOLEAN NOT NULL,
	hash BINARY(32) NOT NULL,
	loaded DATETIME(6) NOT NULL,
	KEY policy_starts (starts)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE policy_file (
	policy BIGINT NOT NULL REFERENCES policy (id),
	name VARCHAR(60) NOT NULL,
	content MEDIUMTEXT NOT NULL,
	PRIMARY KEY (policy, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
