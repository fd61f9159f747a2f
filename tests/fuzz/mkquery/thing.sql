-- Things, for the tests.
-- Two lines.

--: use "tests/sql/thing.h";

-- A thing with everything.
--: struct thing { id id; pid pid; text name; text? note; bytes? blob;
--:   enum colour colour; enum colour? wish; bool on; int n; int? m;
--:   points p; points? q; money cash; money? owed; date day; date? until; stamp at; stamp? gone };

-- The thing with this name.
--: one struct thing thing_by_name(text name);
SELECT id, pid, name, note, `blob`, colour, wish, is_on AS `on`, n, m, p, q, cash, owed, day, until, at, gone
-- a comment about :nothing
FROM thing WHERE name = :name; 

--: many struct thing things_of(enum colour colour, int limit);
SELECT id, pid, name, note, `blob`, colour, wish, is_on AS `on`, n, m, p, q, cash, owed, day, until, at, gone
FROM thing WHERE colour = :colour OR (name = 'it''s ? :x "' AND colour = :colour) ORDER BY id LIMIT :limit;

--: exec thing_rename(id thing, text name, text? note);
UPDATE thing SET name = :name, note = :note WHERE id = :thing;
--: insert thing_add(pid pid, text name, text? note, bytes? blob, enum colour colour, enum colour? wish, bool on, int n, int? m,
--:   points p, points? q, money cash, money? owed, date day, date? until, stamp at, stamp? gone);
INSERT INTO thing (pid, name, note, `blob`, colour, wish, is_on, n, m, p, q, cash, owed, day, until, at, gone)
VALUES (:pid, :name, :note, :blob, :colour, :wish, :on, :n, :m, :p, :q, :cash, :owed, :day, :until, :at, :gone);
