-- Who looked at a case, and what is held back from the family.

--: use "core/access.h";
--: use "core/document.h";

--: struct seen_row { stamp at; pid person; text name; enum role role; int what; bool withheld; text? letter; text? document };

-- held: those held back as well. family: the viewer is of the family, and who
-- helps another member of it has no name for them. What was opened is named, if
-- the viewer may know of it by now: staff of the case of all that was sent.
--: many struct seen_row seen_of(id casefile, bool held, bool family, bool staff, id viewer, stamp now, int limit);
SELECT v.at, p.pid AS person,
       COALESCE(IF(:family AND EXISTS (SELECT 1 FROM supporter s WHERE s.casefile = v.casefile
           AND s.person = v.person AND s.named_by <> :viewer), '', p.name), '') AS name,
       v.role, v.what, v.withheld,
       (SELECT l.title FROM letter l WHERE l.pid = v.thing AND l.casefile = v.casefile
         AND (:staff OR l.available <= :now)) AS letter,
       (SELECT d.purpose FROM document d WHERE d.pid = v.thing AND d.casefile = v.casefile
         AND d.sent IS NOT NULL AND (:staff OR d.audience = 1 /*DOCUMENT_ALL*/)) AS document
  FROM view v JOIN person p ON p.id = v.person
 WHERE v.casefile = :casefile AND (:held OR NOT v.withheld)
 ORDER BY v.at DESC LIMIT :limit;

--: struct seen_person { id id; text name };

--: one struct seen_person seen_person(pid pid);
SELECT id, name FROM person WHERE pid = :pid;

--: exec views_withhold(id casefile, id person, stamp since);
UPDATE view SET withheld = TRUE
 WHERE casefile = :casefile AND person = :person AND at >= :since;

--: exec views_free(id casefile, id person);
UPDATE view SET withheld = FALSE
 WHERE casefile = :casefile AND person = :person AND withheld;
