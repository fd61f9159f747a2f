-- A person's own account.

-- So that a page can say whether there is an authenticator without the right to
-- read its secret.
ALTER TABLE credential ADD COLUMN has_totp BOOLEAN AS (totp_secret <> '') PERSISTENT;

-- The secret of an authenticator that is being set up, until a code of it proves
-- that it was taken over. Sealed like the one in use.
CREATE TABLE totp_new (
	person BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
	secret VARBINARY(128) NOT NULL,
	asked DATETIME(6) NOT NULL,
	KEY totp_new_asked (asked)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A new address, until the code that was sent to it comes back. The latest of a
-- person counts.
CREATE TABLE email_change (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	person BIGINT NOT NULL REFERENCES person (id),
	email VARCHAR(254) NOT NULL,
	hash BINARY(32) NOT NULL,
	asked DATETIME(6) NOT NULL,
	expires DATETIME(6) NOT NULL,
	tries TINYINT UNSIGNED NOT NULL DEFAULT 0,
	used DATETIME(6) NULL,
	KEY email_change_person (person, asked),
	KEY email_change_asked (asked)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
