-- For figures by group (core/figures.h); 0: not said.

ALTER TABLE casefile ADD COLUMN sex TINYINT UNSIGNED NOT NULL DEFAULT 0;
