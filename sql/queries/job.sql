-- What accord-jobs does beside the requests, and when it last did.

--: exec job_done(text task, stamp now, stamp stale);
INSERT INTO job_done (task, done, stale) VALUES (:task, :now, :stale)
ON DUPLICATE KEY UPDATE done = :now, stale = :stale;

--: struct job_row { text task; stamp done; stamp stale };

--: many struct job_row jobs_done();
SELECT task, done, stale FROM job_done ORDER BY task;
