-- A family that has answers to accept or contest is reminded of them once.
ALTER TABLE todo ADD COLUMN reminded DATETIME(6) NULL;
