-- The whole of a case as rows of plain facts, for the council's own system: what
-- was shared, sent or decided. What is still being written is its writer's.

--: use "core/assessment.h";
--: use "core/copy.h";

-- was and points are points, sum is a yearly amount.
--: struct copy_row { enum copy_part part; id? no; id? sub; stamp? at; text? who; id? code; points? was; points? points; money? sum; text words; text more; text third };

--: many struct copy_row copy_of(id casefile);
SELECT 1 /*COPY_PEOPLE*/ AS part, s.id AS no, 0 AS sub, t.day + INTERVAL 0 MICROSECOND AS at, t.name AS who,
       NULL AS code, NULL AS was, NULL AS points, NULL AS sum, t.who AS words, '' AS more, '' AS third
  FROM assessment s JOIN took_part t ON t.assessment = s.id WHERE s.casefile = :casefile
 UNION ALL
SELECT 2 /*COPY_ANSWERS*/, s.id, CAST(a.question AS SIGNED), a.shared, NULL, NULL, NULL, a.points, NULL, a.reason, a.evidence, ''
  FROM assessment s JOIN answer a ON a.assessment = s.id
 WHERE s.casefile = :casefile AND a.shared IS NOT NULL
 UNION ALL
SELECT 3 /*COPY_VIEWS*/, s.id, CAST(a.question AS SIGNED), a.said_at, p.name, CAST(a.said AS SIGNED), NULL, NULL, NULL, a.said_words, a.reply, a.said_before
  FROM assessment s JOIN answer a ON a.assessment = s.id LEFT JOIN person p ON p.id = a.said_by
 WHERE s.casefile = :casefile AND a.said > 0 /*RAS_UNSAID*/
 UNION ALL
SELECT 4 /*COPY_CHILD*/, s.id, 0, s.opened, w.name, NULL, NULL, NULL, NULL, s.child_said, s.returned_because, ''
  FROM assessment s JOIN person w ON w.id = s.worker WHERE s.casefile = :casefile AND s.child_said <> ''
 UNION ALL
SELECT 5 /*COPY_SCORES*/, s.id, CAST(n.no AS SIGNED), n.at, p.name, CAST(n.stage AS SIGNED), NULL, n.total, n.yearly, '', '', ''
  FROM assessment s JOIN score n ON n.assessment = s.id JOIN person p ON p.id = n.decided_by
 WHERE s.casefile = :casefile
 UNION ALL
SELECT 6 /*COPY_CHALLENGE*/, s.id, CAST(i.question AS SIGNED), i.challenged, p.name, NULL, i.original, i.proposed, NULL, i.why, i.evidence, ''
  FROM assessment s JOIN item i ON i.assessment = s.id JOIN person p ON p.id = i.challenged_by
 WHERE s.casefile = :casefile
 UNION ALL
SELECT 7 /*COPY_DECIDED*/, s.id, CAST(i.question AS SIGNED), k.decided, p.name, CAST(k.verdict AS SIGNED), i.original, k.points, NULL, k.reason, k.relied, ''
  FROM assessment s JOIN item i ON i.assessment = s.id JOIN item_answer k ON k.item = i.id
  JOIN person p ON p.id = k.decided_by
 WHERE s.casefile = :casefile
 UNION ALL
SELECT 8 /*COPY_CONTESTS*/, s.id, CAST(i.question AS SIGNED), k.at, p.name, NULL, NULL, k.proposed, NULL, k.words, k.evidence, ''
  FROM assessment s JOIN item i ON i.assessment = s.id JOIN item_contest k ON k.item = i.id
  JOIN person p ON p.id = k.contested_by
 WHERE s.casefile = :casefile
 UNION ALL
SELECT 9 /*COPY_PLAN*/, n.no, 0, n.sent, p.name, CAST(n.state AS SIGNED), NULL, NULL, n.available, n.child_words, '', ''
  FROM plan n JOIN person p ON p.id = n.sent_by WHERE n.casefile = :casefile AND n.no > 0
 UNION ALL
SELECT 10 /*COPY_PLAN_OUTCOMES*/, n.no, o.no, NULL, NULL, NULL, NULL, NULL, NULL, o.words, '', ''
  FROM plan n JOIN plan_outcome o ON o.plan = n.id WHERE n.casefile = :casefile AND n.no > 0
 UNION ALL
