-- Letters of a case.

--: use "core/letter.h";

--: insert letter_add(pid pid, id casefile, int no, enum letter_kind kind, text title, text html, bytes hash, stamp now, id made_by, stamp available, enum letter_format format, text format_words);
INSERT INTO letter (pid, casefile, no, kind, title, html, hash, made, made_by, available, format, format_words)
VALUES (:pid, :casefile, :no, :kind, :title, :html, :hash, :now, :made_by, :available, :format, :format_words);

--: struct letter_count { int n };

--: one struct letter_count letter_count_of(id casefile);
SELECT COUNT(*) AS n FROM letter WHERE casefile = :casefile;

-- A letter to be set in print, normal and large.
--: insert letter_pdf_ask(id letter, bool large);
INSERT INTO letter_pdf (letter, large) VALUES (:letter, :large);

--: struct letter { id id; pid pid; int no; enum letter_kind kind; text title; text html; bytes hash; stamp made; stamp available; stamp? opened };

-- A letter, looked up within its case; never by its own id alone.
--: one struct letter letter_of(id casefile, pid pid);
SELECT id, pid, no, kind, title, html, hash, made, available, opened
  FROM letter WHERE casefile = :casefile AND pid = :pid;

--: struct letter_row { pid pid; int no; text title; stamp made; stamp available; stamp? opened };

--: many struct letter_row letters_of(id casefile);
SELECT pid, no, title, made, available, opened
  FROM letter WHERE casefile = :casefile ORDER BY no DESC;

--: exec letter_opened(id id, stamp now);
UPDATE letter SET opened = :now WHERE id = :id AND opened IS NULL;

--: struct letter_print { bytes? pdf };

--: one struct letter_print letter_pdf_of(id letter, bool large);
SELECT pdf FROM letter_pdf WHERE letter = :letter AND large = :large;

-- Takes one letter to be set in print; other rounds leave it alone until the
-- lease ends, and so does the next try after one that failed.
--: exec letter_pdf_claim(stamp until, stamp now);
UPDATE letter_pdf SET claimed = :until, tries = tries + 1
 WHERE made IS NULL AND (claimed IS NULL OR claimed <= :now)
 ORDER BY claimed, letter LIMIT 1;

--: struct letter_job { id letter; bool large; int tries; int no; text title; text html; bytes hash; stamp available; text ref };

--: one struct letter_job letter_pdf_claimed(stamp until);
SELECT p.letter, p.large, p.tries, l.no, l.title, l.html, l.hash, l.available, c.ref
  FROM letter_pdf p JOIN letter l ON l.id = p.letter
  JOIN casefile c ON c.id = l.casefile
 WHERE p.made IS NULL AND p.claimed = :until LIMIT 1;

--: exec letter_pdf_made(id letter, bool large, bytes pdf, stamp now);
UPDATE letter_pdf SET pdf = :pdf, made = :now
 WHERE letter = :letter AND large = :large AND made IS NULL;

--: exec letter_pdf_later(id letter, bool large, stamp due);
UPDATE letter_pdf SET claimed = :due
 WHERE letter = :letter AND large = :large AND made IS NULL;

-- Was a letter with this fingerprint sent in this case, and when?
--: struct letter_sent { stamp available };

--: one struct letter_sent letter_by_print(text ref, bytes hash, stamp now);
SELECT l.available FROM casefile c JOIN letter l ON l.casefile = c.id
 WHERE c.ref = :ref AND l.hash = :hash AND l.available <= :now
 ORDER BY l.no LIMIT 1;
