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
