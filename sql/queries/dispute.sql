-- Where a disagreement stands: the questions challenged, and the plan.

--: use "core/assessment.h";
--: use "core/dispute.h";
--: use "core/letter.h";
--: use "core/plan.h";

-- The assessment a case is about, with the score that counts now. Who approved
-- it, or confirmed a total of it (a row of score that is no review, 3), does not
-- review it.
--: struct standing { id assessment; pid assessment_pid; id policy; enum ras_state state; int tool; id worker; text worker_name; text worker_title; text? worker_phone; id? approver; text? approver_name; text? approver_title; points? total; money? yearly; stamp? opened; stamp? approved; stamp? told; int reviewers; id? only_reviewer };

--: one struct standing standing_of(id casefile);
SELECT s.id AS assessment, s.pid AS assessment_pid, s.policy, s.state, s.tool,
       s.worker, w.name AS worker_name, w.own_title AS worker_title, w.phone AS worker_phone,
       s.approver, p.name AS approver_name, p.own_title AS approver_title,
       n.total, n.yearly, s.opened, s.approved, s.told,
       COALESCE((SELECT COUNT(*) FROM person r WHERE r.team = c.team AND r.role = 4 /*PRACTICE_LEAD*/
           AND r.active AND r.id NOT IN (COALESCE(s.approver, 0), s.worker)
           AND NOT EXISTS (SELECT 1 FROM score d WHERE d.assessment = s.id
                            AND d.decided_by = r.id AND d.stage <> 3 /*SCORED_REVIEWED*/)), 0) AS reviewers,
       (SELECT CASE WHEN COUNT(*) = 1 THEN MIN(r.id) END FROM person r
         WHERE r.team = c.team AND r.role = 4 /*PRACTICE_LEAD*/ AND r.active
           AND r.id NOT IN (COALESCE(s.approver, 0), s.worker)
           AND NOT EXISTS (SELECT 1 FROM score d WHERE d.assessment = s.id
                            AND d.decided_by = r.id AND d.stage <> 3 /*SCORED_REVIEWED*/)) AS only_reviewer
  FROM casefile c JOIN assessment s ON s.id = c.assessment
  JOIN person w ON w.id = s.worker
  LEFT JOIN person p ON p.id = s.approver
  LEFT JOIN score n ON n.assessment = s.id
       AND n.no = (SELECT MAX(m.no) FROM score m WHERE m.assessment = s.id)
 WHERE c.id = :casefile;

-- asked: what the family proposes now, after contesting perhaps another score.
-- worker and reviewer: what they decided, and from when the family may read it.
--: struct item { id id; int question; enum item_state state; int version; points original; points proposed; points asked; points? worker; points? reviewer; text why; text evidence; id challenged_by; text challenger; stamp challenged; stamp moved; stamp? answer_opened };

--: many struct item items_of(id assessment);
SELECT i.id, i.question, i.state, i.version, i.original, i.proposed,
       COALESCE(k.proposed, i.proposed) AS asked, w.points AS worker,
       r.points AS reviewer, i.why, i.evidence, i.challenged_by,
       p.name AS challenger, i.challenged, i.moved, i.answer_opened
  FROM item i JOIN person p ON p.id = i.challenged_by
  LEFT JOIN item_contest k ON k.item = i.id
  LEFT JOIN item_answer w ON w.item = i.id AND w.tier = 1 /*TIER_WORKER*/
  LEFT JOIN item_answer r ON r.item = i.id AND r.tier = 2 /*TIER_REVIEWER*/
 WHERE i.assessment = :assessment ORDER BY i.question;

--: insert item_add(id assessment, int question, enum item_state state, points original, points proposed, text why, text evidence, id challenged_by, stamp now);
INSERT INTO item (assessment, question, state, original, proposed, why, evidence, challenged_by, challenged, moved)
VALUES (:assessment, :question, :state, :original, :proposed, :why, :evidence, :challenged_by, :now, :now);

-- Moves one question on; changes no row if it has moved already.
--: exec item_move(id assessment, int question, enum item_state from, enum item_state to, stamp now);
UPDATE item SET state = :to, version = version + 1, moved = :now, answer_opened = NULL
 WHERE assessment = :assessment AND question = :question AND state = :from;

