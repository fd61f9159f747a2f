-- Making accounts and cases: by hand for real ones, from sql/demo for the
-- demonstration. Only the owner of the database runs these.

--: use "core/access.h";
--: use "core/deadline.h";
--: use "core/figures.h";

--: struct installation { bool demonstration; int people };

--: one struct installation installation_is();
SELECT i.demonstration, COALESCE((SELECT COUNT(*) FROM person), 0) AS people FROM installation i;

--: exec installation_mark(bool demonstration);
UPDATE installation SET demonstration = :demonstration;

--: insert team_add(pid pid, text name);
INSERT INTO team (pid, name) VALUES (:pid, :name);

--: struct team { id id };

--: one struct team team_by_name(text name);
SELECT id FROM team WHERE name = :name;

--: insert person_add(pid pid, text? email, text name, text phone, enum role role, id? team, bool demo, stamp now);
INSERT INTO person (pid, email, name, phone, role, team, demo, created)
VALUES (:pid, :email, :name, :phone, :role, :team, :demo, :now);

--: insert credential_add(id person, text hash, bytes secret, stamp now);
INSERT INTO credential (person, password_hash, totp_secret, changed)
VALUES (:person, :hash, :secret, :now);

--: struct found_person { id id; pid pid; enum role role; id? team; bool demo; text name; bytes? totp_secret };

--: one struct found_person person_by_email(text email);
SELECT p.id, p.pid, p.role, p.team, p.demo, p.name, k.totp_secret
  FROM person p LEFT JOIN credential k ON k.person = p.id WHERE p.email = :email;

--: insert casefile_add(pid pid, text ref, text child_name, text called, text notice_name, date born, enum sex sex, int school_stage, id team, id worker, text council_number, date opened, bytes mac);
INSERT INTO casefile (pid, ref, child_name, called, notice_name, born, sex, school_stage, team, worker, council_number, opened, record_mac)
VALUES (:pid, :ref, :child_name, :called, :notice_name, :born, :sex, :school_stage, :team, :worker, :council_number, :opened, :mac);

-- A case that an administrator puts right, locked.
--: struct case_to_change { id id; date born; enum sex sex; int record_no; bytes record_mac };

--: one struct case_to_change case_to_change(text ref);
SELECT id, born, sex, record_no, record_mac FROM casefile WHERE ref = :ref FOR UPDATE;

--: exec casefile_sex(id casefile, enum sex sex);
UPDATE casefile SET sex = :sex WHERE id = :casefile;

-- Somebody of the family is the young person; no row, if they are not of it.
--: exec family_young(id casefile, id person);
UPDATE family_member SET young_person = TRUE WHERE casefile = :casefile AND person = :person;

-- Somebody of the family who has no e-mail: their letters come by post.
--: insert family_on_paper_add(id casefile, id person, stamp now);
INSERT INTO family_member (casefile, person, since, by_post)
VALUES (:casefile, :person, :now, TRUE);

-- young_person: the child, at 16 or 17, in their own right.
--: insert family_add(id casefile, id person, bool young_person, stamp now);
INSERT INTO family_member (casefile, person, young_person, since)
VALUES (:casefile, :person, :young_person, :now);

--: struct last_mail { text body };

-- The last that brought a code: other news may have come after it.
--: one struct last_mail mail_last_code(text address);
SELECT body FROM mail WHERE address = :address AND subject LIKE 'Your code %'
 ORDER BY id DESC LIMIT 1;

--: struct demo_case { pid pid };

--: one struct demo_case demo_case_by_ref(text ref);
SELECT pid FROM casefile WHERE ref = :ref;

--: exec case_opened(text ref, date opened);
UPDATE casefile SET opened = :opened WHERE ref = :ref AND opened > :opened;

--: struct highest_reference { text? ref };

--: one struct highest_reference reference_highest();
SELECT MAX(ref) AS ref FROM casefile;

-- What a row of the demonstration can name by its place in a list: times that are
-- offered, lines of the plan, points that are written or sent, documents, letters.
--: struct demo_thing { pid pid };

--: many struct demo_thing demo_offers(id casefile);
SELECT o.pid FROM meeting_offer o JOIN meeting m ON m.id = o.meeting
 WHERE m.casefile = :casefile AND o.open ORDER BY m.id DESC, o.at;

--: many struct demo_thing demo_lines(id casefile);
SELECT l.pid FROM plan_line l JOIN plan p ON p.id = l.plan
 WHERE p.casefile = :casefile ORDER BY p.id DESC, l.position;

--: many struct demo_thing demo_points(id casefile);
SELECT pid FROM point WHERE casefile = :casefile ORDER BY round IS NULL DESC, id;

--: many struct demo_thing demo_documents(id casefile);
SELECT pid FROM document WHERE casefile = :casefile ORDER BY id;

--: many struct demo_thing demo_letters(id casefile);
SELECT pid FROM letter WHERE casefile = :casefile ORDER BY id;

--: one struct demo_thing demo_person(id person);
SELECT pid FROM person WHERE id = :person;

-- News of weeks ago was sent weeks ago: a demonstration begins with an empty outbox.
--: exec demo_mail_sent(stamp now);
UPDATE mail SET sent = due WHERE sent IS NULL AND due <= :now;

-- … and the letters were opened the day after, but for those of one child.
--: exec demo_letters_opened(stamp before, text but);
UPDATE letter l JOIN casefile c ON c.id = l.casefile
   SET l.opened = l.available + INTERVAL 1 DAY
 WHERE l.opened IS NULL AND l.available < :before AND c.ref <> :but;

--: exec demo_letters_read();
DELETE FROM todo WHERE step = 31 /*STEP_READ_LETTER*/
   AND EXISTS (SELECT 1 FROM letter l WHERE l.pid = thing AND l.opened IS NOT NULL);
