-- The chains of the record, read to verify them.

--: use "core/access.h";

--: struct chain_case { id id; text ref; int record_no; bytes record_mac };

--: many struct chain_case chain_cases(id after, int limit);
SELECT id, ref, record_no, record_mac FROM casefile
 WHERE id > :after ORDER BY id LIMIT :limit;

--: struct chain_row { int no; stamp at; id? actor; id? entered_by; int role; int action; int audience; pid? thing; text note; text request; bytes mac };

--: many struct chain_row chain_of_record(id casefile, int after, int limit);
SELECT no, at, actor, entered_by, role, action, audience, thing, note, request, mac
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
