-- Where a letter that is sent again is posted: for staff, who print it. The letter
-- itself names its reader and no address, for every relative can open it.

ALTER TABLE letter_again ADD COLUMN address VARCHAR(500) NOT NULL DEFAULT '';
