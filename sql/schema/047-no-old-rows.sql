-- What was kept for rows of before the first release: letters that knew only that a
-- file was read, and what did not decide as one text, instead of each document weighed.

-- Given first, so that there is something to take.
GRANT SELECT ON document_considered TO pages_read@localhost, pages_write@localhost,
	files_read@localhost, files_write@localhost;
REVOKE SELECT ON document_considered FROM pages_read@localhost, pages_write@localhost,
	files_read@localhost, files_write@localhost;

DROP TABLE document_considered;

ALTER TABLE weighed DROP COLUMN not_decisive;
ALTER TABLE item_answer DROP COLUMN not_decisive;

-- Nothing ever ended it: who is no more of a family has an account that is closed.
ALTER TABLE family_member DROP COLUMN until;
