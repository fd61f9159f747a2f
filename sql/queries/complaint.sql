-- Complaints noted beside a case. They stop nothing.

--: use "core/access.h";

-- Those a viewer may see: not one in which they are named, while a step of the
-- council that was open then has not been answered.
--: struct complaint { date day; text reference; text subject; text answers; text named; text noted_by; stamp noted };

--: many struct complaint complaints_of(id casefile, id viewer);
SELECT k.day, k.reference, k.subject, k.answers,
       COALESCE((SELECT CAST(GROUP_CONCAT(w.name ORDER BY w.name SEPARATOR ', ') AS CHAR(3000))
                   FROM complaint_named n JOIN person w ON w.id = n.person
                  WHERE n.complaint = k.id), '') AS named,
       p.name AS noted_by, k.noted
  FROM complaint k JOIN person p ON p.id = k.noted_by
 WHERE k.casefile = :casefile
   AND NOT (EXISTS (SELECT 1 FROM complaint_named n
                     WHERE n.complaint = k.id AND n.person = :viewer)
        AND EXISTS (SELECT 1 FROM complaint_step s JOIN todo t ON t.id = s.todo
                     WHERE s.complaint = k.id))
 ORDER BY k.id DESC;

--: insert complaint_add(pid pid, id casefile, date day, text reference, text subject, text answers, stamp now, id noted_by);
INSERT INTO complaint (pid, casefile, day, reference, subject, answers, noted, noted_by)
VALUES (:pid, :casefile, :day, :reference, :subject, :answers, :now, :noted_by);

--: insert complaint_name(id complaint, id person);
INSERT INTO complaint_named (complaint, person) VALUES (:complaint, :person);

-- Every step of the council that is open now; there may be none.
--: exec complaint_holds(id complaint, id casefile);
INSERT INTO complaint_step (complaint, todo)
SELECT :complaint, t.id FROM todo t
 WHERE t.casefile = :casefile AND t.role IN (3 /*WORKER*/, 4 /*PRACTICE_LEAD*/, 5 /*OPS_MANAGER*/) AND NOT t.see_to;

-- Staff who have a part in the case and may be named: worker, approver, the
-- team's practice leads, the operations managers.
--: struct staff_of_case { id id; pid pid; text name; int role };

--: many struct staff_of_case staff_of_case(id casefile);
SELECT p.id, p.pid, p.name, p.role
  FROM casefile c JOIN person p ON p.id = c.worker
 WHERE c.id = :casefile AND p.active
UNION ALL
SELECT p.id, p.pid, p.name, p.role
  FROM casefile c JOIN person p ON p.team = c.team AND p.role = 4 /*PRACTICE_LEAD*/
 WHERE c.id = :casefile AND p.active
UNION ALL
SELECT p.id, p.pid, p.name, p.role FROM person p WHERE p.role = 5 /*OPS_MANAGER*/ AND p.active
ORDER BY role, name;
