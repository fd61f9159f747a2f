-- What somebody must do, and by when.

--: use "core/deadline.h";

--: struct todo_row { id id; enum step step; pid casefile; text ref; text child_name; text called; date? due; stamp since };

-- Home: what waits for this person, or for anybody of the role in the team.
-- Two searches by key, joined; never an OR.
--: many struct todo_row todos_for(id person, id? team, enum role role, int limit);
(SELECT t.id, t.step, c.pid, c.ref, c.child_name, c.called, t.due, t.since
   FROM todo t JOIN casefile c ON c.id = t.casefile
  WHERE t.person = :person ORDER BY t.due, t.id LIMIT :limit)
UNION ALL
(SELECT t.id, t.step, c.pid, c.ref, c.child_name, c.called, t.due, t.since
   FROM todo t JOIN casefile c ON c.id = t.casefile
  WHERE t.team <=> :team AND t.role = :role AND t.person IS NULL
  ORDER BY t.due, t.id LIMIT :limit)
ORDER BY due IS NULL, due, id LIMIT :limit;

--: insert todo_add(id casefile, enum step step, id? person, id? team, enum role role, stamp now, date? due);
INSERT INTO todo (casefile, step, person, team, role, since, due)
VALUES (:casefile, :step, :person, :team, :role, :now, :due);

--: exec todo_done(id casefile, enum step step);
DELETE FROM todo WHERE casefile = :casefile AND step = :step;

-- The children of a family or supporter, each with what waits for the family
-- first, if anything does.
--: struct own_case { pid pid; text ref; text called; text? worker_name; text? worker_phone; enum step? step; date? due };

--: many struct own_case own_cases(id person, stamp now);
SELECT c.pid, c.ref, c.called, w.name, w.phone, t.step, t.due
  FROM family_member f JOIN casefile c ON c.id = f.casefile
  LEFT JOIN person w ON w.id = c.worker
  LEFT JOIN todo t ON t.id = (SELECT MIN(n.id) FROM todo n
                               WHERE n.casefile = c.id AND n.role = 1)
 WHERE f.person = :person
UNION ALL
SELECT c.pid, c.ref, c.called, w.name, w.phone, t.step, t.due
  FROM supporter s JOIN casefile c ON c.id = s.casefile
  LEFT JOIN person w ON w.id = c.worker
  LEFT JOIN todo t ON t.id = (SELECT MIN(n.id) FROM todo n
                               WHERE n.casefile = c.id AND n.role = 1)
 WHERE s.person = :person AND (s.until IS NULL OR s.until > :now);

-- What waits in one case, whoever has to do it; with whom to ring.
--: struct case_todo { enum step step; enum role role; date? due; stamp since; text? name; text? phone; bool mine };

--: many struct case_todo case_todos(id casefile, id viewer);
SELECT t.step, t.role, t.due, t.since, p.name, p.phone, COALESCE(t.person = :viewer, FALSE)
  FROM todo t LEFT JOIN person p ON p.id = t.person
 WHERE t.casefile = :casefile
 ORDER BY t.due IS NULL, t.due, t.id;
