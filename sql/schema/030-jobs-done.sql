-- When each task of accord-jobs was last done, and from when on that is too long
-- ago: whoever watches the service sees that lateness, letters or anchors stand
-- still, also where no mail waits.
CREATE TABLE job_done (
	task VARCHAR(20) NOT NULL PRIMARY KEY,
	done DATETIME(6) NOT NULL,
	stale DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
