-- What has served its time. A bounded number of rows at a time, so that no
-- sweep holds anybody up.

-- The codes first: they hang on the sessions.
--: exec sweep_mail_codes(stamp before, int limit);
DELETE FROM mail_code WHERE expires < :before LIMIT :limit;

--: exec sweep_email_changes(stamp before, int limit);
DELETE FROM email_change WHERE asked < :before LIMIT :limit;

--: exec sweep_totp_new(stamp before, int limit);
DELETE FROM totp_new WHERE asked < :before LIMIT :limit;

--: exec sweep_sessions(stamp before, int limit);
DELETE FROM session WHERE seen < :before LIMIT :limit;

--: exec sweep_forms(stamp before, int limit);
DELETE FROM form_sent WHERE at < :before LIMIT :limit;

--: exec sweep_failures(stamp before, int limit);
DELETE FROM failed_sign_in WHERE at < :before LIMIT :limit;

--: exec sweep_recovery_codes(stamp before, int limit);
DELETE FROM recovery_code WHERE used < :before LIMIT :limit;

-- What a mail said, once it has gone out: codes stand in some.
--: exec sweep_mail_words(stamp before, int limit);
UPDATE mail SET body = '' WHERE sent < :before AND body <> '' LIMIT :limit;

--: exec sweep_mail(stamp before, int limit);
DELETE FROM mail WHERE sent < :before LIMIT :limit;

--: exec sweep_drafts(stamp before, int limit);
DELETE FROM draft WHERE at < :before LIMIT :limit;
