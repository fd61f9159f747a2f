-- Those whom a family has named to help: by invitation, until it ends.

--: use "core/access.h";

-- Somebody has this address already. Families and supporters help with the
-- account they have.
--: struct known_person { id id; enum role role; text name };

--: one struct known_person person_known(text email);
SELECT id, role, name FROM person WHERE email = :email AND active;

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

-- Uses it up; the second time no row changes.
--: exec invitation_use(id id, stamp now);
UPDATE invitation SET used = :now
 WHERE id = :id AND used IS NULL AND ended IS NULL AND expires > :now;

--: exec invitation_end(id casefile, pid pid, stamp now);
UPDATE invitation SET ended = :now
 WHERE casefile = :casefile AND pid = :pid AND used IS NULL AND ended IS NULL;

-- Those that wait for an answer.
--: struct invitation_row { pid pid; text email; bool may_draft; stamp? until; stamp named; stamp expires };

--: many struct invitation_row invitations_of(id casefile);
SELECT pid, email, may_draft, until, named, expires FROM invitation
 WHERE casefile = :casefile AND used IS NULL AND ended IS NULL ORDER BY id;

-- Somebody who helped before may be named again.
--: insert supporter_add(id casefile, id person, id named_by, bool may_draft, stamp now, stamp? until);
INSERT INTO supporter (casefile, person, named_by, may_draft, since, until)
VALUES (:casefile, :person, :named_by, :may_draft, :now, :until)
ON DUPLICATE KEY UPDATE named_by = :named_by, may_draft = :may_draft, since = :now,
       until = :until;

--: exec supporter_end(id casefile, pid pid, stamp now);
UPDATE supporter SET until = :now
 WHERE casefile = :casefile AND (until IS NULL OR until > :now)
   AND person = (SELECT p.id FROM person p WHERE p.pid = :pid);

--: struct supporter_row { pid pid; text name; text email; bool may_draft; stamp since; stamp? until; text named_by };

--: many struct supporter_row supporters_of(id casefile);
SELECT p.pid, p.name, p.email, s.may_draft, s.since, s.until, n.name AS named_by
  FROM supporter s JOIN person p ON p.id = s.person JOIN person n ON n.id = s.named_by
 WHERE s.casefile = :casefile ORDER BY s.since DESC, p.id;

-- What one of them has opened; a letter by its title.
--: struct opened_row { stamp at; int what; text? title };

--: many struct opened_row opened_by(id casefile, pid pid, int limit);
SELECT v.at, v.what, l.title
  FROM view v JOIN person p ON p.id = v.person
  LEFT JOIN letter l ON l.pid = v.thing AND l.casefile = v.casefile
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
