-- What a decision made of each document that lay before whoever decided: it rests
-- on it, or it was received and did not decide it, and why. Part of their draft
-- until the decision is sent, and never changed after it.

CREATE TABLE document_weighed (
	document BIGINT NOT NULL REFERENCES document (id),
	what TINYINT UNSIGNED NOT NULL,		-- enum weighed_for
	decision BIGINT NOT NULL,		-- the item of a challenged question
	person BIGINT NOT NULL REFERENCES person (id),	-- who decides
	said TINYINT UNSIGNED NOT NULL,		-- enum document_said
	why TEXT NOT NULL,			-- it did not decide it
	saved DATETIME(6) NOT NULL,
	PRIMARY KEY (what, decision, person, document)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER document_weighed_kept BEFORE UPDATE ON document_weighed FOR EACH ROW
CALL keep_decided(EXISTS (SELECT 1 FROM item_answer w WHERE w.item = OLD.decision
	AND w.tier = OLD.what - 4 AND w.decided_by = OLD.person));
