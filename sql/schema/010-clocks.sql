-- Letters that wait for the form a family needs, and letters nobody opens.

-- enum letter_format; the words say which language, or which other form.
ALTER TABLE casefile ADD COLUMN format TINYINT UNSIGNED NOT NULL DEFAULT 0;
ALTER TABLE casefile ADD COLUMN format_words VARCHAR(200) NOT NULL DEFAULT '';

-- What it was held for when it was decided; who made it ready, how, with which
-- document. Until then `available` is a held moment (core/base/civil.h).
ALTER TABLE letter ADD COLUMN format TINYINT UNSIGNED NOT NULL DEFAULT 0;
ALTER TABLE letter ADD COLUMN format_words VARCHAR(200) NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN ready DATETIME(6) NULL;
ALTER TABLE letter ADD COLUMN ready_by BIGINT NULL REFERENCES person (id);
ALTER TABLE letter ADD COLUMN ready_how TINYINT UNSIGNED NOT NULL DEFAULT 0;
ALTER TABLE letter ADD COLUMN ready_note VARCHAR(1000) NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN ready_document BINARY(16) NULL;

-- Unopened when its days were over, and what was done about it.
ALTER TABLE letter ADD COLUMN chased DATETIME(6) NULL;
ALTER TABLE letter ADD COLUMN reached DATETIME(6) NULL;
ALTER TABLE letter ADD COLUMN reached_by BIGINT NULL REFERENCES person (id);
ALTER TABLE letter ADD COLUMN reached_how TINYINT UNSIGNED NOT NULL DEFAULT 0;
ALTER TABLE letter ADD COLUMN reached_note VARCHAR(1000) NOT NULL DEFAULT '';
ALTER TABLE letter ADD KEY letter_unopened (opened, chased, available);

-- Drafts are swept by age.
ALTER TABLE draft ADD KEY draft_at (at);
