-- The questionnaire of a case: its answers, what the family says of them, who
-- took part, and the score.

--: use "core/assessment.h";
--: use "core/dispute.h";
--: use "core/policy.h";

-- One questionnaire with all that its moves depend on.
--: struct ras { id id; pid pid; id policy; enum tool_kind tool; enum ras_state state; id worker; text worker_name; text worker_phone; enum role worker_role; text worker_title; stamp opened; stamp? shared; date? view_due; stamp? viewed; stamp? approved; text? approver_name; enum role? approver_role; text? approver_title; stamp? told; text returned_because; text child_said; points? total; money? yearly; int answered; int unreasoned; int unshared; int unseen; int unsent; int differences; int unreplied; int people };

--: one struct ras ras_by_id(id id);
SELECT s.id, s.pid, s.policy, s.tool, s.state, s.worker, w.name AS worker_name,
       w.phone AS worker_phone, w.role AS worker_role, w.own_title AS worker_title, s.opened, s.shared, s.view_due,
       s.viewed, s.approved, p.name AS approver_name, p.role AS approver_role, p.own_title AS approver_title, s.told,
       s.returned_because, s.child_said, s.total, s.yearly,
       COALESCE((SELECT COUNT(*) FROM answer a WHERE a.assessment = s.id), 0) AS answered,
       COALESCE((SELECT COUNT(*) FROM answer a WHERE a.assessment = s.id
           AND (a.reason = '' OR a.evidence = '')), 0) AS unreasoned,
       COALESCE((SELECT COUNT(*) FROM answer a WHERE a.assessment = s.id
           AND a.shared IS NULL), 0) AS unshared,
       COALESCE((SELECT COUNT(*) FROM answer a WHERE a.assessment = s.id
           AND a.shared IS NOT NULL AND a.view = 0 /*RAS_UNSAID*/), 0) AS unseen,
       COALESCE((SELECT COUNT(*) FROM answer a WHERE a.assessment = s.id
           AND (a.view <> a.said OR a.view_words <> a.said_words)), 0) AS unsent,
       COALESCE((SELECT COUNT(*) FROM answer a WHERE a.assessment = s.id
           AND a.said = 2 /*RAS_DIFFERENT*/), 0) AS differences,
       COALESCE((SELECT COUNT(*) FROM answer a WHERE a.assessment = s.id
           AND a.said = 2 /*RAS_DIFFERENT*/ AND a.reply = ''), 0) AS unreplied,
       COALESCE((SELECT COUNT(*) FROM took_part t WHERE t.assessment = s.id), 0) AS people
  FROM assessment s JOIN person w ON w.id = s.worker
  LEFT JOIN person p ON p.id = s.approver
 WHERE s.id = :id;

--: insert ras_add(pid pid, id casefile, id policy, enum tool_kind tool, enum ras_state state, id worker, stamp now);
INSERT INTO assessment (pid, casefile, policy, tool, state, worker, opened, child_said)
VALUES (:pid, :casefile, :policy, :tool, :state, :worker, :now, '');

-- The case points at the questionnaire that is on its way; there is one at most.
--: exec casefile_questionnaire(id casefile, id questionnaire);
UPDATE casefile SET questionnaire = :questionnaire
 WHERE id = :casefile AND questionnaire IS NULL;

--: struct answer { int question; points? points; bool not_applicable; bool two_carers; text reason; text evidence; stamp saved; stamp? shared; enum ras_view view; text view_words; enum ras_view said; text said_words; stamp? said_at; text? said_by; text said_before; text reply; stamp? replied; text? replied_by };

-- The answers, by question; those not shared only for whoever may see them.
--: many struct answer answers_of(id assessment, bool all);
SELECT a.question, a.points, a.not_applicable, a.two_carers, a.reason, a.evidence,
       a.saved, a.shared, a.view, a.view_words, a.said, a.said_words, a.said_at,
       f.name AS said_by, a.said_before, a.reply, a.replied, r.name AS replied_by
  FROM answer a LEFT JOIN person f ON f.id = a.said_by
  LEFT JOIN person r ON r.id = a.replied_by
 WHERE a.assessment = :assessment AND (:all OR a.shared IS NOT NULL)
 ORDER BY a.question;

-- Saves an answer. If it says anything new it has to be shared again, and what
-- the family said of it before is kept apart. The assignments run in order: the
-- first one compares what was with what comes.
--: insert answer_save(id assessment, int question, points? points, bool not_applicable, bool two_carers, text reason, text evidence, stamp now);
INSERT INTO answer (assessment, question, points, not_applicable, two_carers, reason, evidence, saved, view_words, said_words, said_before, reply)
VALUES (:assessment, :question, :points, :not_applicable, :two_carers, :reason, :evidence, :now, '', '', '', '')
ON DUPLICATE KEY UPDATE
       shared = IF(points <=> :points AND not_applicable = :not_applicable AND
                   two_carers = :two_carers AND reason = :reason AND
                   evidence = :evidence, shared, NULL),
       said_before = IF(shared IS NULL AND said_words <> '', said_words, said_before),
       view = IF(shared IS NULL, 0 /*RAS_UNSAID*/, view), view_words = IF(shared IS NULL, '', view_words),
       said = IF(shared IS NULL, 0 /*RAS_UNSAID*/, said), said_words = IF(shared IS NULL, '', said_words),
       reply = IF(shared IS NULL, '', reply),
       points = :points, not_applicable = :not_applicable, two_carers = :two_carers,
       reason = :reason, evidence = :evidence, saved = :now;

