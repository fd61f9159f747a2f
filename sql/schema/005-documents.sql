-- Documents that families and the council add to a case.

-- What is kept is encrypted under a key of its own. Taking sealed_key away
-- destroys the document; the row stays and says that there was one.
CREATE TABLE document (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	pid BINARY(16) NOT NULL UNIQUE,
	casefile BIGINT NOT NULL REFERENCES casefile (id),
	name VARCHAR(200) NOT NULL,		-- as its sender calls it
	kind TINYINT UNSIGNED NOT NULL,
	purpose VARCHAR(200) NOT NULL,		-- "Report from the paediatrician"
	audience TINYINT UNSIGNED NOT NULL,
	question INT NULL,			-- which it belongs to
	plan INT NULL,				-- 1: it belongs to the plan
	added DATETIME(6) NOT NULL,
	added_by BIGINT NOT NULL REFERENCES person (id),
	role TINYINT UNSIGNED NOT NULL,		-- of who added it, then
	sent DATETIME(6) NULL,			-- NULL: a draft of theirs
	received BINARY(32) NOT NULL,		-- SHA-256 as received
	kept BINARY(32) NOT NULL,		-- SHA-256 as kept
	bytes INT NOT NULL,			-- as kept
	pages INT NOT NULL,			-- of a PDF; 0 otherwise
	key_no INT NOT NULL,			-- which key sealed the next
	sealed_key VARBINARY(100) NULL,
	header BINARY(24) NOT NULL,		-- of the stream of chunks
	replaces BIGINT NULL REFERENCES document (id),
	KEY document_case (casefile, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- 256 KiB each, sealed; the last one knows that it is the last.
CREATE TABLE document_chunk (
	document BIGINT NOT NULL REFERENCES document (id),
	no INT NOT NULL,
	sealed MEDIUMBLOB NOT NULL,
	PRIMARY KEY (document, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which decision looked at it.
CREATE TABLE document_considered (
	document BIGINT NOT NULL REFERENCES document (id),
	letter BINARY(16) NOT NULL,		-- public id of the decision's letter
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (document, letter)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
