-- The outbox of e-mail. A row is written in the transaction of what it tells.

--: insert mail_add(pid pid, text address, text subject, text body, stamp now, stamp due);
INSERT INTO mail (pid, address, subject, body, written, due)
VALUES (:pid, :address, :subject, :body, :now, :due);

--: struct mail { id id; pid pid; text address; text subject; text body; stamp written; int tries };

-- Takes waiting messages for one round; other rounds leave them alone until
-- the lease ends.
--: exec mail_claim(stamp until, stamp now, int limit);
UPDATE mail SET claimed = :until, tries = tries + 1
 WHERE sent IS NULL AND due <= :now AND (claimed IS NULL OR claimed <= :now)
 ORDER BY due LIMIT :limit;

--: many struct mail mail_claimed(stamp until);
SELECT id, pid, address, subject, body, written, tries FROM mail
 WHERE sent IS NULL AND claimed = :until;

--: exec mail_sent(id id, stamp now);
UPDATE mail SET sent = :now WHERE id = :id AND sent IS NULL;

-- Tries again later.
--: exec mail_later(id id, stamp due);
UPDATE mail SET claimed = NULL, due = :due WHERE id = :id AND sent IS NULL;

--: struct mail_waiting { stamp? due };

-- Since when the oldest unsent message has been due.
--: one struct mail_waiting mail_oldest();
SELECT MIN(due) AS due FROM mail WHERE sent IS NULL;
