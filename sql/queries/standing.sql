-- Where a case stands: what waits in it, where its plan has come to, and its sum.

--: use "core/access.h";
--: use "core/deadline.h";
--: use "core/dispute.h";
--: use "core/letter.h";
--: use "core/meeting.h";
--: use "core/plan.h";

-- When a meeting is, once its time is fixed; until then the first time offered.
--: part meets;
(SELECT o.at FROM meeting m JOIN meeting_offer o ON o.meeting = m.id
           AND CASE WHEN m.chosen IS NULL THEN o.open ELSE o.id = m.chosen END
         WHERE m.casefile = t.casefile AND m.ended IS NULL
           AND m.kind = CASE WHEN t.step IN (14 /*STEP_CHOOSE_MEETING*/, 15 /*STEP_HOLD_MEETING*/) THEN 1 /*MEET_PRACTICE_LEAD*/
                             WHEN t.step IN (20 /*STEP_CHOOSE_DISCUSSION*/, 21 /*STEP_HOLD_DISCUSSION*/) THEN 2 /*MEET_OPS_MANAGER*/ END
         ORDER BY m.id DESC, o.at LIMIT 1);

-- Whom to ring about a step: who holds it, else who stands in; of both, who is in
-- that day and has a telephone. Nobody may be.
--: part in_for_step;
LEFT JOIN person i ON i.id = COALESCE(
       (SELECT x.id FROM person x
         WHERE x.id = t.person AND x.active AND x.phone <> '' AND NOT EXISTS (SELECT 1 FROM absence y
               WHERE y.person = x.id AND y.ended IS NULL AND y.first_day <= :today AND y.last_day >= :today)),
       (SELECT x.id FROM absence b JOIN person x ON x.id = b.stands_in
         WHERE b.person = t.person AND b.ended IS NULL AND b.first_day <= :today AND b.last_day >= :today
           AND x.active AND x.phone <> '' AND NOT EXISTS (SELECT 1 FROM absence y
               WHERE y.person = x.id AND y.ended IS NULL AND y.first_day <= :today AND y.last_day >= :today)
         ORDER BY b.id DESC LIMIT 1));

-- And about a case: its worker, else who stands in, else a practice lead of the team.
--: part in_for_case;
LEFT JOIN person w ON w.id = COALESCE(
       (SELECT x.id FROM person x
         WHERE x.id = c.worker AND x.active AND x.phone <> '' AND NOT EXISTS (SELECT 1 FROM absence y
               WHERE y.person = x.id AND y.ended IS NULL AND y.first_day <= :today AND y.last_day >= :today)),
       (SELECT x.id FROM absence b JOIN person x ON x.id = b.stands_in
         WHERE b.person = c.worker AND b.ended IS NULL AND b.first_day <= :today AND b.last_day >= :today
           AND x.active AND x.phone <> '' AND NOT EXISTS (SELECT 1 FROM absence y
               WHERE y.person = x.id AND y.ended IS NULL AND y.first_day <= :today AND y.last_day >= :today)
         ORDER BY b.id DESC LIMIT 1),
       (SELECT MIN(x.id) FROM person x
         WHERE x.team = c.team AND x.role = 4 /*PRACTICE_LEAD*/
           AND x.active AND x.phone <> '' AND NOT EXISTS (SELECT 1 FROM absence y
               WHERE y.person = x.id AND y.ended IS NULL AND y.first_day <= :today AND y.last_day >= :today)));

-- The children of a family or supporter, each with all that waits for anybody:
-- first what waits for a family, what is to be read before the rest, and last what
-- it may do at any time (challenge, plan) or though the aim has gone by. A case
-- where nothing waits has one row.
--: struct own_case { bool helps; id id; pid pid; text called; text team; enum plan_state? plan; stamp? moved; stamp? agreed; text? worker; enum role? worker_role; text? worker_title; text? worker_phone; enum step? step; enum role? role; date? due; stamp? since; text? name; text? ring; enum role? ring_role; text? ring_title; text? phone; stamp? meets; pid? thing; text? title; text? own_title };

--: part own_case;
c.id, c.pid, c.called, m.name AS team, n.state AS plan, n.moved,
       (SELECT MAX(v.family_signed) FROM plan v
         WHERE v.casefile = c.id AND v.state = 5 /*VERSION_AGREED*/) AS agreed,
       w.name AS worker, w.role AS worker_role, w.own_title AS worker_title, w.phone AS worker_phone,
       t.step, t.role, t.due, t.since, p.name, i.name AS ring, i.role AS ring_role,
       i.own_title AS ring_title, i.phone;

--: part own_case_more;
JOIN team m ON m.id = c.team
  LEFT JOIN planning n ON n.casefile = c.id
  LEFT JOIN todo t ON t.casefile = c.id AND NOT t.see_to
  LEFT JOIN letter l ON l.pid = t.thing
  LEFT JOIN person p ON p.id = t.person;

--: many struct own_case own_cases(id person, stamp now, date today);
SELECT FALSE AS helps, {own_case}, {meets} AS meets, t.thing, l.title, p.own_title
  FROM family_member f JOIN casefile c ON c.id = f.casefile
  {own_case_more}
  {in_for_case}
  {in_for_step}
 WHERE f.person = :person
