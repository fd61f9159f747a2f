-- Letters by post: who wants them so, and what waits to be printed.

--: struct post_choice { bool by_post; bool has_email };

--: one struct post_choice post_choice_of(id casefile, id person);
SELECT f.by_post, p.email IS NOT NULL AS has_email
  FROM family_member f JOIN person p ON p.id = f.person
 WHERE f.casefile = :casefile AND f.person = :person;

--: exec post_choose(id casefile, id person, bool by_post);
UPDATE family_member SET by_post = :by_post WHERE casefile = :casefile AND person = :person;

-- A letter waits to be printed for everybody of the family who wants it so.
--: exec post_ask(id casefile, id letter);
INSERT INTO letter_post (letter, person)
SELECT :letter, f.person FROM family_member f
 WHERE f.casefile = :casefile AND f.by_post;

-- A letter that is sent again waits for its one reader: because they want it so, or
-- because it was said where it is posted. There may be no row.
--: exec post_ask_reader(id casefile, id letter, pid reader, bool has_address);
INSERT INTO letter_post (letter, person)
SELECT :letter, p.id FROM person p
 WHERE p.pid = :reader
   AND (:has_address OR EXISTS (SELECT 1 FROM family_member f WHERE f.casefile = :casefile
                                   AND f.person = p.id AND f.by_post));

-- What waits, in the cases of a worker, of a team, or of the whole service: once it
-- may go out, what has waited longest first.
--: struct post_row { pid casefile; pid letter; text ref; text child_name; int no; text title; stamp available; text reader; bool printed };

--: many struct post_row post_waiting(id? worker, id? team, stamp now, int limit);
SELECT c.pid AS casefile, l.pid AS letter, c.ref, c.child_name, l.no, l.title, l.available,
       r.name AS reader,
       EXISTS (SELECT 1 FROM letter_pdf d WHERE d.letter = l.id AND d.made IS NOT NULL) AS printed
  FROM letter_post q FORCE INDEX (letter_post_waiting) JOIN letter l ON l.id = q.letter
  JOIN casefile c ON c.id = l.casefile JOIN person r ON r.id = q.person
 WHERE q.posted IS NULL AND l.available <= :now
   AND (:worker IS NULL OR c.worker = :worker) AND (:team IS NULL OR c.team = :team)
 ORDER BY l.available, l.id, r.name LIMIT :limit;

--: struct post_count { int n };

--: one struct post_count post_count(id? worker, id? team, stamp now);
SELECT COUNT(*) AS n
  FROM letter_post q FORCE INDEX (letter_post_waiting) JOIN letter l ON l.id = q.letter
  JOIN casefile c ON c.id = l.casefile
 WHERE q.posted IS NULL AND l.available <= :now
   AND (:worker IS NULL OR c.worker = :worker) AND (:team IS NULL OR c.team = :team);

-- For whom a letter is printed, and on which day that was done.
--: struct post_reader { id id; text name; bool large_print; date? posted };

--: many struct post_reader post_readers(id letter);
SELECT p.id, p.name, p.large_print, q.posted FROM letter_post q JOIN person p ON p.id = q.person
 WHERE q.letter = :letter ORDER BY p.name;

--: exec letter_post_done(id letter, date posted, id posted_by, stamp now);
UPDATE letter_post SET posted = :posted, posted_by = :posted_by, noted = :now
 WHERE letter = :letter AND posted IS NULL;
