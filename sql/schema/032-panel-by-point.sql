-- What the panel gave for each point that was recommended to it, a year; no row
-- where it has not decided, or gave one sum for all points.
CREATE TABLE panel_given (
	point BIGINT NOT NULL PRIMARY KEY REFERENCES point (id),
	amount BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The same while it is being written: its writer's alone.
CREATE TABLE panel_part (
	point BIGINT NOT NULL REFERENCES point (id),
	person BIGINT NOT NULL REFERENCES person (id),
	amount BIGINT NOT NULL,
	PRIMARY KEY (point, person)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