UNION ALL
SELECT TRUE AS helps, {own_case}, {meets} AS meets, t.thing, l.title, p.own_title
  FROM supporter s JOIN casefile c ON c.id = s.casefile
  {own_case_more}
  {in_for_case}
  {in_for_step}
 WHERE s.person = :person AND (s.until IS NULL OR s.until > :now)
 ORDER BY COALESCE(role = 1 /*FAMILY*/, FALSE) DESC,
       COALESCE(step IN (31 /*STEP_READ_LETTER*/, 32 /*STEP_READ_ANSWER*/), FALSE) DESC,
       COALESCE(role = 1 /*FAMILY*/ AND (step IN (4 /*STEP_CHALLENGE*/, 9 /*STEP_PLAN*/) OR due < :today), FALSE),
       due IS NULL, due, called, pid, step, since DESC;

-- What waits in one case, whoever has to do it; whom to ring about it; and the time
-- of a meeting that is fixed, or the first offered. sees:
-- no work of its own, but somebody who sees to a late step of this kind.
--: struct case_todo { id id; enum step step; enum role role; date? due; stamp since; text? name; text? ring; enum role? ring_role; text? ring_title; text? phone; bool mine; bool own_phone; stamp? meets; pid? thing; text? title; text? own_title; bool sees };

--: part case_todo;
SELECT t.id, t.step, t.role, t.due, t.since, p.name, i.name AS ring, i.role AS ring_role,
       i.own_title AS ring_title, i.phone, COALESCE(t.person = :viewer, FALSE) AS mine,
       COALESCE(i.id = :viewer, FALSE) AS own_phone;

--: part case_todo_from;
t.thing, l.title, p.own_title, FALSE AS sees
  FROM todo t LEFT JOIN person p ON p.id = t.person
  LEFT JOIN letter l ON l.pid = t.thing;

--: many struct case_todo case_todos(id casefile, id viewer, date today);
{case_todo}, {meets} AS meets, {case_todo_from}
  {in_for_step}
 WHERE t.casefile = :casefile AND NOT t.see_to
 ORDER BY t.due IS NULL, t.due, t.id;

-- Where its plan has come to, and whom to ring about it.
--: struct case_in { id id; enum plan_state? plan; text? worker; enum role? worker_role; text? worker_title; text? worker_phone };

--: one struct case_in case_in(pid pid, date today);
SELECT c.id, g.state AS plan, w.name AS worker, w.role AS worker_role, w.own_title AS worker_title, w.phone AS worker_phone
  FROM casefile c LEFT JOIN planning g ON g.casefile = c.id
  {in_for_case}
 WHERE c.pid = :pid;

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
-- where its plan has come to, since when, and when both had signed it; whom to ring
-- about it; how many comments staff wrote beside it; whom e-mail does not reach,
-- "Maria Osei and to Joseph Osei". Then a row for each thing that waits; and with
-- sees, for a late step, one for everybody who is in of the tier that sees to it, or
-- without a name if nobody is (id: that of the person). A case where nothing waits has
-- one row. In no order: to sort rows so wide would cost half of what it costs to find
-- them.
--: struct case_front { id? assessment; id? policy; points? total; money? figure; stamp? first; money plans; money meetings; money points; money panel; enum plan_state? plan; stamp? moved; stamp? agreed; text? worker; enum role? worker_role; text? worker_title; text? worker_phone; bool own_worker; int comments; text? unreached; id? id; enum step? step; enum role? role; date? due; stamp? since; text? name; text? ring; enum role? ring_role; text? ring_title; text? phone; bool mine; bool own_phone; stamp? meets; pid? thing; text? title; text? own_title; bool sees };

--: many struct case_front case_front(id casefile, id viewer, date today, stamp until);
SELECT {sum_columns},
       g.state AS plan, g.moved,
       (SELECT MAX(v.family_signed) FROM plan v
         WHERE v.casefile = c.id AND v.state = 5 /*VERSION_AGREED*/) AS agreed,
       w.name AS worker, w.role AS worker_role, w.own_title AS worker_title, w.phone AS worker_phone,
       COALESCE(w.id = :viewer, FALSE) AS own_worker,
       COALESCE((SELECT MAX(k.no) FROM staff_comment k WHERE k.casefile = c.id), 0) AS comments,
       (SELECT GROUP_CONCAT(y.name ORDER BY u.since, u.person SEPARATOR ' and to ')
          FROM undelivered u JOIN person y ON y.id = u.person WHERE u.casefile = c.id) AS unreached,
       COALESCE(q.id, t.id) AS id, t.step, t.role, t.due, t.since, COALESCE(p.name, q.name) AS name, i.name AS ring,
       i.role AS ring_role, i.own_title AS ring_title, COALESCE(i.phone, q.phone) AS phone, COALESCE(t.person = :viewer, FALSE) AS mine,
       COALESCE(COALESCE(i.id, q.id) = :viewer, FALSE) AS own_phone,
       {meets} AS meets, t.thing, l.title, p.own_title, COALESCE(t.see_to, FALSE) AS sees
  FROM casefile c LEFT JOIN assessment s ON s.id = c.assessment
  LEFT JOIN planning g ON g.casefile = c.id
  LEFT JOIN todo t ON t.casefile = c.id
  LEFT JOIN letter l ON l.pid = t.thing
  LEFT JOIN person p ON p.id = t.person
  {in_for_case}
  {in_for_step}
  LEFT JOIN person q ON t.see_to AND q.role = t.role AND q.team <=> t.team AND q.active
       AND NOT EXISTS (SELECT 1 FROM absence x WHERE x.person = q.id AND x.ended IS NULL
                        AND x.first_day <= :today AND x.last_day >= :today)
 WHERE c.id = :casefile;