-- The family has opened the answer to a question.
--: exec item_answer_opened(id item, stamp now);
UPDATE item SET answer_opened = :now WHERE id = :item AND answer_opened IS NULL;

--: exec items_move(id assessment, enum item_state from, enum item_state to, stamp now);
UPDATE item SET state = :to, version = version + 1, moved = :now
 WHERE assessment = :assessment AND state = :from;

-- stands: a version of the plan was answered, or agreed, and not taken back. told,
-- scored: from when the family can read the last answer to a plan or after a meeting,
-- and the last letter on the score.
--: struct planning { enum plan_state state; enum plan_state rest; int version; stamp moved; bool plan_was_answered; bool in_writing; date? note_due; bool stands; stamp? told; stamp? scored };

--: one struct planning planning_of(id casefile);
SELECT p.state, p.rest, p.version, p.moved, p.plan_was_answered, p.in_writing,
       p.note_due,
       EXISTS (SELECT 1 FROM plan v WHERE v.casefile = p.casefile
                AND v.state IN (4 /*VERSION_ANSWERED*/, 5 /*VERSION_AGREED*/)) AS stands,
       (SELECT MAX(l.available) FROM letter l WHERE l.casefile = p.casefile
         AND l.kind IN (4 /*LETTER_PLAN*/, 5 /*LETTER_MEETING*/)) AS told,
       (SELECT MAX(l.available) FROM letter l WHERE l.casefile = p.casefile
         AND l.kind IN (1 /*LETTER_SCORE*/, 3 /*LETTER_REVIEW*/, 12 /*LETTER_FOUND*/)) AS scored
  FROM planning p WHERE p.casefile = :casefile;

--: insert planning_add(id casefile, enum plan_state state, stamp now);
INSERT INTO planning (casefile, state, moved) VALUES (:casefile, :state, :now);

--: exec planning_move(id casefile, enum plan_state from, enum plan_state to, enum plan_state rest, bool plan_was_answered, stamp now);
UPDATE planning SET state = :to, rest = :rest, version = version + 1, moved = :now,
       plan_was_answered = :plan_was_answered
 WHERE casefile = :casefile AND state = :from;

-- sees_to: the tier that is asked to see to it, because it is late.
--: struct open_step { enum step step; date? due; stamp since; id? person; enum role? sees_to };

--: many struct open_step open_steps(id casefile);
SELECT t.step, t.due, t.since, t.person,
       (SELECT MAX(k.role) FROM todo k WHERE k.casefile = t.casefile AND k.step = t.step
           AND k.see_to) AS sees_to
  FROM todo t WHERE t.casefile = :casefile AND NOT t.see_to ORDER BY t.id;

-- Every question as it was scored, with the points that count at a moment, why,
-- and who decided it: the last answer given by then, else the original. said and
-- reply: how the family saw it before it was approved, and what it was answered.
--: struct answer_now { int question; points? original; points? counted; text reason; text evidence; text? because; text? relied; id? item; id? decided_by; enum tier? tier; enum item_verdict? verdict; text? decider; enum role? role; text? own_title; stamp? decided; enum ras_view said; text said_words; stamp? said_at; text? said_by; text reply; stamp? replied; text? replied_by };

--: many struct answer_now answers_now(id assessment, stamp at);
SELECT a.question, a.points AS original, COALESCE(w.points, a.points) AS counted,
       a.reason, a.evidence, w.reason AS because, w.relied, w.item, w.decided_by, w.tier, w.verdict,
       p.name AS decider, p.role, p.own_title, w.decided, a.said, a.said_words, a.said_at,
       f.name AS said_by, a.reply, a.replied, r.name AS replied_by
  FROM answer a
  LEFT JOIN person f ON f.id = a.said_by
  LEFT JOIN person r ON r.id = a.replied_by
  LEFT JOIN item i ON i.assessment = a.assessment AND i.question = a.question
  LEFT JOIN item_answer w ON w.item = i.id AND w.tier = (SELECT MAX(x.tier)
       FROM item_answer x WHERE x.item = i.id AND x.counts <= :at)
  LEFT JOIN person p ON p.id = w.decided_by
 WHERE a.assessment = :assessment ORDER BY a.question;

