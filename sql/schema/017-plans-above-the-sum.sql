-- What a family asks for above its sum is a disagreement in every step that deals
-- with it: an answer to its plan, a meeting, points and their outcome.
ALTER TABLE todo
	MODIFY COLUMN listed DATE AS (CASE WHEN step IN (5, 6, 7, 8, 10, 11, 12, 13, 14,
		15, 16, 17, 18, 19, 20, 21, 22, 23, 26) AND NOT see_to
		THEN COALESCE(due, DATE'2199-12-31') END)
		PERSISTENT;
