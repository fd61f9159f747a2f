-- Letters of a case.

--: use "core/letter.h";

--: insert letter_add(pid pid, id casefile, int no, enum letter_kind kind, text title, text html, bytes hash, stamp now, id made_by, stamp available);
INSERT INTO letter (pid, casefile, no, kind, title, html, hash, made, made_by, available)
VALUES (:pid, :casefile, :no, :kind, :title, :html, :hash, :now, :made_by, :available);

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
