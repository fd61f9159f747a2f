-- The chains of the record, read to verify them.

--: use "core/access.h";

--: struct chain_case { id id; text ref; int record_no; bytes record_mac };

--: many struct chain_case chain_cases(id after, int limit);
SELECT id, ref, record_no, record_mac FROM casefile
 WHERE id > :after ORDER BY id LIMIT :limit;

--: struct chain_row { int no; stamp at; id? actor; id? entered_by; int role; int action; int audience; pid? thing; text note; text request; bytes? fingerprint; bytes mac };

--: many struct chain_row chain_of_record(id casefile, int after, int limit);
SELECT no, at, actor, entered_by, role, action, audience, thing, note, request, fingerprint, mac
  FROM record WHERE casefile = :casefile AND no > :after ORDER BY no LIMIT :limit;

--: struct chain_event { int no; stamp at; id? actor; int action; text note; bytes mac };

--: many struct chain_event chain_of_account(id person, int after, int limit);
SELECT no, at, actor, action, note, mac FROM account_event
 WHERE person = :person AND no > :after ORDER BY no LIMIT :limit;

-- The end of each account's chain.
--: struct chain_account { id person; int no; bytes mac };

--: many struct chain_account chain_accounts(id after, int limit);
SELECT e.person, e.no, e.mac FROM account_event e
 WHERE e.person > :after
   AND e.no = (SELECT MAX(n.no) FROM account_event n WHERE n.person = e.person)
 ORDER BY e.person LIMIT :limit;

--: struct case_found { id id; pid pid };

--: one struct case_found case_by_ref(text ref);
SELECT id, pid FROM casefile WHERE ref = :ref;

-- ---- letters, documents and comments, against what the record says of them ----

-- What is numbered in its case. named: a row of the record names it, by its
-- fingerprint if it has one. previous: the number of the one before it in its case.
--: struct chain_written { id id; text ref; int no; text says; bytes hash; bool named; int previous };

--: many struct chain_written chain_letters(id after, int limit);
SELECT l.id, c.ref, l.no, l.html AS says, l.hash,
       EXISTS (SELECT 1 FROM record r WHERE r.casefile = l.casefile AND r.thing = l.pid
               AND COALESCE(r.fingerprint, l.hash) = l.hash) AS named,
       COALESCE((SELECT MAX(b.no) FROM letter b
                  WHERE b.casefile = l.casefile AND b.no < l.no), 0) AS previous
  FROM letter l JOIN casefile c ON c.id = l.casefile
 WHERE l.id > :after ORDER BY l.id LIMIT :limit;

-- whole: there are as many chunks of 256 KiB as it has bytes for.
--: struct chain_document { id id; pid pid; text ref; pid casefile; bytes kept; int bytes; bytes? sealed_key; bytes header; bool named; bool whole };

--: many struct chain_document chain_documents(id after, int limit);
SELECT d.id, d.pid, c.ref, c.pid AS casefile, d.kept, d.bytes, d.sealed_key, d.header,
       EXISTS (SELECT 1 FROM record r WHERE r.casefile = d.casefile AND r.thing = d.pid
               AND COALESCE(r.fingerprint, d.kept) = d.kept) AS named,
       COALESCE((SELECT COUNT(*) FROM document_chunk k WHERE k.document = d.id)
         = GREATEST(CEIL(d.bytes / 262144), 1), FALSE) AS whole
  FROM document d JOIN casefile c ON c.id = d.casefile
 WHERE d.id > :after ORDER BY d.id LIMIT :limit;

--: many struct chain_written chain_comments(id after, int limit);
SELECT k.id, c.ref, k.no, k.words AS says, k.hash,
       EXISTS (SELECT 1 FROM record r WHERE r.casefile = k.casefile AND r.thing = k.pid
               AND r.fingerprint = k.hash) AS named,
       COALESCE((SELECT MAX(b.no) FROM staff_comment b
                  WHERE b.casefile = k.casefile AND b.no < k.no), 0) AS previous
  FROM staff_comment k JOIN casefile c ON c.id = k.casefile
 WHERE k.id > :after ORDER BY k.id LIMIT :limit;

-- Rows that name by fingerprint what is there no more.
--: struct chain_name { text ref; int no };

--: many struct chain_name chain_names_lost(int limit);
SELECT c.ref, r.no FROM record r JOIN casefile c ON c.id = r.casefile
 WHERE r.fingerprint IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.pid = r.thing)
   AND NOT EXISTS (SELECT 1 FROM document d WHERE d.pid = r.thing)
   AND NOT EXISTS (SELECT 1 FROM staff_comment k WHERE k.pid = r.thing)
 ORDER BY r.casefile, r.no LIMIT :limit;
