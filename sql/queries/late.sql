-- Steps that are late, handed over, and the people who are away.

--: use "core/deadline.h";

-- What was late in a case since a day, for its letters.
--: struct late_step { enum step step; enum role role; date due; stamp noticed };

--: many struct late_step late_steps_of(id casefile, date since);
SELECT step, role, due, noticed FROM lateness
 WHERE casefile = :casefile AND due >= :since ORDER BY due, id;
