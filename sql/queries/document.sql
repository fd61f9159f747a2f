-- Documents of a case. A document is looked up within its case, never by its
-- own id alone.

--: use "core/document.h";
--: use "core/letter.h";
--: use "core/policy.h";

--: insert document_add(pid pid, id casefile, text name, enum document_kind kind, text purpose, enum document_audience audience, int? question, int? plan, stamp now, id added_by, enum role role, stamp? sent, bytes received, bytes kept, int bytes, int pages, int key_no, bytes sealed_key, bytes header, id? replaces);
INSERT INTO document (pid, casefile, name, kind, purpose, audience, question, plan, added, added_by, role, sent, received, kept, bytes, pages, key_no, sealed_key, header, replaces)
VALUES (:pid, :casefile, :name, :kind, :purpose, :audience, :question, :plan, :now, :added_by, :role, :sent, :received, :kept, :bytes, :pages, :key_no, :sealed_key, :header, :replaces);

--: insert document_chunk_add(id document, int no, bytes sealed);
INSERT INTO document_chunk (document, no, sealed) VALUES (:document, :no, :sealed);

--: struct document_total { id n; id bytes };

-- All of a case, drafts too. Both are BIGINT.
--: one struct document_total document_total_of(id casefile);
SELECT COUNT(*) AS n, CAST(COALESCE(SUM(bytes), 0) AS SIGNED) AS bytes FROM document
 WHERE casefile = :casefile;

-- Its number among the documents of its name that the family sees, in the order they
-- were sent; 0: there is no other, or it is not one of them.
--: part alike;
COALESCE((SELECT CASE WHEN COUNT(*) > 1
                      THEN CAST(SUM(e.sent < d.sent OR (e.sent = d.sent AND e.id <= d.id)) AS SIGNED) END
            FROM document e WHERE e.casefile = d.casefile AND e.name = d.name
             AND d.audience = 1 /*DOCUMENT_ALL*/
             AND e.audience = 1 /*DOCUMENT_ALL*/ AND e.sent IS NOT NULL), 0) AS alike;

--: struct document_row { pid pid; text name; enum document_kind kind; text purpose; enum document_audience audience; int? question; int? plan; stamp added; bool own; text added_name; enum role role; bool named; stamp? sent; int alike; bytes received; bytes kept; int bytes; int pages; text? replaces };

-- What a viewer may see, newest first: the same rule as document_visible().
-- family: the viewer is of the family; staff: of the council. named: by the
-- viewer, who added it as a supporter.
--: many struct document_row document_rows(id casefile, id viewer, bool family, bool staff);
SELECT d.pid, d.name, d.kind, d.purpose, d.audience, d.question, d.plan, d.added,
       d.added_by <=> :viewer AS own, p.name AS added_name, d.role,
       EXISTS (SELECT 1 FROM supporter s WHERE s.casefile = d.casefile
               AND s.person = d.added_by AND s.named_by = :viewer) AS named, d.sent,
       {alike}, d.received, d.kept, d.bytes, d.pages,
       (SELECT o.name FROM document o WHERE o.id = d.replaces
                 AND o.sent IS NOT NULL AND (:staff OR o.audience = 1 /*DOCUMENT_ALL*/)) AS replaces
  FROM document d JOIN person p ON p.id = d.added_by
 WHERE d.casefile = :casefile
   AND ((d.sent IS NULL AND (d.added_by = :viewer OR (:family AND d.role = 2 /*SUPPORTER*/
          AND EXISTS (SELECT 1 FROM supporter s WHERE s.casefile = d.casefile
                      AND s.person = d.added_by AND s.named_by = :viewer))))
        OR (d.sent IS NOT NULL AND (:staff OR d.audience = 1 /*DOCUMENT_ALL*/)))
 ORDER BY d.id DESC;

--: struct document { id id; pid pid; text name; enum document_kind kind; enum document_audience audience; stamp? sent; bool own; enum role role; bool named; bytes kept; int bytes; bytes? sealed_key; bytes header };

-- The files pool only.
--: one struct document document_of(id casefile, pid pid, id viewer);
SELECT d.id, d.pid, d.name, d.kind, d.audience, d.sent, d.added_by <=> :viewer AS own, d.role,
       EXISTS (SELECT 1 FROM supporter s WHERE s.casefile = d.casefile
               AND s.person = d.added_by AND s.named_by = :viewer) AS named,
       d.kept, d.bytes, d.sealed_key, d.header
  FROM document d WHERE d.casefile = :casefile AND d.pid = :pid;

--: struct document_chunk { bytes sealed };

--: one struct document_chunk document_chunk_of(id document, int no);
SELECT sealed FROM document_chunk WHERE document = :document AND no = :no;

--: exec document_send(id id, stamp now);
UPDATE document SET sent = :now WHERE id = :id AND sent IS NULL;

--: exec document_send_of(id casefile, pid pid, stamp now);
UPDATE document SET sent = :now
 WHERE casefile = :casefile AND pid = :pid AND sent IS NULL;

