-- Which steps of the council were open when a complaint was noted. Who is named in it
-- sees nothing of it until the last of them is answered: its row of todo is gone then.
CREATE TABLE complaint_step (
	complaint BIGINT NOT NULL REFERENCES complaint (id),
	todo BIGINT NOT NULL,
	PRIMARY KEY (complaint, todo)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO complaint_step (complaint, todo)
	SELECT k.id, t.id FROM complaint k JOIN todo t ON t.casefile = k.casefile
	  AND t.role IN (3, 4, 5) AND NOT t.see_to AND t.since <= k.noted;

ALTER TABLE complaint DROP COLUMN step;
