-- What the next page of a session says once: that a form was taken.
ALTER TABLE session ADD COLUMN told VARCHAR(300) NOT NULL DEFAULT '';