SELECT 11 /*COPY_PLAN_LINES*/, n.no, l.position, NULL, NULL, CAST(k.verdict AS SIGNED), NULL, NULL, l.yearly,
       l.what, l.why, COALESCE(k.reason, '')
  FROM plan n JOIN plan_line l ON l.plan = n.id
  LEFT JOIN plan_answer a ON a.plan = n.id AND a.confirmed IS NOT NULL
  LEFT JOIN plan_line_answer k ON k.line = l.id AND a.plan IS NOT NULL
 WHERE n.casefile = :casefile AND n.no > 0
 UNION ALL
SELECT 12 /*COPY_PLAN_ANSWERS*/, n.no, 0, a.confirmed, p.name, CAST(a.kind AS SIGNED), NULL, NULL, a.agreed, a.reason, '', ''
  FROM plan n JOIN plan_answer a ON a.plan = n.id JOIN person p ON p.id = a.confirmer
 WHERE n.casefile = :casefile AND a.confirmed IS NOT NULL
 UNION ALL
SELECT 13 /*COPY_MEETINGS*/, CAST(m.kind AS SIGNED), m.id, m.asked, p.name, CAST(m.way AS SIGNED), NULL, NULL, NULL, m.about, m.comes, m.adjustments
  FROM meeting m JOIN person p ON p.id = m.asked_by WHERE m.casefile = :casefile
 UNION ALL
SELECT 14 /*COPY_NOTES*/, CAST(m.kind AS SIGNED), m.id, m.shared, p.name, NULL, NULL, NULL, NULL, m.note, m.correction, ''
  FROM meeting m JOIN person p ON p.id = m.note_by
 WHERE m.casefile = :casefile AND m.shared IS NOT NULL
 UNION ALL
SELECT 15 /*COPY_MEETING_ANSWERS*/, CAST(m.kind AS SIGNED), m.id, m.answered, p.name, CAST(m.answer AS SIGNED), NULL, NULL, m.amount, m.reasons, m.next_step, ''
  FROM meeting m JOIN person p ON p.id = m.answered_by
 WHERE m.casefile = :casefile AND m.answered IS NOT NULL
 UNION ALL
SELECT 16 /*COPY_POINTS*/, o.round, x.no, o.raised, p.name, NULL, NULL, NULL, x.asked, x.words, '', ''
  FROM outcome o JOIN point x ON x.casefile = o.casefile AND x.round = o.round
  JOIN person p ON p.id = o.raised_by WHERE o.casefile = :casefile
 UNION ALL
SELECT 17 /*COPY_POINT_ANSWERS*/, x.round, x.no, k.sent, p.name, CAST(k.answer AS SIGNED), NULL, NULL, COALESCE(k.part, k.price), k.reason, k.which, ''
  FROM point x JOIN point_decision k ON k.point = x.id JOIN person p ON p.id = k.person
 WHERE x.casefile = :casefile AND k.sent IS NOT NULL
 UNION ALL
SELECT 18 /*COPY_OUTCOMES*/, o.round, 0, o.decided, p.name, NULL, NULL, NULL, o.figure + o.before_it + o.added,
       o.covers_not, o.next_step, o.why_from
  FROM outcome o JOIN person p ON p.id = o.decided_by
 WHERE o.casefile = :casefile AND o.decided IS NOT NULL
 UNION ALL
SELECT 19 /*COPY_PANEL*/, o.round, 0, o.panel_noted, p.name, CAST(o.panel_answer AS SIGNED), NULL, NULL, o.panel_added, o.panel_reasons, '', ''
  FROM outcome o JOIN person p ON p.id = o.panel_noted_by
 WHERE o.casefile = :casefile AND o.panel_noted IS NOT NULL
 UNION ALL
SELECT 20 /*COPY_ENTRIES*/, e.no, 0, e.sent, s.name, CAST(e.way AS SIGNED), NULL, NULL, NULL, e.words, e.correction, e.heeded_words
  FROM entry e JOIN person s ON s.id = e.staff
 WHERE e.casefile = :casefile AND e.sent IS NOT NULL AND e.no > 0
 UNION ALL
SELECT 21 /*COPY_COMMENTS*/, CAST(k.no AS SIGNED), 0, k.at, p.name, NULL, NULL, NULL, NULL, k.words, '', ''
  FROM staff_comment k JOIN person p ON p.id = k.person WHERE k.casefile = :casefile
 ORDER BY part, no, sub;

--: struct copy_letter { int no; text title; stamp made; stamp available; text html };

--: many struct copy_letter copy_letters(id casefile);
SELECT no, title, made, available, html FROM letter WHERE casefile = :casefile ORDER BY no;

-- The number the case has in the council's own system.
--: exec council_number_set(id casefile, text number);
UPDATE casefile SET council_number = :number WHERE id = :casefile;
