-- What somebody must do, and by when.

--: use "core/access.h";
--: use "core/deadline.h";

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

--: exec todo_done(id casefile, enum step step);
DELETE FROM todo WHERE casefile = :casefile AND step = :step;

-- The children of a family or supporter, each with all that waits for anybody:
-- first what waits for a family, the most urgent before the rest, and last what
-- it may do at any time (challenge, plan) or though the aim has gone by. A case
-- where nothing waits has one row. Nothing stands here before the letter that
-- asks for it can be read.
--: struct own_case { pid pid; text called; bool helps; text? worker_name; text? worker_phone; enum step? step; enum role? role; date? due; text? holder };

--: many struct own_case own_cases(id person, stamp now, date today);
SELECT c.pid, c.called, FALSE AS helps, w.name AS worker_name, w.phone AS worker_phone,
       t.step, t.role, t.due, h.name AS holder
  FROM family_member f JOIN casefile c ON c.id = f.casefile
  LEFT JOIN person w ON w.id = c.worker
  LEFT JOIN todo t ON t.casefile = c.id AND NOT t.see_to AND t.since <= :now
  LEFT JOIN person h ON h.id = t.person
 WHERE f.person = :person AND f.until IS NULL
UNION ALL
SELECT c.pid, c.called, TRUE AS helps, w.name AS worker_name, w.phone AS worker_phone,
       t.step, t.role, t.due, h.name AS holder
  FROM supporter s JOIN casefile c ON c.id = s.casefile
  LEFT JOIN person w ON w.id = c.worker
  LEFT JOIN todo t ON t.casefile = c.id AND NOT t.see_to AND t.since <= :now
  LEFT JOIN person h ON h.id = t.person
 WHERE s.person = :person AND (s.until IS NULL OR s.until > :now)
 ORDER BY COALESCE(role = 1 /*FAMILY*/, FALSE) DESC,
       COALESCE(role = 1 /*FAMILY*/ AND (step IN (4 /*STEP_CHALLENGE*/, 9 /*STEP_PLAN*/) OR due < :today), FALSE),
       due IS NULL, due, called, pid, step;

-- What waits in one case, whoever has to do it; with whom to ring.
--: struct case_todo { enum step step; enum role role; date? due; stamp since; text? name; text? phone; bool mine };

--: many struct case_todo case_todos(id casefile, id viewer);
SELECT t.step, t.role, t.due, t.since, p.name, p.phone, COALESCE(t.person = :viewer, FALSE) AS mine
  FROM todo t LEFT JOIN person p ON p.id = t.person
 WHERE t.casefile = :casefile AND NOT t.see_to
 ORDER BY t.due IS NULL, t.due, t.id;
