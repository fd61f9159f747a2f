-- Meetings and discussions, and who was asked to leave one to another.

--: use "core/access.h";
--: use "core/meeting.h";

--: struct meeting { id id; pid pid; enum meeting_kind kind; stamp asked; text asked_by; date counts_from; enum meeting_way way; text interpreter; text adjustments; text comes; text about; int missed; id? chosen; stamp? at; text? place; id? offered_by; date? held; text note; id? note_writer; text? note_by; enum role? note_role; text? note_title; stamp? shared; bool note_right; text correction; stamp? corrected; text? corrected_by; enum meeting_answer answer; money? amount; text reasons; text next_step; stamp? answered; text? answered_by; enum role? answered_role; text? answered_title; pid? letter; stamp? ended; stamp? told };

-- The last meeting of a kind in a case. told: from when the family may read the
-- letter that answers it.
--: one struct meeting meeting_last(id casefile, enum meeting_kind kind);
SELECT m.id, m.pid, m.kind, m.asked, f.name AS asked_by, m.counts_from, m.way,
       m.interpreter, m.adjustments, m.comes, m.about, m.missed, m.chosen, o.at,
       o.place, o.offered_by, m.held, m.note, m.note_by AS note_writer,
       w.name AS note_by, w.role AS note_role, w.own_title AS note_title, m.shared, m.note_right, m.correction, m.corrected,
       k.name AS corrected_by, m.answer, m.amount, m.reasons, m.next_step,
       m.answered, d.name AS answered_by, d.role AS answered_role, d.own_title AS answered_title,
       m.letter, m.ended, l.available AS told
  FROM meeting m JOIN person f ON f.id = m.asked_by
  LEFT JOIN meeting_offer o ON o.id = m.chosen
  LEFT JOIN person w ON w.id = m.note_by
  LEFT JOIN person k ON k.id = m.corrected_by
  LEFT JOIN person d ON d.id = m.answered_by
  LEFT JOIN letter l ON l.pid = m.letter
 WHERE m.id = (SELECT MAX(n.id) FROM meeting n
                WHERE n.casefile = :casefile AND n.kind = :kind);

--: insert meeting_add(pid pid, id casefile, id? assessment, enum meeting_kind kind, stamp now, id asked_by, date counts_from, enum meeting_way way, text interpreter, text adjustments, text comes, text about);
INSERT INTO meeting (pid, casefile, assessment, kind, asked, asked_by, counts_from, way, interpreter, adjustments, comes, about)
VALUES (:pid, :casefile, :assessment, :kind, :now, :asked_by, :counts_from, :way, :interpreter, :adjustments, :comes, :about);

--: exec meeting_needs_set(id id, enum meeting_way way, text interpreter, text adjustments, text comes, text about);
UPDATE meeting SET way = :way, interpreter = :interpreter,
       adjustments = :adjustments, comes = :comes, about = :about
 WHERE id = :id;

-- Other times are wanted: what was chosen no longer holds.
--: exec meeting_again(id id, date counts_from, int missed);
UPDATE meeting SET chosen = NULL, counts_from = :counts_from, missed = missed + :missed
 WHERE id = :id;

--: exec meeting_choose(id id, id offer);
UPDATE meeting SET chosen = :offer WHERE id = :id AND chosen IS NULL;

--: exec meeting_note_set(id id, date held, text note, id note_by, stamp now);
UPDATE meeting SET held = :held, note = :note, note_by = :note_by, shared = :now
 WHERE id = :id AND shared IS NULL;

--: exec meeting_correct(id id, bool note_right, text correction, id corrected_by, stamp now);
UPDATE meeting SET note_right = :note_right, correction = :correction,
       corrected_by = :corrected_by, corrected = :now
 WHERE id = :id AND corrected IS NULL;

-- assessment: the one that counts now, perhaps a newer than when it was asked for.
--: exec meeting_answer_set(id id, id? assessment, enum meeting_answer answer, money amount, text reasons, text next_step, id answered_by, stamp now, pid letter);
UPDATE meeting SET answer = :answer, amount = :amount, reasons = :reasons,
       next_step = :next_step, answered_by = :answered_by, answered = :now,
       letter = :letter, assessment = :assessment
 WHERE id = :id AND answered IS NULL;

