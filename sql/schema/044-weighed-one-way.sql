-- A challenged question is weighed as every other decision is: each document by itself,
-- and in one text what else it rests on. What was written of other evidence that did
-- not decide it stays in the answers there are. In a draft it comes to the end of the
-- reason, for its writer to look at.

ALTER TABLE item_answer MODIFY not_decisive TEXT NOT NULL DEFAULT '';

UPDATE item_draft SET reason = CONCAT(reason, ' Other evidence that did not decide it: ', not_decisive)
 WHERE not_decisive <> '';

-- Given first, so that there is something to take.
GRANT UPDATE (not_decisive) ON item_draft TO pages_write@localhost;
REVOKE UPDATE (not_decisive) ON item_draft FROM pages_write@localhost;

ALTER TABLE item_draft DROP COLUMN not_decisive;
