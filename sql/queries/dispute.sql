-- Where a disagreement stands: the questions challenged, and the plan.

--: use "core/assessment.h";
--: use "core/dispute.h";

-- The assessment a case is about, with the score that counts now.
--: struct standing { id assessment; pid assessment_pid; id policy; enum ras_state state; int tool; id worker; text worker_name; id? approver; text? approver_name; points? total; money? yearly; int scores; int reviewers };

--: one struct standing standing_of(id casefile);
SELECT s.id AS assessment, s.pid AS assessment_pid, s.policy, s.state, s.tool,
       s.worker, w.name AS worker_name, s.approver, p.name AS approver_name,
       n.total, n.yearly,
       COALESCE((SELECT COUNT(*) FROM score k WHERE k.assessment = s.id), 0) AS scores,
       COALESCE((SELECT COUNT(*) FROM person r WHERE r.team = c.team AND r.role = 4
           AND r.active AND r.id <> COALESCE(s.approver, 0)), 0) AS reviewers
  FROM casefile c JOIN assessment s ON s.id = c.assessment
  JOIN person w ON w.id = s.worker
  LEFT JOIN person p ON p.id = s.approver
  LEFT JOIN score n ON n.assessment = s.id
       AND n.no = (SELECT MAX(m.no) FROM score m WHERE m.assessment = s.id)
 WHERE c.id = :casefile;

--: struct item { id id; int question; enum item_state state; int version; points original; points proposed; points? worker; points? reviewer; text why; text evidence; id challenged_by; stamp challenged; stamp moved };

--: many struct item items_of(id assessment);
SELECT id, question, state, version, original, proposed, worker, reviewer, why,
       evidence, challenged_by, challenged, moved
  FROM item WHERE assessment = :assessment ORDER BY question;

-- Moves one question on; changes no row if it has moved already.
--: exec item_move(id assessment, int question, enum item_state from, enum item_state to, stamp now);
UPDATE item SET state = :to, version = version + 1, moved = :now
 WHERE assessment = :assessment AND question = :question AND state = :from;

--: exec items_move(id assessment, enum item_state from, enum item_state to, stamp now);
UPDATE item SET state = :to, version = version + 1, moved = :now
 WHERE assessment = :assessment AND state = :from;

--: struct planning { enum plan_state state; int version; stamp moved; bool plan_was_answered; bool in_writing; date? note_due };

--: one struct planning planning_of(id casefile);
SELECT state, version, moved, plan_was_answered, in_writing, note_due
  FROM planning WHERE casefile = :casefile;

--: insert planning_add(id casefile, enum plan_state state, stamp now);
INSERT INTO planning (casefile, state, moved) VALUES (:casefile, :state, :now);

--: exec planning_move(id casefile, enum plan_state from, enum plan_state to, bool plan_was_answered, stamp now);
UPDATE planning SET state = :to, version = version + 1, moved = :now,
       plan_was_answered = :plan_was_answered
 WHERE casefile = :casefile AND state = :from;

--: struct open_step { enum step step; date? due; stamp since; id? person };

--: many struct open_step open_steps(id casefile);
SELECT step, due, since, person FROM todo WHERE casefile = :casefile ORDER BY id;
