-- Where a case stands: what waits in it, where its plan has come to, and its sum.

--: use "core/access.h";
--: use "core/deadline.h";
--: use "core/dispute.h";
--: use "core/letter.h";
--: use "core/meeting.h";
--: use "core/plan.h";

-- When a meeting is, once its time is fixed.
--: part meets;
(SELECT o.at FROM meeting m JOIN meeting_offer o ON o.id = m.chosen
         WHERE m.casefile = t.casefile AND m.ended IS NULL
           AND m.kind = CASE t.step WHEN 15 /*STEP_HOLD_MEETING*/ THEN 1 /*MEET_PRACTICE_LEAD*/
                                    WHEN 21 /*STEP_HOLD_DISCUSSION*/ THEN 2 /*MEET_OPS_MANAGER*/ END
         ORDER BY m.id DESC LIMIT 1);

-- The children of a family or supporter, each with all that waits for anybody:
-- first what waits for a family, what is to be read before the rest, and last what
-- it may do at any time (challenge, plan) or though the aim has gone by. A case
-- where nothing waits has one row. Of each step whom to ring, or who stands in;
-- else the worker.
--: struct own_case { bool helps; id id; pid pid; text called; text team; enum plan_state? plan; stamp? moved; stamp? agreed; text? worker; text? worker_phone; enum step? step; enum role? role; date? due; stamp? since; text? name; text? ring; text? phone; stamp? meets; pid? thing; text? title; text? own_title };

--: part own_case;
c.id, c.pid, c.called, m.name AS team, n.state AS plan, n.moved,
       (SELECT MAX(v.family_signed) FROM plan v
         WHERE v.casefile = c.id AND v.state = 5 /*VERSION_AGREED*/) AS agreed,
       COALESCE(j.name, w.name) AS worker, COALESCE(j.phone, w.phone) AS worker_phone,
       t.step, t.role, t.due, t.since, p.name, COALESCE(i.name, p.name) AS ring,
       COALESCE(i.phone, p.phone) AS phone;

--: part own_case_more;
JOIN team m ON m.id = c.team
  LEFT JOIN planning n ON n.casefile = c.id
  LEFT JOIN person w ON w.id = c.worker
  LEFT JOIN absence d ON d.id = (SELECT MAX(x.id) FROM absence x WHERE x.person = c.worker
       AND x.ended IS NULL AND x.first_day <= :today AND x.last_day >= :today)
  LEFT JOIN person j ON j.id = d.stands_in
  LEFT JOIN todo t ON t.casefile = c.id AND NOT t.see_to
  LEFT JOIN letter l ON l.pid = t.thing
  LEFT JOIN person p ON p.id = t.person
  LEFT JOIN absence b ON b.id = (SELECT MAX(x.id) FROM absence x WHERE x.person = t.person
       AND x.ended IS NULL AND x.first_day <= :today AND x.last_day >= :today)
  LEFT JOIN person i ON i.id = b.stands_in;

--: many struct own_case own_cases(id person, stamp now, date today);
SELECT FALSE AS helps, {own_case}, {meets} AS meets, t.thing, l.title, p.own_title
  FROM family_member f JOIN casefile c ON c.id = f.casefile
  {own_case_more}
 WHERE f.person = :person AND f.until IS NULL
UNION ALL
SELECT TRUE AS helps, {own_case}, {meets} AS meets, t.thing, l.title, p.own_title
  FROM supporter s JOIN casefile c ON c.id = s.casefile
  {own_case_more}
 WHERE s.person = :person AND (s.until IS NULL OR s.until > :now)
 ORDER BY COALESCE(role = 1 /*FAMILY*/, FALSE) DESC,
       COALESCE(step IN (31 /*STEP_READ_LETTER*/, 32 /*STEP_READ_ANSWER*/), FALSE) DESC,
       COALESCE(role = 1 /*FAMILY*/ AND (step IN (4 /*STEP_CHALLENGE*/, 9 /*STEP_PLAN*/) OR due < :today), FALSE),
       due IS NULL, due, called, pid, step, since DESC;

-- What waits in one case, whoever has to do it; whom to ring about it, which is who
-- stands in while its holder is away (own_phone: the viewer); and the time of a meeting
-- that is fixed. sees:
-- no work of its own, but somebody who sees to a late step of this kind.
--: struct case_todo { id id; enum step step; enum role role; date? due; stamp since; text? name; text? ring; text? phone; bool mine; bool own_phone; stamp? meets; pid? thing; text? title; text? own_title; bool sees };

