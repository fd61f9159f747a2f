-- A complaint may name several of the council's staff.
CREATE TABLE complaint_named (
	complaint BIGINT NOT NULL REFERENCES complaint (id),
	person BIGINT NOT NULL REFERENCES person (id),
	PRIMARY KEY (complaint, person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO complaint_named (complaint, person)
SELECT id, named FROM complaint WHERE named IS NOT NULL;

ALTER TABLE complaint DROP FOREIGN KEY complaint_ibfk_2, DROP COLUMN named;
