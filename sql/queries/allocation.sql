-- The one statement that says what a child's sum is made of, and from when.

--: use "core/letter.h";

--: struct sum_parts { id? assessment; id? policy; points? total; money? figure; stamp? first; money plans; money meetings; money points; money panel };

-- As a reader may know it: what counts by `until`. The figure is that of the last
-- score; where there is no score, what the assessment concluded. Above it, for
-- the assessment it is about: what an answer to a plan agreed above the sum of
-- its day, what was agreed after a meeting, by points, and by the panel. first:
-- when the family could read the first score letter.
--: one struct sum_parts sum_parts_of(id casefile, stamp until);
SELECT s.id AS assessment, s.policy,
       (SELECT n.total FROM score n
         WHERE n.assessment = s.id AND n.told <= :until ORDER BY n.no DESC LIMIT 1) AS total,
       COALESCE((SELECT n.yearly FROM score n
          WHERE n.assessment = s.id AND n.told <= :until ORDER BY n.no DESC LIMIT 1),
         CASE WHEN COALESCE(s.told, s.opened) <= :until THEN s.yearly END) AS figure,
       COALESCE((SELECT MIN(l.available) FROM letter l
          WHERE l.casefile = c.id AND l.kind IN (1 /*LETTER_SCORE*/, 12 /*LETTER_FOUND*/) AND l.made >= s.opened), s.told) AS first,
       COALESCE((SELECT CAST(SUM(GREATEST(k.agreed - k.allocation, 0)) AS SIGNED)
          FROM plan p JOIN plan_answer k ON k.plan = p.id
         WHERE p.casefile = c.id AND p.assessment <=> s.id
           AND k.confirmed IS NOT NULL AND k.available <= :until), 0) AS plans,
       COALESCE((SELECT CAST(SUM(m.amount) AS SIGNED)
          FROM meeting m LEFT JOIN letter l ON l.pid = m.letter
         WHERE m.casefile = c.id AND m.assessment <=> s.id
           AND COALESCE(l.available, m.answered) <= :until), 0) AS meetings,
       COALESCE((SELECT CAST(SUM(o.added) AS SIGNED)
          FROM outcome o LEFT JOIN letter l ON l.pid = o.letter
         WHERE o.casefile = c.id AND o.assessment <=> s.id AND NOT o.recommended
           AND o.decided IS NOT NULL AND COALESCE(l.available, o.decided) <= :until), 0)
           AS points,
       COALESCE((SELECT CAST(SUM(o.panel_added) AS SIGNED)
          FROM outcome o LEFT JOIN letter l ON l.pid = o.panel_letter
         WHERE o.casefile = c.id AND o.assessment <=> s.id
           AND COALESCE(l.available, o.panel_noted) <= :until), 0) AS panel
  FROM casefile c LEFT JOIN assessment s ON s.id = c.assessment
 WHERE c.id = :casefile;
