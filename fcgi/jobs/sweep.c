/*
 * Clears away what has served its time. A piece takes a bounded number of rows
 * of each kind. How long what people typed is kept is the council's to say.
 */
#include "core/base/civil.h"
#include "fcgi/jobs/jobs.h"
#include "gen/q_sweep.h"

#define AT_A_TIME 1000

/* In this order: a code hangs on its session. */
static const struct sweep {
	enum err (*run)(struct db *, struct stamp before, int limit, int64_t *n);
	int64_t seconds;	/* older than this */
} sweeps[] = {
	{ sweep_mail_codes, DAY_S },
	{ sweep_email_changes, DAY_S },
	{ sweep_totp_new, DAY_S },
	{ sweep_recovery_codes, DAY_S },
	{ sweep_failures, DAY_S },
	{ sweep_forms, 7 * DAY_S },
	{ sweep_sessions, 30 * DAY_S },
	{ sweep_mail_words, HOUR_S },
	{ sweep_mail, 30 * DAY_S },
};

static enum err
sweep(struct jobs *j, const struct sweep *s)
{
	struct stamp before = stamp_add(j->now, -s->seconds);
	int64_t n;

	TRY(s->run(j->db, before, AT_A_TIME, &n));
	TRY(db_end(j->db, true));
	j->more = j->more || n == AT_A_TIME;
	return OK;
}

static enum err
drafts_last(struct jobs *j, int64_t *seconds)
{
	const struct policy *policy;

	TRY(jobs_policy(j, &policy));
	*seconds = policy_limit(policy, LIMIT_DRAFT_DAYS) * DAY_S;
	return db_end(j->db, false);
}

enum err
job_sweep(struct jobs *j)
{
	struct sweep drafts = { sweep_drafts, 0 };

	for (size_t i = 0; i < COUNT(sweeps); i++)
		TRY(sweep(j, &sweeps[i]));
	TRY(drafts_last(j, &drafts.seconds));
	return sweep(j, &drafts);
}
