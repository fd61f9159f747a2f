-- When the family first opened an answer that was shared before its total is
-- confirmed: then it is not to be read any more. None again when the question moves on.
ALTER TABLE item ADD COLUMN answer_opened DATETIME(6) NULL;