--: struct item_answer { int question; enum tier tier; enum item_verdict verdict; points points; text reason; text relied; id decided_by; text decider; enum role role; text own_title; stamp decided; date? due; stamp shared; stamp? counts; text? confirmer };

--: many struct item_answer item_answers(id assessment);
SELECT i.question, w.tier, w.verdict, w.points, w.reason, w.relied,
       w.decided_by, p.name AS decider, p.role, p.own_title, w.decided, w.due, w.shared, w.counts,
       q.name AS confirmer
  FROM item i JOIN item_answer w ON w.item = i.id
  JOIN person p ON p.id = w.decided_by
  LEFT JOIN person q ON q.id = w.confirmed_by
 WHERE i.assessment = :assessment ORDER BY i.question, w.tier;

--: insert item_answer_add(id item, enum tier tier, enum item_verdict verdict, points points, text reason, text relied, id decided_by, stamp now, date? due, stamp shared, stamp? counts);
INSERT INTO item_answer (item, tier, verdict, points, reason, relied, decided_by, decided, due, shared, counts)
VALUES (:item, :tier, :verdict, :points, :reason, :relied, :decided_by, :now, :due, :shared, :counts);

-- The total is confirmed: from `counts` the worker's answers count.
--: exec item_answers_count(id assessment, id confirmed_by, stamp now, stamp counts);
UPDATE item_answer w JOIN item i ON i.id = w.item
   SET w.counts = :counts, w.confirmed_by = :confirmed_by, w.confirmed = :now
 WHERE i.assessment = :assessment AND w.tier = 1 /*TIER_WORKER*/ AND w.counts IS NULL;

--: struct item_contest { int question; stamp at; text name; text words; points? proposed; text evidence };

--: many struct item_contest item_contests(id assessment);
SELECT i.question, k.at, p.name, k.words, k.proposed, k.evidence
  FROM item i JOIN item_contest k ON k.item = i.id
  JOIN person p ON p.id = k.contested_by
 WHERE i.assessment = :assessment ORDER BY i.question;

--: insert item_contest_add(id item, stamp now, id contested_by, text words, points? proposed, text evidence);
INSERT INTO item_contest (item, at, contested_by, words, proposed, evidence)
VALUES (:item, :now, :contested_by, :words, :proposed, :evidence);

--: insert reviewer_named_add(id assessment, stamp now, id reviewer, id named_by, text reason);
INSERT INTO reviewer_named (assessment, at, reviewer, named_by, reason)
VALUES (:assessment, :now, :reviewer, :named_by, :reason);

--: struct reviewer_named { text name; text team_name; text named_by; text reason; stamp at };

--: many struct reviewer_named reviewers_named(id assessment);
SELECT r.name, t.name AS team_name, b.name AS named_by, n.reason, n.at
  FROM reviewer_named n JOIN person r ON r.id = n.reviewer
  JOIN team t ON t.id = r.team JOIN person b ON b.id = n.named_by
 WHERE n.assessment = :assessment ORDER BY n.at DESC;

-- Who of the family's side reads what is sent. known: the viewer named them, or is
-- them.
--: struct reader { pid pid; text name; bool helps; bool known };

--: many struct reader readers_of(id casefile, id viewer, stamp now);
SELECT p.pid, p.name, FALSE AS helps, TRUE AS known FROM family_member f JOIN person p ON p.id = f.person
 WHERE f.casefile = :casefile AND p.active
UNION ALL
SELECT p.pid, p.name, TRUE AS helps, COALESCE(s.named_by = :viewer OR s.person = :viewer, FALSE) AS known FROM supporter s JOIN person p ON p.id = s.person
 WHERE s.casefile = :casefile AND (s.until IS NULL OR s.until > :now) AND p.active;

--: struct step_holder { text name; enum role role; text? own_title };

-- Staff who see a case only while a step of it is theirs by name: the others are its
-- worker, the practice leads of its team, and the operations managers.
--: many struct step_holder step_holders(id casefile);
SELECT DISTINCT p.name, p.role, p.own_title
  FROM casefile c JOIN todo t ON t.casefile = c.id JOIN person p ON p.id = t.person
 WHERE c.id = :casefile AND p.active AND NOT p.id <=> c.worker
   AND (p.role = 3 /*WORKER*/ OR (p.role = 4 /*PRACTICE_LEAD*/ AND NOT p.team <=> c.team))
 ORDER BY p.name;

