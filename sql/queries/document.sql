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

--: struct document_row { pid pid; text name; enum document_kind kind; text purpose; enum document_audience audience; int? question; int? plan; stamp added; bool own; text added_name; enum role role; bool named; stamp? sent; bytes received; bytes kept; int bytes; int pages; text? replaces };

-- What a viewer may see, newest first: the same rule as document_visible().
-- family: the viewer is of the family; staff: of the council. named: by the
-- viewer, who added it as a supporter.
--: many struct document_row document_rows(id casefile, id viewer, bool family, bool staff);
SELECT d.pid, d.name, d.kind, d.purpose, d.audience, d.question, d.plan, d.added,
       d.added_by <=> :viewer AS own, p.name AS added_name, d.role,
       EXISTS (SELECT 1 FROM supporter s WHERE s.casefile = d.casefile
               AND s.person = d.added_by AND s.named_by = :viewer) AS named, d.sent, d.received, d.kept, d.bytes,
       d.pages, (SELECT o.name FROM document o WHERE o.id = d.replaces
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

-- Once per document and letter; none is added if there is one already.
--: insert document_considered_add(id casefile, pid document, pid letter, stamp now);
INSERT INTO document_considered (document, letter, at)
SELECT d.id, :letter, :now FROM document d
 WHERE d.casefile = :casefile AND d.pid = :document AND d.sent IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM document_considered c
                   WHERE c.document = d.id AND c.letter = :letter);

--: struct document_found { pid pid };

--: one struct document_found document_sent(id casefile, pid pid);
SELECT pid FROM document WHERE casefile = :casefile AND pid = :pid AND sent IS NOT NULL;

--: struct tool_used { id policy; enum tool_kind tool };

-- Whose questions a document can belong to.
--: one struct tool_used tool_used(id assessment);
SELECT policy, tool FROM assessment WHERE id = :assessment;

-- What each document was to each decision on a challenged question, as its decider
-- said, once the family may read it.
--: struct considered { pid document; enum weighed_for what; int question; enum document_said said; text why; stamp made };

--: many struct considered considered_of(id casefile, stamp now);
SELECT d.pid AS document, x.what, i.question, x.said, x.why, w.decided AS made
  FROM document d JOIN document_weighed x ON x.document = d.id
       AND x.what IN (5 /*WEIGHED_ANSWER*/, 6 /*WEIGHED_REVIEW*/)
       JOIN item i ON i.id = x.decision
       JOIN item_answer w ON w.item = i.id AND w.decided_by = x.person AND w.tier = x.what - 4
 WHERE d.casefile = :casefile AND w.shared <= :now
 ORDER BY w.decided, i.question;

--: struct read_before { pid document; text title; stamp made };

-- The files of a plan were read before its answer. (Earlier letters on a score are
-- beside documents too: nobody had said that they were considered.)
--: many struct read_before read_before_of(id casefile, stamp now);
SELECT d.pid AS document, l.title, l.made
  FROM document d JOIN document_considered c ON c.document = d.id
       JOIN letter l ON l.pid = c.letter AND l.kind = 4 /*LETTER_PLAN*/
 WHERE d.casefile = :casefile AND l.available <= :now
 ORDER BY l.made;

--: part about_question;
d.casefile = :casefile AND d.sent IS NOT NULL AND d.audience = 1 /*DOCUMENT_ALL*/
   AND (d.question = i.question OR (d.question IS NULL AND d.plan IS NULL));

--: struct document_before { id id; pid pid; text name; text purpose; stamp? sent; enum document_said? said; text? why };

-- What lies before whoever decides a challenged question, with what they have said
-- of it: sent for that question or for the case as a whole. In the order they came,
-- so one that comes later never moves another.
--: many struct document_before documents_before(id casefile, id item, enum weighed_for what, id person);
SELECT d.id, d.pid, d.name, d.purpose, d.sent, x.said, x.why
  FROM item i JOIN document d ON {about_question}
  LEFT JOIN document_weighed x ON x.document = d.id AND x.what = :what
       AND x.decision = i.id AND x.person = :person
 WHERE i.id = :item ORDER BY d.sent, d.id;

--: struct unlooked { int question; id n };

-- How many of them, sent before a moment, they have said nothing of.
--: many struct unlooked documents_unlooked(id casefile, id assessment, enum weighed_for what, id person, stamp before);
SELECT i.question, COUNT(*) AS n
  FROM item i JOIN document d ON {about_question}
 WHERE i.assessment = :assessment AND d.sent < :before
   AND NOT EXISTS (SELECT 1 FROM document_weighed x WHERE x.document = d.id
                   AND x.what = :what AND x.decision = i.id AND x.person = :person)
 GROUP BY i.question ORDER BY i.question;

--: insert document_weighed_save(id document, enum weighed_for what, id decision, id person, enum document_said said, text why, stamp now);
INSERT INTO document_weighed (document, what, decision, person, said, why, saved)
VALUES (:document, :what, :decision, :person, :said, :why, :now)
ON DUPLICATE KEY UPDATE said = :said, why = :why, saved = :now;

--: struct document_mark { int question; enum weighed_for what; id person; text name; text purpose; enum document_said said; text why };

-- All that was said of documents in a challenge, drafts included.
--: many struct document_mark document_marks(id assessment);
SELECT i.question, x.what, x.person, d.name, d.purpose, x.said, x.why
  FROM item i JOIN document_weighed x ON x.decision = i.id
       AND x.what IN (5 /*WEIGHED_ANSWER*/, 6 /*WEIGHED_REVIEW*/)
       JOIN document d ON d.id = x.document
 WHERE i.assessment = :assessment ORDER BY i.question, d.sent, d.id;
