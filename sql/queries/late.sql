-- Steps that are late, handed over, and the people who are away.

--: use "core/assessment.h";
--: use "core/deadline.h";
--: use "core/dispute.h";
--: use "core/meeting.h";

-- What was late in a case since a day, for its letters.
--: struct late_step { enum step step; enum role role; date due; stamp noticed };

--: many struct late_step late_steps_of(id casefile, date since);
SELECT step, role, due, noticed FROM lateness
 WHERE casefile = :casefile AND due >= :since ORDER BY due, id;

-- Steps of staff due before a day, of which nobody was told yet. One of a kind
-- in a case is one step, whoever holds it.
--: struct late_new { pid casefile; enum step step; enum role role; date? due };

--: many struct late_new late_steps_new(date before, int limit);
SELECT c.pid AS casefile, t.step, t.role, MIN(t.due) AS due
  FROM todo t JOIN casefile c ON c.id = t.casefile
 WHERE NOT t.see_to AND t.due < :before AND t.role IN (3 /*WORKER*/, 4 /*PRACTICE_LEAD*/, 5 /*OPS_MANAGER*/)
   AND NOT EXISTS (SELECT 1 FROM lateness l WHERE l.casefile = t.casefile
                    AND l.step = t.step AND l.due = t.due)
 GROUP BY c.pid, t.step, t.role ORDER BY due, c.pid LIMIT :limit;

--: insert lateness_add(id casefile, enum step step, enum role role, date due, stamp now);
INSERT INTO lateness (casefile, step, role, due, noticed)
VALUES (:casefile, :step, :role, :due, :now);

-- Late steps that a tier should have confirmed or handed over before a day, and has
-- not; above the head of service there is nobody.
--: struct late_unkept { pid casefile; enum step step; enum role role; date? due };

--: many struct late_unkept late_unkepts(date before, int limit);
SELECT c.pid AS casefile, t.step, t.role, t.due FROM todo t JOIN casefile c ON c.id = t.casefile
 WHERE t.see_to AND t.due < :before AND t.role IN (4 /*PRACTICE_LEAD*/, 5 /*OPS_MANAGER*/)
 ORDER BY t.due, t.id LIMIT :limit;

-- The next tier has confirmed the step or handed it over.
--: exec lateness_answer(id casefile, enum step step, id answered_by, stamp now);
UPDATE lateness SET answered = :now, answered_by = :answered_by
 WHERE casefile = :casefile AND step = :step AND answered IS NULL;

-- Every late step held by a role, and from below it what has moved up to the tier
-- that sees to it; in one team or (none) in the whole service.
-- sees_to: the tier that is asked to see to it.
--: struct late_row { pid casefile; text ref; text child_name; enum step step; enum role role; date? due; text? holder; text? own_title; text team_name; enum role? sees_to };

--: part late_row;
SELECT c.pid AS casefile, c.ref, c.child_name, t.step, t.role, t.due, p.name AS holder,
       p.own_title, m.name AS team_name,
       (SELECT MAX(k.role) FROM todo k WHERE k.casefile = t.casefile AND k.step = t.step
           AND k.see_to) AS sees_to
  FROM todo t JOIN casefile c ON c.id = t.casefile JOIN team m ON m.id = c.team
  LEFT JOIN person p ON p.id = t.person;

--: many struct late_row late_rows(enum role role, enum role sees, id? team, date today, int limit);
({late_row}
  WHERE NOT t.see_to AND t.due < :today AND t.role = :role
    AND c.team = COALESCE(:team, c.team)
  ORDER BY t.due, t.id LIMIT :limit)
UNION ALL
({late_row} JOIN todo u ON u.casefile = t.casefile AND u.step = t.step AND u.see_to
  WHERE NOT t.see_to AND t.due < :today AND t.role < :role AND u.role = :sees
    AND c.team = COALESCE(:team, c.team)
  ORDER BY t.due, t.id LIMIT :limit)
ORDER BY due, ref LIMIT :limit;

-- For the head of service: every late step below, whoever sees to it.
--: many struct late_row late_rows_below(date today, int limit);
{late_row}
 WHERE NOT t.see_to AND t.due < :today AND t.role IN (3 /*WORKER*/, 4 /*PRACTICE_LEAD*/, 5 /*OPS_MANAGER*/)
 ORDER BY t.due, t.id LIMIT :limit;

-- Whoever has the role of a step, with what is behind them in the case: a set of
-- enum acted, as the gate finds it (casefile_see). sql/store_late.h says who of
-- them may be given it. away: on a day, or the day it is due.
--: struct step_taker { id id; pid pid; text name; text own_title; text phone; id? team; text? team_name; bool away; int acted };