-- For whom a supporter writes: the one who chose them.
--: struct chosen_by { id person };

--: one struct chosen_by chosen_by(id casefile, id supporter);
SELECT named_by AS person FROM supporter WHERE casefile = :casefile AND person = :supporter;

-- What somebody has written of a question and not sent: their own, nobody
-- else's. tier: as whom they write. helper: who wrote it for them, if somebody did.
--: struct item_draft { int question; enum item_verdict? verdict; points points; text reason; text relied; stamp saved; text? helper };

--: many struct item_draft item_drafts(id assessment, enum tier tier, id person);
SELECT d.question, d.verdict, d.points, d.reason, d.relied, d.saved,
       (SELECT p.name FROM person p WHERE p.id = d.written_by AND p.id <> d.person) AS helper
  FROM item_draft d
 WHERE d.assessment = :assessment AND d.tier = :tier AND d.person = :person
 ORDER BY d.question;

--: insert item_draft_save(id assessment, enum tier tier, id person, int question, enum item_verdict? verdict, points points, text reason, text relied, id writer, stamp now);
INSERT INTO item_draft (assessment, tier, person, question, verdict, points, reason, relied, written_by, saved)
VALUES (:assessment, :tier, :person, :question, :verdict, :points, :reason, :relied, :writer, :now)
ON DUPLICATE KEY UPDATE verdict = :verdict, points = :points, reason = :reason,
       relied = :relied, written_by = :writer, saved = :now;

--: exec item_draft_drop(id assessment, enum tier tier, id person, int question);
DELETE FROM item_draft WHERE assessment = :assessment AND tier = :tier
   AND person = :person AND question = :question;

--: exec item_drafts_drop(id assessment, enum tier tier, id person);
DELETE FROM item_draft WHERE assessment = :assessment AND tier = :tier
   AND person = :person;

-- Open disagreements, the most urgent first, from one row on: the step, who
-- holds it; the points as they stand, as asked and as first scored; what was
-- agreed above the figure (as in sum_parts_of); what the plan with the council
-- costs, what its answer refused, and what was given since; and what the points
-- with it ask for. A plan that is being answered is a
-- disagreement only if it costs more than there was when it was sent. Those of all
-- are read by their order, those of a team or worker by its cases.
--: struct open_dispute { id todo; enum step step; enum role role; date? due; text? holder; text? own_title; pid casefile; text ref; text child_name; text team_name; id policy; points? total; money? yearly; money? first_yearly; points? asked; money above; money plan_cost; money refused; money given; money points };

