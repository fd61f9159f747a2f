-- What somebody must do, and by when.

--: use "core/access.h";
--: use "core/deadline.h";
--: use "core/dispute.h";
--: use "core/meeting.h";
--: use "core/plan.h";

--: struct todo_row { id id; enum step step; pid casefile; text ref; text child_name; text called; date? due; stamp since; bool see_to };

-- Home: what waits for this person, or for anybody of the role in the team.
-- Two searches by key, joined; never an OR.
--: many struct todo_row todos_for(id person, id? team, enum role role, int limit);
(SELECT t.id, t.step, c.pid AS casefile, c.ref, c.child_name, c.called, t.due, t.since, t.see_to
   FROM todo t JOIN casefile c ON c.id = t.casefile
  WHERE t.person = :person ORDER BY t.due, t.id LIMIT :limit)
UNION ALL
(SELECT t.id, t.step, c.pid AS casefile, c.ref, c.child_name, c.called, t.due, t.since, t.see_to
   FROM todo t JOIN casefile c ON c.id = t.casefile
  WHERE t.team <=> :team AND t.role = :role AND t.person IS NULL
  ORDER BY t.due, t.id LIMIT :limit)
ORDER BY due IS NULL, due, id LIMIT :limit;

--: insert todo_add(id casefile, enum step step, id? person, id? team, enum role role, stamp now, date? due);
INSERT INTO todo (casefile, step, person, team, role, since, due)
VALUES (:casefile, :step, :person, :team, :role, :now, :due);

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
--: struct own_case { bool helps; id id; pid pid; text called; text team; enum plan_state? plan; stamp? moved; stamp? agreed; text? worker; text? worker_phone; enum step? step; enum role? role; date? due; stamp? since; text? name; text? ring; text? phone; stamp? meets; pid? thing; text? title };

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
SELECT FALSE AS helps, {own_case}, {meets} AS meets, t.thing, l.title
  FROM family_member f JOIN casefile c ON c.id = f.casefile
  {own_case_more}
 WHERE f.person = :person AND f.until IS NULL
UNION ALL
SELECT TRUE AS helps, {own_case}, {meets} AS meets, t.thing, l.title
  FROM supporter s JOIN casefile c ON c.id = s.casefile
  {own_case_more}
 WHERE s.person = :person AND (s.until IS NULL OR s.until > :now)
 ORDER BY COALESCE(role = 1 /*FAMILY*/, FALSE) DESC,
       COALESCE(step IN (31 /*STEP_READ_LETTER*/, 32 /*STEP_READ_ANSWER*/), FALSE) DESC,
       COALESCE(role = 1 /*FAMILY*/ AND (step IN (4 /*STEP_CHALLENGE*/, 9 /*STEP_PLAN*/) OR due < :today), FALSE),
       due IS NULL, due, called, pid, step;

-- What waits in one case, whoever has to do it; whom to ring about it, which is who
-- stands in while its holder is away; and the time of a meeting that is fixed. sees:
-- no work of its own, but somebody who sees to a late step of this kind.
--: struct case_todo { id id; enum step step; enum role role; date? due; stamp since; text? name; text? ring; text? phone; bool mine; stamp? meets; pid? thing; text? title; text? own_title; bool sees };

--: part case_todo;
SELECT t.id, t.step, t.role, t.due, t.since, p.name, COALESCE(i.name, p.name) AS ring,
       COALESCE(i.phone, p.phone) AS phone, COALESCE(t.person = :viewer, FALSE) AS mine;

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

-- The same, and after them everybody who is in of the tier that sees to a late step.
--: many struct case_todo case_todos_seen_to(id casefile, id viewer, date today);
{case_todo}, {meets} AS meets, {case_todo_from}
UNION ALL
SELECT t.id, t.step, t.role, t.due, t.since, p.name, p.name, p.phone, FALSE, NULL, NULL, NULL,
       p.own_title, TRUE
  FROM todo t JOIN person p ON p.role = t.role AND p.team <=> t.team AND p.active
 WHERE t.casefile = :casefile AND t.see_to
   AND NOT EXISTS (SELECT 1 FROM absence x WHERE x.person = p.id AND x.ended IS NULL
                    AND x.first_day <= :today AND x.last_day >= :today)
 ORDER BY sees, IF(sees, name, ''), due IS NULL, due, id;
