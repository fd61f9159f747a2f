-- The record names a letter or a document by its fingerprint as well, and chains
-- it: so a letter that was changed together with its own hash is found.
ALTER TABLE record ADD COLUMN fingerprint BINARY(32) NULL;