--: part open_dispute;
SELECT STRAIGHT_JOIN t.id AS todo, t.step, t.role, t.due, h.name AS holder, h.own_title, c.pid AS casefile, c.ref,
       c.child_name, m.name AS team_name, s.policy, n.total,
       COALESCE(n.yearly, s.yearly) AS yearly, f.yearly AS first_yearly,
       CAST(n.total + (SELECT COALESCE(SUM(COALESCE(k.proposed, i.proposed)
              - COALESCE(w.points, i.original)), 0)
          FROM item i LEFT JOIN item_contest k ON k.item = i.id
          LEFT JOIN item_answer w ON w.item = i.id AND w.counts IS NOT NULL
              AND w.tier = (SELECT MAX(x.tier) FROM item_answer x
                             WHERE x.item = i.id AND x.counts IS NOT NULL)
         WHERE i.assessment = s.id AND i.state IN (1 /*ITEM_WITH_WORKER*/,
              2 /*ITEM_SHARED*/, 3 /*ITEM_ANSWERED*/, 5 /*ITEM_CONTESTED*/)) AS SIGNED) AS asked,
       COALESCE((SELECT CAST(SUM(GREATEST(k.agreed - k.allocation, 0)) AS SIGNED)
          FROM plan q JOIN plan_answer k ON k.plan = q.id
         WHERE q.casefile = c.id AND q.assessment <=> s.id AND k.confirmed IS NOT NULL), 0)
       + COALESCE((SELECT CAST(SUM(g.amount) AS SIGNED) FROM meeting g
         WHERE g.casefile = c.id AND g.assessment <=> s.id AND g.answered IS NOT NULL), 0)
       + COALESCE((SELECT CAST(SUM(CASE WHEN o.recommended
              THEN COALESCE(o.panel_added, 0) ELSE o.added END) AS SIGNED) FROM outcome o
         WHERE o.casefile = c.id AND o.assessment <=> s.id AND o.decided IS NOT NULL), 0)
           AS above,
       COALESCE((SELECT CAST(SUM(l.yearly) AS SIGNED) FROM plan_line l
         WHERE l.plan = v.id AND v.state IN (2 /*VERSION_SENT*/, 4 /*VERSION_ANSWERED*/)), 0)
           AS plan_cost,
       COALESCE((SELECT CAST(SUM(l.yearly - CASE x.verdict WHEN 1 /*POINT_AGREED*/ THEN l.yearly
              WHEN 2 /*POINT_IN_PART*/ THEN x.part ELSE 0 END) AS SIGNED)
          FROM plan_line l JOIN plan_line_answer x ON x.line = l.id
         WHERE l.plan = v.id AND v.state = 4 /*VERSION_ANSWERED*/), 0) AS refused,
       COALESCE((SELECT CAST(SUM(g.amount) AS SIGNED) FROM meeting g
         WHERE g.casefile = c.id AND g.answered > y.confirmed), 0)
       + COALESCE((SELECT CAST(SUM(CASE WHEN o.recommended
              THEN COALESCE(o.panel_added, 0) ELSE o.added END) AS SIGNED) FROM outcome o
         WHERE o.casefile = c.id AND o.decided > y.confirmed), 0) AS given,
       COALESCE((SELECT CAST(SUM(k.asked) AS SIGNED)
          FROM outcome o JOIN point k ON k.casefile = o.casefile AND k.round = o.round
         WHERE o.casefile = c.id AND o.taken_back IS NULL AND (o.decided IS NULL
           OR (o.recommended AND o.panel_noted IS NULL))), 0) AS points;

--: part scores_of_it;
JOIN assessment s ON s.id = c.assessment
  LEFT JOIN person h ON h.id = t.person
  LEFT JOIN score n ON n.assessment = s.id
       AND n.no = (SELECT MAX(x.no) FROM score x WHERE x.assessment = s.id)
  LEFT JOIN score f ON f.assessment = s.id AND f.no = 1
  LEFT JOIN plan v ON v.casefile = c.id AND v.no = (SELECT MAX(x.no) FROM plan x
                        WHERE x.casefile = c.id
                          AND x.state IN (2 /*VERSION_SENT*/, 4 /*VERSION_ANSWERED*/, 5 /*VERSION_AGREED*/))
  LEFT JOIN plan_answer y ON y.plan = v.id AND y.confirmed IS NOT NULL;

--: part open_in_order;
t.listed >= :due AND (t.listed > :due OR t.id > :after)
   AND (t.step NOT IN (10 /*STEP_ANSWER_PLAN*/, 11 /*STEP_CONFIRM_PLAN*/) OR (SELECT COUNT(*) FROM plan q
         WHERE q.casefile = c.id AND q.state = 2 /*VERSION_SENT*/ AND q.available <
               (SELECT SUM(l.yearly) FROM plan_line l WHERE l.plan = q.id)) > 0)
 ORDER BY t.listed, t.id LIMIT :limit;

--: many struct open_dispute disputes_of_all(date due, id after, int limit);
{open_dispute}
  FROM todo t FORCE INDEX (todo_listed) JOIN casefile c ON c.id = t.casefile JOIN team m ON m.id = c.team
  {scores_of_it}
 WHERE {open_in_order};

--: many struct open_dispute disputes_of_team(id team, date due, id after, int limit);
{open_dispute}
  FROM casefile c JOIN todo t ON t.casefile = c.id JOIN team m ON m.id = c.team
  {scores_of_it}
 WHERE c.team = :team AND {open_in_order};

--: many struct open_dispute disputes_of_worker(id worker, date due, id after, int limit);
{open_dispute}
  FROM casefile c JOIN todo t ON t.casefile = c.id JOIN team m ON m.id = c.team
  {scores_of_it}
 WHERE c.worker = :worker AND {open_in_order};
