-- The secret of an authenticator that is being set up is shown to the session that
-- gave the password for it, and to no other of that person.

DELETE FROM totp_new;
ALTER TABLE totp_new ADD COLUMN session BIGINT NOT NULL;
