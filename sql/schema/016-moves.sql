-- Where the family last had the choice (enum plan_state): what taking a plan or
-- points back and coming back to the case lead to.
ALTER TABLE planning ADD COLUMN rest TINYINT UNSIGNED NOT NULL DEFAULT 0;

-- Points that were taken back have no state of their own any more.
UPDATE planning p SET p.state = 4 WHERE p.state = 16;
UPDATE planning p SET p.rest = IF(p.plan_was_answered, 4, 1)
 WHERE p.state IN (2, 3, 6, 7, 8, 9, 10, 12, 13, 14, 15, 17, 21);
UPDATE planning p SET p.rest = 11
 WHERE p.state IN (12, 13, 14, 15, 17)
   AND EXISTS (SELECT 1 FROM meeting m WHERE m.casefile = p.casefile AND m.kind = 1
                AND m.answered IS NOT NULL);
