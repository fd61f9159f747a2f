/*
 * Clears away what has served its time. A piece takes a bounded number of rows
 * of each kind. How long what people typed is kept is the council's to say.
 */
#include "core/base/civil.h"
#include "fcgi/jobs/jobs.h"
#include "fcgi/service.h"
#include "gen/q_sweep.h"

#define AT_A_TIME 1000
#define DAY_S ((int64_t)86400)

/* In this order: a code hangs on its session. */
static const struct sweep {
	enum err (*run)(struct db *, struct stamp before, int limit, int64_t *n);
	int days;
} sweeps[] = {
	{ sweep_mail_codes, 1 },
	{ sweep_recovery_codes, 1 },
	{ sweep_failures, 1 },
	{ sweep_forms, 7 },
	{ sweep_sessions, 30 },
};

static enum err
sweep(struct jobs *j, const struct sweep *s)
{
	struct stamp before = stamp_add(j->now, -s->days * DAY_S);
	int64_t n;

	TRY(s->run(j->db, before, AT_A_TIME, &n));
	TRY(db_end(j->db, true));
	j->more = j->more || n == AT_A_TIME;
	return OK;
}

static enum err
days_of_drafts(struct jobs *j, int *days)
{
	struct app kept = { .a = j->a };
	const struct policy *policy;
	int64_t id;

	TRY(service_policy_on(&kept, j->db, j->a, stamp_london_date(j->now), &id, &policy));
	*days = policy_limit(policy, LIMIT_DRAFT_DAYS);
	return db_end(j->db, false);
}

enum err
job_sweep(struct jobs *j)
{
	struct sweep drafts = { sweep_drafts, 0 };

	for (size_t i = 0; i < COUNT(sweeps); i++)
		TRY(sweep(j, &sweeps[i]));
	TRY(days_of_drafts(j, &drafts.days));
	return sweep(j, &drafts);
}
