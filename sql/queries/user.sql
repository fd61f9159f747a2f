-- Accounts, opened and closed by hand. Only the owner of the database runs
-- these.

--: use "core/access.h";

--: exec person_close(id id);
UPDATE person SET active = FALSE WHERE id = :id AND active;

-- changed: 0 where it was so already.
--: exec person_rights(id id, enum role role, id? team);
UPDATE person SET role = :role, team = :team
 WHERE id = :id AND active AND NOT (role = :role AND team <=> :team);

--: exec credential_password(id person, text hash, stamp now);
UPDATE credential SET password_hash = :hash, changed = :now WHERE person = :person;

--: exec credential_secret(id person, bytes secret, stamp now);
UPDATE credential SET totp_secret = :secret, totp_step = 0, changed = :now
 WHERE person = :person;

--: insert recovery_code_add(id person, bytes hash);
INSERT INTO recovery_code (person, hash) VALUES (:person, :hash);

--: exec recovery_codes_drop(id person);
DELETE FROM recovery_code WHERE person = :person;
