-- The list of open disagreements is read a page at a time, however many there
-- are: its order is a key. `listed` is NULL for a step that is no part of one.
ALTER TABLE todo
	ADD COLUMN listed DATE AS (CASE WHEN step IN (5, 6, 7, 8, 12, 13, 15, 17, 18,
		19, 21, 22, 23, 26) AND NOT see_to THEN COALESCE(due, DATE'2199-12-31') END)
		PERSISTENT,
	ADD KEY todo_listed (listed, id);
