-- Cases, and the viewer's relations to them.

--: use "core/access.h";
--: use "core/assessment.h";
--: use "core/audit.h";
--: use "core/deadline.h";
--: use "core/entry.h";
--: use "core/letter.h";

-- The one subject of every page about a child: the case with what the gate
-- and most pages need, and how the viewer stands to it. The scalar subqueries
-- are meant: the locking twin below must lock the case and nothing else.
-- scored, approved and moderated (approved or confirmed a total of it) are about
-- the assessment whose score counts; scoring and ras_* about the questionnaire on
-- its way to one. named: the steps given to the
-- viewer by name, a set of 1 << enum step. helps: who chose the viewer to help,
-- and whose drafts the viewer writes. by_post: somebody of the family reads paper.
--: struct casefile { id id; pid pid; text ref; text child_name; text called; text notice_name; date born; int school_stage; id team; text team_name; id? worker; text? worker_name; text? worker_title; text? worker_phone; text council_number; date opened; id? assessment; bool unscored; int record_no; bytes record_mac; bool own; bool helper; bool helper_drafts; id? helps; bool assigned; bool in_team; bool scored; bool approved; bool moderated; bool answered_plan; id? questionnaire; enum ras_state? ras_state; id? ras_policy; enum tool_kind? ras_tool; bool scoring; bool challenged; id named; bool excused; bool chaired_panel; bool complained_of; bool signed_plan; bool seen_this_hour; bool entering; bool corrected; enum letter_format format; text format_words; bool by_post };

--: part casefile_row;
SELECT c.id, c.pid, c.ref, c.child_name, c.called, c.notice_name, c.born,
       c.school_stage, c.team, COALESCE((SELECT t.name FROM team t WHERE t.id = c.team), '') AS team_name,
       c.worker, (SELECT w.name FROM person w WHERE w.id = c.worker) AS worker_name,
       (SELECT w.own_title FROM person w WHERE w.id = c.worker) AS worker_title,
       (SELECT w.phone FROM person w WHERE w.id = c.worker) AS worker_phone,
       c.council_number, c.opened, c.assessment,
       COALESCE(c.assessment IS NOT NULL AND NOT EXISTS (SELECT 1 FROM score d
               WHERE d.assessment = c.assessment), FALSE) AS unscored,
       c.record_no, c.record_mac,
       EXISTS (SELECT 1 FROM family_member f WHERE f.casefile = c.id
               AND f.person = :viewer) AS own,
       EXISTS (SELECT 1 FROM supporter s WHERE s.casefile = c.id
               AND s.person = :viewer AND (s.until IS NULL OR s.until > :now)) AS helper,
       EXISTS (SELECT 1 FROM supporter s WHERE s.casefile = c.id
               AND s.person = :viewer AND (s.until IS NULL OR s.until > :now)
               AND s.may_draft) AS helper_drafts,
       (SELECT s.named_by FROM supporter s WHERE s.casefile = c.id
         AND s.person = :viewer AND (s.until IS NULL OR s.until > :now)) AS helps,
       COALESCE(c.worker = :viewer, FALSE) AS assigned,
       COALESCE(c.team = :team, FALSE) AS in_team,
       EXISTS (SELECT 1 FROM assessment s WHERE s.id = c.assessment AND s.worker = :viewer) AS scored,
       EXISTS (SELECT 1 FROM assessment s WHERE s.id = c.assessment AND s.approver = :viewer) AS approved,
       EXISTS (SELECT 1 FROM score d WHERE d.assessment = c.assessment
               AND d.decided_by = :viewer AND d.stage <> 3 /*SCORED_REVIEWED*/) AS moderated,
       EXISTS (SELECT 1 FROM plan p JOIN plan_answer k ON k.plan = p.id
               WHERE p.casefile = c.id AND k.writer = :viewer
               AND k.confirmed IS NULL) AS answered_plan,
       c.questionnaire,
       (SELECT q.state FROM assessment q WHERE q.id = c.questionnaire) AS ras_state,
       (SELECT q.policy FROM assessment q WHERE q.id = c.questionnaire) AS ras_policy,
       (SELECT q.tool FROM assessment q WHERE q.id = c.questionnaire) AS ras_tool,
       EXISTS (SELECT 1 FROM assessment s WHERE s.id = c.questionnaire AND s.worker = :viewer) AS scoring,
       EXISTS (SELECT 1 FROM item i WHERE i.assessment = c.assessment
               AND i.challenged_by = :viewer) AS challenged,
       COALESCE((SELECT CAST(BIT_OR(1 << t.step) AS SIGNED) FROM todo t
         WHERE t.casefile = c.id AND t.person = :viewer), 0) AS named,
       EXISTS (SELECT 1 FROM excused e WHERE e.casefile = c.id AND e.person = :viewer) AS excused,
       EXISTS (SELECT 1 FROM panel_chair k WHERE k.casefile = c.id AND k.person = :viewer) AS chaired_panel,
       EXISTS (SELECT 1 FROM complaint k
               JOIN complaint_named n ON n.complaint = k.id AND n.person = :viewer
               JOIN complaint_step s ON s.complaint = k.id JOIN todo t ON t.id = s.todo
               WHERE k.casefile = c.id) AS complained_of,
       EXISTS (SELECT 1 FROM plan p WHERE p.casefile = c.id AND p.council_signer = :viewer
               AND p.family_signed IS NULL) AS signed_plan,
       EXISTS (SELECT 1 FROM view k WHERE k.casefile = c.id
               AND k.person = :viewer AND k.hour = :hour AND k.what = 1 /*VIEW_PAGE*/) AS seen_this_hour,
       EXISTS (SELECT 1 FROM entry e WHERE e.casefile = c.id
               AND e.staff = :viewer AND e.ended IS NULL AND e.no > 0) AS entering,
       EXISTS (SELECT 1 FROM entry e WHERE e.casefile = c.id
               AND e.said = 2 /*ENTRY_WRONG*/ AND e.heeded IS NULL) AS corrected,
       c.format, c.format_words,
       EXISTS (SELECT 1 FROM family_member f WHERE f.casefile = c.id
               AND f.by_post) AS by_post
  FROM casefile c;

