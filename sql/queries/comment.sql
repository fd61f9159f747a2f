-- What staff note beside a case. Nothing here is for a family, a helper or a panel.

--: use "core/access.h";

-- A page of them, newest first; before is the number to go on from.
--: struct comment { int no; text person_name; enum role role; text own_title; stamp at; text words };

--: many struct comment comments_of(id casefile, int before, int limit);
SELECT k.no, p.name AS person_name, k.role, p.own_title, k.at, k.words
  FROM staff_comment k JOIN person p ON p.id = k.person
 WHERE k.casefile = :casefile AND k.no < :before
 ORDER BY k.no DESC LIMIT :limit;

--: struct comment_count { int n };

--: one struct comment_count comment_count(id casefile);
SELECT COALESCE(MAX(k.no), 0) AS n FROM staff_comment k WHERE k.casefile = :casefile;

--: struct comments_lately { id n };

--: one struct comments_lately comments_since(id person, stamp since);
SELECT COUNT(*) AS n FROM staff_comment k WHERE k.person = :person AND k.at > :since;

--: insert comment_add(pid pid, id casefile, int no, id person, enum role role, stamp now, text words, bytes hash);
INSERT INTO staff_comment (pid, casefile, no, person, role, at, words, hash)
VALUES (:pid, :casefile, :no, :person, :role, :now, :words, :hash);