--: struct tool_used { id policy; enum tool_kind tool };

-- Whose questions a document can belong to.
--: one struct tool_used tool_used(id assessment);
SELECT policy, tool FROM assessment WHERE id = :assessment;

-- What each document was to each decision, as its decider said, once the family may
-- read it. no: the question, the point, the version of the plan.
--: struct considered { pid document; text name; text purpose; enum weighed_for what; id? no; text who; enum document_said said; text why; stamp made };

--: many struct considered considered_of(id casefile, stamp now);
SELECT d.pid AS document, d.name, d.purpose, x.what, CAST(i.question AS SIGNED) AS no, p.name AS who, x.said, x.why, w.decided AS made
  FROM document d JOIN document_weighed x ON x.document = d.id
       AND x.what IN (5 /*WEIGHED_ANSWER*/, 6 /*WEIGHED_REVIEW*/)
       JOIN item i ON i.id = x.decision
       JOIN item_answer w ON w.item = i.id AND w.decided_by = x.person AND w.tier = x.what - 4
       JOIN person p ON p.id = x.person
 WHERE d.casefile = :casefile AND w.shared <= :now
UNION ALL
SELECT d.pid AS document, d.name, d.purpose, x.what, CAST(n.no AS SIGNED), p.name, x.said, x.why, COALESCE(k.confirmed, x.saved)
  FROM document d JOIN document_weighed x ON x.document = d.id AND x.what = 3 /*WEIGHED_PLAN*/
       JOIN plan_answer k ON k.plan = x.decision AND k.writer = x.person
       JOIN plan n ON n.id = k.plan JOIN letter l ON l.pid = k.letter
       JOIN person p ON p.id = x.person
 WHERE d.casefile = :casefile AND l.available <= :now
UNION ALL
SELECT d.pid AS document, d.name, d.purpose, x.what, NULL, p.name, x.said, x.why, COALESCE(m.answered, x.saved)
  FROM document d JOIN document_weighed x ON x.document = d.id AND x.what = 2 /*WEIGHED_MEETING*/
       JOIN meeting m ON m.id = x.decision AND m.answered_by = x.person
       JOIN letter l ON l.pid = m.letter JOIN person p ON p.id = x.person
 WHERE d.casefile = :casefile AND l.available <= :now
UNION ALL
SELECT d.pid AS document, d.name, d.purpose, x.what, CAST(k.no AS SIGNED), p.name, x.said, x.why, COALESCE(v.sent, x.saved)
  FROM document d JOIN document_weighed x ON x.document = d.id AND x.what = 1 /*WEIGHED_POINT*/
       JOIN point k ON k.id = x.decision
       JOIN point_decision v ON v.point = k.id AND v.person = x.person AND v.sent IS NOT NULL
       JOIN outcome o ON o.casefile = k.casefile AND o.round = k.round
       JOIN letter l ON l.pid = o.letter JOIN person p ON p.id = x.person
 WHERE d.casefile = :casefile AND l.available <= :now
UNION ALL
SELECT d.pid AS document, d.name, d.purpose, x.what, NULL, p.name, x.said, x.why, COALESCE(o.panel_noted, x.saved)
  FROM document d JOIN document_weighed x ON x.document = d.id AND x.what = 4 /*WEIGHED_PANEL*/
       JOIN outcome o ON o.id = x.decision AND o.panel_noted_by = x.person
       JOIN letter l ON l.pid = o.panel_letter JOIN person p ON p.id = x.person
 WHERE d.casefile = :casefile AND l.available <= :now
 ORDER BY made, what, no, purpose;

--: struct document_before { id id; pid pid; text name; text purpose; stamp sent; int alike; int? question; int? plan };

-- What was sent to a case and may stand in its letters, in the order it came: one
-- that comes later never moves another.
--: many struct document_before documents_before(id casefile);
SELECT d.id, d.pid, d.name, d.purpose, COALESCE(d.sent, d.added) AS sent, {alike},
       d.question, d.plan FROM document d
 WHERE d.casefile = :casefile AND d.sent IS NOT NULL AND d.audience = 1 /*DOCUMENT_ALL*/
 ORDER BY d.sent, d.id;

--: insert document_weighed_save(id document, enum weighed_for what, id decision, id person, enum document_said said, text why, stamp now);
INSERT INTO document_weighed (document, what, decision, person, said, why, saved)
VALUES (:document, :what, :decision, :person, :said, :why, :now)
ON DUPLICATE KEY UPDATE said = :said, why = :why, saved = :now;

--: struct document_mark { id document; enum weighed_for what; id decision; id person; text name; text purpose; stamp came; int alike; enum document_said said; text why };

-- All that was said of the documents of a case, drafts included.
--: many struct document_mark document_marks(id casefile);
SELECT d.id AS document, x.what, x.decision, x.person, d.name, d.purpose,
       COALESCE(d.sent, d.added) AS came, {alike}, x.said, x.why
  FROM document d JOIN document_weighed x ON x.document = d.id
 WHERE d.casefile = :casefile ORDER BY d.sent, d.id;