--: many struct step_taker step_takers(id casefile, enum step step, enum role role, date today, date? due);
SELECT p.id, p.pid, p.name, p.own_title, p.phone, p.team, m.name AS team_name,
       EXISTS (SELECT 1 FROM absence b WHERE b.person = p.id AND b.ended IS NULL
                AND b.first_day <= :today AND b.last_day >= :today)
       OR EXISTS (SELECT 1 FROM absence b WHERE b.person = p.id AND b.ended IS NULL
                AND b.first_day <= :due AND b.last_day >= :due) AS away,
       CAST(
         EXISTS (SELECT 1 FROM assessment s WHERE s.worker = p.id
            AND s.id = IF(:step IN (2 /*STEP_APPROVE*/, 3 /*STEP_FILL_IN*/),
               c.questionnaire, c.assessment)) * 1 /*ACTED_SCORED*/
         | EXISTS (SELECT 1 FROM assessment s WHERE s.id = c.assessment
            AND s.approver = p.id) * 2 /*ACTED_APPROVED*/
         | EXISTS (SELECT 1 FROM score d WHERE d.assessment = c.assessment
            AND d.decided_by = p.id AND d.stage <> 3 /*SCORED_REVIEWED*/) * 4 /*ACTED_MODERATED*/
         | EXISTS (SELECT 1 FROM plan v JOIN plan_answer k ON k.plan = v.id
            WHERE v.casefile = c.id AND k.writer = p.id AND k.confirmed IS NULL) * 16 /*ACTED_ANSWERED_PLAN*/
         | EXISTS (SELECT 1 FROM panel_chair k
            WHERE k.casefile = c.id AND k.person = p.id) * 32 /*ACTED_CHAIRED_PANEL*/
         | EXISTS (SELECT 1 FROM excused e
            WHERE e.casefile = c.id AND e.person = p.id) * 128 /*ACTED_EXCUSED*/
         AS SIGNED) AS acted
  FROM casefile c JOIN person p ON p.role = :role AND p.active
  LEFT JOIN team m ON m.id = p.team
 WHERE c.id = :casefile
 ORDER BY m.name, p.name;

-- Gives a step to somebody by name, since when it was open and all.
--: exec step_give(id casefile, enum step step, id person, date? due);
UPDATE todo SET person = :person, due = :due
 WHERE casefile = :casefile AND step = :step AND NOT see_to;

-- reason 0: an absence, entered beforehand.
--: insert handover_add(id casefile, enum step step, id? from_person, id to_person, date? old_due, date? new_due, int reason, id? by_person, stamp now);
INSERT INTO handover (casefile, step, from_person, to_person, old_due, new_due, reason, by_person, at)
VALUES (:casefile, :step, :from_person, :to_person, :old_due, :new_due, :reason, :by_person, :now);

--: struct handover_row { enum step step; text? from_name; text to_name; date? old_due; date? new_due; int reason; text? by_name; stamp at };

--: many struct handover_row handovers_of(id casefile);
SELECT h.step, f.name AS from_name, t.name AS to_name, h.old_due, h.new_due,
       h.reason, b.name AS by_name, h.at
  FROM handover h JOIN person t ON t.id = h.to_person
  LEFT JOIN person f ON f.id = h.from_person
  LEFT JOIN person b ON b.id = h.by_person
 WHERE h.casefile = :casefile ORDER BY h.id;

-- Notes whose days of correction are over.
--: struct note_over { pid casefile };

--: many struct note_over notes_over(date today, int limit);
SELECT c.pid AS casefile FROM planning p JOIN casefile c ON c.id = p.casefile
 WHERE p.state = 9 /*NOTE_OPEN*/ AND p.note_due < :today ORDER BY p.note_due, p.casefile LIMIT :limit;

-- Cases in which every time that was offered is over.
--: struct times_over { pid casefile; enum meeting_kind kind };

--: many struct times_over times_over(stamp now, int limit);
SELECT c.pid AS casefile, m.kind
  FROM planning p JOIN casefile c ON c.id = p.casefile
  JOIN meeting m ON m.casefile = p.casefile
   AND m.kind = IF(p.state = 7 /*MEETING_OFFERED*/, 1 /*MEET_PRACTICE_LEAD*/, 2 /*MEET_OPS_MANAGER*/)
 WHERE p.state IN (7 /*MEETING_OFFERED*/, 13 /*DISCUSSION_OFFERED*/)
   AND m.id = (SELECT MAX(n.id) FROM meeting n WHERE n.casefile = m.casefile AND n.kind = m.kind)
   AND EXISTS (SELECT 1 FROM meeting_offer o WHERE o.meeting = m.id AND o.open)
   AND NOT EXISTS (SELECT 1 FROM meeting_offer o WHERE o.meeting = m.id AND o.open AND o.at > :now)
 ORDER BY p.casefile LIMIT :limit;

