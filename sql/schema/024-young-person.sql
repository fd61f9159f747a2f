-- A young person of 16 or 17 takes part in their own right (P8). Their view may
-- prevail over their parents', after an assessment of need and risk with them.

ALTER TABLE family_member ADD COLUMN young_person BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE plan ADD COLUMN own_view TINYINT UNSIGNED NOT NULL DEFAULT 0;	-- enum own_view

ALTER TABLE plan_answer ADD COLUMN need_and_risk TEXT NOT NULL DEFAULT '';
