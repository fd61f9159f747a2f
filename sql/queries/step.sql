-- Steps that are opened and closed, and whom a letter or notice goes to.

--: use "core/deadline.h";
--: use "core/dispute.h";
--: use "core/entry.h";

--: insert step_add(id casefile, enum step step, id? person, id? team, enum role role, stamp now, date? due);
INSERT INTO todo (casefile, step, person, team, role, since, due)
VALUES (:casefile, :step, :person, :team, :role, :now, :due);

-- Asks the next tier to see to a step: to confirm it, or to hand it over.
--: insert step_see_to(id casefile, enum step step, id? team, enum role role, stamp now, date? due);
INSERT INTO todo (casefile, step, team, role, since, due, see_to)
VALUES (:casefile, :step, :team, :role, :now, :due, TRUE);

-- A letter to be read: one row each, until it is opened or another stands for it.
--: insert step_add_letter(id casefile, stamp since, pid letter);
INSERT INTO todo (casefile, step, role, since, thing)
VALUES (:casefile, 31 /*STEP_READ_LETTER*/, 1 /*FAMILY*/, :since, :letter);

--: exec step_drop_letter(id casefile, pid letter);
DELETE FROM todo WHERE casefile = :casefile AND step = 31 /*STEP_READ_LETTER*/ AND thing = :letter;

-- No answer is left that was shared and not opened.
--: exec step_drop_answers_read(id casefile);
DELETE FROM todo WHERE casefile = :casefile AND step = 32 /*STEP_READ_ANSWER*/
   AND NOT EXISTS (SELECT 1 FROM casefile c JOIN item i ON i.assessment = c.assessment
                    WHERE c.id = :casefile AND i.state = 2 /*ITEM_SHARED*/
                      AND i.answer_opened IS NULL);

-- Nothing that was entered for the family is left that it could still correct.
--: exec step_drop_checked(id casefile);
DELETE FROM todo WHERE casefile = :casefile AND step = 33 /*STEP_CHECK_ENTRY*/
   AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.casefile = :casefile AND e.no > 0
                    AND e.said = 0 /*ENTRY_UNSAID*/ AND e.correct_by IS NOT NULL);

--: exec step_seen_to(id casefile, enum step step);
DELETE FROM todo WHERE casefile = :casefile AND step = :step AND see_to;

-- The same step with another holder and date.
--: exec step_again(id casefile, enum step step, id? person, id? team, stamp now, date? due);
UPDATE todo SET person = :person, team = :team, since = :now, due = :due
 WHERE casefile = :casefile AND step = :step AND NOT see_to;

--: exec step_drop(id casefile, enum step step);
DELETE FROM todo WHERE casefile = :casefile AND step = :step;

--: struct relative { id id; text? email; text name };

--: many struct relative family_of(id casefile);
SELECT p.id, p.email, p.name FROM family_member f JOIN person p ON p.id = f.person
 WHERE f.casefile = :casefile AND p.active ORDER BY f.since, p.id;
