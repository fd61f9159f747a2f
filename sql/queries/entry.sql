-- What staff enter for a family that telephoned, wrote or came in person.

--: use "core/entry.h";

-- The entry a member of staff has open in a case; for a relative who still is one.
--: struct entry_open { id id; id relative; pid relative_pid; text relative_name; enum entry_way way; date received };

--: one struct entry_open entry_open_of(id casefile, id staff, stamp since);
SELECT e.id, e.relative, p.pid AS relative_pid, p.name AS relative_name, e.way, e.received
  FROM entry e JOIN person p ON p.id = e.relative
  JOIN family_member f ON f.casefile = e.casefile AND f.person = e.relative
       AND f.until IS NULL
 WHERE e.casefile = :casefile AND e.staff = :staff AND e.ended IS NULL
   AND e.begun > :since
 ORDER BY e.id DESC LIMIT 1;

--: insert entry_add(id casefile, id staff, id relative, enum entry_way way, date received, stamp now);
INSERT INTO entry (casefile, staff, relative, way, received, begun)
VALUES (:casefile, :staff, :relative, :way, :received, :now);

--: exec entry_close(id casefile, id staff, stamp now);
UPDATE entry SET ended = :now WHERE casefile = :casefile AND staff = :staff AND ended IS NULL;

--: struct entry_relative { id id; pid pid; text name };

--: many struct entry_relative entry_relatives(id casefile);
SELECT p.id, p.pid, p.name FROM family_member f JOIN person p ON p.id = f.person
 WHERE f.casefile = :casefile AND f.until IS NULL ORDER BY f.since, p.id;
