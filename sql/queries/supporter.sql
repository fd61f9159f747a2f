-- Those whom a family has named to help: by invitation, until it ends.

--: use "core/access.h";

-- Somebody has this address already. Families and supporters help with the
-- account they have; asked only once they hold the link.
--: struct known_person { id id; enum role role; bool active };

--: one struct known_person person_known(text email);
SELECT id, role, active FROM person WHERE email = :email;

-- Whom somebody helps in a case by now, if they do.
--: struct helps_now { id named_by };

--: one struct helps_now helps_now(id casefile, id person, stamp now);
SELECT named_by FROM supporter
 WHERE casefile = :casefile AND person = :person AND (until IS NULL OR until > :now);

--: insert invitation_add(pid pid, bytes hash, id casefile, text email, bool may_draft, stamp? until, id named_by, stamp now, stamp expires);
INSERT INTO invitation (pid, hash, casefile, email, may_draft, until, named_by, named, expires)
VALUES (:pid, :hash, :casefile, :email, :may_draft, :until, :named_by, :now, :expires);

--: struct invited { id id; id casefile; text email; bool may_draft; stamp? until; id named_by };

-- The link of an e-mail, while it works.
--: one struct invited invitation_by_hash(bytes hash, stamp now);
SELECT i.id, i.casefile, i.email, i.may_draft, i.until, i.named_by
  FROM invitation i
 WHERE i.hash = :hash AND i.used IS NULL AND i.ended IS NULL AND i.expires > :now
   AND (i.until IS NULL OR i.until > :now);

-- The one that is open for an address in a case. For the demonstration, where
-- nobody reads the mail.
--: one struct invited invitation_open(id casefile, text email);
SELECT i.id, i.casefile, i.email, i.may_draft, i.until, i.named_by
  FROM invitation i
 WHERE i.casefile = :casefile AND i.email = :email AND i.used IS NULL AND i.ended IS NULL;

--: struct invitations_sent { int n };

--: one struct invitations_sent invitations_since(id named_by, stamp since);
SELECT COUNT(*) AS n FROM invitation WHERE named_by = :named_by AND named > :since;

-- Uses it up; the second time no row changes.
--: exec invitation_use(id id, stamp now);
UPDATE invitation SET used = :now
 WHERE id = :id AND used IS NULL AND ended IS NULL AND expires > :now;

--: exec invitation_end(id casefile, pid pid, id named_by, stamp now);
UPDATE invitation SET ended = :now
 WHERE casefile = :casefile AND pid = :pid AND named_by = :named_by
   AND used IS NULL AND ended IS NULL;

-- All that are still open for an address in a case.
--: exec invitations_close(id casefile, text email, stamp now);
UPDATE invitation SET ended = :now
 WHERE casefile = :casefile AND email = :email AND used IS NULL AND ended IS NULL;

-- Those that wait for an answer, for who wrote them.
--: struct invitation_row { pid pid; text email; bool may_draft; stamp? until; stamp named; stamp expires };

--: many struct invitation_row invitations_of(id casefile, id named_by);
SELECT pid, email, may_draft, until, named, expires FROM invitation
 WHERE casefile = :casefile AND named_by = :named_by AND used IS NULL AND ended IS NULL
 ORDER BY id;

-- Somebody who helped before may be named again.
--: insert supporter_add(id casefile, id person, id named_by, bool may_draft, stamp now, stamp? until);
INSERT INTO supporter (casefile, person, named_by, may_draft, since, until)
VALUES (:casefile, :person, :named_by, :may_draft, :now, :until)
ON DUPLICATE KEY UPDATE named_by = :named_by, may_draft = :may_draft, since = :now,
       until = :until;

--: struct supporter_who { id id; text? email };

-- Somebody who helps now, named by this member of the family.
--: one struct supporter_who supporter_of(id casefile, pid pid, id named_by, stamp now);
SELECT p.id, p.email FROM supporter s JOIN person p ON p.id = s.person
 WHERE s.casefile = :casefile AND p.pid = :pid AND s.named_by = :named_by
   AND (s.until IS NULL OR s.until > :now);

--: exec supporter_end(id casefile, id person, stamp now);
UPDATE supporter SET until = :now
 WHERE casefile = :casefile AND person = :person AND (until IS NULL OR until > :now);

--: struct supporter_row { pid pid; text name; text? email; bool may_draft; stamp since; stamp? until };

-- Those whom one member of the family has named. Who helps another member is
-- that member's to say.
--: many struct supporter_row supporters_of(id casefile, id named_by);
SELECT p.pid, p.name, p.email, s.may_draft, s.since, s.until
  FROM supporter s JOIN person p ON p.id = s.person
 WHERE s.casefile = :casefile AND s.named_by = :named_by
 ORDER BY s.since DESC, p.id;

-- How many help now, named by others of the family.
--: struct helped_too { int n };

--: one struct helped_too others_help(id casefile, id viewer, stamp now);
SELECT COUNT(*) AS n FROM supporter
 WHERE casefile = :casefile AND named_by <> :viewer AND person <> :viewer
   AND (until IS NULL OR until > :now);

-- What one of them has opened; a letter by its title, a document by its name.
--: struct opened_row { stamp at; int what; text? title; text? document };

--: many struct opened_row opened_by(id casefile, pid pid, int limit);
SELECT v.at, v.what, l.title, d.name AS document
  FROM view v JOIN person p ON p.id = v.person
  LEFT JOIN letter l ON l.pid = v.thing AND l.casefile = v.casefile
  LEFT JOIN document d ON d.pid = v.thing AND d.casefile = v.casefile
 WHERE v.casefile = :casefile AND p.pid = :pid AND NOT v.withheld
 ORDER BY v.at DESC LIMIT :limit;

-- The end of a case's record, locked: all the sign-in pool knows of a case.
--: struct record_tail { int record_no; bytes record_mac };

--: one struct record_tail record_tail_take(id casefile);
SELECT record_no, record_mac FROM casefile WHERE id = :casefile FOR UPDATE;

-- A new account: only from the link of an invitation.
--: insert supporter_person_add(pid pid, text email, text name, enum role role, stamp now);
INSERT INTO person (pid, email, name, role, created)
VALUES (:pid, :email, :name, :role, :now);

--: insert supporter_credential_add(id person, text hash, stamp now);
INSERT INTO credential (person, password_hash, changed) VALUES (:person, :hash, :now);
