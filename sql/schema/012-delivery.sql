-- How an agreed plan is delivered, and the consent to a direct payment (P8).

-- The parts come to the agreed sum; 0 where that way is not used. conditions: a
-- set of enum delivery_condition, each confirmed by who saved it.
CREATE TABLE plan_delivery (
	plan BIGINT NOT NULL PRIMARY KEY REFERENCES plan (id),
	direct BIGINT NOT NULL,			-- a year, in pence
	council BIGINT NOT NULL,
	third BIGINT NOT NULL,
	third_name VARCHAR(200) NOT NULL,
	recipient BIGINT NULL REFERENCES person (id),	-- of the direct payment
	conditions SMALLINT NOT NULL,
	saved DATETIME(6) NOT NULL,
	saved_by BIGINT NOT NULL REFERENCES person (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Who consented to receive a direct payment, when, to what; until withdrawn.
CREATE TABLE plan_consent (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	plan BIGINT NOT NULL REFERENCES plan (id),
	person BIGINT NOT NULL REFERENCES person (id),
	words VARCHAR(1000) NOT NULL,
	given DATETIME(6) NOT NULL,
	entered_by BIGINT NULL REFERENCES person (id),	-- staff who typed it for them
	withdrawn DATETIME(6) NULL,
	KEY plan_consent_plan (plan, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