--: exec answer_share(id assessment, int question, stamp now);
UPDATE answer SET shared = :now
 WHERE assessment = :assessment AND question = :question AND shared IS NULL;

--: exec answers_share(id assessment, stamp now);
UPDATE answer SET shared = :now WHERE assessment = :assessment AND shared IS NULL;

-- How the family sees an answer it can see; for the family alone until sent.
--: exec answer_view(id assessment, int question, enum ras_view view, text words, id person, stamp now);
UPDATE answer SET view = :view, view_words = :words, view_at = :now, view_by = :person
 WHERE assessment = :assessment AND question = :question AND shared IS NOT NULL;

-- Sends it. A reply stands as long as what it answers does.
--: exec answers_say(id assessment, id person, stamp now);
UPDATE answer SET reply = IF(said = view AND said_words = view_words, reply, ''),
       said_at = IF(said = view AND said_words = view_words, said_at, :now),
       said_by = IF(said = view AND said_words = view_words, said_by, :person),
       said = view, said_words = view_words
 WHERE assessment = :assessment AND view <> 0 /*RAS_UNSAID*/;

--: exec answer_reply(id assessment, int question, text reply, id person, stamp now);
UPDATE answer SET reply = :reply, replied = :now, replied_by = :person
 WHERE assessment = :assessment AND question = :question AND said = 2 /*RAS_DIFFERENT*/;

--: exec child_said_set(id assessment, text words);
UPDATE assessment SET child_said = :words WHERE id = :assessment;

--: struct took_part { pid pid; text name; text who; date day };

--: many struct took_part took_part_of(id assessment);
SELECT pid, name, who, day FROM took_part WHERE assessment = :assessment
 ORDER BY day, id;

--: insert took_part_add(pid pid, id assessment, text name, text who, date day);
INSERT INTO took_part (pid, assessment, name, who, day)
VALUES (:pid, :assessment, :name, :who, :day);

--: exec took_part_drop(id assessment, pid pid);
DELETE FROM took_part WHERE assessment = :assessment AND pid = :pid;

-- The moves: each from the state it was found in, and no other.
--: exec ras_shared(id id, enum ras_state from, enum ras_state to, stamp now, date due);
UPDATE assessment SET state = :to, version = version + 1, shared = :now, view_due = :due
 WHERE id = :id AND state = :from;

--: exec ras_said(id id, enum ras_state from, enum ras_state to, stamp now);
UPDATE assessment SET state = :to, version = version + 1, viewed = :now
 WHERE id = :id AND state = :from;

--: exec ras_returned(id id, enum ras_state from, enum ras_state to, text because);
UPDATE assessment SET state = :to, version = version + 1, returned_because = :because
 WHERE id = :id AND state = :from;

--: exec ras_approved(id id, enum ras_state from, enum ras_state to, stamp now, id approver, stamp told, points? total, money? yearly);
UPDATE assessment SET state = :to, version = version + 1, approved = :now,
       approver = :approver, told = :told, total = :total, yearly = :yearly
 WHERE id = :id AND state = :from;

--: exec ras_moved(id id, enum ras_state from, enum ras_state to);
UPDATE assessment SET state = :to, version = version + 1 WHERE id = :id AND state = :from;

-- The questionnaire becomes the assessment whose score counts.
--: exec casefile_scored(id casefile, id assessment);
UPDATE casefile SET assessment = :assessment, questionnaire = NULL
 WHERE id = :casefile AND questionnaire = :assessment;

--: insert score_add(id assessment, int no, enum score_stage stage, points total, money yearly, stamp now, stamp told, id decided_by);
INSERT INTO score (assessment, no, stage, total, yearly, at, told, decided_by)
VALUES (:assessment, :no, :stage, :total, :yearly, :now, :told, :decided_by);

--: struct score { int no; enum score_stage stage; points total; money yearly; stamp at; stamp told; text name; enum role role; text own_title; text? answered_by; text? answered_title };

-- answered_by: of a total that was confirmed, who had answered the questions;
-- answered_title: the own title, if it was one.
--: many struct score scores_of(id assessment);
SELECT s.no, s.stage, s.total, s.yearly, s.at, s.told, p.name, p.role, p.own_title,
       (SELECT GROUP_CONCAT(DISTINCT w.name ORDER BY w.name SEPARATOR ', ')
          FROM item i JOIN item_answer k ON k.item = i.id AND k.tier = 1 /*TIER_WORKER*/
          JOIN person w ON w.id = k.decided_by
         WHERE i.assessment = s.assessment AND k.confirmed = s.at) AS answered_by,
       (SELECT IF(COUNT(DISTINCT w.id) = 1, MIN(w.own_title), NULL)
          FROM item i JOIN item_answer k ON k.item = i.id AND k.tier = 1 /*TIER_WORKER*/
          JOIN person w ON w.id = k.decided_by
         WHERE i.assessment = s.assessment AND k.confirmed = s.at) AS answered_title
  FROM score s JOIN person p ON p.id = s.decided_by
 WHERE s.assessment = :assessment ORDER BY s.no;

-- Cases in which the family's days to look at the answers are over.
--: struct overdue_view { pid casefile };

--: many struct overdue_view ras_overdue(date today, int limit);
SELECT c.pid AS casefile FROM todo t JOIN casefile c ON c.id = t.casefile
 WHERE t.role = 1 /*FAMILY*/ AND t.step = 1 /*STEP_SEE_ANSWERS*/ AND t.due < :today
 ORDER BY t.due LIMIT :limit;
