-- What a child's sum is made of, and from when; and where its case stands.

--: use "core/dispute.h";
--: use "core/letter.h";
--: use "core/plan.h";

--: struct sum_parts { id? assessment; id? policy; points? total; money? figure; stamp? first; money plans; money meetings; money points; money panel };

-- As a reader may know it: what counts by `until`. The figure is that of the last
-- score; where there is no score, what the assessment concluded. Above it, for
-- the assessment it is about: what an answer to a plan agreed above the sum of
-- its day, what was agreed after a meeting, by points, and by the panel. first:
-- when the family could read the first score letter.
--: part sum_columns;
s.id AS assessment, s.policy,
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
           AND COALESCE(l.available, o.panel_noted) <= :until), 0) AS panel;

--: one struct sum_parts sum_parts_of(id casefile, stamp until);
SELECT {sum_columns}
  FROM casefile c LEFT JOIN assessment s ON s.id = c.assessment
 WHERE c.id = :casefile;

-- Where the plan of a case has come to, since when, when both had signed it; and
-- its worker, or who stands in.
--: struct case_rest { enum plan_state? plan; stamp? moved; stamp? agreed; text? ring; text? phone };

--: part rest_columns;
g.state AS plan, g.moved,
       (SELECT MAX(v.family_signed) FROM plan v
         WHERE v.casefile = c.id AND v.state = 5 /*VERSION_AGREED*/) AS agreed,
       COALESCE(i.name, w.name) AS ring, COALESCE(i.phone, w.phone) AS phone;

--: part rest_from;
LEFT JOIN planning g ON g.casefile = c.id
  LEFT JOIN person w ON w.id = c.worker
  LEFT JOIN absence b ON b.id = (SELECT MAX(x.id) FROM absence x WHERE x.person = c.worker
       AND x.ended IS NULL AND x.first_day <= :today AND x.last_day >= :today)
  LEFT JOIN person i ON i.id = b.stands_in;

--: one struct case_rest case_rest(id casefile, date today);
SELECT {rest_columns}
  FROM casefile c {rest_from}
 WHERE c.id = :casefile;

-- Both, for the page of a case; how many comments staff wrote beside it; and whom
-- e-mail does not reach, "Maria Osei and to Joseph Osei".
--: struct case_front { id? assessment; id? policy; points? total; money? figure; stamp? first; money plans; money meetings; money points; money panel; enum plan_state? plan; stamp? moved; stamp? agreed; text? ring; text? phone; int comments; text? unreached };

--: one struct case_front case_front(id casefile, date today, stamp until);
SELECT {sum_columns},
       {rest_columns},
       COALESCE((SELECT COUNT(*) FROM staff_comment k WHERE k.casefile = c.id), 0) AS comments,
       (SELECT GROUP_CONCAT(p.name ORDER BY u.since, u.person SEPARATOR ' and to ')
          FROM undelivered u JOIN person p ON p.id = u.person WHERE u.casefile = c.id) AS unreached
  FROM casefile c LEFT JOIN assessment s ON s.id = c.assessment
  {rest_from}
 WHERE c.id = :casefile;
