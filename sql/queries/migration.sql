-- The journal of sql/migrate.c. DDL commits by itself, so it is kept statement
-- by statement: begun before, done after.

-- One statement of one file; at is none while it is begun and not done.
--: struct migration { text file; int statement; bytes hash; stamp? at };

--: many struct migration migrations();
SELECT file, statement, hash, at FROM migration ORDER BY file, statement;

--: exec migration_begin(text file, int statement, bytes hash);
INSERT INTO migration (file, statement, hash) VALUES (:file, :statement, :hash)
ON DUPLICATE KEY UPDATE hash = :hash;

--: exec migration_done(text file, int statement, stamp now);
UPDATE migration SET at = :now WHERE file = :file AND statement = :statement;

-- Takes back a beginning, because the server said no.
--: exec migration_failed(text file, int statement);
DELETE FROM migration WHERE file = :file AND statement = :statement AND at IS NULL;

-- One at a time. The lock goes with the connection.
--: struct migration_lock { bool held };
--: one struct migration_lock migration_lock();
SELECT COALESCE(GET_LOCK(CONCAT('accord migrate ', DATABASE()), 3), 0) AS held;

--: one struct migration_lock migration_unlock();
SELECT COALESCE(RELEASE_LOCK(CONCAT('accord migrate ', DATABASE())), 0) AS held;
