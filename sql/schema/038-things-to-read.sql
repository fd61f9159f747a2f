-- What a family has to read or to check stands among what it has to do: of a
-- letter until it is opened, of an answer until its letter goes out.
ALTER TABLE todo ADD COLUMN thing BINARY(16) NULL;	-- public id of the letter

INSERT INTO todo (casefile, step, role, since, thing)
SELECT l.casefile, 31, 1, l.available, l.pid FROM letter l
 WHERE l.opened IS NULL AND NOT EXISTS (SELECT 1 FROM letter_again g WHERE g.replaces = l.id);
INSERT INTO todo (casefile, step, role, since)
SELECT s.casefile, 32, 1, MAX(w.shared) FROM item i JOIN item_answer w ON w.item = i.id
  JOIN assessment s ON s.id = i.assessment JOIN casefile c ON c.assessment = s.id
 WHERE i.state = 2 AND w.tier = 1 GROUP BY s.casefile;
INSERT INTO todo (casefile, step, role, since, due)
SELECT e.casefile, 33, 1, MAX(e.sent), MAX(e.correct_by) FROM entry e
 WHERE e.said = 0 AND e.sent IS NOT NULL AND e.no > 0 AND e.correct_by IS NOT NULL
 GROUP BY e.casefile;

-- The days to look at the answers are over, and the family can still say how it
-- sees them.
INSERT INTO todo (casefile, step, role, since, due)
SELECT c.id, 1, 1, s.shared, s.view_due FROM casefile c
  JOIN assessment s ON s.id = c.questionnaire WHERE s.state = 7 AND s.shared IS NOT NULL;
