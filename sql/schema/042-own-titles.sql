-- What somebody is called in letters and on pages, where the title of the role does
-- not say it: "social worker", of those whose role is "social worker or family
-- support worker". Empty: the title of the role.
ALTER TABLE person ADD COLUMN own_title VARCHAR(80) NOT NULL DEFAULT '';
