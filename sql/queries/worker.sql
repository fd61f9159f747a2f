-- The worker of a case, and giving the case to another.

--: use "core/access.h";

-- Workers of a team or, with none, of the whole service.
--: struct worker_choice { id id; pid pid; text name; text phone; id? team; text? team_name };

--: many struct worker_choice worker_choices(id? team);
SELECT p.id, p.pid, p.name, p.phone, p.team, m.name AS team_name
  FROM person p LEFT JOIN team m ON m.id = p.team
 WHERE p.role = 3 /*WORKER*/ AND p.active AND (:team IS NULL OR p.team = :team)
 ORDER BY m.name, p.name;

--: insert case_given_add(id casefile, id? from_person, id to_person, date first_day, int reason, bool scores_too, id given_by, stamp now);
INSERT INTO case_given (casefile, from_person, to_person, first_day, reason, scores_too, given_by, at)
VALUES (:casefile, :from_person, :to_person, :first_day, :reason, :scores_too, :given_by, :now);

-- What was to come in a case is replaced by another; or done, and then a trigger
-- makes it theirs.
--: exec case_given_end(id casefile, bool done, stamp now);
UPDATE case_given SET ended = :now, done = :done WHERE casefile = :casefile AND ended IS NULL;

--: struct case_given { id? from_person; id to_person; text name; text phone; id team; date first_day; int reason; bool scores_too; id given_by };

-- What is still to come in a case.
--: one struct case_given case_given_of(id casefile);
SELECT g.from_person, g.to_person, p.name, p.phone, COALESCE(p.team, c.team) AS team,
       g.first_day, g.reason, g.scores_too, g.given_by
  FROM case_given g JOIN person p ON p.id = g.to_person JOIN casefile c ON c.id = g.casefile
 WHERE g.casefile = :casefile AND g.ended IS NULL;

--: struct given_due { pid casefile };

--: many struct given_due cases_given_due(date today, int limit);
SELECT c.pid AS casefile FROM case_given g JOIN casefile c ON c.id = g.casefile
 WHERE g.ended IS NULL AND g.first_day <= :today ORDER BY g.first_day, g.id LIMIT :limit;

-- What waits for a team goes to the other with the case.
--: exec case_steps_team(id casefile, id was, id team);
UPDATE todo SET team = :team WHERE casefile = :casefile AND team = :was;