--: one struct casefile casefile_see(pid pid, id viewer, id? team, stamp now, stamp hour);
{casefile_row}
 WHERE c.pid = :pid;

-- The same, locked for a change: the first statement of every POST about it.
--: one struct casefile casefile_take(pid pid, id viewer, id? team, stamp now, stamp hour);
{casefile_row}
 WHERE c.pid = :pid
   FOR UPDATE;

--: insert view_add(id casefile, id person, stamp hour, int what, pid thing, stamp now, enum role role);
INSERT INTO view (casefile, person, hour, what, thing, at, role)
VALUES (:casefile, :person, :hour, :what, :thing, :now, :role);

-- A page of the record, newest first; before is the number to go on from.
-- readable: the row is about a letter, and from when the family may read that.
-- own_title: of who acted, where they still have the role of that day.
--: struct record_row { int no; stamp at; text? actor_name; enum role role; text? own_title; int action; int audience; pid? thing; text note; text? entered_by; stamp? readable };

--: many struct record_row record_rows(id casefile, int before, int audience, int limit);
SELECT r.no, r.at, p.name AS actor_name, r.role,
       CASE WHEN p.role = r.role THEN p.own_title END AS own_title, r.action, r.audience, r.thing, r.note,
       e.name AS entered_by, l.available AS readable
  FROM record r LEFT JOIN person p ON p.id = r.actor
  LEFT JOIN person e ON e.id = r.entered_by
  LEFT JOIN letter l ON l.pid = r.thing
 WHERE r.casefile = :casefile AND r.no < :before AND r.audience >= :audience
 ORDER BY r.no DESC LIMIT :limit;

-- The trigger on this table moves the case's record_no and record_mac on.
--: insert record_add(id casefile, int no, stamp now, id? actor, id? entered_by, enum role role, int action, int audience, pid? thing, text note, text request, bytes? fingerprint, bytes mac);
INSERT INTO record (casefile, no, at, actor, entered_by, role, action, audience, thing, note, request, fingerprint, mac)
VALUES (:casefile, :no, :now, :actor, :entered_by, :role, :action, :audience, :thing, :note, :request, :fingerprint, :mac);

-- Of the letter, document or comment that is named, to be chained with its name.
--: struct fingerprint { bytes? of };

--: one struct fingerprint fingerprint_of(id casefile, pid thing);
SELECT COALESCE((SELECT l.hash FROM letter l WHERE l.pid = :thing AND l.casefile = :casefile),
       (SELECT d.kept FROM document d WHERE d.pid = :thing AND d.casefile = :casefile),
       (SELECT k.hash FROM staff_comment k WHERE k.pid = :thing AND k.casefile = :casefile)) AS of;