--: struct absence_row { pid pid; date first_day; date last_day; text stands_in };

--: many struct absence_row absences_of(id person, date today);
SELECT b.pid, b.first_day, b.last_day, p.name AS stands_in
  FROM absence b JOIN person p ON p.id = b.stands_in
 WHERE b.person = :person AND b.ended IS NULL AND b.last_day >= :today
 ORDER BY b.first_day, b.id;

--: insert absence_add(pid pid, id person, date first_day, date last_day, id stands_in, stamp now);
INSERT INTO absence (pid, person, first_day, last_day, stands_in, entered)
VALUES (:pid, :person, :first_day, :last_day, :stands_in, :now);

--: exec absence_end(pid pid, id person, stamp now);
UPDATE absence SET ended = :now WHERE pid = :pid AND person = :person AND ended IS NULL;

-- Colleagues who may stand in: the same role, and for team roles the same team.
--: struct colleague { id id; pid pid; text name };

--: many struct colleague colleagues_of(id person, enum role role, id? team);
SELECT id, pid, name FROM person
 WHERE role = :role AND team <=> :team AND active AND id <> :person ORDER BY name;

-- Who of a role is away on a day, and who stands in.
--: struct away { id person; id stands_in };

--: many struct away away_on(enum role role, date day);
SELECT b.person, b.stands_in FROM absence b JOIN person p ON p.id = b.person
 WHERE b.ended IS NULL AND b.first_day <= :day AND b.last_day >= :day AND p.role = :role
 ORDER BY b.id;

-- Steps whose holder is away when they fall due, or has left: but for those the
-- next tier is asked about, or has left with them knowing of the absence.
--: struct step_away { pid casefile; enum step step; id person; date? due; bool gone };

--: many struct step_away steps_away(date today, int limit);
(SELECT c.pid AS casefile, t.step, b.person, t.due, FALSE AS gone
  FROM absence b
  STRAIGHT_JOIN todo t FORCE INDEX (todo_person) ON t.person = b.person AND NOT t.see_to
       AND t.due BETWEEN b.first_day AND b.last_day
  JOIN casefile c ON c.id = t.casefile
 WHERE b.ended IS NULL AND b.last_day >= :today
   AND NOT EXISTS (SELECT 1 FROM todo s WHERE s.casefile = t.casefile AND s.step = t.step
                    AND s.see_to)
   AND NOT EXISTS (SELECT 1 FROM handover h WHERE h.casefile = t.casefile
                    AND h.step = t.step AND h.to_person = t.person
                    AND h.by_person IS NOT NULL AND h.new_due = t.due AND h.at >= b.entered)
 ORDER BY t.due, t.id LIMIT :limit)
UNION ALL
(SELECT c.pid AS casefile, t.step, p.id AS person, t.due, TRUE AS gone
  FROM person p
  STRAIGHT_JOIN todo t FORCE INDEX (todo_person) ON t.person = p.id AND NOT t.see_to
  JOIN casefile c ON c.id = t.casefile
 WHERE p.role IN (3 /*WORKER*/, 4 /*PRACTICE_LEAD*/, 5 /*OPS_MANAGER*/)
   AND NOT p.active
   AND NOT EXISTS (SELECT 1 FROM todo s WHERE s.casefile = t.casefile AND s.step = t.step
                    AND s.see_to)
 ORDER BY t.due, t.id LIMIT :limit);

-- ---- answers that rest with the family ----

--: struct to_remind { pid casefile; date? due };

--: many struct to_remind contests_to_remind(date today, date until, stamp now, int limit);
SELECT c.pid AS casefile, t.due FROM todo t JOIN casefile c ON c.id = t.casefile
 WHERE t.step = 7 /*STEP_CONTEST*/ AND t.role = 1 /*FAMILY*/ AND t.due BETWEEN :today AND :until
   AND t.since <= :now AND t.reminded IS NULL
 ORDER BY t.due, t.id LIMIT :limit;

--: exec contest_reminded(id casefile, stamp now);
UPDATE todo SET reminded = :now WHERE casefile = :casefile AND step = 7 /*STEP_CONTEST*/ AND reminded IS NULL;

--: struct reminder { stamp? at };

--: one struct reminder contest_reminder_of(id casefile);
SELECT MAX(reminded) AS at FROM todo WHERE casefile = :casefile AND step = 7 /*STEP_CONTEST*/;
