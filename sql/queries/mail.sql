-- The outbox of e-mail. A row is written in the transaction of what it tells.

--: insert mail_add(pid pid, text address, text subject, text body, id? casefile, stamp now, stamp due);
INSERT INTO mail (pid, address, subject, body, casefile, written, due)
VALUES (:pid, :address, :subject, :body, :casefile, :now, :due);

--: struct mail { id id; pid pid; text address; text subject; text body; stamp written; int tries; pid? casefile; stamp? refused };

-- Takes waiting messages for one round; other rounds leave them alone until
-- the lease ends.
--: exec mail_claim(stamp until, stamp now, int limit);
UPDATE mail SET claimed = :until, tries = tries + 1
 WHERE sent IS NULL AND due <= :now AND (claimed IS NULL OR claimed <= :now)
 ORDER BY due LIMIT :limit;

--: many struct mail mail_claimed(stamp until);
SELECT m.id, m.pid, m.address, m.subject, m.body, m.written, m.tries,
       c.pid AS casefile, m.refused
  FROM mail m LEFT JOIN casefile c ON c.id = m.casefile
 WHERE m.sent IS NULL AND m.claimed = :until;

--: exec mail_sent(id id, stamp now);
UPDATE mail SET sent = :now WHERE id = :id AND sent IS NULL;

-- Tries again later: the server was not there …
--: exec mail_later(id id, stamp due);
UPDATE mail SET claimed = NULL, due = :due WHERE id = :id AND sent IS NULL;

-- … or did not take this one for the time being.
--: exec mail_put_off(id id, stamp due, stamp now);
UPDATE mail SET claimed = NULL, due = :due, refused = COALESCE(refused, :now)
 WHERE id = :id AND sent IS NULL;

--: exec mail_give_up(id id);
DELETE FROM mail WHERE id = :id AND sent IS NULL;

-- An address works again, and what it missed has been told.
--: exec mail_arrives(text address);
DELETE u FROM undelivered u JOIN person p ON p.id = u.person
 WHERE p.email = :address AND u.reached IS NOT NULL;

--: struct mail_waiting { stamp? due };

-- Since when the oldest unsent message has been due.
--: one struct mail_waiting mail_oldest();
SELECT MIN(due) AS due FROM mail WHERE sent IS NULL;