-- The newest row of the record since the viewer last looked at the case: another's, or
-- their own of this action. None, if the viewer has not looked since :since, or one of
-- the steps (a set of 1 << step) still waits. given: a step was handed to the viewer;
-- had: the case was theirs, and went to another; team_had: so with their team.
--: struct passed_row { text? name; bool own; int action; stamp at; bool given; bool had; bool team_had };

--: one struct passed_row passed_since(id casefile, id viewer, int action, stamp since, id steps);
SELECT p.name, r.actor <=> :viewer AS own, r.action, r.at,
       EXISTS (SELECT 1 FROM handover h WHERE h.casefile = r.casefile AND h.to_person = :viewer) AS given,
       EXISTS (SELECT 1 FROM case_given g WHERE g.casefile = r.casefile AND g.from_person = :viewer AND g.done) AS had,
       EXISTS (SELECT 1 FROM case_given g JOIN person f ON f.id = g.from_person JOIN person v ON v.team = f.team
                WHERE g.casefile = r.casefile AND v.id = :viewer AND g.done) AS team_had
  FROM record r LEFT JOIN person p ON p.id = r.actor
 WHERE r.casefile = :casefile AND (NOT r.actor <=> :viewer OR r.action = :action)
   AND r.at > (SELECT MAX(v.at) FROM view v
                WHERE v.casefile = :casefile AND v.person = :viewer AND v.at >= :since)
   AND NOT EXISTS (SELECT 1 FROM todo t WHERE t.casefile = :casefile AND ((1 << t.step) & :steps) <> 0)
 ORDER BY r.no DESC LIMIT 1;

-- Is it of this case: a letter, a document, a line of a plan, somebody who took part?
--: struct thing_here { bool here };

--: one struct thing_here thing_in_case(id casefile, pid thing);
SELECT EXISTS (SELECT 1 FROM letter x WHERE x.pid = :thing AND x.casefile = :casefile)
    OR EXISTS (SELECT 1 FROM document x WHERE x.pid = :thing AND x.casefile = :casefile)
    OR EXISTS (SELECT 1 FROM plan_line x JOIN plan p ON p.id = x.plan
                WHERE x.pid = :thing AND p.casefile = :casefile)
    OR EXISTS (SELECT 1 FROM took_part x JOIN casefile c ON x.assessment = c.questionnaire
                WHERE x.pid = :thing AND c.id = :casefile) AS here;

-- The cases somebody works on, by the name of the child, each with what is due
-- first. find: a part of the name or the beginning of the reference; or "".
--: struct listed_case { pid pid; text ref; text child_name; text? worker_name; enum step? step; enum role? role; text? holder; text? own_title; date? due };

--: part listed_case;
SELECT c.pid, c.ref, c.child_name, w.name AS worker_name, t.step, t.role, h.name AS holder, h.own_title,
       t.due
  FROM casefile c LEFT JOIN person w ON w.id = c.worker
  LEFT JOIN todo t ON t.id = (SELECT n.id FROM todo n WHERE n.casefile = c.id AND NOT n.see_to
                               ORDER BY n.step IN (4 /*STEP_CHALLENGE*/, 9 /*STEP_PLAN*/, 31 /*STEP_READ_LETTER*/,
                                                   32 /*STEP_READ_ANSWER*/, 33 /*STEP_CHECK_ENTRY*/),
                                        n.due IS NULL, n.due, n.id LIMIT 1)
  LEFT JOIN person h ON h.id = t.person;

--: part found_in_order;
(:find = '' OR LOCATE(:find, c.child_name) > 0 OR LOCATE(:find, c.ref) = 1)
 ORDER BY c.child_name, c.id LIMIT :limit;

--: many struct listed_case cases_of_worker(id worker, text find, int limit);
{listed_case}
 WHERE c.worker = :worker
   AND {found_in_order};

--: many struct listed_case cases_of_team(id? team, text find, int limit);
{listed_case}
 WHERE c.team = :team
   AND {found_in_order};

-- For who runs the whole service, which has too many to list.
--: many struct listed_case cases_of_ref(text ref);
{listed_case}
 WHERE c.ref = :ref;