--: part case_todo;
SELECT t.id, t.step, t.role, t.due, t.since, p.name, COALESCE(i.name, p.name) AS ring,
       COALESCE(i.phone, p.phone) AS phone, COALESCE(t.person = :viewer, FALSE) AS mine,
       COALESCE(COALESCE(i.id, p.id) = :viewer, FALSE) AS own_phone;

--: part case_todo_from;
t.thing, l.title, p.own_title, FALSE AS sees
  FROM todo t LEFT JOIN person p ON p.id = t.person
  LEFT JOIN letter l ON l.pid = t.thing
  LEFT JOIN absence b ON b.id = (SELECT MAX(x.id) FROM absence x WHERE x.person = t.person
       AND x.ended IS NULL AND x.first_day <= :today AND x.last_day >= :today)
  LEFT JOIN person i ON i.id = b.stands_in
 WHERE t.casefile = :casefile AND NOT t.see_to;

--: many struct case_todo case_todos(id casefile, id viewer, date today);
{case_todo}, {meets} AS meets, {case_todo_from}
 ORDER BY t.due IS NULL, t.due, t.id;

-- ---- the sum ----

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

-- All of it for the pages of one case. Once for a case, and so on each row: its sum;
-- where its plan has come to, since when, and when both had signed it; its worker, or
-- who stands in; how many comments staff wrote beside it; whom e-mail does not reach,
-- "Maria Osei and to Joseph Osei". Then a row for each thing that waits; and with
-- sees, for a late step, one for everybody who is in of the tier that sees to it, or
-- without a name if nobody is (id: that of the person). A case where nothing waits has
-- one row. In no order: to sort rows so wide would cost half of what it costs to find
-- them.
--: struct case_front { id? assessment; id? policy; points? total; money? figure; stamp? first; money plans; money meetings; money points; money panel; enum plan_state? plan; stamp? moved; stamp? agreed; text? worker; text? worker_phone; bool own_worker; int comments; text? unreached; id? id; enum step? step; enum role? role; date? due; stamp? since; text? name; text? ring; text? phone; bool mine; bool own_phone; stamp? meets; pid? thing; text? title; text? own_title; bool sees };

--: many struct case_front case_front(id casefile, id viewer, date today, stamp until);
SELECT {sum_columns},
       g.state AS plan, g.moved,
       (SELECT MAX(v.family_signed) FROM plan v
         WHERE v.casefile = c.id AND v.state = 5 /*VERSION_AGREED*/) AS agreed,
       COALESCE(j.name, w.name) AS worker, COALESCE(j.phone, w.phone) AS worker_phone,
       COALESCE(COALESCE(j.id, w.id) = :viewer, FALSE) AS own_worker,
       COALESCE((SELECT MAX(k.no) FROM staff_comment k WHERE k.casefile = c.id), 0) AS comments,
       (SELECT GROUP_CONCAT(y.name ORDER BY u.since, u.person SEPARATOR ' and to ')
          FROM undelivered u JOIN person y ON y.id = u.person WHERE u.casefile = c.id) AS unreached,
       COALESCE(q.id, t.id) AS id, t.step, t.role, t.due, t.since, COALESCE(p.name, q.name) AS name, COALESCE(i.name, p.name) AS ring,
       COALESCE(i.phone, p.phone, q.phone) AS phone, COALESCE(t.person = :viewer, FALSE) AS mine,
       COALESCE(COALESCE(i.id, p.id, q.id) = :viewer, FALSE) AS own_phone,
       {meets} AS meets, t.thing, l.title, p.own_title, COALESCE(t.see_to, FALSE) AS sees
  FROM casefile c LEFT JOIN assessment s ON s.id = c.assessment
  LEFT JOIN planning g ON g.casefile = c.id
  LEFT JOIN person w ON w.id = c.worker
  LEFT JOIN absence d ON d.id = (SELECT MAX(x.id) FROM absence x WHERE x.person = c.worker
       AND x.ended IS NULL AND x.first_day <= :today AND x.last_day >= :today)
  LEFT JOIN person j ON j.id = d.stands_in
  LEFT JOIN todo t ON t.casefile = c.id
  LEFT JOIN letter l ON l.pid = t.thing
  LEFT JOIN person p ON p.id = t.person
  LEFT JOIN absence b ON b.id = (SELECT MAX(x.id) FROM absence x WHERE x.person = t.person
       AND x.ended IS NULL AND x.first_day <= :today AND x.last_day >= :today)
  LEFT JOIN person i ON i.id = b.stands_in
  LEFT JOIN person q ON t.see_to AND q.role = t.role AND q.team <=> t.team AND q.active
       AND NOT EXISTS (SELECT 1 FROM absence x WHERE x.person = q.id AND x.ended IS NULL
                        AND x.first_day <= :today AND x.last_day >= :today)
 WHERE c.id = :casefile;
