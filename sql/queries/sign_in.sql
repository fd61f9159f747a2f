-- Signing in. Only the sign-in pool's database user may run these.

--: use "core/access.h";

--: struct account { id id; pid pid; text name; text? email; enum role role; bool demo; text? password_hash; bytes? totp_secret; int? totp_step };

--: one struct account account_by_email(text email);
SELECT p.id, p.pid, p.name, p.email, p.role, p.demo, k.password_hash, k.totp_secret, k.totp_step
  FROM person p LEFT JOIN credential k ON k.person = p.id
 WHERE p.email = :email AND p.active;

--: one struct account account_by_id(id id);
SELECT p.id, p.pid, p.name, p.email, p.role, p.demo, k.password_hash, k.totp_secret, k.totp_step
  FROM person p LEFT JOIN credential k ON k.person = p.id
 WHERE p.id = :id AND p.active;

--: struct failures { int n };

--: one struct failures failed_since(bytes who, stamp since);
SELECT COUNT(*) AS n FROM failed_sign_in WHERE who = :who AND at > :since;

--: insert failed_add(bytes who, stamp now);
INSERT INTO failed_sign_in (who, at) VALUES (:who, :now);

-- Wrong codes of somebody who knew the password.
--: struct wrong_codes { int n; stamp? last };

--: one struct wrong_codes wrong_codes_since(bytes who, stamp since);
SELECT COUNT(*) AS n, MAX(at) AS last FROM failed_sign_in WHERE who = :who AND at > :since;

-- A code works once: no row changes if this step or a later one was used.
--: exec credential_step(id person, int step);
UPDATE credential SET totp_step = :step WHERE person = :person AND totp_step < :step;

--: exec recovery_code_use(id person, bytes hash, stamp now);
UPDATE recovery_code SET used = :now WHERE person = :person AND hash = :hash AND used IS NULL;

--: struct device { id person };

--: one struct device device_by_hash(bytes hash);
SELECT person FROM device WHERE hash = :hash;

--: insert device_add(bytes hash, id person, stamp now);
INSERT INTO device (hash, person, known_since) VALUES (:hash, :person, :now);

--: exec device_drop(bytes hash);
DELETE FROM device WHERE hash = :hash;

--: insert mail_code_add(id session, bytes hash, stamp expires);
INSERT INTO mail_code (session, hash, expires) VALUES (:session, :hash, :expires);

-- Counts a try; no row changes when the code has expired or had its five.
--: exec mail_code_try(id session, stamp now);
UPDATE mail_code SET tries = tries + 1
 WHERE session = :session AND used IS NULL AND expires > :now AND tries < 5;

-- All codes that were mailed for a person: to sign in, and to change the address.
--: struct mailed_codes { int n };

--: one struct mailed_codes mailed_codes_since(id person, stamp since);
SELECT COALESCE((SELECT COUNT(*) FROM session s JOIN mail_code c ON c.session = s.id
                  WHERE s.person = :person AND s.opened > :since), 0)
       + COALESCE((SELECT COUNT(*) FROM email_change e
                  WHERE e.person = :person AND e.asked > :since), 0) AS n;

--: exec mail_code_use(id session, bytes hash, stamp now);
UPDATE mail_code SET used = :now WHERE session = :session AND hash = :hash AND used IS NULL;
