/*
 * What the clock does to cases: see fcgi/late.h.
 */
#include "fcgi/jobs/jobs.h"
#include "fcgi/late.h"

#define PIECES 10	/* cases in one go, each in a transaction of its own */

enum err
job_late(struct jobs *j)
{
	const struct policy *policy;

	TRY(jobs_policy(j, &policy));
	TRY(db_end(j->db, false));
	struct late_work w = {
		.db = j->db, .a = j->a, .config = j->config, .policy = policy,
		.audit = &j->audit, .now = j->now,
	};
	TRY(late_round(&w, PIECES));
	j->more = w.done > 0;
	return OK;
}