--: exec meeting_end(id id, stamp now);
UPDATE meeting SET ended = :now WHERE id = :id AND ended IS NULL;

-- A meeting has come to its end with its answer, a discussion when it was held.
--: exec meetings_end(id casefile, enum meeting_kind answered, stamp now);
UPDATE meeting SET ended = :now
 WHERE casefile = :casefile AND ended IS NULL
   AND ((kind = :answered AND answered IS NULL) OR (kind <> :answered AND held IS NULL));

--: exec meeting_offers_close_all(id casefile);
UPDATE meeting_offer o JOIN meeting m ON m.id = o.meeting SET o.open = FALSE
 WHERE m.casefile = :casefile AND o.open;

--: struct meeting_offer { id id; pid pid; stamp at; text place; id offered_by; text name };

--: many struct meeting_offer meeting_offers(id meeting);
SELECT o.id, o.pid, o.at, o.place, o.offered_by, p.name
  FROM meeting_offer o JOIN person p ON p.id = o.offered_by
 WHERE o.meeting = :meeting AND o.open ORDER BY o.at, o.id;

--: insert meeting_offer_add(pid pid, id meeting, stamp at, text place, stamp now, id offered_by);
INSERT INTO meeting_offer (pid, meeting, at, place, offered, offered_by)
VALUES (:pid, :meeting, :at, :place, :now, :offered_by);

--: exec meeting_offers_close(id meeting);
UPDATE meeting_offer SET open = FALSE WHERE meeting = :meeting AND open;

-- What somebody is writing about a meeting, and nobody else sees.
--: struct meeting_draft { date? held; text note; enum meeting_answer answer; money? amount; text reasons; text next_step; stamp saved };

--: one struct meeting_draft meeting_draft_of(id meeting, id person);
SELECT held, note, answer, amount, reasons, next_step, saved
  FROM meeting_draft WHERE meeting = :meeting AND person = :person;

--: insert meeting_draft_note(id meeting, id person, date? held, text note, stamp now);
INSERT INTO meeting_draft (meeting, person, held, note, saved)
VALUES (:meeting, :person, :held, :note, :now)
ON DUPLICATE KEY UPDATE held = :held, note = :note, saved = :now;

--: insert meeting_draft_answer(id meeting, id person, enum meeting_answer answer, money? amount, text reasons, text next_step, stamp now);
INSERT INTO meeting_draft (meeting, person, answer, amount, reasons, next_step, saved)
VALUES (:meeting, :person, :answer, :amount, :reasons, :next_step, :now)
ON DUPLICATE KEY UPDATE answer = :answer, amount = :amount, reasons = :reasons,
       next_step = :next_step, saved = :now;

-- Who of the team may hold the meeting, and whom the family excused.
--: struct meeting_lead { id id; pid pid; text name; bool excused };

--: many struct meeting_lead meeting_leads(id team, id casefile);
SELECT p.id, p.pid, p.name,
       EXISTS (SELECT 1 FROM excused e WHERE e.casefile = :casefile AND e.person = p.id) AS excused
  FROM person p WHERE p.team = :team AND p.role = 4 /*PRACTICE_LEAD*/ AND p.active ORDER BY p.name;

--: insert excused_add(id casefile, id person, id asked_by, stamp now);
INSERT INTO excused (casefile, person, asked_by, at)
VALUES (:casefile, :person, :asked_by, :now);

--: exec planning_note_due(id casefile, date note_due);
UPDATE planning SET note_due = :note_due WHERE casefile = :casefile;

--: exec planning_in_writing(id casefile, bool in_writing);
UPDATE planning SET in_writing = :in_writing WHERE casefile = :casefile;

--: struct own_number { text phone };

--: one struct own_number phone_of_person(id person);
SELECT phone FROM person WHERE id = :person;
