-- A person's own account: what they change themselves. Only the sign-in pool's
-- database user may run what changes something; the pages know that there are
-- an authenticator and codes, and neither secret nor hash.

--: struct own_account { text? email; text phone; stamp? changed; bool has_totp; int codes };

-- codes: recovery codes that are left.
--: one struct own_account own_account(id person);
SELECT p.email, p.phone, k.changed, COALESCE(k.has_totp, FALSE) AS has_totp,
       COALESCE((SELECT COUNT(*) FROM recovery_code r
                  WHERE r.person = p.id AND r.used IS NULL), 0) AS codes
  FROM person p LEFT JOIN credential k ON k.person = p.id
 WHERE p.id = :person;

--: exec credential_password(id person, text hash, stamp now);
UPDATE credential SET password_hash = :hash, changed = :now WHERE person = :person;

-- A code of the new authenticator may have been used to prove it: step.
--: exec credential_secret(id person, bytes secret, int step);
UPDATE credential SET totp_secret = :secret, totp_step = :step WHERE person = :person;

--: insert recovery_code_add(id person, bytes hash);
INSERT INTO recovery_code (person, hash) VALUES (:person, :hash);

--: exec recovery_codes_drop(id person);
DELETE FROM recovery_code WHERE person = :person;

-- The secret of an authenticator that is being set up, in one session; a later one
-- replaces it.
--: exec totp_new_drop(id person);
DELETE FROM totp_new WHERE person = :person;

--: insert totp_new_add(id person, id session, bytes secret, stamp now);
INSERT INTO totp_new (person, session, secret, asked) VALUES (:person, :session, :secret, :now);

--: struct totp_new { bytes secret };

--: one struct totp_new totp_new_of(id person, id session, stamp since);
SELECT secret FROM totp_new WHERE person = :person AND session = :session AND asked > :since;

--: insert email_change_add(id person, text email, bytes hash, stamp now, stamp expires);
INSERT INTO email_change (person, email, hash, asked, expires)
VALUES (:person, :email, :hash, :now, :expires);

--: struct email_change { id id; text email };

-- The latest, while its code works.
--: one struct email_change email_change_of(id person, stamp now);
SELECT id, email FROM email_change
 WHERE person = :person AND used IS NULL AND expires > :now
   AND id = (SELECT MAX(l.id) FROM email_change l WHERE l.person = :person);

-- Counts a try; no row changes when it had its five.
--: exec email_change_try(id id);
UPDATE email_change SET tries = tries + 1 WHERE id = :id AND used IS NULL AND tries < 5;

--: exec email_change_use(id id, bytes hash, stamp now);
UPDATE email_change SET used = :now WHERE id = :id AND hash = :hash AND used IS NULL;

--: exec person_email(id person, text email);
UPDATE person SET email = :email WHERE id = :person;

--: exec person_phone(id person, text phone);
UPDATE person SET phone = :phone WHERE id = :person;
